package dev.guise.escalation.engine;

import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody who can send requests: a user name and the groups that go with it.
///
/// @param userName the user name; `""` for somebody of whom only groups are known
/// @param groups   all groups of the requests, implicit ones included
public record Identity(String userName, List<String> groups) implements Comparable<Identity> {
    private static final String GROUP = "group ";

    public Identity {
        groups = List.copyOf(groups);
    }

    /// Groups nearly always follow from the name, and identities are looked up more often than anything else.
    @Override
    public int hashCode() {
        return userName.isEmpty() ? groups.hashCode() : userName.hashCode();
    }

    /// The identity of a user name with the groups that the cluster itself gives it.
    public static Identity ofUser(String userName) {
        return new Identity(userName, UserInfo.ofName(userName).groups());
    }

    public static Identity serviceAccount(String namespace, String name) {
        return ofUser(ServiceAccountName.format(namespace, name));
    }

    public static Identity node(String name) {
        return ofUser(new NodeName(name).userName());
    }

    /// Somebody in a group, of whom nothing else is known.
    public static Identity memberOf(String group) {
        boolean alone = group.equals(Rbac.AUTHENTICATED) || group.equals(Rbac.UNAUTHENTICATED);
        return new Identity("", alone ? List.of(group) : List.of(group, Rbac.AUTHENTICATED));
    }

    /// The identity that a binding's subject stands for.
    public static Identity of(Subject subject) {
        return subject.kind() == SubjectKind.GROUP ? memberOf(subject.name()) : ofUser(subject.requestName());
    }

    /// The same in the form that all identities have which mean the same: somebody of whom only groups are known by the
    /// first of these; groups that the cluster gives a user name anyway in its own order.
    public Identity plain() {
        if (userName.isEmpty()) {
            return groups.isEmpty() ? this : memberOf(groups.getFirst());
        }
        List<String> own = UserInfo.ofName(userName).groups();
        if (own.equals(groups)) {
            return this;
        }
        List<String> all = new ArrayList<>(own);
        groups.stream().filter(group -> !own.contains(group)).forEach(all::add);
        return new Identity(userName, all);
    }

    /// In the order of what they are called; a user comes before a group that is called like it.
    @Override
    public int compareTo(Identity other) {
        int byName = orderName().compareTo(other.orderName());
        if (byName != 0) {
            return byName;
        }
        int byKind = Boolean.compare(userName.isEmpty(), other.userName.isEmpty());
        return byKind != 0
                ? byKind
                : Arrays.compare(groups.toArray(String[]::new), other.groups.toArray(String[]::new));
    }

    private String orderName() {
        return !userName.isEmpty() ? userName : groups.isEmpty() ? "" : GROUP + groups.getFirst();
    }

    /// Who it is; its first group where no user name is known.
    public ObjectId.Identity id() {
        return userName.isEmpty() ? new ObjectId.Group(groups.getFirst()) : ObjectId.ofUserName(userName);
    }

    /// The same as the API server sees it.
    public UserInfo userInfo() {
        return UserInfo.of(userName, groups);
    }

    /// Whether the groups are just those that the cluster gives this user name.
    boolean hasOwnGroups() {
        return !userName.isEmpty() && UserInfo.ofName(userName).groups().equals(groups);
    }

    /// What to call it: the user name, or `group <name>`; with its further groups where it has any.
    public String displayName() {
        if (userName.isEmpty()) {
            return groups.isEmpty() ? "anybody" : GROUP + groups.getFirst();
        }
        List<String> further = furtherGroups();
        return further.isEmpty() ? userName : userName + " with " + String.join(", ", further);
    }

    /// The groups of a user name beyond those that the cluster gives it anyway; empty where only groups are known.
    public List<String> furtherGroups() {
        if (userName.isEmpty() || hasOwnGroups()) {
            return List.of();
        }
        List<String> own = UserInfo.ofName(userName).groups();
        return groups.stream().filter(group -> !own.contains(group)).toList();
    }
}
