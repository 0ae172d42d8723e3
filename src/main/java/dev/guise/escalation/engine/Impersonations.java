package dev.guise.escalation.engine;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.impersonation.ActionRight;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Whom the holder of a credential can become by impersonation headers. Only a credential can: the headers are used
/// once and removed, so that somebody impersonated impersonates nobody.
final class Impersonations {

    private final ClusterIndex index;
    private final boolean constrained;

    Impersonations(ClusterIndex index, ServerProfile server) {
        this.index = index;
        this.constrained = server.constrainedImpersonation() != Gate.OFF;
    }

    /// Everybody whom `who` can become with these grants, all its own.
    void conclude(Identity who, List<Grant> grants, Consumer<Conclusion> found) {
        ImpersonationRights rights = ImpersonationRights.of(grants);
        if (rights.isLegacyUsable()) {
            legacy(rights, found);
        }
        if (constrained) {
            for (Mode mode : Mode.values()) {
                if (rights.isUsable(mode)) {
                    within(who, mode, rights, found);
                }
            }
        }
    }

    private void legacy(ImpersonationRights rights, Consumer<Conclusion> found) {
        List<IdentityRight> users = rights.legacy(Kind.USER);
        List<IdentityRight> accounts = rights.legacy(Kind.SERVICE_ACCOUNT);
        List<IdentityRight> groupRights = rights.legacy(Kind.GROUP);
        users.forEach(right -> users(right, found));
        accounts.forEach(right -> accounts(right, found));
        if (groupRights.isEmpty()) {
            return;
        }
        IdentityRight anybody = Stream.concat(users.stream(), accounts.stream())
                .filter(right -> !right.reachable().isEmpty())
                .findFirst()
                .orElseThrow();
        NameSet groups = ImpersonationRights.names(groupRights);
        if (groups.contains(Rbac.MASTERS)) {
            IdentityRight masters = groupRights.stream()
                    .filter(right -> right.names().contains(Rbac.MASTERS))
                    .findFirst()
                    .orElseThrow();
            found.accept(new Conclusion(
                    new Fact.Influence(Fact.Control.CLUSTER),
                    Technique.IMPERSONATE_GROUPS,
                    List.of(anybody.grant(), masters.grant()),
                    Rbac.MASTERS));
        }
        withGroups(users, accounts, groupRights, found);
    }

    private void users(IdentityRight right, Consumer<Conclusion> found) {
        if (right.names().any()) {
            found.accept(
                    new Conclusion(new Fact.ActAsAny(Fact.AnyOf.USER, ""), "", List.of(right.grant()), "any user"));
        }
        for (String name : right.names().names()) {
            if (ServiceAccountName.parse(name).isEmpty()) {
                Identity user = legacyUser(name, List.of());
                found.accept(
                        new Conclusion(new Fact.Acting(user), Technique.IMPERSONATE_USER, List.of(right.grant()), ""));
            }
        }
    }

    private void accounts(IdentityRight right, Consumer<Conclusion> found) {
        if (right.names().any()) {
            found.accept(new Conclusion(
                    new Fact.ActAsAny(Fact.AnyOf.SERVICE_ACCOUNT, isEvery(right.namespace()) ? "" : right.namespace()),
                    "",
                    List.of(right.grant()),
                    "any service account"));
        }
        for (String namespace : accountNamespaces(right)) {
            for (String name : right.names().names()) {
                if (index.impersonableAccounts(namespace).contains(name)) {
                    Identity account = Identity.serviceAccount(namespace, name);
                    found.accept(new Conclusion(
                            new Fact.Acting(account),
                            Technique.IMPERSONATE_SERVICE_ACCOUNT,
                            List.of(right.grant()),
                            ""));
                }
            }
        }
    }

    private static boolean isEvery(String namespace) {
        return namespace.isEmpty() || namespace.equals(Allowance.EVERY_NAMESPACE);
    }

    private Collection<String> accountNamespaces(IdentityRight right) {
        return isEvery(right.namespace()) ? index.accountNamespaces() : List.of(right.namespace());
    }

    /// With groups asked for, a request has those, whoever else it is: all of them at once is the most it can have.
    private void withGroups(
            List<IdentityRight> users,
            List<IdentityRight> accounts,
            List<IdentityRight> groupRights,
            Consumer<Conclusion> found) {
        List<String> groups = knownGroups(ImpersonationRights.names(groupRights), index.groups());
        if (groups.isEmpty()) {
            return;
        }
        List<Grant> groupGrants = groupRights.stream()
                .filter(right -> groups.stream().anyMatch(right.names()::contains))
                .map(IdentityRight::grant)
                .distinct()
                .toList();
        for (IdentityRight right : users) {
            List<Grant> grants = together(right.grant(), groupGrants);
            for (String name : userTargets(right.names(), groups)) {
                found.accept(new Conclusion(
                        new Fact.Acting(legacyUser(name, groups)), Technique.IMPERSONATE_GROUPS, grants, ""));
            }
        }
        for (IdentityRight right : accounts) {
            List<Grant> grants = together(right.grant(), groupGrants);
            accountTargets(right)
                    .forEach(account -> found.accept(new Conclusion(
                            new Fact.Acting(new Identity(account.userName(), withAuthenticated(groups))),
                            Technique.IMPERSONATE_GROUPS,
                            grants,
                            "")));
        }
    }

    /// Nodes matter only as members of their group.
    private Set<String> userTargets(NameSet names, List<String> groups) {
        Set<String> targets = new LinkedHashSet<>();
        if (names.any()) {
            targets.add("");
            targets.addAll(index.users());
            if (groups.contains(Rbac.NODES)) {
                index.nodes().forEach(node -> targets.add(new NodeName(node).userName()));
            }
        }
        names.names().stream()
                .filter(name -> ServiceAccountName.parse(name).isEmpty())
                .forEach(targets::add);
        return targets;
    }

    private List<Identity> accountTargets(IdentityRight right) {
        List<Identity> targets = new ArrayList<>();
        for (String namespace : accountNamespaces(right)) {
            index.impersonableAccounts(namespace).stream()
                    .filter(right.names()::contains)
                    .forEach(name -> targets.add(Identity.serviceAccount(namespace, name)));
        }
        return targets;
    }

    private static List<String> knownGroups(NameSet names, List<String> known) {
        Set<String> groups = new LinkedHashSet<>();
        known.stream().filter(names::contains).forEach(groups::add);
        if (names.contains(Rbac.NODES)) {
            groups.add(Rbac.NODES);
        }
        groups.remove(Rbac.MASTERS);
        return List.copyOf(groups);
    }

    private static List<Grant> together(Grant one, List<Grant> others) {
        List<Grant> all = new ArrayList<>();
        all.add(one);
        others.stream().filter(grant -> !grant.equals(one)).forEach(all::add);
        return all;
    }

    /// A user impersonated by legacy has the groups asked for, and no others but `system:authenticated`.
    static Identity legacyUser(String name, List<String> groups) {
        if (name.equals(Rbac.ANONYMOUS)) {
            return new Identity(
                    name, groups.contains(Rbac.UNAUTHENTICATED) ? groups : plus(groups, Rbac.UNAUTHENTICATED));
        }
        return new Identity(name, withAuthenticated(groups));
    }

    private static List<String> withAuthenticated(List<String> groups) {
        return groups.contains(Rbac.AUTHENTICATED) ? groups : plus(groups, Rbac.AUTHENTICATED);
    }

    private static List<String> plus(List<String> groups, String group) {
        List<String> all = new ArrayList<>(groups);
        all.add(group);
        return all;
    }

    /// A mode takes a right to act as well, so each conclusion rests on one: on one's own where there is, because what
    /// groups give alone is concluded for their members together.
    private void within(Identity who, Mode mode, ImpersonationRights rights, Consumer<Conclusion> found) {
        List<Grant> actions =
                rights.actions(mode).stream().map(ActionRight::grant).toList();
        Grant action = actions.stream()
                .filter(grant -> grant.subject().kind() != SubjectKind.GROUP)
                .findFirst()
                .orElse(actions.getFirst());
        identities(
                who,
                mode,
                rights,
                conclusion -> found.accept(new Conclusion(
                        conclusion.fact(),
                        conclusion.technique(),
                        withAction(conclusion.grants(), action),
                        conclusion.note())));
    }

    private static List<Grant> withAction(List<Grant> identity, Grant action) {
        List<Grant> all = new ArrayList<>(identity);
        if (!all.contains(action)) {
            all.add(action);
        }
        return all;
    }

    private void identities(Identity who, Mode mode, ImpersonationRights rights, Consumer<Conclusion> found) {
        switch (mode) {
            case ASSOCIATED_NODE -> ownNodes(who, rights, found);
            case ARBITRARY_NODE -> anyNodes(who, rights, found);
            case SERVICE_ACCOUNT ->
                rights.constrained(mode, Kind.SERVICE_ACCOUNT)
                        .forEach(right -> accountTargets(right)
                                .forEach(account -> accept(account, mode, who, List.of(right.grant()), found)));
            case USER_INFO -> userInfo(who, rights, found);
        }
    }

    /// Whoever has an account's token from one of its pods has the node's name in it.
    private void ownNodes(Identity who, ImpersonationRights rights, Consumer<Conclusion> found) {
        for (IdentityRight right : rights.constrained(Mode.ASSOCIATED_NODE, Kind.NODE)) {
            index.nodesOfAccount(who.userName())
                    .forEach(node ->
                            accept(Identity.node(node), Mode.ASSOCIATED_NODE, who, List.of(right.grant()), found));
        }
    }

    private void anyNodes(Identity who, ImpersonationRights rights, Consumer<Conclusion> found) {
        for (IdentityRight right : rights.constrained(Mode.ARBITRARY_NODE, Kind.NODE)) {
            index.nodes().stream()
                    .filter(right.names()::contains)
                    .forEach(node ->
                            accept(Identity.node(node), Mode.ARBITRARY_NODE, who, List.of(right.grant()), found));
        }
    }

    private void userInfo(Identity who, ImpersonationRights rights, Consumer<Conclusion> found) {
        List<IdentityRight> groupRights = rights.constrained(Mode.USER_INFO, Kind.GROUP);
        List<String> groups = knownGroups(ImpersonationRights.names(groupRights), index.groups());
        List<Grant> groupGrants =
                groupRights.stream().map(IdentityRight::grant).distinct().toList();
        for (IdentityRight right : rights.constrained(Mode.USER_INFO, Kind.USER)) {
            List<Grant> grants = groups.isEmpty() ? List.of(right.grant()) : together(right.grant(), groupGrants);
            userTargets(right.names(), List.of()).stream()
                    .filter(name -> NodeName.parse(name).isEmpty())
                    .forEach(name -> accept(legacyUser(name, groups), Mode.USER_INFO, who, grants, found));
        }
    }

    private static void accept(
            Identity target, Mode mode, Identity by, List<Grant> grants, Consumer<Conclusion> found) {
        found.accept(new Conclusion(
                new Fact.ActingWithin(target, mode, by), Technique.IMPERSONATE_CONSTRAINED, grants, mode.id()));
    }
}
