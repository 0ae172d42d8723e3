package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.LabelSelector.Operator;
import dev.guise.rbac.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationTest {
    private static final PolicyRule A = rule("get", "core", "a");
    private static final PolicyRule B = rule("get", "core", "b");
    private static final PolicyRule WRITTEN = rule("*", "*", "*");

    private static ClusterRole plain(String name, String label, PolicyRule... rules) {
        return new ClusterRole(new ObjectMeta(name, "", Map.of("to", label), Map.of()), List.of(rules));
    }

    private static ClusterRole aggregated(String name, String label, String... wanted) {
        List<LabelSelector> selectors = List.of(wanted).stream()
                .map(to -> LabelSelector.labels(Map.of("to", to)))
                .toList();
        return new ClusterRole(new ObjectMeta(name, "", Map.of("to", label), Map.of()), List.of(WRITTEN), selectors);
    }

    private static List<PolicyRule> filled(String name, ClusterRole... roles) {
        return Aggregation.fill(List.of(roles), role -> true).stream()
                .filter(role -> role.name().equals(name))
                .reduce((first, last) -> last)
                .orElseThrow()
                .rules();
    }

    @Test
    void rulesAreTheUnionAndReplaceWhatIsWritten() {
        assertEquals(
                List.of(A, B),
                filled("all", aggregated("all", "", "x"), plain("one", "x", A), plain("two", "x", B, A)));
    }

    @Test
    void anySelectorIsEnough() {
        assertEquals(
                List.of(A, B),
                filled("all", aggregated("all", "", "x", "y"), plain("one", "x", A), plain("two", "y", B)));
    }

    @Test
    void rolesThatNoSelectorMatchesGiveNothing() {
        assertEquals(List.of(), filled("all", aggregated("all", "", "x"), plain("one", "xx", A)));
    }

    @Test
    void aRoleDoesNotSelectItself() {
        assertEquals(List.of(A), filled("all", aggregated("all", "x", "x"), plain("one", "x", A)));
    }

    @Test
    void rulesTravelAlongAChainInEitherOrderOfNames() {
        assertEquals(
                List.of(A), filled("a1", aggregated("a1", "", "2"), aggregated("a2", "2", "3"), plain("a3", "3", A)));
        assertEquals(
                List.of(A), filled("a3", plain("a1", "1", A), aggregated("a2", "2", "1"), aggregated("a3", "", "2")));
    }

    @Test
    void aCycleEndsAtTheLeastSet() {
        ClusterRole[] roles = {
            aggregated("p", "p", "q", "x"), aggregated("q", "q", "p"), plain("one", "x", A),
        };
        assertEquals(List.of(A), filled("p", roles));
        assertEquals(List.of(A), filled("q", roles));
        assertEquals(List.of(), filled("p", aggregated("p", "p", "q"), aggregated("q", "q", "p")));
    }

    @Test
    void theServersOwnCopyIsLeftAsItIs() {
        ClusterRole own = aggregated("own", "y", "x");
        List<ClusterRole> all = List.of(own, aggregated("mine", "", "y"), plain("one", "x", A));
        List<ClusterRole> filled = Aggregation.fill(all, role -> !role.name().equals("own"));
        assertSame(own, filled.getFirst());
        assertEquals(List.of(WRITTEN), filled.get(1).rules(), "and is a source as it stands");
    }

    @Test
    void withoutAnythingToFillInTheListIsTheSame() {
        List<ClusterRole> plain = List.of(plain("one", "x", A));
        assertSame(plain, Aggregation.fill(plain, role -> true));
        List<ClusterRole> applied = List.of(aggregated("own", "y", "x"));
        assertSame(applied, Aggregation.fill(applied, role -> false));
    }

    @Test
    void theLastOfTheSameNameDecidesWhetherItIsAggregated() {
        assertEquals(List.of(B), filled("r", aggregated("r", "", "x"), plain("one", "x", A), plain("r", "", B)));
        assertEquals(List.of(A), filled("r", plain("r", "", B), plain("one", "x", A), aggregated("r", "", "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "IN, 'a,b', a, true",
        "IN, 'a,b', c, false",
        "IN, a, , false",
        "NOT_IN, a, a, false",
        "NOT_IN, a, b, true",
        "NOT_IN, a, , true",
        "EXISTS, , '', true",
        "EXISTS, , , false",
        "DOES_NOT_EXIST, , x, false",
        "DOES_NOT_EXIST, , , true",
    })
    void expressions(Operator operator, String values, String label, boolean expected) {
        List<String> list = values == null ? List.of() : List.of(values.split(","));
        var selector = new LabelSelector(Map.of(), List.of(new Requirement("k", operator, list)));
        assertEquals(expected, selector.matches(label == null ? Map.of("other", "a") : Map.of("k", label)));
    }

    @Test
    void labelsAndExpressionsMustAllMatch() {
        var selector = new LabelSelector(
                Map.of("a", "1", "b", "2"), List.of(new Requirement("c", Operator.EXISTS, List.of())));
        assertTrue(selector.matches(Map.of("a", "1", "b", "2", "c", "")));
        assertFalse(selector.matches(Map.of("a", "1", "b", "2")));
        assertFalse(selector.matches(Map.of("a", "1", "c", "")));
        assertTrue(new LabelSelector(Map.of(), List.of()).matches(Map.of()), "an empty one matches everything");
    }

    @Test
    void anEmptySelectorTakesEveryOtherRole() {
        var all = new ClusterRole(
                ObjectMeta.cluster("all"), List.of(WRITTEN), List.of(new LabelSelector(Map.of(), List.of())));
        assertEquals(
                Set.of(A, B),
                filled("all", all, plain("x", "", A), plain("y", "z", B)).stream()
                        .collect(Collectors.toSet()));
    }

    private static ClusterRole role(String name, List<ClusterRole> roles) {
        return roles.stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNoLongerWrittenIsGoneAndWhatComesIsAdded() {
        ClusterRole made = aggregated("all", "", "x");
        ClusterRole all = new ClusterRole(made.meta(), List.of(WRITTEN, A), made.aggregation());
        List<ClusterRole> before = List.of(all, plain("one", "x", A));
        List<ClusterRole> after = Aggregation.follow(before, List.of(all, plain("one", "x", B)));
        assertEquals(List.of(WRITTEN, B), role("all", after).rules(), "what is of no known role stays");
        assertEquals(
                List.of(WRITTEN, A),
                role("all", Aggregation.follow(before, before)).rules());
        List<ClusterRole> twice = List.of(all, plain("one", "x", A), plain("two", "x", A));
        List<ClusterRole> once = Aggregation.follow(twice, List.of(all, plain("one", "x"), plain("two", "x", A)));
        assertEquals(List.of(WRITTEN, A), role("all", once).rules(), "another role still has it");
    }

    @Test
    void whatAnAggregatedRoleIsMadeOfIsFoundThroughOthers() {
        ClusterRole outer = aggregated("outer", "", "x");
        List<ClusterRole> all =
                List.of(outer, aggregated("inner", "x", "y"), plain("leaf", "y", A), plain("other", "z", B));
        assertEquals(
                List.of("leaf"),
                Aggregation.sources(outer, all).stream().map(ClusterRole::name).toList());
    }
}
