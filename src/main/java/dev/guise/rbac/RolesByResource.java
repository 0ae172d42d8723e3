package dev.guise.rbac;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Roles found by the resources that their rules name, for asking all of them about one request.
final class RolesByResource {
    private static final BitSet NONE = new BitSet();

    private final List<CompiledRole> roles;
    private final Map<String, BitSet> byResource = new HashMap<>();

    /// Time and memory linear in what the rules name.
    RolesByResource(Collection<CompiledRole> roles) {
        this.roles = List.copyOf(roles);
        for (int i = 0; i < this.roles.size(); i++) {
            for (PolicyRule rule : this.roles.get(i).role().rules()) {
                for (String resource : rule.resources()) {
                    byResource.computeIfAbsent(resource, r -> new BitSet()).set(i);
                }
            }
        }
    }

    /// The roles with a rule that may allow the request, in their order.
    Stream<CompiledRole> candidates(Lookup lookup) {
        if (lookup.attributes() instanceof NonResourceAttributes) {
            return roles.stream();
        }
        BitSet candidates = (BitSet) of(lookup.combined()).clone();
        candidates.or(of(PolicyRule.ALL));
        candidates.or(of(lookup.anySubresource()));
        return candidates.stream().mapToObj(roles::get);
    }

    private BitSet of(String resource) {
        return byResource.getOrDefault(resource, NONE);
    }
}
