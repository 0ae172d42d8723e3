package dev.guise.findings;

import dev.guise.cluster.defaults.ServersOwn;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;

/// A binding that refers to a role that does not exist.
public final class DeadRoleRef extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "DEAD-ROLEREF",
            Severity.MEDIUM,
            "Binding refers to a role that does not exist",
            "The `roleRef` of a binding names a Role or ClusterRole that is not in the cluster.",
            "The binding grants nothing and causes no error. Anyone who may create a role with that name decides what"
                    + " its subjects may do, without having to write a binding.",
            "Delete the binding.",
            "No event shows it until the role is created: look for create on roles or clusterroles with that"
                    + " name.",
            KindPage.RBAC);

    DeadRoleRef() {
        super(PAGE, Repair.DELETE_BINDING);
    }

    @Override
    boolean isOfRule() {
        return true;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (Binding binding : survey.policy().danglingBindings()) {
            if (isAssumable(binding, survey)) {
                continue;
            }
            List<String> makers = survey.whoMay(creation(binding));
            String gain = makers.isEmpty()
                    ? ""
                    : " Identities that may create it and decide what it allows: " + Survey.some(makers) + ".";
            FindingDraft draft = draft().origin(Origin.of(binding, null))
                    .part(binding.roleRef().kind() + " " + binding.roleRef().name())
                    .reaches(makers)
                    .expectedIf(!binding.subjects().isEmpty()
                            && binding.subjects().stream().allMatch(subject -> Expected.isExpected(binding, subject)))
                    .detail(binding.kind() + " " + binding.meta().qualifiedName() + " binds "
                            + Survey.some(binding.subjects().stream()
                                    .map(Subject::describe)
                                    .toList())
                            + " to the " + binding.roleRef().kind() + " "
                            + binding.roleRef().name()
                            + (survey.snapshot().isOfFiles()
                                    ? ", which is not in these files."
                                    : ", which does not exist.")
                            + gain);
            if (survey.snapshot().isOfFiles()) {
                draft.remedy("Also read the file that contains the role; if there is none, remove the binding.");
            }
            if (!binding.subjects().isEmpty()) {
                draft.subject(binding.subjects().get(Survey.firstSubject(binding)));
            }
            found.add(draft.done());
        }
        return found;
    }

    /// In files a role that a server makes is not missing: one of another version may make it.
    private static boolean isAssumable(Binding binding, Survey survey) {
        return survey.snapshot().isOfFiles() && ServersOwn.makes(binding.roleRef(), binding.namespace());
    }

    /// A create has no name.
    private static ResourceAttributes creation(Binding binding) {
        RoleRef ref = binding.roleRef();
        return ref.kind() == RoleKind.CLUSTER_ROLE
                ? ResourceAttributes.of("create", Rbac.GROUP, "clusterroles", "", "")
                : ResourceAttributes.of("create", Rbac.GROUP, "roles", binding.namespace(), "");
    }
}
