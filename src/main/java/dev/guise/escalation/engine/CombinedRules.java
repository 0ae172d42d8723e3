package dev.guise.escalation.engine;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Fact.Combination;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RoleGrant;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What follows from rules that count together: the API server asks for several things inside one request, and each may
/// be allowed by another rule of the same identity, or by a role that it gained on its way. A single rule's worth is
/// worked out with its role; see [Expansion].
final class CombinedRules {
    private final Policy policy;
    private final Abilities abilities;
    private final ClusterIndex index;
    private final TechniqueExpansion techniques;
    private final Optional<Attributes> request;
    private final RoleWriting roleWriting;
    private final Impersonations impersonations;
    private final SeveralChecks severalChecks;
    private final Map<Fact, List<Grant>> gainedKnown = new HashMap<>();
    private final Map<Gained, GainedRoles.Together> togetherKnown = new HashMap<>();
    private final Map<Widened, GainedRoles.Widened> widenedKnown = new HashMap<>();

    /// @param request a request whose being allowed is a fact as well
    CombinedRules(
            Policy policy,
            Abilities abilities,
            ClusterIndex index,
            TechniqueExpansion techniques,
            Catalogue catalogue,
            ServerProfile server,
            Optional<Attributes> request) {
        this.policy = policy;
        this.abilities = abilities;
        this.index = index;
        this.techniques = techniques;
        this.request = request;
        this.roleWriting = new RoleWriting(policy, abilities, index);
        this.impersonations = new Impersonations(index, server);
        this.severalChecks = new SeveralChecks(catalogue, server);
    }

    /// The rules of an identity that count together.
    ///
    /// @param shared somebody with only those groups of the identity that have such rules: what follows from these
    ///               alone is worked out there, once for all members. Empty when the identity is that somebody, or
    ///               there are none
    /// @param grants all such rules, its own and its groups'; empty when it has none of its own
    record Special(Optional<Identity> shared, List<Grant> grants) {
        /// Keeps what needs a rule of the identity's own.
        private Consumer<Conclusion> ownOnly(Consumer<Conclusion> found) {
            return conclusion -> {
                boolean own = shared.isEmpty()
                        || conclusion.basis() == Conclusion.Basis.ALL_HELD_RULES
                        || conclusion.grants().stream()
                                .anyMatch(grant -> grant.subject().kind() != SubjectKind.GROUP);
                if (own) {
                    found.accept(conclusion);
                }
            };
        }
    }

    /// Whoever is allowed everything gains nothing from rules that count together.
    Special special(Identity who) {
        List<RoleGrant> roles = policy.rolesFor(who.userInfo());
        if (roles.stream().anyMatch(this::isEverything)) {
            return new Special(Optional.empty(), List.of());
        }
        List<RoleGrant> special = roles.stream()
                .filter(role -> abilities.of(role.role()).special())
                .toList();
        List<String> groups = special.stream()
                .map(role -> role.binding().subjects().get(role.subjectIndex()))
                .filter(subject -> subject.kind() == SubjectKind.GROUP)
                .map(Subject::name)
                .distinct()
                .sorted()
                .toList();
        boolean onlyGroups = who.userName().isEmpty() && who.groups().equals(groups);
        boolean hasOwn = special.stream()
                .anyMatch(role ->
                        role.binding().subjects().get(role.subjectIndex()).kind() != SubjectKind.GROUP);
        Optional<Identity> shared =
                groups.isEmpty() || onlyGroups ? Optional.empty() : Optional.of(new Identity("", groups));
        return new Special(shared, onlyGroups || hasOwn ? rules(special) : List.of());
    }

    private List<Grant> rules(List<RoleGrant> roles) {
        List<Grant> rules = new ArrayList<>();
        roles.forEach(role -> abilities.of(role.role()).specialRules().forEach(rule -> rules.add(role.rule(rule))));
        return rules;
    }

    private boolean isEverything(RoleGrant role) {
        return role.namespace().isEmpty() && abilities.of(role.role()).everything() >= 0;
    }

    /// What follows for the holder of such rules from a rule of its own; what groups have by themselves follows for
    /// somebody who is only in these.
    void conclude(Fact.Combines fact, Consumer<Conclusion> found) {
        Identity who = fact.who();
        Special special = special(who);
        Consumer<Conclusion> own = special.ownOnly(found);
        if (fact.what() == Combination.IMPERSONATION) {
            impersonations.conclude(who, special.grants(), own);
            return;
        }
        Allowance allowance = Allowance.of(special.grants());
        roleWriting.conclude(allowance, allowance, () -> policy.allRulesFor(who.userInfo()), own);
        severalChecks.conclude(allowance, allowance, met(own));
    }

    /// What follows from acting within a mode.
    ///
    /// @param byRules the impersonator's rules
    void within(Fact.ActingWithin fact, List<Grant> byRules, Consumer<Conclusion> found) {
        List<Grant> own = policy.allRulesFor(fact.who().userInfo());
        Allowance inner = Allowance.of(own);
        Allowance actions = Allowance.of(byRules.stream()
                .filter(grant -> Abilities.isImpersonation(grant.rule()))
                .toList());
        Allowance write = Allowance.within(fact.mode(), inner, actions);
        severalChecks.single(write, met(found));
        severalChecks.conclude(write, inner, met(found));
        roleWriting.conclude(write, inner, () -> own, found);
        request.ifPresent(attributes -> requestedWithin(fact, attributes, own, byRules, found));
        NodeName.parse(fact.who().userName())
                .ifPresent(node -> nodeWithin(node, Allowance.nodeActions(fact.mode(), actions), found));
    }

    /// Takes needs that are met, and hands on what to conclude from them.
    private BiConsumer<Catalogue.NumberedNeed, Allowance.Where> met(Consumer<Conclusion> found) {
        return (need, where) -> techniques.conclusions(need, where.namespace(), where.names(), where.grants(), found);
    }

    private static void requestedWithin(
            Fact.ActingWithin fact,
            Attributes attributes,
            List<Grant> own,
            List<Grant> byRules,
            Consumer<Conclusion> found) {
        Attributes action = attributes.withVerb(fact.mode().actionVerb(attributes.verb()));
        firstAllowing(byRules, action)
                .ifPresent(act -> firstAllowing(own, attributes)
                        .ifPresent(right -> found.accept(
                                new Conclusion(new Fact.Allowed(attributes), "", List.of(act, right), ""))));
    }

    private static Optional<Grant> firstAllowing(List<Grant> grants, Attributes attributes) {
        return grants.stream()
                .filter(grant -> Expansion.isInScope(attributes, grant.namespace()))
                .filter(grant -> RuleMatching.allows(grant.rule(), attributes))
                .findFirst();
    }

    /// The Node authorizer lets a node ask for tokens of the accounts of its pods.
    private void nodeWithin(NodeName node, List<Allowance.Where> tokens, Consumer<Conclusion> found) {
        index.accountsOnNode(node.name()).keySet().forEach(userName -> {
            ServiceAccountName account = ServiceAccountName.parse(userName).orElseThrow();
            tokens.stream()
                    .filter(where ->
                            where.covers(account.namespace()) && where.names().contains(account.name()))
                    .findFirst()
                    .ifPresent(where -> found.accept(new Conclusion(
                            new Fact.Credential(Identity.ofUser(userName)),
                            Technique.NODE,
                            where.grants(),
                            node.name())));
        });
    }

    /// Who stands for an identity where rules count together: itself when it has such rules of its own, else somebody
    /// with only those of its groups that have, which is the same somebody for all members.
    Identity holder(Identity who) {
        Special special = special(who);
        return special.grants().isEmpty() ? special.shared().orElse(new Identity("", List.of())) : who;
    }

    private record Gained(Identity holder, Set<Fact> facts) {}

    private record Widened(Fact.ActingWithin within, Gained gained) {}

    /// What follows from the rules of somebody together with those gained, as far as it needs one that was gained.
    /// Worked out once for all that have the same.
    GainedRoles.Together together(Identity holder, Set<Fact> gained) {
        return togetherKnown.computeIfAbsent(new Gained(holder, gained), key -> {
            List<Grant> rules = rulesWith(holder, gained);
            Allowance allowance = Allowance.of(rules);
            List<Conclusion> found = new ArrayList<>();
            roleWriting.conclude(allowance, allowance, () -> allRulesWith(holder, rules), found::add);
            severalChecks.conclude(allowance, allowance, met(found::add));
            impersonations.conclude(holder, rules, found::add);
            return new GainedRoles.Together(holder, gained, needingGains(found));
        });
    }

    /// What a constrained hold may do beyond what it may anyway, with actions gained.
    GainedRoles.Widened widened(Fact.ActingWithin within, Identity holder, Set<Fact> gained) {
        return widenedKnown.computeIfAbsent(new Widened(within, new Gained(holder, gained)), key -> {
            List<Conclusion> found = new ArrayList<>();
            within(within, rulesWith(holder, gained), found::add);
            return new GainedRoles.Widened(within, holder, gained, needingGains(found));
        });
    }

    private static List<Conclusion> needingGains(List<Conclusion> found) {
        return found.stream()
                .filter(conclusion -> conclusion.grants().stream().anyMatch(GainedGrants::isGained))
                .distinct()
                .toList();
    }

    private List<Grant> rulesWith(Identity holder, Set<Fact> gained) {
        List<Grant> rules = new ArrayList<>(rules(policy.rolesFor(holder.userInfo())));
        gained.stream().sorted(FactOrder.FACTS).forEach(fact -> rules.addAll(gainedGrants(fact)));
        return rules;
    }

    private List<Grant> allRulesWith(Identity holder, List<Grant> rules) {
        List<Grant> all = new ArrayList<>(policy.allRulesFor(holder.userInfo()));
        rules.stream().filter(GainedGrants::isGained).forEach(all::add);
        return all;
    }

    /// Whether something gained has rules that count together with others.
    boolean isWorthGaining(Fact fact) {
        return switch (fact) {
            case Fact.AnyRule rule -> !rule.scope().isEmpty();
            case Fact.BoundRole bound ->
                role(bound).filter(role -> abilities.of(role).special()).isPresent();
            default -> false;
        };
    }

    private Optional<RoleObject> role(Fact.BoundRole bound) {
        return policy.role(new RoleRef(bound.kind(), bound.name()), bound.scope());
    }

    /// The rules of something gained that count together with others. Always the same grants for the same fact.
    List<Grant> gainedGrants(Fact fact) {
        return gainedKnown.computeIfAbsent(fact, f -> switch (f) {
            case Fact.AnyRule rule -> GainedGrants.anything(rule.scope());
            case Fact.BoundRole bound ->
                role(bound)
                        .map(role -> rules(List.of(GainedGrants.role(role, bound.scope()))))
                        .orElse(List.of());
            default -> List.of();
        });
    }

    /// Whether somebody may write roles or bindings, so that it counts which there are.
    boolean writesRoles(Identity who) {
        return policy.rolesFor(who.userInfo()).stream()
                .anyMatch(role -> abilities.of(role.role()).writesRoles());
    }

    /// Whether somebody may bind roles, or write any rule into them, so that it counts which there are, ordinary ones
    /// included.
    ///
    /// @param gained roles that it gained
    boolean bindsRoles(Identity who, Set<Fact> gained) {
        return rulesWith(who, gained).stream().anyMatch(grant -> Abilities.isBinding(grant.rule()));
    }

    /// Whether a role has rules that count together with others.
    boolean isSpecial(RoleObject role) {
        return abilities.of(role).special();
    }
}
