package dev.guise.rbac;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an identity may do: resources and paths by verbs, with the grants behind each cell. Rules with wildcards have
/// rows of their own, written as the rule writes them; where one place is asked for, they are also spelled out for the
/// resources that some rule of the cluster names.
///
/// @param verbs    the columns: the usual verbs, then others that rules name, then `*` where some rule has it
/// @param rows     resources by place, group and name, then paths by place
/// @param complete whether these are all rows and verbs; beyond 20,000 rows and 200 verbs none are added
/// @param master   whether the identity may do everything without any rule, as a member of [Rbac#MASTERS]
public record AccessMatrix(List<String> verbs, List<Row> rows, boolean complete, boolean master) {
    /// The verbs that every resource may have, in the order in which they are shown.
    public static final List<String> COMMON_VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private static final int MAX_ROWS = 20_000;
    private static final int MAX_VERBS = 200;

    public AccessMatrix {
        verbs = List.copyOf(verbs);
        rows = List.copyOf(rows);
    }

    /// What a row is about.
    public enum Kind {
        RESOURCE,
        PATH
    }

    /// What may be done something with.
    ///
    /// @param namespace where: a namespace, or `""` for everywhere
    /// @param apiGroup  the group, `*` for any; `""` is the core group, and stands with paths
    /// @param resource  the resource as rules write it (`pods/log`, `*`, `*/scale`), or the path
    public record Target(String namespace, Kind kind, String apiGroup, String resource) implements Comparable<Target> {

        /// Whether it represents more than one resource or path.
        public boolean isWildcard() {
            return apiGroup.equals(PolicyRule.ALL)
                    || resource.startsWith("*")
                    || (kind == Kind.PATH && resource.endsWith("*"));
        }

        @Override
        public int compareTo(Target other) {
            int by = kind.compareTo(other.kind);
            int place = by != 0 ? by : namespace.compareTo(other.namespace);
            int group = place != 0 ? place : apiGroup.compareTo(other.apiGroup);
            return group != 0 ? group : resource.compareTo(other.resource);
        }
    }

    /// How much of a cell is allowed, the most first.
    public enum Extent {
        /// By a rule that names verb, group and resource.
        NAMED,
        /// Only by a rule with a wildcard; what is a wildcard itself is never named.
        WILDCARD,
        /// Only for some names of objects.
        SOME_NAMES,
        /// A rule says so, but no request can match it.
        NEVER,
        NONE
    }

    /// One verb on one target.
    ///
    /// @param grants the grants that allow it, or, with [Extent#NEVER], that look as if they did
    public record Cell(Extent extent, List<Grant> grants) {
        private static final Cell NOTHING = new Cell(Extent.NONE, List.of());

        public Cell {
            grants = List.copyOf(grants);
        }

        /// Whether some request is allowed by it.
        public boolean isAllowed() {
            return extent.compareTo(Extent.SOME_NAMES) <= 0;
        }

        /// The names that the cell is limited to; empty unless it is.
        public Set<String> names() {
            Set<String> names = new TreeSet<>();
            if (extent == Extent.SOME_NAMES) {
                grants.forEach(grant -> names.addAll(grant.rule().resourceNames()));
            }
            return names;
        }
    }

    /// One resource or path.
    ///
    /// @param grants every grant whose rule is on it, whatever its verbs
    public record Row(Target target, List<Grant> grants) {
        public Row {
            grants = List.copyOf(grants);
        }

        /// What is allowed with that verb; `*` asks for any verb at all. Linear in the grants of the row.
        public Cell cell(String verb) {
            Extent most = Extent.NONE;
            List<Grant> found = new ArrayList<>();
            for (Grant grant : grants) {
                if (RuleMatching.verb(grant.rule(), verb)) {
                    Extent extent = extent(grant, verb);
                    most = extent.compareTo(most) < 0 ? extent : most;
                    found.add(grant);
                }
            }
            return found.isEmpty() ? Cell.NOTHING : new Cell(most, found);
        }

        /// The verbs of its rules, as written.
        public Set<String> verbs() {
            Set<String> all = new LinkedHashSet<>();
            grants.forEach(grant -> all.addAll(grant.rule().verbs()));
            return all;
        }

        private Extent extent(Grant grant, String verb) {
            PolicyRule rule = grant.rule();
            boolean single = !target.isWildcard()
                    && !verb.equals(PolicyRule.ALL)
                    && rule.verbs().contains(verb);
            if (target.kind() == Kind.PATH) {
                if (!grant.namespace().isEmpty()) {
                    return Extent.NEVER;
                }
                boolean named = single && rule.nonResourceURLs().contains(target.resource());
                return named ? Extent.NAMED : Extent.WILDCARD;
            }
            if (!rule.resourceNames().isEmpty()) {
                return isNameless(verb) && !rule.resourceNames().contains("") ? Extent.NEVER : Extent.SOME_NAMES;
            }
            boolean named = single
                    && rule.apiGroups().contains(target.apiGroup())
                    && rule.resources().contains(target.resource());
            return named ? Extent.NAMED : Extent.WILDCARD;
        }

        /// The server does not know the name of an object that is yet to be made.
        private boolean isNameless(String verb) {
            return verb.equals("create") && !target.resource().contains("/");
        }
    }

    /// What a user may do in a namespace, what holds everywhere included; with the namespace `""` only that. Costs
    /// (number of rows) × (number of held rules on the same resource).
    public static AccessMatrix in(Policy policy, UserInfo user, String namespace) {
        Rows rows = new Rows();
        Held held = new Held(policy.rulesFor(user, namespace));
        rows.targetsOf(held.grants, namespace);
        rows.knownTo(policy, held, namespace);
        return rows.matrix(user, Map.of(namespace, held));
    }

    /// What a user may do wherever a binding gives it something: the rows of each place are those that its own bindings
    /// name. In a namespace what holds everywhere counts as well.
    public static AccessMatrix anywhere(Policy policy, UserInfo user) {
        Rows rows = new Rows();
        Map<String, List<Grant>> places = places(policy, user);
        places.forEach((place, grants) -> rows.targetsOf(grants, place));
        return rows.matrix(user, held(places));
    }

    static Map<String, List<Grant>> places(Policy policy, UserInfo user) {
        Map<String, List<Grant>> places = new TreeMap<>();
        policy.allRulesFor(user)
                .forEach(grant -> places.computeIfAbsent(grant.namespace(), p -> new ArrayList<>())
                        .add(grant));
        return places;
    }

    /// What holds in each of the places.
    static Map<String, Held> held(Map<String, List<Grant>> places) {
        List<Grant> everywhere = places.getOrDefault("", List.of());
        Map<String, Held> held = new HashMap<>();
        places.forEach((place, grants) -> {
            List<Grant> all = new ArrayList<>(everywhere);
            if (!place.isEmpty()) {
                all.addAll(grants);
            }
            held.put(place, new Held(all));
        });
        return held;
    }

    /// The rules that hold in one place, found by resource.
    static final class Held {
        static final Held NOTHING = new Held(List.of());

        private final List<Grant> grants;
        private final Map<String, List<Grant>> byResource = new HashMap<>();
        private final List<Grant> paths = new ArrayList<>();

        Held(List<Grant> grants) {
            this.grants = grants;
            for (Grant grant : grants) {
                new LinkedHashSet<>(grant.rule().resources())
                        .forEach(resource -> byResource
                                .computeIfAbsent(resource, r -> new ArrayList<>(1))
                                .add(grant));
                if (!grant.rule().nonResourceURLs().isEmpty()) {
                    paths.add(grant);
                }
            }
        }

        /// Every grant whose rule is on the target.
        List<Grant> on(Target target) {
            if (target.kind() == Kind.PATH) {
                return paths.stream()
                        .filter(grant -> RuleMatching.path(grant.rule(), target.resource()))
                        .toList();
            }
            Set<Grant> found = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
            String resource = target.resource();
            int slash = resource.indexOf('/');
            List<String> written = slash < 0
                    ? List.of(resource, PolicyRule.ALL)
                    : List.of(resource, PolicyRule.ALL, "*" + resource.substring(slash));
            List<Grant> inOrder = new ArrayList<>();
            for (String name : written) {
                for (Grant grant : byResource.getOrDefault(name, List.of())) {
                    if (RuleMatching.apiGroup(grant.rule(), target.apiGroup()) && found.add(grant)) {
                        inOrder.add(grant);
                    }
                }
            }
            return inOrder;
        }
    }

    /// Collects rows.
    static final class Rows {
        private final Set<Target> targets = new TreeSet<>();
        private boolean complete = true;

        /// The targets that rules name.
        void targetsOf(List<Grant> grants, String place) {
            for (Grant grant : grants) {
                PolicyRule rule = grant.rule();
                for (String group : rule.apiGroups()) {
                    rule.resources().forEach(resource -> add(new Target(place, Kind.RESOURCE, group, resource)));
                    if (!complete) {
                        return;
                    }
                }
                rule.nonResourceURLs().forEach(path -> add(new Target(place, Kind.PATH, "", path)));
            }
        }

        /// The resources that some rule of the cluster names, so far as a wildcard covers them. Of rules on several
        /// groups it is not known which of their resources is in which group.
        void knownTo(Policy policy, Held held, String place) {
            boolean wildcards = held.grants.stream().anyMatch(grant -> isWide(grant.rule()));
            if (!wildcards) {
                return;
            }
            List<RoleObject> roles = new ArrayList<>(policy.objects().clusterRoles());
            roles.addAll(policy.objects().roles());
            for (RoleObject role : roles) {
                for (PolicyRule rule : role.rules()) {
                    if (rule.apiGroups().size() == 1) {
                        rule.resources().stream()
                                .map(resource -> new Target(
                                        place, Kind.RESOURCE, rule.apiGroups().getFirst(), resource))
                                .filter(target -> !target.isWildcard() && !targets.contains(target))
                                .filter(target -> !held.on(target).isEmpty())
                                .forEach(this::add);
                    }
                }
            }
        }

        private static boolean isWide(PolicyRule rule) {
            return rule.apiGroups().contains(PolicyRule.ALL)
                    || rule.resources().stream().anyMatch(resource -> resource.startsWith("*"));
        }

        void add(Target target) {
            if (targets.size() < MAX_ROWS) {
                targets.add(target);
            } else {
                complete = complete && targets.contains(target);
            }
        }

        Set<Target> targets() {
            return targets;
        }

        boolean complete() {
            return complete;
        }

        private AccessMatrix matrix(UserInfo user, Map<String, Held> held) {
            Set<String> verbs = new TreeSet<>();
            held.values()
                    .forEach(place -> place.grants.forEach(
                            grant -> verbs.addAll(grant.rule().verbs())));
            boolean all = verbs.remove(PolicyRule.ALL);
            Set<String> columns = new LinkedHashSet<>(COMMON_VERBS);
            verbs.stream().limit(MAX_VERBS).forEach(columns::add);
            complete = complete && verbs.size() <= MAX_VERBS;
            if (all) {
                columns.add(PolicyRule.ALL);
            }
            List<Row> rows = targets.stream()
                    .map(target -> new Row(
                            target,
                            held.getOrDefault(target.namespace(), Held.NOTHING).on(target)))
                    .toList();
            return new AccessMatrix(List.copyOf(columns), rows, complete, user.isMaster());
        }
    }
}
