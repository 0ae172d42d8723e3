package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that nobody sane would write. The limits are far above what is needed, and far below what a person waits.
class HostileObjectsTest {
    private static final Subject EVE = Subject.user("eve");
    private static final UserInfo EVE_USER = UserInfo.user("eve");
    private static final ResourceAttributes GET_POD = new ResourceAttributes("get", "", "pods", "", "a", "web");

    private static void soon(Executable work) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), work);
    }

    private static Policy onlyRole(List<PolicyRule> rules, List<Subject> subjects) {
        var role = new ClusterRole(ObjectMeta.cluster("r"), rules);
        var binding = new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), subjects);
        return Policy.of(new RbacObjects(List.of(), List.of(role), List.of(), List.of(binding)));
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void tenThousandRulesInARole() {
        List<PolicyRule> rules = numbered("web-", 10_000).stream()
                .map(name -> rule("get", "core", "pods", name))
                .toList();
        soon(() -> {
            Policy policy = onlyRole(rules, List.of(EVE));
            for (int i = 0; i < 1_000; i++) {
                assertTrue(
                        policy.authorize(EVE_USER, GET_POD.withName("web-9999")).isAllowed());
                assertFalse(policy.authorize(EVE_USER, GET_POD.withName("web-10000"))
                        .isAllowed());
            }
            assertEquals(1, policy.whoCan(GET_POD.withName("web-9999")).size());
            assertEquals(10_000, policy.rulesFor(EVE_USER, "a").size());
        });
    }

    @Test
    void tenThousandRulesWrittenByOneWhoHoldsTenThousand() {
        List<PolicyRule> held = numbered("web-", 10_000).stream()
                .map(name -> rule("get", "core", "pods", name))
                .toList();
        List<PolicyRule> wanted = new ArrayList<>(held);
        Collections.reverse(wanted);
        wanted.add(rule("list", "core", "pods"));
        soon(() -> assertEquals(List.of(rule("list", "core", "pods")), RuleCoverage.missing(held, wanted)));
    }

    @Test
    void aRuleOfAThousandMillionTuples() {
        List<String> many = numbered("x", 1_000);
        PolicyRule wide = PolicyRule.resources(many, many, many);
        soon(() -> {
            assertEquals(List.of(), RuleCoverage.missing(List.of(rule("*", "*", "*")), List.of(wide)));
            assertEquals(List.of(), RuleCoverage.missing(List.of(wide), List.of(wide)));
            assertFalse(RuleCoverage.missing(List.of(rule("x0", "x0", "x0")), List.of(wide))
                    .isEmpty());
            PolicyRule named = PolicyRule.named(many, many, many, many);
            assertEquals(List.of(), RuleCoverage.missing(List.of(named), List.of(named)));
            assertFalse(RuleCoverage.missing(List.of(named), List.of(wide)).isEmpty());
        });
    }

    @Test
    void aHundredThousandSubjectsInABinding() {
        List<Subject> subjects = numbered("bot-", 100_000).stream()
                .map(name -> Subject.serviceAccount("a", name))
                .toList();
        soon(() -> {
            Policy policy = onlyRole(List.of(rule("get", "core", "pods")), subjects);
            assertTrue(policy.authorize(UserInfo.serviceAccount("a", "bot-99999"), GET_POD)
                    .isAllowed());
            assertFalse(policy.authorize(UserInfo.serviceAccount("a", "bot-100000"), GET_POD)
                    .isAllowed());
            List<Grant> grants = policy.whoCan(GET_POD);
            assertEquals(100_000, grants.size());
            assertEquals(100_000, policy.subjects().size());
        });
    }

    @Test
    void theSameSubjectAHundredThousandTimes() {
        soon(() -> {
            Policy policy = onlyRole(List.of(rule("get", "core", "pods")), Collections.nCopies(100_000, EVE));
            assertTrue(policy.authorize(EVE_USER, GET_POD).isAllowed());
            assertFalse(policy.authorize(EVE_USER, GET_POD.withVerb("list")).isAllowed());
        });
    }

    @Test
    void oneSubjectInTenThousandBindingsToWideRoles() {
        SmallCluster cluster = new SmallCluster();
        for (int i = 0; i < 10_000; i++) {
            cluster.everywhere(rule("verb-" + i, "*", "*"), EVE);
        }
        soon(() -> {
            Policy policy = cluster.policy();
            for (int i = 0; i < 200; i++) {
                assertTrue(policy.authorize(EVE_USER, GET_POD.withVerb("verb-9999"))
                        .isAllowed());
                assertFalse(policy.authorize(EVE_USER, GET_POD).isAllowed());
            }
        });
    }

    @Test
    void tenThousandGroups() {
        List<String> groups = numbered("g", 10_000);
        Policy policy = onlyRole(
                List.of(rule("get", "core", "pods")),
                groups.stream().map(Subject::group).toList());
        soon(() -> assertEquals(
                10_000,
                policy.grantsAllowing(UserInfo.of("eve", groups), GET_POD).size()));
    }

    @Test
    void aHundredThousandBindingsOfOneName() {
        var role = new ClusterRole(ObjectMeta.cluster("r"), List.of(rule("get", "core", "pods")));
        List<ClusterRoleBinding> bindings = numbered("u", 100_000).stream()
                .map(user -> new ClusterRoleBinding(
                        ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), List.of(Subject.user(user))))
                .toList();
        soon(() -> {
            Policy policy = Policy.of(new RbacObjects(List.of(), List.of(role), List.of(), bindings));
            assertEquals(1, policy.whoCan(GET_POD).size());
            assertTrue(policy.authorize(UserInfo.user("u99999"), GET_POD).isAllowed());
            assertFalse(policy.authorize(UserInfo.user("u99998"), GET_POD).isAllowed());
        });
    }

    @Test
    void fiveHundredRolesThatAllAggregateEachOther() {
        List<ClusterRole> roles = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            var meta = new ObjectMeta("all-" + i, "", Map.of("x", "y"), Map.of());
            roles.add(new ClusterRole(meta, List.of(), List.of(LabelSelector.labels(Map.of("x", "y")))));
        }
        List<PolicyRule> rules = numbered("r", 10_000).stream()
                .map(name -> rule("get", "core", name))
                .toList();
        roles.add(new ClusterRole(new ObjectMeta("source", "", Map.of("x", "y"), Map.of()), rules));
        soon(() -> {
            List<ClusterRole> filled = Aggregation.fill(roles, role -> true);
            filled.forEach(role -> assertEquals(10_000, role.rules().size()));
        });
    }

    @Test
    void aChainOfAThousandAggregatedRolesInTheWorstOrder() {
        List<ClusterRole> roles = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            var meta = new ObjectMeta("r%04d".formatted(i), "", Map.of("is", "" + i), Map.of());
            roles.add(new ClusterRole(meta, List.of(), List.of(LabelSelector.labels(Map.of("is", "" + (i + 1))))));
        }
        roles.add(new ClusterRole(
                new ObjectMeta("end", "", Map.of("is", "1000"), Map.of()), List.of(rule("get", "core", "pods"))));
        soon(() -> assertEquals(
                List.of(rule("get", "core", "pods")),
                Aggregation.fill(roles, role -> true).getFirst().rules()));
    }

    @Test
    void emptyListsEverywhere() {
        var empty = new PolicyRule(List.of(), List.of(), List.of(), List.of(), List.of());
        Policy policy = onlyRole(List.of(empty), List.of(EVE));
        assertFalse(policy.authorize(EVE_USER, GET_POD).isAllowed());
        assertFalse(
                policy.authorize(EVE_USER, new NonResourceAttributes("", "")).isAllowed());
        assertEquals(List.of(), onlyRole(List.of(), List.of()).whoCan(GET_POD));
        assertEquals("{}", empty.compact());
        assertEquals(List.of(), RuleCoverage.missing(List.of(), List.of(empty)));
    }

    /// Every kind of character: composed and decomposed, right to left, beyond the first plane, lone surrogates,
    /// control characters, ones without width, and names that only look alike.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e9",
                "e\u0301",
                "\u202egnp.nimda",
                "\ud83d\udc51",
                "\ud83d",
                "\udc51",
                "\u0000",
                "\u0007\b\f\n\r\t\u000b",
                "\u200b",
                "\ufeff",
                "\u00a0",
                "\u2028",
                "\ue000",
                "\uffff",
                "\u0430dmin",
                "\u0130",
                "\u0131",
                "\u00df",
                "SS",
                "\"\\",
                "%q",
                "{}",
                "../..",
                "a/b",
                "*",
                "**",
                " ",
                ""
            })
    void namesOfEveryKindOfCharacter(String name) {
        Policy policy = onlyRole(List.of(rule("get", "core", "pods", name)), List.of(Subject.user(name)));
        UserInfo user = UserInfo.user(name);
        Decision decision = policy.authorize(user, GET_POD.withName(name));
        assertTrue(decision.isAllowed());
        assertFalse(policy.authorize(UserInfo.user(name + "x"), GET_POD.withName(name))
                .isAllowed());
        assertFalse(policy.authorize(user, GET_POD.withName(name + "x")).isAllowed());
        String shown = decision.reason()
                + policy.authorize(user, GET_POD).reason()
                + GET_POD.withName(name).describe();
        assertTrue(shown.codePoints().allMatch(HostileObjectsTest::isVisible), shown);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Test
    void namesThatOnlyLookAlikeAreDifferent() {
        List<String> alike = List.of("\u00e9", "e\u0301", "admin", "\u0430dmin", "admin\u200b", "ADMIN", "admin ");
        for (String granted : alike) {
            Policy policy = onlyRole(List.of(rule("get", "core", "pods")), List.of(Subject.user(granted)));
            for (String asking : alike) {
                boolean same = granted.equals(asking);
                assertEquals(
                        same, policy.authorize(UserInfo.user(asking), GET_POD).isAllowed());
            }
        }
    }

    @Test
    void aNameOfAMillionCharacters() {
        String name = "a".repeat(1_000_000);
        soon(() -> {
            Policy policy = onlyRole(List.of(rule("get", "core", name)), List.of(Subject.user(name)));
            assertTrue(policy.authorize(UserInfo.user(name), ResourceAttributes.of("get", "", name, "", ""))
                    .isAllowed());
            assertFalse(
                    ServiceAccountName.parse("system:serviceaccount:a:" + name).isPresent());
        });
    }
}
