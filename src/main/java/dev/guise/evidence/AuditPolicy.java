package dev.guise.evidence;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the API server writes into its audit log: the first rule that matches a request decides, and without one
/// nothing is written.
///
/// Mirrors `k8s.io/apiserver/pkg/audit/policy/checker.go` and `k8s.io/apiserver/pkg/apis/audit/validation`.
///
/// The policy is asked by the audit filter (`WithAudit` in `k8s.io/apiserver/pkg/endpoints/filters/audit.go`), which
/// runs before the impersonation filter (`DefaultBuildHandlerChain` in `k8s.io/apiserver/pkg/server/config.go`). So
/// `users` and `userGroups` match the **requestor**, whose credentials are used; no rule can be written about the user
/// that is impersonated, nor about a request being impersonated at all.
///
/// @param rules      the rules, in their order
/// @param omitStages stages that are never written, whatever the rule
public record AuditPolicy(List<Rule> rules, Set<Stage> omitStages) {

    public AuditPolicy {
        rules = List.copyOf(rules);
        omitStages = Set.copyOf(omitStages);
    }

    /// How much of a request is written. In the order of how much.
    public enum Level {
        NONE("None"),
        METADATA("Metadata"),
        REQUEST("Request"),
        REQUEST_RESPONSE("RequestResponse");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /// The word in policies.
        @Override
        public String toString() {
            return word;
        }
    }

    /// When in the course of a request an event is written.
    public enum Stage {
        REQUEST_RECEIVED("RequestReceived"),
        RESPONSE_STARTED("ResponseStarted"),
        RESPONSE_COMPLETE("ResponseComplete"),
        PANIC("Panic");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /// The word in policies and events.
        @Override
        public String toString() {
            return word;
        }
    }

    /// Resources of one API group.
    ///
    /// @param group         the API group, `""` for the core group; there is no wildcard
    /// @param resources     `resource`, `resource/subresource`, `*` for everything, `resource/*` for its
    ///                      subresources and itself, `*/subresource`; empty: everything in the group
    /// @param resourceNames names; empty: every name
    public record GroupResources(String group, List<String> resources, List<String> resourceNames) {
        public GroupResources {
            resources = List.copyOf(resources);
            resourceNames = List.copyOf(resourceNames);
        }

        private boolean matches(ResourceAttributes request) {
            if (!group.equals(request.apiGroup())) {
                return false;
            }
            if (resources.isEmpty()) {
                return true;
            }
            boolean named = resourceNames.isEmpty() || resourceNames.contains(request.name());
            return named && resources.stream().anyMatch(pattern -> matches(pattern, request));
        }

        private static boolean matches(String pattern, ResourceAttributes request) {
            if (pattern.equals("*") || pattern.equals(request.combinedResource())) {
                return true;
            }
            boolean subresource = !request.subresource().isEmpty() && pattern.equals("*/" + request.subresource());
            return subresource || pattern.equals(request.resource() + "/*");
        }
    }

    /// One rule. An empty list matches everything.
    ///
    /// @param level           what is written
    /// @param users           names of requestors
    /// @param userGroups      groups of requestors
    /// @param verbs           verbs
    /// @param resources       resources; a rule with these or with namespaces never matches a path
    /// @param namespaces      namespaces, `""` for the cluster scope
    /// @param nonResourceURLs paths, with a trailing `*` as wildcard
    /// @param omitStages      stages not written for this rule
    public record Rule(
            Level level,
            List<String> users,
            List<String> userGroups,
            List<String> verbs,
            List<GroupResources> resources,
            List<String> namespaces,
            List<String> nonResourceURLs,
            Set<Stage> omitStages) {
        public Rule {
            users = List.copyOf(users);
            userGroups = List.copyOf(userGroups);
            verbs = List.copyOf(verbs);
            resources = List.copyOf(resources);
            namespaces = List.copyOf(namespaces);
            nonResourceURLs = List.copyOf(nonResourceURLs);
            omitStages = Set.copyOf(omitStages);
        }

        private boolean matches(UserInfo requestor, Attributes request) {
            boolean who = (users.isEmpty() || users.contains(requestor.name()))
                    && (userGroups.isEmpty() || requestor.groups().stream().anyMatch(userGroups::contains));
            return who && (verbs.isEmpty() || verbs.contains(request.verb())) && matchesWhat(request);
        }

        private boolean matchesWhat(Attributes request) {
            boolean forResources = !namespaces.isEmpty() || !resources.isEmpty();
            return switch (request) {
                case ResourceAttributes resource ->
                    forResources ? matchesResource(resource) : nonResourceURLs.isEmpty();
                case NonResourceAttributes path -> !forResources && matchesPath(path.path());
            };
        }

        private boolean matchesResource(ResourceAttributes request) {
            boolean where = namespaces.isEmpty() || namespaces.contains(request.namespace());
            return where && (resources.isEmpty() || resources.stream().anyMatch(group -> group.matches(request)));
        }

        private boolean matchesPath(String path) {
            return nonResourceURLs.isEmpty()
                    || nonResourceURLs.stream().anyMatch(pattern -> matchesPath(pattern, path));
        }

        private static boolean matchesPath(String pattern, String path) {
            return pattern.equals(path)
                    || (pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1)));
        }
    }

    /// What is written of a request.
    ///
    /// @param level      how much
    /// @param omitStages stages that are not written
    /// @param rule       index of the rule that decided, from 0; `-1` when none matched
    public record Verdict(Level level, Set<Stage> omitStages, int rule) {
        public Verdict {
            omitStages = Set.copyOf(omitStages);
        }

        /// Whether the log records an impersonation: at Metadata or above, in an event that is written after the
        /// impersonation filter ran. The event of stage `RequestReceived` is written before it and names the
        /// requestor only.
        public boolean recordsImpersonation() {
            return level != Level.NONE && !omitStages.contains(Stage.RESPONSE_COMPLETE);
        }
    }

    /// What is written of a request, impersonated or not.
    ///
    /// @param requestor whose credentials are used, **not** who is impersonated
    /// @param request   the request
    public Verdict evaluate(UserInfo requestor, Attributes request) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.matches(requestor, request)) {
                return new Verdict(rule.level(), union(omitStages, rule.omitStages()), i);
            }
        }
        return new Verdict(Level.NONE, omitStages, -1);
    }

    private static Set<Stage> union(Set<Stage> one, Set<Stage> other) {
        Set<Stage> all = EnumSet.noneOf(Stage.class);
        all.addAll(one);
        all.addAll(other);
        return all;
    }

    /// Reads a `Policy` of `audit.k8s.io/v1` as a YAML or JSON parser leaves it: maps, lists and scalars.
    ///
    /// @throws AuditPolicyException when the API server would refuse it, with the field and what is wrong
    public static AuditPolicy of(Map<String, ?> document) throws AuditPolicyException {
        Node root = new Node("", document);
        String apiVersion = root.string("apiVersion");
        String kind = root.string("kind");
        if (!apiVersion.equals("audit.k8s.io/v1") || !kind.equals("Policy")) {
            throw new AuditPolicyException(
                    "kind", "found " + apiVersion + " " + kind + ", expected audit.k8s.io/v1 Policy");
        }
        List<Rule> rules = new ArrayList<>();
        for (Node rule : root.nodes("rules")) {
            rules.add(rule(rule));
        }
        if (rules.isEmpty()) {
            throw new AuditPolicyException("rules", "is empty; the API server rejects a policy without rules");
        }
        return new AuditPolicy(rules, root.stages("omitStages"));
    }

    private static Rule rule(Node node) throws AuditPolicyException {
        List<GroupResources> resources = new ArrayList<>();
        for (Node group : node.nodes("resources")) {
            resources.add(groupResources(group));
        }
        Rule rule = new Rule(
                node.level("level"),
                node.strings("users"),
                node.strings("userGroups"),
                node.strings("verbs"),
                resources,
                node.strings("namespaces"),
                node.strings("nonResourceURLs"),
                node.stages("omitStages"));
        checkPaths(node, rule);
        return rule;
    }

    private static GroupResources groupResources(Node node) throws AuditPolicyException {
        GroupResources group =
                new GroupResources(node.string("group"), node.strings("resources"), node.strings("resourceNames"));
        if (!group.group().isEmpty() && !Dns1123.isSubdomain(group.group())) {
            throw new AuditPolicyException(
                    node.at("group"),
                    "\"" + group.group() + "\" is not an API group; write the group without a version");
        }
        if (!group.resourceNames().isEmpty() && group.resources().isEmpty()) {
            throw new AuditPolicyException(node.at("resourceNames"), "requires at least one entry in resources");
        }
        return group;
    }

    private static void checkPaths(Node node, Rule rule) throws AuditPolicyException {
        for (String url : rule.nonResourceURLs()) {
            int star = url.indexOf('*');
            boolean valid = url.equals("*") || (url.startsWith("/") && (star < 0 || star == url.length() - 1));
            if (!valid) {
                throw new AuditPolicyException(
                        node.at("nonResourceURLs"), "\"" + url + "\" must start with / and can have * only at the end");
            }
        }
        boolean both = !rule.resources().isEmpty() || !rule.namespaces().isEmpty();
        if (!rule.nonResourceURLs().isEmpty() && both) {
            throw new AuditPolicyException(
                    node.at("nonResourceURLs"),
                    "a rule cannot contain both resources and nonResourceURLs; split it in two");
        }
    }

    /// A mapping of the document and where it stands.
    private record Node(String path, Map<?, ?> fields) {

        private String at(String field) {
            return path.isEmpty() ? field : path + "." + field;
        }

        private String string(String field) throws AuditPolicyException {
            return switch (fields.get(field)) {
                case null -> "";
                case String text -> text;
                case Object other -> throw wrongType(at(field), "a string", other);
            };
        }

        private Level level(String field) throws AuditPolicyException {
            return word(Level.values(), at(field), string(field));
        }

        private Set<Stage> stages(String field) throws AuditPolicyException {
            Set<Stage> stages = EnumSet.noneOf(Stage.class);
            for (String word : strings(field)) {
                stages.add(word(Stage.values(), at(field), word));
            }
            return stages;
        }

        private static <E extends Enum<E>> E word(E[] allowed, String where, String word) throws AuditPolicyException {
            for (E value : allowed) {
                if (value.toString().equals(word)) {
                    return value;
                }
            }
            String found = word.isEmpty() ? "is missing" : "\"" + word + "\" is unknown";
            throw new AuditPolicyException(where, found + "; use one of " + Arrays.toString(allowed));
        }

        private List<String> strings(String field) throws AuditPolicyException {
            List<String> strings = new ArrayList<>();
            for (Object item : list(field)) {
                if (!(item instanceof String text)) {
                    throw wrongType(at(field) + "[" + strings.size() + "]", "a string", item);
                }
                strings.add(text);
            }
            return strings;
        }

        private List<Node> nodes(String field) throws AuditPolicyException {
            List<Node> nodes = new ArrayList<>();
            for (Object item : list(field)) {
                String where = at(field) + "[" + nodes.size() + "]";
                if (!(item instanceof Map<?, ?> map)) {
                    throw wrongType(where, "a mapping", item);
                }
                nodes.add(new Node(where, map));
            }
            return nodes;
        }

        private Collection<?> list(String field) throws AuditPolicyException {
            return switch (fields.get(field)) {
                case null -> List.of();
                case Collection<?> list -> list;
                case Object other -> throw wrongType(at(field), "a list", other);
            };
        }

        private static AuditPolicyException wrongType(String where, String wanted, @Nullable Object found) {
            String what = found == null ? "nothing" : found.getClass().getSimpleName();
            return new AuditPolicyException(where, "expected " + wanted + ", found " + what);
        }
    }
}
