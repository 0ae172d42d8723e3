package dev.guise.impersonation;

import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleMatching;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which identities a subject can become and what it can do then, as sets: the rights that rules give, kept as the
/// cross product that they are. Who × what is never flattened to pairs, because the API server does not know pairs.
///
/// @param identities every right to ask for something, legacy and constrained
/// @param actions    every right to act in a constrained mode
public record ImpersonationRights(List<IdentityRight> identities, List<ActionRight> actions) {
    private static final String CORE = "";
    private static final String USER_EXTRAS = "userextras/";
    private static final String ANY_KEY = "*";

    public ImpersonationRights {
        identities = List.copyOf(identities);
        actions = List.copyOf(actions);
    }

    /// The rights that these grants, all of one requestor, give together. Linear in the number of rules.
    public static ImpersonationRights of(List<Grant> grants) {
        List<IdentityRight> identities = new ArrayList<>();
        List<ActionRight> actions = new ArrayList<>();
        for (Grant grant : grants) {
            addLegacy(grant, identities);
            for (Mode mode : Mode.values()) {
                addConstrained(mode, grant, identities);
                actionOf(mode, grant).ifPresent(actions::add);
            }
        }
        return new ImpersonationRights(identities, actions);
    }

    private static void addLegacy(Grant grant, List<IdentityRight> found) {
        PolicyRule rule = grant.rule();
        if (!RuleMatching.verb(rule, Mode.LEGACY_VERB)) {
            return;
        }
        if (RuleMatching.apiGroup(rule, CORE)) {
            addAtClusterScope(null, Kind.USER, "users", grant, found);
            addAtClusterScope(null, Kind.GROUP, "groups", grant, found);
            addServiceAccounts(null, grant, found);
        }
        if (RuleMatching.apiGroup(rule, IdentityChecks.AUTHENTICATION)) {
            addAtClusterScope(null, Kind.UID, "uids", grant, found);
            addExtras(null, grant, found);
        }
    }

    private static void addConstrained(Mode mode, Grant grant, List<IdentityRight> found) {
        PolicyRule rule = grant.rule();
        if (!RuleMatching.verb(rule, mode.identityVerb())
                || !RuleMatching.apiGroup(rule, IdentityChecks.AUTHENTICATION)) {
            return;
        }
        switch (mode) {
            case ASSOCIATED_NODE -> addAssociatedNode(grant, found);
            case ARBITRARY_NODE -> addAtClusterScope(mode, Kind.NODE, "nodes", grant, found);
            case SERVICE_ACCOUNT -> addServiceAccounts(mode, grant, found);
            case USER_INFO -> {
                addAtClusterScope(mode, Kind.USER, "users", grant, found);
                addGroups(mode, grant, found);
                addAtClusterScope(mode, Kind.UID, "uids", grant, found);
                addExtras(mode, grant, found);
            }
        }
    }

    /// The server checks the name `*`, so the rule must have no names or list just that.
    private static void addAssociatedNode(Grant grant, List<IdentityRight> found) {
        if (RuleMatching.resourceName(grant.rule(), "*")) {
            List<IdentityRight> nodes = new ArrayList<>();
            addAtClusterScope(Mode.ASSOCIATED_NODE, Kind.NODE, "nodes", grant, nodes);
            nodes.forEach(
                    right -> found.add(new IdentityRight(right.mode(), Kind.NODE, "", "", NameSet.ANY, right.grant())));
        }
    }

    private static void addAtClusterScope(
            @Nullable Mode mode, Kind kind, String resource, Grant grant, List<IdentityRight> found) {
        if (grant.namespace().isEmpty() && RuleMatching.resource(grant.rule(), resource, "")) {
            found.add(new IdentityRight(mode, kind, "", "", NameSet.ofRule(grant.rule()), grant));
        }
    }

    /// The literal name `*` is checked for when many groups are asked for, so whoever holds it may ask for any group as
    /// long as it asks for enough of them.
    private static void addGroups(Mode mode, Grant grant, List<IdentityRight> found) {
        List<IdentityRight> groups = new ArrayList<>();
        addAtClusterScope(mode, Kind.GROUP, "groups", grant, groups);
        boolean anyGroup = RuleMatching.resourceName(grant.rule(), PolicyRule.ALL);
        groups.forEach(right ->
                found.add(anyGroup ? new IdentityRight(mode, Kind.GROUP, "", "", NameSet.ANY, right.grant()) : right));
    }

    private static void addServiceAccounts(@Nullable Mode mode, Grant grant, List<IdentityRight> found) {
        if (RuleMatching.resource(grant.rule(), "serviceaccounts", "")) {
            NameSet names = NameSet.ofRule(grant.rule());
            found.add(new IdentityRight(mode, Kind.SERVICE_ACCOUNT, "", grant.namespace(), names, grant));
        }
    }

    private static void addExtras(@Nullable Mode mode, Grant grant, List<IdentityRight> found) {
        if (!grant.namespace().isEmpty()) {
            return;
        }
        NameSet values = NameSet.ofRule(grant.rule());
        boolean ofMany = mode != null && RuleMatching.resourceName(grant.rule(), PolicyRule.ALL);
        for (String resource : grant.rule().resources()) {
            Optional<String> key = extraKey(resource);
            if (resource.equals(PolicyRule.ALL)) {
                found.add(new IdentityRight(mode, Kind.EXTRA, ANY_KEY, "", ofMany ? NameSet.ANY : values, grant));
            } else if (key.equals(Optional.of(ANY_KEY))) {
                addManyExtras(mode, grant, found);
            } else if (key.isPresent() && (mode == null || ExtraKey.isConstrainable(key.get()))) {
                found.add(new IdentityRight(mode, Kind.EXTRA, key.get(), "", values, grant));
            }
        }
    }

    /// `userextras/*` is no wildcard, but exactly what is checked for, with the name `*`, when many extras are asked
    /// for in a constrained mode. Legacy never checks for it.
    private static void addManyExtras(@Nullable Mode mode, Grant grant, List<IdentityRight> found) {
        if (mode != null && RuleMatching.resourceName(grant.rule(), PolicyRule.ALL)) {
            found.add(new IdentityRight(mode, Kind.EXTRA, ANY_KEY, "", NameSet.ANY, grant));
        }
    }

    private static Optional<String> extraKey(String resource) {
        if (resource.startsWith(USER_EXTRAS)) {
            return Optional.of(resource.substring(USER_EXTRAS.length()));
        }
        return resource.startsWith("*/") ? Optional.of(resource.substring(2)) : Optional.empty();
    }

    private static Optional<ActionRight> actionOf(Mode mode, Grant grant) {
        Set<String> verbs = new LinkedHashSet<>();
        for (String verb : grant.rule().verbs()) {
            if (verb.equals(PolicyRule.ALL)) {
                verbs.add(PolicyRule.ALL);
            }
            // "*" after the prefix is no wildcard, and no request has that verb
            mode.actionIn(verb)
                    .filter(action -> !action.isEmpty() && !action.equals(PolicyRule.ALL))
                    .ifPresent(verbs::add);
        }
        return verbs.isEmpty() ? Optional.empty() : Optional.of(new ActionRight(mode, verbs, grant));
    }

    /// The legacy rights of one kind.
    public List<IdentityRight> legacy(Kind kind) {
        return identities.stream()
                .filter(right -> right.mode() == null && right.kind() == kind)
                .toList();
    }

    /// The constrained rights of one kind.
    public List<IdentityRight> constrained(Mode mode, Kind kind) {
        return identities.stream()
                .filter(right -> right.mode() == mode && right.kind() == kind)
                .toList();
    }

    /// The rights to act in a mode.
    public List<ActionRight> actions(Mode mode) {
        return actions.stream().filter(action -> action.mode() == mode).toList();
    }

    /// Whether legacy impersonation can be used at all: groups, uids and extras need a user or account beside them.
    public boolean isLegacyUsable() {
        return canReach(legacy(Kind.USER)) || canReach(legacy(Kind.SERVICE_ACCOUNT));
    }

    /// Whether a mode can be used at all: it requires an identity and an action.
    public boolean isUsable(Mode mode) {
        return hasTarget(mode) && !actions(mode).isEmpty();
    }

    /// Whether a mode has an identity to impersonate.
    public boolean hasTarget(Mode mode) {
        return canReach(constrained(mode, Kind.target(mode)));
    }

    private static boolean canReach(List<IdentityRight> rights) {
        return rights.stream().anyMatch(right -> !right.reachable().isEmpty());
    }

    /// Whether an identity right can be used, given everything else the requestor holds.
    public boolean isUsable(IdentityRight right) {
        Mode mode = right.mode();
        return !right.reachable().isEmpty() && (mode == null ? isLegacyUsable() : isUsable(mode));
    }

    /// The names of one kind taken together.
    public static NameSet names(List<IdentityRight> rights) {
        return rights.stream().map(IdentityRight::names).reduce(NameSet.NONE, NameSet::union);
    }

    public boolean isEmpty() {
        return identities.isEmpty() && actions.isEmpty();
    }
}
