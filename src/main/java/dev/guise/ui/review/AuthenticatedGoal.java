package dev.guise.ui.review;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A cluster in which every authenticated user reaches a goal. There, only what an identity reaches through other
/// grants tells identities apart.
///
/// @param goal    the worst goal that every authenticated user reaches
/// @param by      the bindings that the shortest path to it begins with
/// @param without the same cluster without the grants to every authenticated user
record AuthenticatedGoal(Goal goal, List<String> by, Escalation without) {
    private static final Identity ANYBODY = Identity.memberOf(Rbac.AUTHENTICATED);
    private static final Subject GROUP = Subject.group(Rbac.AUTHENTICATED);

    /// Empty where they reach no goal. Costs one path search, and the indexes of the cluster without those grants.
    static Optional<AuthenticatedGoal> of(Review review) {
        Escalation escalation = review.escalation();
        return Ranking.worst(escalation.reach(ANYBODY))
                .map(goal -> new AuthenticatedGoal(
                        goal,
                        escalation
                                .derivation(ANYBODY, new End.OfGoal(goal))
                                .map(AuthenticatedGoal::bindings)
                                .orElse(List.of()),
                        escalation.with(without(review.snapshot().rbac()))));
    }

    private static List<String> bindings(Derivation way) {
        return way.grants().stream()
                .filter(grant -> grant.subject().equals(GROUP))
                .map(Grant::binding)
                .map(binding -> binding.kind() + " " + binding.meta().qualifiedName())
                .distinct()
                .toList();
    }

    private static RbacObjects without(RbacObjects rbac) {
        return new RbacObjects(
                rbac.roles(),
                rbac.clusterRoles(),
                rbac.roleBindings().stream()
                        .map(binding -> new RoleBinding(binding.meta(), binding.roleRef(), without(binding.subjects())))
                        .toList(),
                rbac.clusterRoleBindings().stream()
                        .map(binding ->
                                new ClusterRoleBinding(binding.meta(), binding.roleRef(), without(binding.subjects())))
                        .toList());
    }

    private static List<Subject> without(List<Subject> subjects) {
        return subjects.stream().filter(subject -> !subject.equals(GROUP)).toList();
    }

    /// What is to be known of it, in a sentence.
    String words() {
        String through = by.isEmpty() ? "" : ", through " + by.stream().limit(2).collect(Collectors.joining(" and "));
        return "Every authenticated user can reach " + goal.inSentence() + through + ".";
    }

    /// What the list of identities says instead.
    static String consequence() {
        return "This list ranks what each identity can reach beyond that.";
    }
}
