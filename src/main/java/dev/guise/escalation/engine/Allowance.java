package dev.guise.escalation.engine;

import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RuleMatching;
import java.util.ArrayList;
import java.util.List;

/// Where one hold may do something: what it is asked for is a verb on a resource, what it answers is namespaces and
/// names.
@FunctionalInterface
interface Allowance {

    /// Where a verb on a resource is allowed.
    List<Where> where(String verb, String apiGroup, String resource);

    /// In every namespace, but not at cluster scope: what RoleBindings everywhere would give.
    String EVERY_NAMESPACE = "*";

    /// One place.
    ///
    /// @param namespace a namespace, `""` for everywhere, or [#EVERY_NAMESPACE]
    /// @param names     the names
    /// @param grants    the rules behind it
    record Where(String namespace, NameSet names, List<Grant> grants) {

        /// Whether it holds in that namespace (`""`: at cluster scope).
        boolean covers(String other) {
            return namespace.isEmpty()
                    || namespace.equals(other)
                    || (namespace.equals(EVERY_NAMESPACE) && !other.isEmpty());
        }

        boolean isEveryNamespace() {
            return namespace.isEmpty() || namespace.equals(EVERY_NAMESPACE);
        }

        /// What both allow; no names when they have nothing in common.
        Where and(Where other) {
            boolean apart = !covers(other.namespace) && !other.covers(namespace);
            if (apart) {
                return new Where(namespace, NameSet.NONE, List.of());
            }
            List<Grant> both = new ArrayList<>(grants);
            other.grants.stream().filter(grant -> !both.contains(grant)).forEach(both::add);
            String narrower = covers(other.namespace) ? other.namespace : namespace;
            return new Where(narrower, names.intersect(other.names), both);
        }
    }

    /// What these grants allow.
    static Allowance of(List<Grant> grants) {
        return (verb, apiGroup, resource) -> {
            List<Where> found = new ArrayList<>();
            for (Grant grant : grants) {
                boolean allowed = RuleMatching.verb(grant.rule(), verb)
                        && RuleMatching.apiGroup(grant.rule(), apiGroup)
                        && Abilities.matchesResource(grant.rule(), resource);
                if (allowed) {
                    found.add(new Where(grant.namespace(), NameSet.ofRule(grant.rule()), List.of(grant)));
                }
            }
            return found;
        };
    }

    /// What the impersonated identity may do and the impersonator may do in that mode.
    static Allowance within(Mode mode, Allowance impersonated, Allowance impersonator) {
        return (verb, apiGroup, resource) -> {
            List<Where> actions = impersonator.where(mode.actionVerb(verb), apiGroup, resource);
            return actions.isEmpty() ? List.of() : both(actions, impersonated.where(verb, apiGroup, resource));
        };
    }

    /// Where the impersonator of a node may have it ask for tokens; that the node itself may is for the Node
    /// authorizer, not for a rule.
    static List<Where> nodeActions(Mode mode, Allowance impersonator) {
        return impersonator.where(mode.actionVerb("create"), "", "serviceaccounts/token");
    }

    /// The places that are in both.
    static List<Where> both(List<Where> some, List<Where> others) {
        return some.stream()
                .flatMap(one -> others.stream().map(one::and))
                .filter(where -> !where.names().isEmpty())
                .toList();
    }
}
