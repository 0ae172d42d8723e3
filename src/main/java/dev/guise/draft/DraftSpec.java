package dev.guise.draft;

import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the form of a draft holds: who may become whom, in which form, and what for.
///
/// @param name       what the objects are called after; any text, made into a name when written
/// @param requestors who may impersonate
/// @param form       legacy, constrained, or both
/// @param who        whom they may become
/// @param actions    what they may do then; only constrained impersonation can say so
/// @param finding    the id of the finding that the draft answers, `""` for none
public record DraftSpec(
        String name, List<Subject> requestors, Form form, Who who, List<Action> actions, String finding) {

    public DraftSpec {
        requestors = List.copyOf(requestors);
        actions = List.copyOf(actions);
    }

    public DraftSpec(String name, List<Subject> requestors, Form form, Who who, List<Action> actions) {
        this(name, requestors, form, who, actions, "");
    }

    /// How impersonation is granted.
    public enum Form {
        /// The verb `impersonate`, limited by resourceNames: every server knows it, and it says nothing of actions.
        LEGACY,
        /// `impersonate:<mode>` and `impersonate-on:<mode>:<verb>`, for servers with the gate on.
        CONSTRAINED,
        /// Both, in objects of their own, so that the legacy ones can go when every server knows the others.
        BOTH;

        public boolean isLegacy() {
            return this != CONSTRAINED;
        }

        public boolean isConstrained() {
            return this != LEGACY;
        }
    }

    /// Whether a service account may become the node that its own pod runs on.
    public enum OwnNode {
        YES,
        NO
    }

    /// Whom the requestors may become, each kind named or any.
    ///
    /// @param users           user names
    /// @param serviceAccounts bare names by namespace; the namespace `""` is every namespace
    /// @param nodes           bare node names
    /// @param ownNode         whether the node of the requestor's own pod
    /// @param groups          groups that may be asked for beside a user
    /// @param uids            uids that may be asked for beside a user
    /// @param extras          values by extra key
    public record Who(
            NameSet users,
            Map<String, NameSet> serviceAccounts,
            NameSet nodes,
            OwnNode ownNode,
            NameSet groups,
            NameSet uids,
            Map<String, NameSet> extras) {

        /// Nobody; a start to add to.
        public static final Who NOBODY =
                new Who(NameSet.NONE, Map.of(), NameSet.NONE, OwnNode.NO, NameSet.NONE, NameSet.NONE, Map.of());

        public Who {
            serviceAccounts = withoutEmpty(serviceAccounts);
            extras = withoutEmpty(extras);
        }

        private static Map<String, NameSet> withoutEmpty(Map<String, NameSet> map) {
            Map<String, NameSet> copy = new LinkedHashMap<>();
            map.forEach((key, names) -> {
                if (!names.isEmpty()) {
                    copy.put(key, names);
                }
            });
            return Collections.unmodifiableMap(copy);
        }

        public Who withUsers(NameSet names) {
            return new Who(names, serviceAccounts, nodes, ownNode, groups, uids, extras);
        }

        public Who withUsers(String... names) {
            return withUsers(NameSet.of(List.of(names)));
        }

        /// With further accounts of a namespace; `""` for every namespace.
        public Who withServiceAccounts(String namespace, NameSet names) {
            return new Who(users, merged(serviceAccounts, namespace, names), nodes, ownNode, groups, uids, extras);
        }

        public Who withServiceAccounts(Map<String, NameSet> accounts) {
            return new Who(users, accounts, nodes, ownNode, groups, uids, extras);
        }

        public Who withNodes(NameSet names) {
            return new Who(users, serviceAccounts, names, ownNode, groups, uids, extras);
        }

        public Who withOwnNode(OwnNode own) {
            return new Who(users, serviceAccounts, nodes, own, groups, uids, extras);
        }

        public Who withGroups(NameSet names) {
            return new Who(users, serviceAccounts, nodes, ownNode, names, uids, extras);
        }

        public Who withGroups(String... names) {
            return withGroups(NameSet.of(List.of(names)));
        }

        public Who withUids(NameSet names) {
            return new Who(users, serviceAccounts, nodes, ownNode, groups, names, extras);
        }

        /// With further values of an extra key.
        public Who withExtra(String key, NameSet values) {
            return new Who(users, serviceAccounts, nodes, ownNode, groups, uids, merged(extras, key, values));
        }

        public Who withExtras(Map<String, NameSet> values) {
            return new Who(users, serviceAccounts, nodes, ownNode, groups, uids, values);
        }

        private static Map<String, NameSet> merged(Map<String, NameSet> map, String key, NameSet names) {
            Map<String, NameSet> copy = new LinkedHashMap<>(map);
            copy.merge(key, names, NameSet::union);
            return copy;
        }

        /// The same with service account and node user names that stand among the users put where they belong. Nodes
        /// stay users for legacy impersonation when written.
        public Who sorted() {
            List<String> plain = new ArrayList<>();
            Who sorted = this;
            for (String user : users.names()) {
                var account = ServiceAccountName.parse(user);
                var node = NodeName.parse(user);
                if (account.isPresent()) {
                    NameSet name = NameSet.of(List.of(account.get().name()));
                    sorted = sorted.withServiceAccounts(account.get().namespace(), name);
                } else if (node.isPresent()) {
                    sorted = sorted.withNodes(
                            sorted.nodes.union(NameSet.of(List.of(node.get().name()))));
                } else {
                    plain.add(user);
                }
            }
            return users.any() ? sorted : sorted.withUsers(NameSet.of(plain));
        }

        /// Whether there is somebody; groups, uids and extras alone are nobody.
        public boolean hasTarget() {
            return !users.isEmpty() || !serviceAccounts.isEmpty() || !nodes.isEmpty() || ownNode == OwnNode.YES;
        }

        /// Whether groups, uids or extras may be asked for.
        public boolean hasAttributes() {
            return !groups.isEmpty() || !uids.isEmpty() || !extras.isEmpty();
        }

        /// Everything that either holds.
        public Who union(Who other) {
            Who all = withUsers(users.union(other.users))
                    .withNodes(nodes.union(other.nodes))
                    .withOwnNode(ownNode == OwnNode.YES ? ownNode : other.ownNode)
                    .withGroups(groups.union(other.groups))
                    .withUids(uids.union(other.uids));
            for (var entry : other.serviceAccounts.entrySet()) {
                all = all.withServiceAccounts(entry.getKey(), entry.getValue());
            }
            for (var entry : other.extras.entrySet()) {
                all = all.withExtra(entry.getKey(), entry.getValue());
            }
            return all;
        }

        /// The constrained modes that it takes to become them.
        public Set<Mode> modes() {
            Set<Mode> modes = EnumSet.noneOf(Mode.class);
            if (ownNode == OwnNode.YES) {
                modes.add(Mode.ASSOCIATED_NODE);
            }
            if (!nodes.isEmpty()) {
                modes.add(Mode.ARBITRARY_NODE);
            }
            if (!serviceAccounts.isEmpty()) {
                modes.add(Mode.SERVICE_ACCOUNT);
            }
            if (!users.isEmpty()) {
                modes.add(Mode.USER_INFO);
            }
            return modes;
        }
    }

    /// Something that may be done while impersonating.
    ///
    /// @param verbs      verbs, without any prefix
    /// @param apiGroup   the API group, `""` for the core group
    /// @param resources  resources, also `resource/subresource`; empty for paths
    /// @param names      names of objects; empty for every name
    /// @param namespaces where; empty for everywhere
    /// @param paths      non-resource URLs, only everywhere; empty for resources
    /// @param modes      the modes that it is for; empty for all that the draft has
    public record Action(
            List<String> verbs,
            String apiGroup,
            List<String> resources,
            List<String> names,
            List<String> namespaces,
            List<String> paths,
            Set<Mode> modes) {

        public Action {
            verbs = List.copyOf(verbs);
            resources = List.copyOf(resources);
            names = List.copyOf(names);
            namespaces = List.copyOf(namespaces);
            paths = List.copyOf(paths);
            modes = Set.copyOf(modes);
        }

        /// Verbs on resources everywhere.
        public static Action on(List<String> verbs, String apiGroup, List<String> resources) {
            return new Action(verbs, apiGroup, resources, List.of(), List.of(), List.of(), Set.of());
        }

        /// Verbs, HTTP methods in lower case, on paths.
        public static Action onPaths(List<String> verbs, List<String> paths) {
            return new Action(verbs, "", List.of(), List.of(), List.of(), paths, Set.of());
        }

        public Action in(String... where) {
            return in(List.of(where));
        }

        public Action in(List<String> where) {
            return new Action(verbs, apiGroup, resources, names, where, paths, modes);
        }

        public Action named(List<String> objects) {
            return new Action(verbs, apiGroup, resources, objects, namespaces, paths, modes);
        }

        public Action only(Mode mode) {
            return forModes(Set.of(mode));
        }

        /// For these modes; none for all that the draft has.
        public Action forModes(Set<Mode> those) {
            return new Action(verbs, apiGroup, resources, names, namespaces, paths, those);
        }

        boolean isFor(Mode mode) {
            return modes.isEmpty() || modes.contains(mode);
        }

        /// Whether a request is among it.
        boolean covers(Attributes request) {
            boolean here = !(request instanceof ResourceAttributes on)
                    || namespaces.isEmpty()
                    || namespaces.contains(on.namespace());
            return here && RuleMatching.allows(rule(verbs), request);
        }

        /// The rule that grants it with those verbs.
        PolicyRule rule(List<String> written) {
            return paths.isEmpty()
                    ? PolicyRule.named(written, List.of(apiGroup), resources, names)
                    : PolicyRule.paths(written, paths);
        }
    }

    /// Whether it is still to be chosen what impersonation is for, without which the constrained form grants nothing.
    public boolean lacksActions() {
        return form.isConstrained() && who.hasTarget() && actions.isEmpty();
    }

    public DraftSpec withName(String other) {
        return new DraftSpec(other, requestors, form, who, actions, finding);
    }

    public DraftSpec withRequestors(List<Subject> other) {
        return new DraftSpec(name, other, form, who, actions, finding);
    }

    public DraftSpec withForm(Form other) {
        return new DraftSpec(name, requestors, other, who, actions, finding);
    }

    public DraftSpec withWho(Who other) {
        return new DraftSpec(name, requestors, form, other, actions, finding);
    }

    public DraftSpec withActions(List<Action> other) {
        return new DraftSpec(name, requestors, form, who, other, finding);
    }

    /// The same in fewer words: what is for every mode that the draft has need not say so.
    DraftSpec withoutIdleModes() {
        Set<Mode> all = who.sorted().modes();
        return withActions(actions.stream()
                .map(action -> action.modes().equals(all) ? action.forModes(Set.of()) : action)
                .toList());
    }

    public DraftSpec withFinding(String id) {
        return new DraftSpec(name, requestors, form, who, actions, id);
    }
}
