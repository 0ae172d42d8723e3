package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.ExtraKey;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes one draft. Rules are collected by the scope that they must be bound in, `""` for the cluster's, and each
/// scope gets one role and one binding.
final class DraftWriter {
    static final List<String> ORDINARY_VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final List<String> LEGACY = List.of(Mode.LEGACY_VERB);

    private final DraftSpec spec;
    private final Who who;
    private final ObjectNames names;
    private final List<DraftObject> objects = new ArrayList<>();
    private final Set<Limitation> limitations = new LinkedHashSet<>();

    DraftWriter(DraftSpec spec, ObjectNames names) {
        this.spec = spec;
        this.who = spec.who().sorted();
        this.names = names;
    }

    /// What rules are for; rules for different things get roles of their own.
    enum Purpose {
        WHO,
        WHAT,
        LEGACY
    }

    /// Rules that go into one role.
    ///
    /// @param scope where they are bound, `""` for everywhere
    record Slot(Purpose purpose, String scope) {}

    Draft write() {
        remarks();
        rules().forEach((slot, rules) -> objects.addAll(objects(slot, rules)));
        return new Draft(spec, objects, List.copyOf(limitations));
    }

    /// The rules that a draft takes, without names for roles.
    static Map<Slot, List<PolicyRule>> rules(DraftSpec spec) {
        return new DraftWriter(spec, new ObjectNames(List.of())).rules();
    }

    private Map<Slot, List<PolicyRule>> rules() {
        Map<Slot, List<PolicyRule>> rules = new LinkedHashMap<>();
        if (spec.form().isConstrained()) {
            constrainedWho().forEach((scope, of) -> rules.put(new Slot(Purpose.WHO, scope), of));
            what().forEach((scope, of) -> rules.put(new Slot(Purpose.WHAT, scope), of));
        }
        if (spec.form().isLegacy()) {
            legacy().forEach((scope, of) -> rules.put(new Slot(Purpose.LEGACY, scope), of));
        }
        return rules;
    }

    private String suffix(Purpose purpose) {
        return switch (purpose) {
            case WHO -> "-who";
            case WHAT -> "-what";
            case LEGACY -> spec.form().isConstrained() ? "-legacy" : "";
        };
    }

    // --- what cannot be said

    /// Who writes a pattern means several; it stays as it is, since it might be somebody's name.
    private void patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        List<NameSet> sets = new ArrayList<>(List.of(who.users(), who.groups(), who.nodes(), who.uids()));
        sets.addAll(who.serviceAccounts().values());
        sets.addAll(who.extras().values());
        sets.forEach(
                set -> set.names().stream().filter(name -> name.contains("*")).forEach(patterns::add));
        if (!patterns.isEmpty()) {
            limitations.add(Limitation.patterns(patterns));
        }
    }

    private void remarks() {
        patterns();
        if (!who.hasTarget() && who.hasAttributes()) {
            limit(
                    "Groups, uids and extras can be impersonated only along with a user.",
                    "Name the users that go with them; without users, the grant can never be used.");
        }
        if (spec.form().isConstrained() && who.hasTarget()) {
            constrainedRemarks();
        }
        if (spec.form() == DraftSpec.Form.LEGACY && !spec.actions().isEmpty()) {
            limit(
                    "Legacy impersonation cannot be limited to actions or namespaces.",
                    "The draft omits the actions: the impersonator may do everything that the impersonated identity"
                            + " may do.");
        }
        if (spec.form() == DraftSpec.Form.BOTH) {
            limit(
                    "On a server with constrained impersonation, the additional legacy grant undoes the constraint.",
                    "Delete the objects whose names end in -legacy once every server is 1.36 or newer.");
        }
    }

    private void constrainedRemarks() {
        if (spec.actions().isEmpty()) {
            limitations.add(Limitation.NO_ACTIONS);
        }
        if (who.hasAttributes()
                && (!who.serviceAccounts().isEmpty() || !who.nodes().isEmpty())) {
            limit(
                    "Constrained modes do not allow groups, uids or extras with a service account or node.",
                    "The draft grants them for the users only.");
        }
        boolean scoped =
                spec.actions().stream().anyMatch(action -> !action.namespaces().isEmpty());
        if (scoped && (!who.users().isEmpty() || !who.nodes().isEmpty() || who.ownNode() == OwnNode.YES)) {
            limit(
                    "A Role cannot grant users, groups, uids, extras or nodes: the draft grants these identities"
                            + " cluster-wide.",
                    "Their actions are limited to the namespaces.");
        }
        for (Mode mode : who.modes()) {
            long actions =
                    spec.actions().stream().filter(action -> action.isFor(mode)).count();
            if (isSeveral(mode) && actions > 1) {
                limit(
                        "In mode " + mode.id() + ", every named identity can be used for every action: RBAC"
                                + " knows no pairs.",
                        Pairs.ADVICE);
            }
        }
        mixedAttributes();
    }

    private void mixedAttributes() {
        if (Pairs.of(spec).mixesAttributes()) {
            limit(
                    "Every named user can be combined with every named group, uid and extra: the API server checks"
                            + " each separately.",
                    Pairs.ADVICE);
        }
    }

    private boolean isSeveral(Mode mode) {
        return switch (mode) {
            case ASSOCIATED_NODE -> false;
            case ARBITRARY_NODE -> who.nodes().any() || who.nodes().names().size() > 1;
            case USER_INFO -> who.users().any() || who.users().names().size() > 1;
            case SERVICE_ACCOUNT ->
                who.serviceAccounts().size() > 1
                        || who.serviceAccounts().values().stream()
                                .anyMatch(set -> set.any() || set.names().size() > 1);
        };
    }

    private void limit(String what, String nearest) {
        limitations.add(new Limitation(what, nearest));
    }

    // --- rules by scope

    private Map<String, List<PolicyRule>> legacy() {
        Map<String, List<PolicyRule>> rules = new LinkedHashMap<>();
        NameSet users = who.users().union(legacyNodes());
        add(rules, "", LEGACY, "", "users", users);
        who.serviceAccounts().forEach((namespace, set) -> add(rules, namespace, LEGACY, "", "serviceaccounts", set));
        add(rules, "", LEGACY, "", "groups", who.groups());
        add(rules, "", LEGACY, AUTHENTICATION, "uids", who.uids());
        who.extras().forEach((key, set) -> add(rules, "", LEGACY, AUTHENTICATION, "userextras/" + key, set));
        return rules;
    }

    private NameSet legacyNodes() {
        if (who.ownNode() == OwnNode.YES) {
            limit(
                    "Legacy impersonation does not consider the node that the requestor runs on.",
                    "Name the nodes; the requestor may then become each of them from anywhere.");
        }
        if (who.nodes().any()) {
            limit(
                    "Legacy impersonation cannot grant all nodes without granting all users.",
                    "The draft grants no node; name the nodes.");
            return NameSet.NONE;
        }
        boolean group = who.groups().contains(Rbac.NODES);
        if (!who.nodes().isEmpty() && !group) {
            limit(
                    "With legacy impersonation, a node is not in the group system:nodes unless the request asks for"
                            + " that group.",
                    "Also grant the group system:nodes if it is needed.");
        }
        return NameSet.of(who.nodes().names().stream()
                .map(name -> new NodeName(name).userName())
                .toList());
    }

    private Map<String, List<PolicyRule>> constrainedWho() {
        Map<String, List<PolicyRule>> rules = new LinkedHashMap<>();
        List<String> userInfo = List.of(Mode.USER_INFO.identityVerb());
        add(rules, "", userInfo, AUTHENTICATION, "users", who.users());
        if (!who.users().isEmpty()) {
            add(rules, "", userInfo, AUTHENTICATION, "groups", withoutRefused(who.groups()));
            add(rules, "", userInfo, AUTHENTICATION, "uids", who.uids());
            who.extras().forEach((key, set) -> addExtra(rules, userInfo, key, set));
        }
        List<String> account = List.of(Mode.SERVICE_ACCOUNT.identityVerb());
        who.serviceAccounts()
                .forEach((namespace, set) -> add(rules, namespace, account, AUTHENTICATION, "serviceaccounts", set));
        add(rules, "", List.of(Mode.ARBITRARY_NODE.identityVerb()), AUTHENTICATION, "nodes", who.nodes());
        if (who.ownNode() == OwnNode.YES) {
            add(rules, "", List.of(Mode.ASSOCIATED_NODE.identityVerb()), AUTHENTICATION, "nodes", NameSet.ANY);
        }
        return rules;
    }

    private NameSet withoutRefused(NameSet groups) {
        if (!groups.names().contains(Rbac.MASTERS) && !groups.names().contains("")) {
            return groups;
        }
        limit(
                "Constrained impersonation refuses the group system:masters and the empty group.",
                "The constrained form omits them.");
        return NameSet.of(groups.names().stream()
                .filter(group -> !group.equals(Rbac.MASTERS) && !group.isEmpty())
                .toList());
    }

    private void addExtra(Map<String, List<PolicyRule>> rules, List<String> verb, String key, NameSet values) {
        if (ExtraKey.isConstrainable(key) || key.equals("*")) {
            add(rules, "", verb, AUTHENTICATION, "userextras/" + key, values);
            return;
        }
        limit(
                "Constrained impersonation refuses the extra key \"" + key + "\": it must be lower case and"
                        + " domain-prefixed.",
                "The draft omits it; let the impersonator send a key such as example.com/" + ObjectNames.dns(key)
                        + ".");
    }

    private Map<String, List<PolicyRule>> what() {
        Map<String, List<PolicyRule>> rules = new LinkedHashMap<>();
        for (Mode mode : who.modes()) {
            for (Action action : spec.actions()) {
                if (action.isFor(mode)) {
                    add(rules, mode, action);
                }
            }
        }
        return rules;
    }

    private void add(Map<String, List<PolicyRule>> rules, Mode mode, Action action) {
        boolean creates = action.verbs().contains("create")
                && !action.names().isEmpty()
                && action.resources().stream().anyMatch(resource -> !resource.contains("/"));
        if (creates) {
            limit(
                    "A create request carries no name, so a rule with names never allows it.",
                    "Put create in a separate action without names.");
        }
        List<String> verbs = literalVerbs(action).stream().map(mode::actionVerb).toList();
        boolean everywhere = action.namespaces().isEmpty() || !action.paths().isEmpty();
        List<String> scopes = everywhere ? List.of("") : action.namespaces();
        scopes.forEach(
                scope -> rules.computeIfAbsent(scope, s -> new ArrayList<>()).add(action.rule(verbs)));
    }

    private List<String> literalVerbs(Action action) {
        if (!action.verbs().contains(PolicyRule.ALL)) {
            return action.verbs();
        }
        limit(
                "Verbs have no prefix wildcard: impersonate-on:<mode>:* is a literal that no request uses.",
                "The draft lists the ordinary verbs one by one.");
        Set<String> verbs = new LinkedHashSet<>(action.paths().isEmpty() ? ORDINARY_VERBS : HTTP_VERBS);
        action.verbs().stream().filter(verb -> !verb.equals(PolicyRule.ALL)).forEach(verbs::add);
        return List.copyOf(verbs);
    }

    private static final List<String> HTTP_VERBS = List.of("get", "head", "post", "put", "patch", "delete", "options");

    /// No rule for no name: a rule without names would be one for every name.
    private static void add(
            Map<String, List<PolicyRule>> rules,
            String scope,
            List<String> verbs,
            String group,
            String resource,
            NameSet set) {
        if (!set.isEmpty()) {
            rules.computeIfAbsent(scope, s -> new ArrayList<>())
                    .add(PolicyRule.named(verbs, List.of(group), List.of(resource), List.copyOf(set.names())));
        }
    }

    // --- objects

    /// A role with these rules, and its binding unless nobody is to be bound.
    List<DraftObject> objects(Slot slot, List<PolicyRule> rules) {
        String scope = slot.scope();
        ObjectId.RoleId key = names.take(name -> ObjectId.roleIn(scope, name), spec.name(), suffix(slot.purpose()));
        RoleObject role = scope.isEmpty() ? new ClusterRole(meta(key), rules) : new Role(meta(key), rules);
        return spec.requestors().isEmpty()
                ? List.of(DraftObject.of(role))
                : List.of(DraftObject.of(role), DraftObject.of(binding(slot, new RoleRef(role.kind(), role.name()))));
    }

    Binding binding(Slot slot, RoleRef ref) {
        String scope = slot.scope();
        ObjectId.BindingId key =
                names.take(name -> ObjectId.bindingIn(scope, name), spec.name(), suffix(slot.purpose()));
        return scope.isEmpty()
                ? new ClusterRoleBinding(meta(key), ref, spec.requestors())
                : new RoleBinding(meta(key), ref, spec.requestors());
    }

    private ObjectMeta meta(ObjectId.Stored key) {
        return Draft.meta(key, spec.finding());
    }
}
