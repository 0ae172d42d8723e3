package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.AccessComparison.Line;
import dev.guise.rbac.AccessComparison.Part;
import dev.guise.rbac.AccessComparison.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessComparisonTest {
    private static final Subject ALICE = Subject.user("alice");
    private static final Subject BOB = Subject.user("bob");
    private static final UserInfo ALICE_USER = UserInfo.user("alice");
    private static final UserInfo BOB_USER = UserInfo.user("bob");

    private static Line line(Policy policy, String namespace, String resource) {
        return AccessComparison.in(policy, ALICE_USER, BOB_USER, namespace).lines().stream()
                .filter(line -> line.target().resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private static List<Part> every(String... verbs) {
        return List.of(verbs).stream()
                .map(verb -> new Part(verb, Scope.EVERY, Set.of()))
                .toList();
    }

    @Test
    void verbsAreTakenApart() {
        Policy policy = new SmallCluster()
                .everywhere(rule("list,get", "core", "pods"), ALICE)
                .everywhere(rule("get,delete", "core", "pods"), BOB)
                .policy();
        Line pods = line(policy, "", "pods");
        assertEquals(every("list"), pods.onlyFirst());
        assertEquals(every("delete"), pods.onlySecond());
        assertEquals(every("get"), pods.both());
        assertFalse(pods.isSame());
    }

    @Test
    void aWildcardOfOneCoversWhatTheOtherNames() {
        Policy policy = new SmallCluster()
                .everywhere(rule("*", "*", "*"), ALICE)
                .everywhere(rule("get", "apps", "deployments"), BOB)
                .policy();
        Line deployments = line(policy, "", "deployments");
        assertEquals(every("*"), deployments.onlyFirst());
        assertEquals(List.of(), deployments.onlySecond());
        assertEquals(every("get"), deployments.both());
        assertEquals(every("*"), line(policy, "", "*").onlyFirst());
    }

    @Test
    void namesAreTakenApart() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "core", "secrets", "a", "b"), ALICE)
                .everywhere(rule("get", "core", "secrets", "b", "c"), BOB)
                .policy();
        Line secrets = line(policy, "", "secrets");
        assertEquals(List.of(new Part("get", Scope.ONLY, Set.of("a"))), secrets.onlyFirst());
        assertEquals(List.of(new Part("get", Scope.ONLY, Set.of("c"))), secrets.onlySecond());
        assertEquals(List.of(new Part("get", Scope.ONLY, Set.of("b"))), secrets.both());
    }

    @Test
    void everyNameIsMoreThanSome() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "core", "secrets"), ALICE)
                .everywhere(rule("get", "core", "secrets", "b"), BOB)
                .policy();
        Line secrets = line(policy, "", "secrets");
        assertEquals(List.of(new Part("get", Scope.ALL_BUT, Set.of("b"))), secrets.onlyFirst());
        assertEquals(List.of(), secrets.onlySecond());
        assertEquals(List.of(new Part("get", Scope.ONLY, Set.of("b"))), secrets.both());
    }

    @Test
    void whatIsWrittenOtherwiseButTheSameIsNoDifference() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get,list", "core", "pods"), ALICE)
                .everywhere(rule("list", "core", "pods"), BOB)
                .everywhere(rule("get", "core", "pods,pods/log"), BOB)
                .policy();
        assertTrue(line(policy, "", "pods").isSame());
        assertEquals(every("get"), line(policy, "", "pods/log").onlySecond());
    }

    @Test
    void whatHoldsEverywhereIsNoDifferenceInANamespace() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "core", "pods"), ALICE)
                .in("shop", rule("get", "core", "pods"), BOB)
                .policy();
        List<Line> lines =
                AccessComparison.anywhere(policy, ALICE_USER, BOB_USER).lines();
        assertEquals(2, lines.size());
        assertEquals(every("get"), lines.getFirst().onlyFirst());
        assertEquals("shop", lines.getLast().target().namespace());
        assertTrue(lines.getLast().isSame());
    }

    @Test
    void aMasterMayDoEverything() {
        Policy policy =
                new SmallCluster().everywhere(rule("get", "core", "pods"), BOB).policy();
        UserInfo master = UserInfo.of("root", List.of(Rbac.MASTERS));
        List<Line> lines = AccessComparison.in(policy, master, BOB_USER, "").lines();
        assertEquals(3, lines.size());
        assertTrue(lines.stream()
                .allMatch(
                        line -> line.onlySecond().isEmpty() && !line.onlyFirst().isEmpty()));
        assertEquals(
                1,
                lines.stream().filter(line -> line.both().equals(every("get"))).count());
    }

    @Test
    void whatIsWrittenButNeverMatchesIsNothing() {
        Policy policy = new SmallCluster()
                .everywhere(rule("create", "core", "secrets", "a"), ALICE)
                .policy();
        assertEquals(
                List.of(), AccessComparison.in(policy, ALICE_USER, BOB_USER, "").lines());
    }
}
