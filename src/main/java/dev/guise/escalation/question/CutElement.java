package dev.guise.escalation.question;

import dev.guise.escalation.engine.GainedGrants;
import dev.guise.rbac.Aggregation;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that can be taken away: a subject out of a binding, or a rule out of a role.
public sealed interface CutElement permits CutElement.SubjectEntry, CutElement.RoleRule {

    /// A subject of a binding.
    record SubjectEntry(Binding binding, int subjectIndex) implements CutElement {}

    /// A rule of a role.
    record RoleRule(RoleObject role, int ruleIndex) implements CutElement {}

    /// What could be taken away to undo a grant, of which any is enough. What the API server itself makes and repairs
    /// at each start is left out: taking that away does not last. A rule of an aggregated role is taken out of the
    /// role that it is written in.
    ///
    /// @param all every ClusterRole of the cluster
    static List<CutElement> of(Grant grant, List<ClusterRole> all) {
        if (GainedGrants.isGained(grant)) {
            return List.of();
        }
        CutElement subject = new SubjectEntry(grant.binding(), grant.subjectIndex());
        return Stream.<CutElement>concat(Stream.of(subject), rule(grant, all).stream())
                .filter(element -> !element.meta().isBootstrap())
                .toList();
    }

    /// The same without the rules of aggregated roles.
    static List<CutElement> of(Grant grant) {
        return of(grant, List.of());
    }

    private static Optional<RoleRule> rule(Grant grant, List<ClusterRole> all) {
        return grant.role() instanceof ClusterRole role && !role.aggregation().isEmpty()
                ? writtenIn(role, role.rules().get(grant.ruleIndex()), all)
                : Optional.of(new RoleRule(grant.role(), grant.ruleIndex()));
    }

    // Of several roles with the rule any is as good: while one is left the grant is there. One that cannot be changed
    // is enough for it to last.
    private static Optional<RoleRule> writtenIn(ClusterRole aggregated, PolicyRule rule, List<ClusterRole> all) {
        return Aggregation.sources(aggregated, all).stream()
                .filter(source -> source.rules().contains(rule))
                .min(Comparator.comparing(source -> !source.meta().isBootstrap()))
                .map(source -> new RoleRule(source, source.rules().indexOf(rule)));
    }

    /// The same where it is in force: a rule of a role also as one of each aggregated role that has it from there.
    ///
    /// @param all every ClusterRole of the cluster
    default List<CutElement> inForce(List<ClusterRole> all) {
        return this instanceof RoleRule(ClusterRole source, int index)
                ? Stream.concat(
                                Stream.of(this),
                                aggregated(source, source.rules().get(index), all))
                        .toList()
                : List.of(this);
    }

    private static Stream<CutElement> aggregated(ClusterRole source, PolicyRule rule, List<ClusterRole> all) {
        return all.stream()
                .filter(role -> role.rules().contains(rule)
                        && Aggregation.sources(role, all).contains(source))
                .map(role -> new RoleRule(role, role.rules().indexOf(rule)));
    }

    /// The object that it is taken out of.
    default ObjectMeta meta() {
        return switch (this) {
            case SubjectEntry element -> element.binding().meta();
            case RoleRule element -> element.role().meta();
        };
    }
}
