package dev.guise.escalation.engine;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Catalogue.NumberedNeed;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the rules of roles are good for: which needs of techniques they meet, and whether the API server's rules about
/// impersonation and about writing roles concern them. Worked out once for each role.
public final class Abilities {
    private static final List<String> WRITES = List.of("create", "update", "patch");

    private final Catalogue catalogue;
    private final ServerProfile server;
    private final List<NumberedNeed> simpleNeeds;
    private final Map<String, List<NumberedNeed>> needsByResource = new HashMap<>();
    private final IdentityHashMap<RoleObject, OfRole> known = new IdentityHashMap<>();

    Abilities(Catalogue catalogue, ServerProfile server) {
        this.catalogue = catalogue;
        this.server = server;
        this.simpleNeeds = catalogue.needs().stream()
                .filter(need -> need.need().checks().size() == 1)
                .filter(need -> need.technique().versions().includes(server))
                .toList();
        for (NumberedNeed need : simpleNeeds) {
            need.need().checks().getFirst().stream()
                    .flatMap(pattern -> pattern.resources().stream())
                    .distinct()
                    .forEach(resource -> needsByResource
                            .computeIfAbsent(resource, r -> new ArrayList<>())
                            .add(need));
        }
    }

    /// What a role is good for.
    ///
    /// @param needs         needs met by a single rule
    /// @param specialRules  the rules that bear on impersonation, on writing roles and bindings, or on a need of
    ///                      several checks; those must be judged for everything that a holder has together
    /// @param everything    a rule that allows everything on all resources, or -1
    /// @param first         the first rule by what it says, wherever it stands, or -1
    /// @param writesRoles   whether a rule bears on writing roles and bindings
    record OfRole(List<NeedMet> needs, List<Integer> specialRules, int everything, int first, boolean writesRoles) {
        boolean special() {
            return !specialRules.isEmpty();
        }
    }

    /// A need met.
    ///
    /// @param clusterOnly whether only a grant at cluster scope counts
    record NeedMet(NumberedNeed need, NameSet names, int ruleIndex, boolean clusterOnly) {}

    /// The same, for another state of the roles: what is known of those that did not change is kept.
    Abilities copy() {
        Abilities copy = new Abilities(catalogue, server);
        copy.known.putAll(known);
        return copy;
    }

    OfRole of(RoleObject role) {
        return known.computeIfAbsent(role, this::compute);
    }

    private OfRole compute(RoleObject role) {
        List<NeedMet> met = new ArrayList<>();
        List<Integer> special = new ArrayList<>();
        List<Integer> everything = new ArrayList<>();
        for (int i = 0; i < role.rules().size(); i++) {
            PolicyRule rule = role.rules().get(i);
            addNeeds(rule, i, met);
            if (isSpecial(rule)) {
                special.add(i);
            }
            if (allowsEverything(rule)) {
                everything.add(i);
            }
        }
        boolean writesRoles = role.rules().stream().anyMatch(Abilities::isRoleWriting);
        List<Integer> all = IntStream.range(0, role.rules().size()).boxed().toList();
        return new OfRole(
                List.copyOf(met), List.copyOf(special), first(role, everything), first(role, all), writesRoles);
    }

    /// Of several rules the first by what they say: where they stand in the role makes no difference.
    private static int first(RoleObject role, List<Integer> rules) {
        return rules.stream()
                .min(Comparator.comparing(index -> role.rules().get(index).compact()))
                .orElse(-1);
    }

    private void addNeeds(PolicyRule rule, int index, List<NeedMet> met) {
        if (rule.resources().isEmpty()) {
            return;
        }
        for (NumberedNeed need : needsOn(rule)) {
            for (RequestPattern pattern : need.need().checks().getFirst()) {
                names(rule, pattern, need.need().target())
                        .ifPresent(names -> met.add(new NeedMet(need, names, index, pattern.scope() == Scope.CLUSTER)));
            }
        }
    }

    /// The needs of one check that could concern a rule, by the resources that it names.
    private Collection<NumberedNeed> needsOn(PolicyRule rule) {
        Set<NumberedNeed> found = new LinkedHashSet<>();
        for (String resource : rule.resources()) {
            if (resource.startsWith(PolicyRule.ALL)) {
                return simpleNeeds;
            }
            found.addAll(needsByResource.getOrDefault(resource, List.of()));
        }
        return found;
    }

    /// The names for which the rule allows a request of the pattern; empty when it allows none.
    Optional<NameSet> names(PolicyRule rule, RequestPattern pattern, Target target) {
        if (!RuleMatching.apiGroup(rule, pattern.apiGroup())
                || !pattern.versions().includes(server)) {
            return Optional.empty();
        }
        NameSet all = NameSet.NONE;
        for (String resource : pattern.resources()) {
            if (matchesResource(rule, resource)) {
                all = all.union(names(rule, pattern, resource, target));
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static NameSet names(PolicyRule rule, RequestPattern pattern, String resource, Target target) {
        NameSet all = NameSet.NONE;
        for (String verb : pattern.verbs()) {
            if (RuleMatching.verb(rule, verb)) {
                all = all.union(TargetNames.of(NameSet.ofRule(rule), verb, resource, pattern, target));
            }
        }
        return all;
    }

    public static boolean matchesResource(PolicyRule rule, String resource) {
        int slash = resource.indexOf('/');
        return RuleMatching.resource(rule, resource, slash < 0 ? "" : resource.substring(slash + 1));
    }

    private boolean isSpecial(PolicyRule rule) {
        return isImpersonation(rule) || isRoleWriting(rule) || isPartOfSeveral(rule);
    }

    /// Whether a rule lets its holder bind or write roles whatever rules it holds itself.
    static boolean isBinding(PolicyRule rule) {
        boolean verb = RuleMatching.verb(rule, "bind") || RuleMatching.verb(rule, "escalate");
        return verb && RuleMatching.apiGroup(rule, Rbac.GROUP);
    }

    static boolean isImpersonation(PolicyRule rule) {
        return rule.verbs().stream().anyMatch(verb -> verb.equals(PolicyRule.ALL) || verb.startsWith(Mode.LEGACY_VERB));
    }

    private static boolean isRoleWriting(PolicyRule rule) {
        boolean verb = WRITES.stream().anyMatch(v -> RuleMatching.verb(rule, v))
                || RuleMatching.verb(rule, "bind")
                || RuleMatching.verb(rule, "escalate");
        return verb && RuleMatching.apiGroup(rule, Rbac.GROUP);
    }

    private boolean isPartOfSeveral(PolicyRule rule) {
        return catalogue.needs().stream()
                .filter(need -> need.need().checks().size() > 1)
                .flatMap(need -> need.need().checks().stream())
                .flatMap(List::stream)
                .anyMatch(pattern -> names(rule, pattern, Target.NONE).isPresent());
    }

    private static boolean allowsEverything(PolicyRule rule) {
        return rule.verbs().contains(PolicyRule.ALL)
                && rule.apiGroups().contains(PolicyRule.ALL)
                && rule.resources().contains(PolicyRule.ALL)
                && rule.resourceNames().isEmpty();
    }
}
