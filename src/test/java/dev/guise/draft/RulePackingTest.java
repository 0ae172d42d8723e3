package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.rbac.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePackingTest {
    private static PolicyRule rule(List<String> verbs, List<String> resources, String... names) {
        return PolicyRule.named(verbs, List.of(""), resources, List.of(names));
    }

    @Test
    void whatDiffersInOneListOnlyBecomesOneRule() {
        List<PolicyRule> parts = List.of(
                rule(List.of("get"), List.of("pods"), "a"),
                rule(List.of("get"), List.of("pods"), "b"),
                rule(List.of("list"), List.of("pods"), "a"),
                rule(List.of("list"), List.of("pods"), "b"),
                rule(List.of("get", "list"), List.of("nodes"), "a", "b"));
        assertEquals(List.of(rule(List.of("get", "list"), List.of("pods", "nodes"), "a", "b")), RulePacking.of(parts));
    }

    @Test
    void nothingIsAllowedThatNoneAllowed() {
        List<PolicyRule> parts = List.of(
                rule(List.of("get"), List.of("pods"), "a"),
                rule(List.of("list"), List.of("pods"), "b"),
                PolicyRule.paths(List.of("get"), List.of("/metrics")));
        assertEquals(parts, RulePacking.of(parts));
        PolicyRule other = PolicyRule.resources(List.of("get"), List.of("apps"), List.of("deployments"));
        assertEquals(List.of(parts.getFirst(), other), RulePacking.of(List.of(parts.getFirst(), other)));
    }

    @Test
    void anyNameStaysAnyName() {
        List<PolicyRule> parts =
                List.of(rule(List.of("get"), List.of("pods"), "a"), rule(List.of("get"), List.of("pods")));
        assertEquals(List.of(rule(List.of("get"), List.of("pods"))), RulePacking.of(parts));
    }

    @Test
    void pathsOfTheSameVerbsAreTogether() {
        List<PolicyRule> parts = List.of(
                PolicyRule.paths(List.of("get", "head"), List.of("/a")),
                PolicyRule.paths(List.of("get", "head"), List.of("/b")));
        assertEquals(List.of(PolicyRule.paths(List.of("get", "head"), List.of("/a", "/b"))), RulePacking.of(parts));
    }
}
