package dev.guise.findings;

import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectId;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// What a finding is about, to know it again when its binding, role or rule became another one.
///
/// @param topic   kind, part and, where that is who it is about, the subject: what must be the same
/// @param subject who it is told of, `""` for nobody in particular
/// @param place   the namespace that it is about, `""` for everywhere
/// @param binding kind and name, `""` for none
/// @param role    kind and name, `""` for none
/// @param rule    what the rule says, `""` for none
/// @param reaches what is reached
record FindingMatter(
        List<String> topic,
        String subject,
        String place,
        String binding,
        String role,
        String rule,
        Set<String> reaches) {
    static FindingMatter of(Finding finding) {
        List<String> origin = finding.origin().identity();
        Binding binding = finding.origin().binding();
        String subject =
                finding.subject() == null ? "" : ObjectId.of(finding.subject()).text();
        boolean ofSubject = binding != null && !isOfRule(finding);
        return new FindingMatter(
                List.of(finding.id(), finding.part(), ofSubject ? subject : ""),
                subject,
                binding == null ? "" : binding.namespace(),
                origin.get(0),
                origin.get(1),
                origin.get(2),
                Set.copyOf(finding.reaches()));
    }

    /// Whether it is about what a rule says, and not about who has it.
    static boolean isOfRule(Finding finding) {
        return finding.kind().isOfRule();
    }

    /// How much both have in common; empty when they are different matters.
    OptionalInt inCommon(FindingMatter other) {
        int objects = same(binding, other.binding, 2) + same(role, other.role, 2);
        int much = objects + same(rule, other.rule, 4) + (Collections.disjoint(reaches, other.reaches) ? 0 : 1);
        boolean sameSubject = subject.equals(other.subject);
        // a step that no rule allows is told of its subject only as long as there is but one
        boolean oneOfSeveral = binding.isEmpty() && (subject.isEmpty() || other.subject.isEmpty());
        boolean same = much > 0 && (sameSubject || oneOfSeveral || objects > 0);
        return same && !isApart(other) ? OptionalInt.of(much) : OptionalInt.empty();
    }

    private boolean isApart(FindingMatter other) {
        return !place.isEmpty() && !other.place.isEmpty() && !place.equals(other.place);
    }

    private static int same(String one, String other, int worth) {
        return !one.isEmpty() && one.equals(other) ? worth : 0;
    }
}
