package dev.guise.ui.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.findings.Finding;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.control.FilterTerms;
import dev.guise.ui.review.ObjectIndex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A finding as listed, with the values that filters and groups need calculated once.
///
/// @param finding     the finding
/// @param fingerprint which one it is
/// @param who         the identity that has it, as listed; `""` for the cluster
/// @param subject     id of that identity; `""` for the cluster
/// @param namespace   where it is: of the binding, else of the service account; `""` for everywhere
/// @param text        everything that is searched, in lower case
/// @param standing    what the reviewer decided
/// @param suppression the decision, while it is known
/// @param noted       whether there is a note on its subject, binding or role
/// @param owned       whether that identity is marked as owned
record FindingRow(
        Finding finding,
        String fingerprint,
        String who,
        String subject,
        String namespace,
        String text,
        Standing standing,
        Optional<Suppression> suppression,
        boolean noted,
        boolean owned) {
    /// What the filter understands besides words.
    static final Set<String> KEYS = Set.of("kind", "ns", "subject", "severity", "owned");

    static FindingRow of(Finding finding) {
        Subject subject = finding.subject();
        String who = subject == null ? "" : ObjectIndex.label(ObjectIndex.somebody(Identity.of(subject)));
        String text = String.join(
                        " ",
                        finding.id(),
                        finding.title(),
                        who,
                        finding.origin().describe(),
                        finding.detail(),
                        FindingText.plain(finding.detail()))
                .toLowerCase(Locale.ROOT);
        return new FindingRow(
                finding,
                finding.fingerprint(),
                who,
                subject == null ? "" : AccessNode.idOf(subject),
                namespace(finding),
                text,
                finding.expected() ? Standing.EXPECTED : Standing.OPEN,
                Optional.empty(),
                false,
                false);
    }

    private static String namespace(Finding finding) {
        Binding binding = finding.origin().binding();
        Subject subject = finding.subject();
        if (binding != null && !binding.namespace().isEmpty()) {
            return binding.namespace();
        }
        return subject == null ? "" : subject.namespace();
    }

    FindingRow decided(Standing now, Optional<Suppression> by, boolean note, boolean own) {
        return new FindingRow(finding, fingerprint, who, subject, namespace, text, now, by, note, own);
    }

    /// What the reviewer decided, in a word or two; `""` while it is open.
    String status() {
        return switch (standing) {
            case OPEN -> "";
            case EXPIRED -> "reopened";
            case EXPECTED -> "expected";
            case ACCEPTED -> "accepted";
            case SUPPRESSED -> "suppressed";
        };
    }

    /// Ids of what it is about: subject, binding, role.
    List<String> objects() {
        Binding binding = finding.origin().binding();
        RoleObject role = finding.origin().role();
        return Stream.of(
                        subject,
                        binding == null ? "" : AccessNode.idOf(binding),
                        role == null ? "" : AccessNode.idOf(role))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    boolean matches(FilterTerms terms) {
        return terms.test(text, this::holds);
    }

    private boolean holds(String key, String value) {
        return switch (key) {
            case "kind" -> finding.id().toLowerCase(Locale.ROOT).contains(value);
            case "ns" ->
                namespaces().anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(value));
            case "subject" -> !who.isEmpty() && who.toLowerCase(Locale.ROOT).contains(value);
            case "severity" -> finding.severity().id().startsWith(value);
            default -> FilterTerms.isWanted(value, owned);
        };
    }

    // Also where the account lives that a grant in another namespace is for.
    private Stream<String> namespaces() {
        Subject has = finding.subject();
        return Stream.of(namespace, has == null ? "" : has.namespace()).filter(name -> !name.isEmpty());
    }
}
