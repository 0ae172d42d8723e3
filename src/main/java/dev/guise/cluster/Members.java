package dev.guise.cluster;

import dev.guise.rbac.NodeName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The members of groups, as far as the cluster itself knows them; those of other groups only the identity provider
/// knows.
public final class Members {
    private final Set<Subject> accounts = new LinkedHashSet<>();
    private final List<Subject> nodes = new ArrayList<>();
    private final Set<Subject> users = new LinkedHashSet<>();

    public Members(ClusterSnapshot snapshot, Policy policy) {
        snapshot.serviceAccounts()
                .forEach(account -> accounts.add(Subject.serviceAccount(
                        account.meta().namespace(), account.meta().name())));
        snapshot.nodes()
                .forEach(node -> nodes.add(Subject.user(new NodeName(node.meta().name()).userName())));
        policy.subjects().stream()
                .filter(subject -> subject.kind() != SubjectKind.GROUP)
                .forEach(this::add);
    }

    private void add(Subject subject) {
        if (subject.requestName().equals(Rbac.ANONYMOUS)) {
            return;
        }
        Subject known = Subject.ofUserName(subject.requestName());
        boolean account = known.kind() == SubjectKind.SERVICE_ACCOUNT;
        if (account) {
            accounts.add(known);
        } else if (!nodes.contains(known)) {
            users.add(known);
        }
    }

    /// Whether the cluster itself knows all members of a group: those of others only the identity provider knows.
    public static boolean areKnown(String group) {
        return group.equals(Rbac.SERVICE_ACCOUNTS) || group.startsWith(Rbac.SERVICE_ACCOUNTS + ":");
    }

    /// The members of a group that are known; nothing for any other subject.
    public List<Subject> of(Subject subject) {
        if (subject.kind() != SubjectKind.GROUP) {
            return List.of();
        }
        String group = subject.name();
        return switch (group) {
            case Rbac.AUTHENTICATED -> everyone();
            case Rbac.SERVICE_ACCOUNTS -> List.copyOf(accounts);
            case Rbac.NODES -> List.copyOf(nodes);
            case Rbac.UNAUTHENTICATED -> List.of(Subject.user(Rbac.ANONYMOUS));
            default ->
                accounts.stream()
                        .filter(account -> group.equals(ServiceAccountName.namespaceGroup(account.namespace())))
                        .toList();
        };
    }

    private List<Subject> everyone() {
        List<Subject> all = new ArrayList<>(accounts);
        all.addAll(nodes);
        all.addAll(users);
        return List.copyOf(all);
    }
}
