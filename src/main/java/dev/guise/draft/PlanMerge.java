package dev.guise.draft;

import dev.guise.draft.Change.Create;
import dev.guise.draft.Change.Delete;
import dev.guise.draft.Change.Replace;
import dev.guise.draft.DraftObject.OfBinding;
import dev.guise.draft.DraftObject.OfRole;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Puts two changes of one object together.
final class PlanMerge {
    private PlanMerge() {}

    static Change merge(Change one, Change other, List<Limitation> notes) {
        if (one instanceof Delete || other instanceof Delete) {
            return one instanceof Delete ? one : other;
        }
        if (one instanceof Replace(DraftObject before, DraftObject mine)
                && other instanceof Replace(DraftObject ignored, DraftObject theirs)) {
            return new Replace(before, merge(before, mine, theirs));
        }
        notes.add(new Limitation(
                "Two drafts make " + DraftObject.describe(one.key()) + " differently.",
                "The later one counts; rename one of them."));
        return one instanceof Create ? other : one;
    }

    private static DraftObject merge(DraftObject before, DraftObject mine, DraftObject theirs) {
        if (before instanceof OfRole(var base)
                && mine instanceof OfRole(var one)
                && theirs instanceof OfRole(var two)) {
            List<PolicyRule> rules = lists(base.rules(), one.rules(), two.rules());
            return switch (one) {
                case Role role -> DraftObject.of(new Role(role.meta(), rules));
                case ClusterRole role -> DraftObject.of(new ClusterRole(role.meta(), rules, role.aggregation()));
            };
        }
        if (before instanceof OfBinding(var base)
                && mine instanceof OfBinding(var one)
                && theirs instanceof OfBinding(var two)) {
            List<Subject> subjects = lists(base.subjects(), one.subjects(), two.subjects());
            return switch (one) {
                case RoleBinding binding ->
                    DraftObject.of(new RoleBinding(binding.meta(), binding.roleRef(), subjects));
                case ClusterRoleBinding binding ->
                    DraftObject.of(new ClusterRoleBinding(binding.meta(), binding.roleRef(), subjects));
            };
        }
        return theirs;
    }

    private static <T> List<T> lists(List<T> base, List<T> one, List<T> two) {
        Set<T> merged = new LinkedHashSet<>(one);
        merged.addAll(two);
        merged.removeIf(item -> base.contains(item) && (!one.contains(item) || !two.contains(item)));
        return List.copyOf(merged);
    }
}
