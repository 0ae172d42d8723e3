package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.MissingAccounts;
import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.evidence.Evidence;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A draft and the cluster that it is for, before and after: what all checks look at.
final class CheckedDraft {
    private final ParsedDraft draft;
    private final ClusterSnapshot snapshot;
    private final ServerProfile server;
    private final Evidence evidence;
    private final KnownNames known;
    private final Policy after;
    private final Set<ObjectId.Stored> taken;
    private final MissingAccounts missing;
    private final Map<DraftSpec.Form, List<DraftSpec>> recorded = new EnumMap<>(DraftSpec.Form.class);

    CheckedDraft(ParsedDraft draft, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        this.draft = draft;
        this.snapshot = snapshot;
        this.server = server;
        this.evidence = evidence;
        this.known = KnownNames.of(snapshot, evidence);
        ClusterSnapshot then = DraftPlan.of("", draft, snapshot, List.of()).applyTo(snapshot);
        this.after = Policy.of(then.rbac());
        this.missing = MissingAccounts.of(then);
        this.taken =
                DraftObject.of(snapshot.rbac()).stream().map(DraftObject::key).collect(Collectors.toSet());
    }

    ParsedDraft draft() {
        return draft;
    }

    /// The cluster as it is.
    ClusterSnapshot snapshot() {
        return snapshot;
    }

    /// The server that the draft is for.
    ServerProfile server() {
        return server;
    }

    /// What was recorded.
    Evidence evidence() {
        return evidence;
    }

    /// The least that covers what was recorded, for each requestor.
    List<DraftSpec> recorded(DraftSpec.Form form) {
        return recorded.computeIfAbsent(
                form, f -> new FromEvidence(f, Set.of()).drafts(evidence).specs());
    }

    /// Names that are known of.
    KnownNames known() {
        return known;
    }

    /// What is granted once the draft is applied.
    Policy after() {
        return after;
    }

    /// The objects of the cluster as it is.
    Set<ObjectId.Stored> taken() {
        return taken;
    }

    /// The accounts that are missing once the draft is applied.
    MissingAccounts missing() {
        return missing;
    }

    /// Everybody to whom something of the draft is bound.
    Set<Subject> requestors() {
        Set<Subject> requestors = new LinkedHashSet<>();
        for (Located located : draft.objects()) {
            switch (located.object()) {
                case DraftObject.OfBinding(Binding binding) -> requestors.addAll(binding.subjects());
                case DraftObject.OfRole(RoleObject role) ->
                    after.bindingsOf(role).forEach(binding -> requestors.addAll(binding.subjects()));
                case DraftObject.OfAccount ignored -> {
                    // What it holds is in bindings.
                }
            }
        }
        return requestors;
    }

    /// Where the rule of a grant stands in the draft, if its role does.
    Optional<YamlPath> located(Grant grant) {
        return draft.document(DraftObject.of(grant.role()).key())
                .map(document -> YamlPath.document(document).key("rules").item(grant.ruleIndex()));
    }

    /// A change of the text.
    interface Editing {
        String edit(YamlText text) throws YamlSyntaxException;
    }

    /// A repair by such a change; empty when the text cannot be changed so.
    Optional<Fix> edited(String title, Editing editing) {
        return draft.yaml().flatMap(yaml -> {
            try {
                return Optional.of(new Fix(title, TextEdit.between(draft.text(), editing.edit(yaml))));
            } catch (YamlSyntaxException e) {
                return Optional.empty();
            }
        });
    }

    /// A repair that takes an item out of a list of a rule, or with the last one the rule.
    Optional<Fix> fixByRemoving(String title, YamlPath item, int size, YamlPath rule) {
        // The last name taken out would leave a rule for every name, and the last verb a rule without verbs.
        YamlPath removed = size > 1 ? item : rule;
        return draft.yaml()
                .flatMap(yaml -> yaml.remove(removed))
                .map(edit -> new Fix(size > 1 ? title : "Remove the rule", edit));
    }
}
