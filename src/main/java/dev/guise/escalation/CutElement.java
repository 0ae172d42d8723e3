package dev.guise.escalation;

import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RoleObject;
import java.util.List;
import java.util.stream.Stream;

/// Something that can be taken away: a subject out of a binding, or a rule out of a role.
public sealed interface CutElement permits CutElement.SubjectEntry, CutElement.RoleRule {

    /// A subject of a binding.
    record SubjectEntry(Binding binding, int subjectIndex) implements CutElement {}

    /// A rule of a role.
    record RoleRule(RoleObject role, int ruleIndex) implements CutElement {}

    /// What could be taken away to undo a grant. What the API server itself makes and repairs at each start is left out:
    /// taking that away does not last.
    static List<CutElement> of(Grant grant) {
        boolean gained = GainedGrants.isGained(grant);
        return Stream.<CutElement>of(
                        new SubjectEntry(grant.binding(), grant.subjectIndex()),
                        new RoleRule(grant.role(), grant.ruleIndex()))
                .filter(element -> !gained && !element.meta().isBootstrap())
                .toList();
    }

    /// The object that it is taken out of.
    default ObjectMeta meta() {
        return switch (this) {
            case SubjectEntry element -> element.binding().meta();
            case RoleRule element -> element.role().meta();
        };
    }

    /// In words: `User "jane" out of ClusterRoleBinding "b"`.
    default String describe() {
        return switch (this) {
            case SubjectEntry element ->
                GrantWords.of(element.binding().subjects().get(element.subjectIndex())) + " out of "
                        + GrantWords.of(element.binding());
            case RoleRule element ->
                "rule " + (element.ruleIndex() + 1) + " out of " + GrantWords.of(element.role());
        };
    }
}
