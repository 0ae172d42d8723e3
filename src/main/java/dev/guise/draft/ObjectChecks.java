package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlText;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks at each object of a draft by itself, and at what it refers to.
final class ObjectChecks {
    private final CheckedDraft checked;
    private final ProblemList problems;
    /// Those that are there, or nothing where that is not known.
    private final Set<String> namespaces;

    ObjectChecks(CheckedDraft checked, ProblemList problems) {
        this.checked = checked;
        this.problems = problems;
        this.namespaces = namespaces(checked);
    }

    // What is read from files may name a namespace only by what is in it.
    private static Set<String> namespaces(CheckedDraft checked) {
        ClusterSnapshot snapshot = checked.snapshot();
        Set<String> names = new TreeSet<>();
        if (!snapshot.namespaces().isEmpty()) {
            snapshot.namespaces()
                    .forEach(namespace -> names.add(namespace.meta().name()));
            snapshot.serviceAccounts()
                    .forEach(account -> names.add(account.meta().namespace()));
            snapshot.pods().forEach(pod -> names.add(pod.meta().namespace()));
            checked.draft().passed().stream()
                    .filter(passed -> passed.kind().equals("Namespace"))
                    .forEach(passed -> names.add(passed.name()));
        }
        return names;
    }

    void check() {
        passed();
        checked.draft().objects().forEach(this::look);
    }

    private void passed() {
        if (checked.draft().passed().isEmpty()) {
            return;
        }
        ParsedDraft.Passed first = checked.draft().passed().getFirst();
        int others = checked.draft().passed().size() - 1;
        String more = others == 0 ? "" : " and " + others + " other object" + (others == 1 ? "" : "s");
        problems.warn(
                ProblemKind.OTHER_KIND,
                "A draft covers roles, bindings and service accounts. The " + first.kind() + " \"" + first.name() + "\""
                        + more + " stays unchanged in this text and is not part of the plan.",
                YamlPath.document(first.document()).key("kind"));
    }

    /// What `kubectl get -o yaml` adds, and nobody should apply.
    private void written(Located located) {
        YamlPath meta = YamlPath.document(located.document()).key("metadata");
        List<String> fields = checked.draft().yaml().map(yaml -> yaml.keys(meta)).orElse(List.of()).stream()
                .filter(ManifestCheck.SERVER_METADATA::contains)
                .toList();
        if (!fields.isEmpty()) {
            problems.add(
                    Severity.WARNING,
                    ProblemKind.SERVER_FIELD,
                    "Only the API server writes " + String.join(", ", fields)
                            + "; in a repository they become outdated, and a resourceVersion makes applying fail"
                            + " later.",
                    meta.key(fields.getFirst()),
                    checked.edited("Remove them", text -> {
                        YamlText rest = text;
                        for (String field : fields) {
                            rest = rest.apply(rest.remove(meta.key(field)).orElseThrow());
                        }
                        return rest.text();
                    }));
        }
    }

    private void look(Located located) {
        YamlPath root = YamlPath.document(located.document());
        written(located);
        namespace(located.object().key().namespace(), root.key("metadata").key("namespace"));
        switch (located.object()) {
            case DraftObject.OfBinding(Binding binding) -> binding(binding, root);
            case DraftObject.OfRole ignored -> {
                // What it says is in its rules.
            }
            case DraftObject.OfAccount account -> unused(account, root);
        }
    }

    private void namespace(String name, YamlPath at) {
        if (!name.isEmpty() && !namespaces.isEmpty() && !namespaces.contains(name)) {
            problems.add(
                    Severity.WARNING,
                    ProblemKind.UNKNOWN_NAMESPACE,
                    "The cluster has no namespace \"" + name
                            + "\": applying fails until it exists. Check the spelling.",
                    at,
                    Spelling.nearest(name, namespaces)
                            .flatMap(meant -> checked.edited(
                                    "Write " + meant,
                                    text -> text.apply(text.setScalar(at, meant).orElseThrow())
                                            .text())));
        }
    }

    /// An account that nothing is granted to is left over.
    private void unused(DraftObject.OfAccount account, YamlPath root) {
        Subject subject = Subject.serviceAccount(
                account.meta().namespace(), account.meta().name());
        boolean there = checked.snapshot().serviceAccounts().stream()
                .anyMatch(known ->
                        known.meta().qualifiedName().equals(account.meta().qualifiedName()));
        if (!there && !checked.after().subjects().contains(subject)) {
            problems.add(
                    Severity.WARNING,
                    ProblemKind.UNBOUND,
                    "Neither the draft nor the cluster grants anything to this new account.",
                    root.key("metadata").key("name"),
                    checked.edited(
                            "Remove it",
                            text -> DraftText.update(
                                    text.text(),
                                    checked.draft().all().stream()
                                            .filter(object -> !object.equals(account))
                                            .toList())));
        }
    }

    private void binding(Binding binding, YamlPath root) {
        Optional<Binding> old = inCluster(binding).filter(was -> !was.roleRef().equals(binding.roleRef()));
        old.ifPresent(was -> problems.error(
                ProblemKind.ROLEREF_FIXED,
                "In the cluster, this binding refers to " + was.roleRef().kind() + " \""
                        + was.roleRef().name() + "\", and the role of"
                        + " a binding cannot be changed. Give the binding another name, and delete the old one.",
                root.key("roleRef").key("name")));
        if (checked.after().danglingBindings().contains(binding)) {
            String role = binding.roleRef().kind() + " \"" + binding.roleRef().name() + "\"";
            problems.error(
                    ProblemKind.ROLE_MISSING,
                    "There is no " + role
                            + " in the draft or the cluster: the binding grants nothing, and anyone who creates that"
                            + " role decides what it grants.",
                    root.key("roleRef").key("name"));
        }
        for (int i = 0; i < binding.subjects().size(); i++) {
            subject(binding.subjects().get(i), root.key("subjects").item(i).key("name"));
        }
    }

    private Optional<Binding> inCluster(Binding binding) {
        Stream<? extends Binding> bindings = binding instanceof RoleBinding
                ? checked.snapshot().rbac().roleBindings().stream()
                : checked.snapshot().rbac().clusterRoleBindings().stream();
        return bindings.<Binding>map(was -> was)
                .filter(was ->
                        was.name().equals(binding.name()) && was.namespace().equals(binding.namespace()))
                .findFirst();
    }

    private void subject(Subject subject, YamlPath at) {
        if (checked.missing().contains(subject)) {
            problems.add(
                    Severity.WARNING,
                    ProblemKind.ACCOUNT_MISSING,
                    "There is no service account " + subject.namespace() + "/" + subject.name()
                            + " in the draft or the cluster: anyone who may create it gets these permissions.",
                    at,
                    account(subject));
        }
    }

    /// The account as part of the draft.
    private Optional<Fix> account(Subject subject) {
        ObjectMeta meta =
                new ObjectMeta(subject.name(), subject.namespace(), Map.of(Draft.MANAGED_BY, Draft.GUISE), Map.of());
        return checked.edited(
                "Create the service account", text -> DraftText.withFirst(text.text(), DraftObject.account(meta)));
    }
}
