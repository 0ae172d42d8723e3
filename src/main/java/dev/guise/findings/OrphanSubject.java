package dev.guise.findings;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.MissingAccounts;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A service account that a binding names and that does not exist.
public final class OrphanSubject extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "ORPHAN-SUBJECT",
            Severity.MEDIUM,
            "Binding names a missing service account",
            "A binding names a service account that is not in the cluster. Not reported when service accounts could"
                    + " not be read, nor for `default`, which every namespace gets.",
            "The grant waits for an account with that name. Anyone who may create it inherits the grant without being"
                    + " allowed to write bindings.",
            "Remove the subject from the binding, or delete the binding.",
            "No event shows it until the account is created: look for create on serviceaccounts with that name.",
            KindPage.GOOD_PRACTICES);

    OrphanSubject() {
        super(PAGE, Repair.REMOVE_SUBJECT);
    }

    @Override
    List<Finding> find(Survey survey) {
        ClusterSnapshot snapshot = survey.snapshot();
        MissingAccounts missing = MissingAccounts.of(snapshot);
        Set<String> namespaces = new HashSet<>();
        snapshot.namespaces()
                .forEach(namespace -> namespaces.add(namespace.meta().name()));
        List<Finding> found = new ArrayList<>();
        RbacObjects objects = survey.policy().objects();
        Stream.<Binding>concat(objects.clusterRoleBindings().stream(), objects.roleBindings().stream())
                .forEach(binding -> binding.subjects().stream()
                        .distinct()
                        .filter(missing::contains)
                        .forEach(subject -> found.add(finding(survey, binding, subject, namespaces))));
        return found;
    }

    private Finding finding(Survey survey, Binding binding, Subject subject, Set<String> namespaces) {
        List<String> heirs =
                survey.whoMay(ResourceAttributes.of("create", "", "serviceaccounts", subject.namespace(), ""));
        boolean lost = !namespaces.isEmpty() && !namespaces.contains(subject.namespace());
        boolean files = survey.snapshot().isOfFiles();
        String missing = files ? ", which is not in these files." : ", which does not exist.";
        String where = !lost ? "" : files ? " Neither is its namespace." : " Its namespace does not exist either.";
        String who = heirs.isEmpty()
                ? ""
                : " Identities that may create it and inherit the grant: " + Survey.some(heirs) + ".";
        return draft().subject(subject)
                .origin(Origin.of(
                        binding,
                        survey.policy()
                                .role(binding.roleRef(), binding.namespace())
                                .orElse(null)))
                .expectedIf(Expected.isExpected(binding, subject))
                .reaches(heirs)
                .detail(binding.kind() + " " + binding.meta().qualifiedName() + " grants "
                        + binding.roleRef().kind() + " "
                        + binding.roleRef().name() + " to " + ObjectName.of(subject) + missing + where + who)
                .remedy(remedy(files))
                .done();
    }

    private static String remedy(boolean files) {
        return files
                ? "Also read the file that contains the account, or pass the namespace where the files are"
                        + " installed with --default-namespace. If there is no such account, remove the subject"
                        + " from the binding."
                : PAGE.fix();
    }
}
