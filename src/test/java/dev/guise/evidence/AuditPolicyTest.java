package dev.guise.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.evidence.AuditPolicy.Level;
import dev.guise.evidence.AuditPolicy.Verdict;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditPolicyTest {
    private static final UserInfo BOB = UserInfo.user("bob", "ops");
    private static final Attributes GET_POD = new ResourceAttributes("get", "", "pods", "", "shop", "web");
    private static final Attributes POD_LOG = new ResourceAttributes("get", "", "pods", "log", "shop", "web");
    private static final Attributes NODE = new ResourceAttributes("get", "", "nodes", "", "", "n1");
    private static final Attributes METRICS = new NonResourceAttributes("get", "/metrics/cadvisor");

    @Test
    void theFirstRuleThatMatchesDecides() throws AuditPolicyException {
        AuditPolicy policy = policy(
                Map.of("level", "None", "users", List.of("eve")),
                Map.of("level", "Request", "verbs", List.of("get")),
                Map.of("level", "None"));
        Verdict verdict = policy.evaluate(BOB, GET_POD);
        assertEquals(Level.REQUEST, verdict.level());
        assertEquals(1, verdict.rule());
        assertTrue(verdict.recordsImpersonation());
        assertEquals(2, policy.evaluate(BOB, GET_POD.withVerb("list")).rule());
    }

    @Test
    void withoutARuleNothingIsWritten() throws AuditPolicyException {
        Verdict verdict =
                policy(Map.of("level", "Metadata", "verbs", List.of("list"))).evaluate(BOB, GET_POD);
        assertEquals(-1, verdict.rule());
        assertFalse(verdict.recordsImpersonation());
    }

    @Test
    void usersAndGroupsAreThoseOfTheRequestor() throws AuditPolicyException {
        assertMatches(true, Map.of("users", List.of("alice", "bob")), GET_POD);
        assertMatches(false, Map.of("users", List.of("Bob")), GET_POD);
        assertMatches(true, Map.of("userGroups", List.of("x", "ops")), GET_POD);
        assertMatches(false, Map.of("userGroups", List.of("x")), GET_POD);
        assertMatches(false, Map.of("users", List.of("bob"), "userGroups", List.of("x")), GET_POD);
        assertMatches(false, Map.of("verbs", List.of("*")), GET_POD);
    }

    @Test
    void resourcesMatchAsTheServerMatchesThem() throws AuditPolicyException {
        assertMatches(true, resources("", List.of()), GET_POD);
        assertMatches(false, resources("apps", List.of()), GET_POD);
        assertMatches(true, resources("", List.of("pods")), GET_POD);
        assertMatches(false, resources("", List.of("pods")), POD_LOG);
        assertMatches(true, resources("", List.of("pods/log")), POD_LOG);
        assertMatches(false, resources("", List.of("pods/log")), GET_POD);
        assertMatches(true, resources("", List.of("*")), POD_LOG);
        assertMatches(true, resources("", List.of("*/log")), POD_LOG);
        assertMatches(false, resources("", List.of("*/log")), GET_POD);
        // unlike in RBAC, and it takes the resource itself along
        assertMatches(true, resources("", List.of("pods/*")), POD_LOG);
        assertMatches(true, resources("", List.of("pods/*")), GET_POD);
        assertMatches(false, resources("", List.of("pods")), METRICS);
        assertMatches(true, named("web"), GET_POD);
        assertMatches(false, named("db"), GET_POD);
    }

    @Test
    void namespacesAndPathsMatchAsTheServerMatchesThem() throws AuditPolicyException {
        assertMatches(true, Map.of("namespaces", List.of("shop")), GET_POD);
        assertMatches(false, Map.of("namespaces", List.of("")), GET_POD);
        assertMatches(true, Map.of("namespaces", List.of("")), NODE);
        assertMatches(false, Map.of("namespaces", List.of("")), METRICS);
        assertMatches(true, Map.of("nonResourceURLs", List.of("/metrics*")), METRICS);
        assertMatches(true, Map.of("nonResourceURLs", List.of("*")), METRICS);
        assertMatches(false, Map.of("nonResourceURLs", List.of("/metrics")), METRICS);
        assertMatches(false, Map.of("nonResourceURLs", List.of("*")), GET_POD);
        assertMatches(true, Map.of(), METRICS);
        assertMatches(true, Map.of(), GET_POD);
    }

    @Test
    void anImpersonationIsInTheLogOnlyAfterTheFilterRan() throws AuditPolicyException {
        AuditPolicy policy = AuditPolicy.of(document(
                List.of(
                        Map.of("level", "Metadata", "omitStages", List.of("ResponseComplete"), "verbs", List.of("get")),
                        Map.of("level", "Metadata")),
                List.of("RequestReceived")));
        assertFalse(policy.evaluate(BOB, GET_POD).recordsImpersonation());
        assertEquals(2, policy.evaluate(BOB, GET_POD).omitStages().size());
        assertTrue(policy.evaluate(BOB, GET_POD.withVerb("list")).recordsImpersonation());
    }

    @Test
    void whatTheServerRefusesIsRefusedWithItsPlace() {
        refused("kind", Map.of("apiVersion", "audit.k8s.io/v1beta1", "kind", "Policy", "rules", List.of()));
        refused("rules", document(List.of(), List.of()));
        refused("rules[0].level", document(List.of(Map.of()), List.of()));
        refused("rules[1].level", document(List.of(Map.of("level", "None"), Map.of("level", "metadata")), List.of()));
        refused("rules[0].users", document(List.of(Map.of("level", "None", "users", "bob")), List.of()));
        refused("rules[0].users[1]", document(List.of(Map.of("level", "None", "users", List.of("a", 1))), List.of()));
        refused("rules[0]", document(List.of("None"), List.of()));
        refused("omitStages", document(List.of(Map.of("level", "None")), List.of("Received")));
        refused("rules[0].nonResourceURLs", rule(Map.of("nonResourceURLs", List.of("metrics"))));
        refused("rules[0].nonResourceURLs", rule(Map.of("nonResourceURLs", List.of("/a*b"))));
        refused("rules[0].nonResourceURLs", rule(Map.of("nonResourceURLs", List.of("/a"), "namespaces", List.of("x"))));
        refused("rules[0].resources[0].group", rule(resources("rbac.authorization.k8s.io/v1", List.of())));
        refused(
                "rules[0].resources[0].resourceNames",
                rule(Map.of("resources", List.of(Map.of("resourceNames", List.of("x"))))));
    }

    @Test
    void nullsAreFieldsThatAreNotThere() throws AuditPolicyException {
        Map<String, Object> rule = new HashMap<>();
        rule.put("level", "Metadata");
        rule.put("users", null);
        rule.put("resources", null);
        assertTrue(policy(rule).evaluate(BOB, METRICS).recordsImpersonation());
        List<Object> holes = new ArrayList<>();
        holes.add(null);
        refused("rules[0]", document(holes, List.of()));
    }

    private static Map<String, Object> resources(String group, List<String> resources) {
        return Map.of("resources", List.of(Map.of("group", group, "resources", resources)));
    }

    private static Map<String, Object> named(String name) {
        return Map.of("resources", List.of(Map.of("resources", List.of("pods"), "resourceNames", List.of(name))));
    }

    private static void assertMatches(boolean expected, Map<String, Object> rule, Attributes request)
            throws AuditPolicyException {
        assertEquals(
                expected ? 0 : -1,
                AuditPolicy.of(rule(rule)).evaluate(BOB, request).rule(),
                rule.toString());
    }

    private static Map<String, Object> rule(Map<String, Object> fields) {
        Map<String, Object> rule = new HashMap<>(fields);
        rule.put("level", "Metadata");
        return document(List.of(rule), List.of());
    }

    private static AuditPolicy policy(Object... rules) throws AuditPolicyException {
        return AuditPolicy.of(document(List.of(rules), List.of()));
    }

    private static Map<String, Object> document(List<?> rules, List<String> omitStages) {
        return Map.of("apiVersion", "audit.k8s.io/v1", "kind", "Policy", "rules", rules, "omitStages", omitStages);
    }

    private static void refused(String field, Map<String, ?> document) {
        AuditPolicyException problem =
                assertThrows(AuditPolicyException.class, () -> AuditPolicy.of(document), document.toString());
        assertEquals(field, problem.field(), problem.getMessage());
    }
}
