package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCoverageTest {

    private static List<PolicyRule> missing(PolicyRule wanted, PolicyRule... held) {
        return RuleCoverage.missing(List.of(held), List.of(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "get, get, true",
        "*, get, true",
        "*, *, true",
        "get, *, false",
        "'get,list,watch,create,update,patch,delete,deletecollection', *, false",
        "list, get, false",
    })
    void verbs(String held, String wanted, boolean covered) {
        assertEquals(
                covered,
                missing(rule(wanted, "core", "pods"), rule(held, "core", "pods"))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"core, core, true", "*, core, true", "core, *, false", "apps, core, false", "core, apps, false"})
    void apiGroups(String held, String wanted, boolean covered) {
        assertEquals(
                covered,
                missing(rule("get", wanted, "x"), rule("get", held, "x")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "pods, pods, true",
        "pods, pods/log, false",
        "pods/log, pods, false",
        "*, pods/log, true",
        "*, */log, true",
        "*/log, pods/log, true",
        "*/log, */log, true",
        "*/log, log, false",
        "*/log, pods/exec, false",
        "pods/*, pods/log, false",
        "pods/*, pods/*, true",
        "*/*, pods/*, true",
        "pods/log, */log, false",
        "pods, *, false",
        "*/b/c, a/b/c, true",
        "*/c, a/b/c, false",
    })
    void resources(String held, String wanted, boolean covered) {
        assertEquals(
                covered,
                missing(rule("get", "core", wanted), rule("get", "core", held)).isEmpty());
    }

    @Test
    void namesAreCoveredByNoNamesOrByThemselves() {
        assertEquals(List.of(), missing(rule("get", "core", "pods", "web"), rule("get", "core", "pods")));
        assertEquals(List.of(), missing(rule("get", "core", "pods", "web"), rule("get", "core", "pods", "x", "web")));
        assertEquals(
                1,
                missing(rule("get", "core", "pods", "web"), rule("get", "core", "pods", "x"))
                        .size());
        assertEquals(
                1,
                missing(rule("get", "core", "pods", "web"), rule("get", "core", "pods", "*"))
                        .size());
        assertEquals(
                1,
                missing(rule("get", "core", "pods"), rule("get", "core", "pods", "web"))
                        .size());
        assertEquals(
                1,
                missing(rule("get", "core", "pods"), rule("get", "core", "pods", ""))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics, /metrics, true",
        "/metrics, /metrics/x, false",
        "/metrics/*, /metrics/x, true",
        "/metrics/*, /metrics/*, true",
        "/metrics/*, /metrics, false",
        "/metrics*, /metrics/*, true",
        "*, /metrics, true",
        "*, *, true",
        "/*, *, false",
    })
    void paths(String held, String wanted, boolean covered) {
        PolicyRule holds = PolicyRule.paths(List.of("get"), List.of(held));
        assertEquals(
                covered,
                missing(PolicyRule.paths(List.of("get"), List.of(wanted)), holds)
                        .isEmpty());
    }

    @Test
    void eachTupleMustBeCoveredByOneRule() {
        PolicyRule wanted = rule("get,list", "core", "pods,services");
        PolicyRule[] halves = {rule("get", "core", "pods,services"), rule("list", "core", "pods,services")};
        assertEquals(List.of(), missing(wanted, halves), "several rules may share the work");
        PolicyRule[] parts = {rule("get", "core", "services"), rule("list", "core", "pods")};
        assertEquals(
                List.of(rule("get", "core", "pods"), rule("list", "core", "services")),
                missing(wanted, parts),
                "but one tuple is not put together from a verb here and a resource there");
    }

    @Test
    void aRuleThatGrantsNothingIsCovered() {
        assertEquals(List.of(), missing(PolicyRule.resources(List.of(), List.of("*"), List.of("*"))));
        assertEquals(List.of(), missing(PolicyRule.resources(List.of("*"), List.of(), List.of("*"))));
        assertEquals(List.of(), missing(PolicyRule.resources(List.of("*"), List.of("*"), List.of())));
    }

    @Test
    void breaksDownByGroupThenResourceThenVerbThenName() {
        PolicyRule rule = new PolicyRule(
                List.of("get", "list"), List.of(""), List.of("a", "b"), List.of("x", "y"), List.of("/p"));
        List<String> parts =
                RuleCoverage.breakDown(rule).map(PolicyRule::compact).toList();
        assertEquals(2 * 2 * 2 + 2, parts.size());
        assertEquals("{APIGroups:[\"\"], Resources:[\"a\"], ResourceNames:[\"x\"], Verbs:[\"get\"]}", parts.getFirst());
        assertEquals("{APIGroups:[\"\"], Resources:[\"a\"], ResourceNames:[\"y\"], Verbs:[\"get\"]}", parts.get(1));
        assertEquals("{NonResourceURLs:[\"/p\"], Verbs:[\"list\"]}", parts.getLast());
    }

    @Test
    void compactionJoinsVerbsOfOneResourceAndName() {
        List<PolicyRule> compacted = RuleCoverage.compact(List.of(
                rule("get", "core", "pods"),
                PolicyRule.paths(List.of("get"), List.of("/x")),
                rule("list", "core", "pods"),
                rule("get", "core", "pods", "web"),
                rule("get", "apps", "pods"),
                rule("get", "core", "pods"),
                rule("list", "core", "pods", "web")));
        assertEquals(
                List.of(
                        PolicyRule.paths(List.of("get"), List.of("/x")),
                        rule("get,list,get", "core", "pods"),
                        rule("get,list", "core", "pods", "web"),
                        rule("get", "apps", "pods")),
                compacted);
    }

    @Test
    void compactFormIsTheServers() {
        assertEquals(
                "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"get\" \"list\"]}",
                rule("get,list", "core", "pods").compact());
        assertEquals(
                "{APIGroups:[\"a\"], Resources:[\"b\"], ResourceNames:[\"q\\\"\\n\\u200b\"], Verbs:[\"*\"]}",
                rule("*", "a", "b", "q\"\n\u200b").compact());
    }
}
