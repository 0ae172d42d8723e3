package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.text.Plain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people call identities and ends, in one cluster.
final class Names {
    private static final String USERS = "users";

    /// Not a name that a real object can have.
    private static final String INTRODUCTION = "(named by the reviewer)";

    private final ClusterSnapshot snapshot;
    private final Set<Subject> subjects;
    private final Set<String> impersonable;

    Names(ClusterSnapshot snapshot, Policy policy) {
        this.snapshot = snapshot;
        this.subjects = new HashSet<>(policy.subjects());
        this.impersonable = impersonable(snapshot.rbac());
    }

    /// The users that rules on impersonation name.
    private static Set<String> impersonable(RbacObjects objects) {
        return Stream.concat(objects.roles().stream(), objects.clusterRoles().stream())
                .flatMap(role -> role.rules().stream())
                .filter(rule -> rule.resources().contains(USERS))
                .flatMap(rule -> rule.resourceNames().stream())
                .collect(Collectors.toSet());
    }

    /// Whether a name is that of a user, whatever it looks like.
    private boolean isUser(String text) {
        return subjects.contains(Subject.user(text)) || impersonable.contains(text);
    }

    /// The identity that [ObjectName] gives this name. A name with a slash may also be a user's, where the
    /// cluster has a user who is called so and no such account.
    Identity identity(String text) {
        return identity(read(text));
    }

    private static Identity identity(ObjectId.Identity id) {
        return switch (id) {
            case ObjectId.Group group -> Identity.memberOf(group.name());
            case ObjectId.User user -> Identity.ofUser(user.name());
            case ObjectId.Account account -> Identity.serviceAccount(account.namespace(), account.name());
            case ObjectId.Node node -> Identity.node(node.name());
        };
    }

    // A name may hold characters that are printed as their numbers.
    private ObjectId.Identity read(String text) {
        ObjectId.Identity id = asWritten(text);
        String plain = Plain.read(text);
        return plain.equals(text) || isKnown(identity(id)) ? id : asWritten(plain);
    }

    private ObjectId.Identity asWritten(String text) {
        ObjectId.Identity id = ObjectName.read(text);
        boolean user = !(id instanceof ObjectId.Group) && isUser(text) && !isKnown(identity(id));
        return user ? ObjectId.ofUserName(text) : id;
    }

    /// An identity with additional groups that the cluster does not know.
    Identity identity(String text, List<String> groups) {
        Identity identity = identity(text);
        return new Identity(
                identity.userName(), identity.userInfo().withGroups(groups).groups());
    }

    /// The user name of an identity that is not a group.
    ///
    /// @throws UsageException for a group, and for an empty name
    String userName(String text) {
        if (text.isEmpty()) {
            throw new UsageException("the name is empty; for requests without credentials, use anonymous");
        }
        if (read(text) instanceof ObjectId.Group) {
            throw new UsageException("\"" + text + "\" is a group; specify a user, a service account or a node");
        }
        return identity(text).userName();
    }

    /// Where a path is to lead: a goal, a request, a group, or an identity. What has a blank in it is a request
    /// when it begins like one, and else a name.
    End end(String text) {
        Optional<Goal> goal = Goal.of(text);
        if (goal.isPresent()) {
            return new End.OfGoal(goal.get());
        }
        ObjectId.Identity id = read(text);
        if (id instanceof ObjectId.Group(String group)) {
            return group.equals(Rbac.MASTERS) ? new End.OfGoal(Goal.CLUSTER_CONTROL) : new End.OfGroup(group);
        }
        boolean request = id instanceof ObjectId.User(String name)
                && name.equals(text)
                && !isUser(text)
                && RequestWords.looksLikeOne(text);
        return request
                ? new End.OfRequest(RequestWords.parse(ApiResources.of(snapshot), text))
                : new End.OfIdentity(Identity.ofUser(userName(text)));
    }

    /// The cluster, in which the end is known: an otherwise unknown identity can still be impersonated by
    /// whoever may impersonate anybody. A binding to no role makes a name known and grants nothing.
    ClusterSnapshot introduced(End end) {
        Optional<Subject> stranger = switch (end) {
            case End.OfIdentity(Identity who) ->
                isKnown(who) ? Optional.empty() : Optional.of(Subject.ofUserName(who.userName()));
            case End.OfGroup(String group) -> Optional.of(Subject.group(group)).filter(g -> !subjects.contains(g));
            case End.OfGoal ignored -> Optional.empty();
            case End.OfRequest ignored -> Optional.empty();
        };
        if (stranger.isEmpty()) {
            return snapshot;
        }
        RbacObjects objects = snapshot.rbac();
        List<ClusterRoleBinding> bindings = new ArrayList<>(objects.clusterRoleBindings());
        bindings.add(new ClusterRoleBinding(
                ObjectMeta.cluster(INTRODUCTION), RoleRef.clusterRole(INTRODUCTION), List.of(stranger.get())));
        return snapshot.withRbac(
                new RbacObjects(objects.roles(), objects.clusterRoles(), objects.roleBindings(), bindings));
    }

    /// Whether the cluster knows an identity of that name.
    boolean isKnown(Identity identity) {
        if (identity.userName().isEmpty()) {
            return identity.groups().stream().anyMatch(group -> subjects.contains(Subject.group(group)));
        }
        Subject subject = Subject.ofUserName(identity.userName());
        boolean exists = snapshot.serviceAccounts().stream()
                .anyMatch(account -> Subject.serviceAccount(
                                account.meta().namespace(), account.meta().name())
                        .equals(subject));
        boolean node = snapshot.nodes().stream()
                .anyMatch(n -> Identity.node(n.meta().name()).userName().equals(identity.userName()));
        return exists || node || subjects.contains(subject) || subjects.contains(Subject.user(identity.userName()));
    }
}
