package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.ActionRight;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ServiceAccountName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells the rules of a role that are about impersonation from the others, and reads them as a form shows them.
final class ImpersonationRules {
    private static final String FULL_ACCOUNT = "system:serviceaccount:";

    private ImpersonationRules() {}

    /// Whom the legacy rules among these allow to become. Full service account names, which match nothing, are taken
    /// for what was meant.
    static Who legacyWho(List<Grant> grants) {
        return who(ImpersonationRights.of(grants).identities().stream()
                .filter(right -> right.mode() == null)
                .toList());
    }

    /// Whom the constrained rules among these allow to become.
    static Who constrainedWho(List<Grant> grants) {
        return who(ImpersonationRights.of(grants).identities().stream()
                .filter(right -> right.mode() != null)
                .toList());
    }

    private static Who who(List<IdentityRight> rights) {
        Who who = Who.NOBODY;
        for (IdentityRight right : rights) {
            who = with(who, right);
        }
        return who;
    }

    private static Who with(Who who, IdentityRight right) {
        NameSet names = right.names();
        return switch (right.kind()) {
            case USER ->
                right.mode() == null
                        ? users(who, names)
                        : who.withUsers(who.users().union(names));
            case GROUP -> who.withGroups(who.groups().union(names));
            case UID -> who.withUids(who.uids().union(names));
            case EXTRA -> who.withExtra(right.extraKey(), names);
            case SERVICE_ACCOUNT -> accounts(who, right.namespace(), names);
            case NODE ->
                right.mode() == Mode.ASSOCIATED_NODE
                        ? who.withOwnNode(OwnNode.YES)
                        : who.withNodes(who.nodes().union(names));
        };
    }

    private static Who users(Who who, NameSet names) {
        return names.any()
                ? who.withUsers(NameSet.ANY)
                : who.union(Who.NOBODY.withUsers(names).sorted());
    }

    private static Who accounts(Who who, String namespace, NameSet names) {
        if (names.any()) {
            return who.withServiceAccounts(namespace, names);
        }
        Who all = who;
        for (String name : names.names()) {
            Optional<ServiceAccountName> full = ServiceAccountName.parse(name);
            boolean nonsense = full.isEmpty() && name.startsWith(FULL_ACCOUNT);
            if (!nonsense) {
                String where = full.map(ServiceAccountName::namespace).orElse(namespace);
                String bare = full.map(ServiceAccountName::name).orElse(name);
                all = all.withServiceAccounts(where, NameSet.of(List.of(bare)));
            }
        }
        return all;
    }

    /// What the constrained action rules among these allow, each rule as one action for its mode.
    static List<Action> actions(List<Grant> grants) {
        ImpersonationRights rights = ImpersonationRights.of(grants);
        Set<Action> actions = new LinkedHashSet<>();
        for (ActionRight right : rights.actions()) {
            PolicyRule rule = right.grant().rule();
            List<String> where = right.grant().namespace().isEmpty()
                    ? List.of()
                    : List.of(right.grant().namespace());
            List<String> verbs = rule.verbs().stream()
                    .flatMap(verb -> right.mode().actionIn(verb).stream())
                    .toList();
            List<String> written = verbs.isEmpty() ? List.of(PolicyRule.ALL) : verbs;
            for (String group : rule.apiGroups()) {
                actions.add(new Action(
                        written,
                        group,
                        rule.resources(),
                        rule.resourceNames(),
                        where,
                        List.of(),
                        Set.of(right.mode())));
            }
            if (!rule.nonResourceURLs().isEmpty()) {
                actions.add(Action.onPaths(written, rule.nonResourceURLs()).only(right.mode()));
            }
        }
        return List.copyOf(actions);
    }

    /// Whether a rule, where it is bound, is about legacy impersonation; also where it grants nothing.
    static boolean isLegacy(PolicyRule rule) {
        return rule.verbs().contains(Mode.LEGACY_VERB) || isWild(rule);
    }

    /// Whether all verbs on something that can be impersonated quietly include impersonation.
    static boolean isWild(PolicyRule rule) {
        boolean identity = rule.resources().stream()
                .anyMatch(resource -> resource.equals(PolicyRule.ALL)
                        || Set.of("users", "groups", "serviceaccounts", "uids").contains(resource)
                        || resource.startsWith("userextras/")
                        || resource.startsWith("*/"));
        boolean group = rule.apiGroups().stream()
                .anyMatch(
                        name -> name.isEmpty() || name.equals(PolicyRule.ALL) || name.equals("authentication.k8s.io"));
        return rule.verbs().contains(PolicyRule.ALL) && identity && group;
    }

    /// The rules without what is about legacy impersonation. All verbs become the ordinary ones.
    static List<PolicyRule> withoutLegacy(List<PolicyRule> rules) {
        List<PolicyRule> rest = new ArrayList<>();
        for (PolicyRule rule : rules) {
            List<String> verbs = verbsWithoutLegacy(rule);
            if (!verbs.isEmpty()) {
                rest.add(new PolicyRule(
                        verbs, rule.apiGroups(), rule.resources(), rule.resourceNames(), rule.nonResourceURLs()));
            }
        }
        return rest;
    }

    private static List<String> verbsWithoutLegacy(PolicyRule rule) {
        if (isWild(rule)) {
            Set<String> verbs = new LinkedHashSet<>(DraftWriter.ORDINARY_VERBS);
            verbs.addAll(rule.verbs());
            verbs.removeAll(Set.of(PolicyRule.ALL, Mode.LEGACY_VERB));
            return List.copyOf(verbs);
        }
        return rule.verbs().stream()
                .filter(verb -> !verb.equals(Mode.LEGACY_VERB))
                .toList();
    }
}
