package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.AccessMatrix.Cell;
import dev.guise.rbac.AccessMatrix.Extent;
import dev.guise.rbac.AccessMatrix.Kind;
import dev.guise.rbac.AccessMatrix.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessMatrixTest {
    private static final Subject ALICE = Subject.user("alice");
    private static final UserInfo ALICE_USER = UserInfo.user("alice");

    private static Optional<Row> row(AccessMatrix matrix, String namespace, String group, String resource) {
        return matrix.rows().stream()
                .filter(row -> row.target().namespace().equals(namespace))
                .filter(row -> row.target().apiGroup().equals(group)
                        && row.target().resource().equals(resource))
                .findFirst();
    }

    private static Extent extent(AccessMatrix matrix, String namespace, String group, String resource, String verb) {
        return row(matrix, namespace, group, resource).orElseThrow().cell(verb).extent();
    }

    @Test
    void aRuleThatNamesItIsToldFromAWildcard() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "core", "pods"), ALICE)
                .everywhere(rule("*", "core", "secrets"), ALICE)
                .everywhere(rule("list", "*", "pods"), ALICE)
                .policy();
        AccessMatrix matrix = AccessMatrix.in(policy, ALICE_USER, "");
        assertEquals(Extent.NAMED, extent(matrix, "", "", "pods", "get"));
        assertEquals(Extent.WILDCARD, extent(matrix, "", "", "pods", "list"));
        assertEquals(Extent.WILDCARD, extent(matrix, "", "*", "pods", "list"));
        assertEquals(Extent.NONE, extent(matrix, "", "*", "pods", "get"), "get is on the core group only");
        assertEquals(Extent.WILDCARD, extent(matrix, "", "", "secrets", "delete"));
        assertEquals(Extent.WILDCARD, extent(matrix, "", "", "secrets", "*"));
        assertEquals(Extent.NONE, extent(matrix, "", "", "pods", "*"));
        assertEquals("*", matrix.verbs().getLast());
    }

    @Test
    void aWildcardItselfHasOneMarkHoweverItsVerbsAreWritten() {
        for (String verbs : List.of("*", "get,list")) {
            Policy policy = new SmallCluster()
                    .everywhere(rule(verbs, "*", "*"), ALICE)
                    .everywhere(rule(verbs, "core", "*/scale"), ALICE)
                    .clusterRole("paths", PolicyRule.paths(List.of(verbs.split(",")), List.of("/healthz/*")))
                    .bindEverywhere("paths", ALICE)
                    .policy();
            AccessMatrix matrix = AccessMatrix.anywhere(policy, ALICE_USER);
            assertEquals(Extent.WILDCARD, extent(matrix, "", "*", "*", "get"), verbs);
            assertEquals(Extent.WILDCARD, extent(matrix, "", "", "*/scale", "get"), verbs);
            assertEquals(Extent.WILDCARD, extent(matrix, "", "", "/healthz/*", "get"), verbs);
        }
    }

    @Test
    void aWildcardIsSpelledOutForResourcesThatTheClusterNames() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "apps", "*"), ALICE)
                .clusterRole(
                        "other",
                        rule("list", "apps", "deployments"),
                        rule("get", "batch", "jobs"),
                        rule("get", "apps", "*"))
                .policy();
        AccessMatrix matrix = AccessMatrix.in(policy, ALICE_USER, "");
        assertEquals(Extent.WILDCARD, extent(matrix, "", "apps", "deployments", "get"));
        assertTrue(row(matrix, "", "batch", "jobs").isEmpty(), "another group");
        assertEquals(2, matrix.rows().size());
        assertEquals(1, AccessMatrix.anywhere(policy, ALICE_USER).rows().size(), "not spelled out there");
    }

    @Test
    void namesLimitACellUnlessAnotherRuleDoesNot() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get,create", "core", "secrets", "db", "tls"), ALICE)
                .everywhere(rule("update", "core", "secrets", "db"), ALICE)
                .everywhere(rule("update", "*", "secrets"), ALICE)
                .policy();
        AccessMatrix matrix = AccessMatrix.in(policy, ALICE_USER, "");
        Cell get = row(matrix, "", "", "secrets").orElseThrow().cell("get");
        assertEquals(Extent.SOME_NAMES, get.extent());
        assertEquals(List.of("db", "tls"), List.copyOf(get.names()));
        assertEquals(Extent.NEVER, extent(matrix, "", "", "secrets", "create"));
        assertEquals(Extent.WILDCARD, extent(matrix, "", "", "secrets", "update"));
        assertEquals(
                2,
                row(matrix, "", "", "secrets")
                        .orElseThrow()
                        .cell("update")
                        .grants()
                        .size());
    }

    @Test
    void aSubresourceCreatedForAnObjectHasItsName() {
        Policy policy = new SmallCluster()
                .everywhere(rule("create", "core", "pods/exec", "web"), ALICE)
                .policy();
        assertEquals(Extent.SOME_NAMES, extent(AccessMatrix.in(policy, ALICE_USER, ""), "", "", "pods/exec", "create"));
    }

    @Test
    void pathsOfARoleBindingAreNeverAllowed() {
        PolicyRule metrics = PolicyRule.paths(List.of("get"), List.of("/metrics", "/api/*"));
        Policy policy = new SmallCluster()
                .clusterRole("paths", metrics)
                .bind("a", RoleRef.clusterRole("paths"), ALICE)
                .bindEverywhere("paths", Subject.user("bob"))
                .policy();
        assertEquals(Extent.NEVER, extent(AccessMatrix.in(policy, ALICE_USER, "a"), "a", "", "/metrics", "get"));
        AccessMatrix bob = AccessMatrix.in(policy, UserInfo.user("bob"), "");
        assertEquals(Extent.NAMED, extent(bob, "", "", "/metrics", "get"));
        assertTrue(bob.rows().stream().allMatch(row -> row.target().kind() == Kind.PATH));
    }

    @Test
    void inANamespaceWhatHoldsEverywhereCounts() {
        Policy policy = new SmallCluster()
                .everywhere(rule("get", "core", "pods"), ALICE)
                .in("a", rule("delete", "core", "pods"), ALICE)
                .policy();
        AccessMatrix anywhere = AccessMatrix.anywhere(policy, ALICE_USER);
        assertEquals(Extent.NONE, extent(anywhere, "", "", "pods", "delete"));
        assertEquals(Extent.NAMED, extent(anywhere, "a", "", "pods", "delete"));
        assertEquals(Extent.NAMED, extent(anywhere, "a", "", "pods", "get"));
        assertTrue(AccessMatrix.in(policy, ALICE_USER, "b").rows().stream()
                .noneMatch(row -> row.cell("delete").isAllowed()));
    }

    @Test
    void tooManyRowsAndVerbsAreCutAndThatIsSaid() {
        List<String> many = IntStream.range(0, 300).mapToObj(i -> "r" + i).toList();
        Policy policy = new SmallCluster()
                .everywhere(PolicyRule.resources(many, many, many), ALICE)
                .policy();
        AccessMatrix matrix = AccessMatrix.in(policy, ALICE_USER, "");
        assertFalse(matrix.complete());
        assertEquals(20_000, matrix.rows().size());
        assertEquals(208, matrix.verbs().size());
        Policy few = new SmallCluster()
                .everywhere(rule("get", "core", "pods"), ALICE)
                .policy();
        assertTrue(AccessMatrix.in(few, ALICE_USER, "").complete());
    }

    /// Cells say what the authorizer does.
    @Test
    void agreesWithTheAuthorizer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 400; i++) {
            RandomRbac world = new RandomRbac(random);
            Policy policy = Policy.of(world.objects());
            UserInfo user = world.user();
            if (user.isMaster()) {
                continue;
            }
            String namespace = world.namespace();
            for (Row row : AccessMatrix.in(policy, user, namespace).rows()) {
                if (!row.target().isWildcard()) {
                    for (String verb : List.of("get", "list", "create", "bind", "never")) {
                        compare(policy, user, row, verb, seed);
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 5_000, "compared only " + compared);
    }

    private static void compare(Policy policy, UserInfo user, Row row, String verb, long seed) {
        Cell cell = row.cell(verb);
        String about = "seed " + seed + ": " + user + " " + verb + " " + row.target();
        if (row.target().kind() == Kind.PATH) {
            boolean allowed = policy.authorize(
                            user, new NonResourceAttributes(verb, row.target().resource()))
                    .isAllowed();
            assertEquals(allowed, cell.isAllowed(), about);
            return;
        }
        boolean nameless = verb.equals("create") && !row.target().resource().contains("/");
        boolean any = isAllowed(policy, user, row, verb, nameless ? "" : "no-such-name");
        boolean all = cell.extent() == Extent.NAMED || cell.extent() == Extent.WILDCARD;
        if (nameless) {
            assertEquals(any, cell.isAllowed(), about);
            return;
        }
        assertEquals(any, all, about);
        List<String> names = new ArrayList<>(cell.names());
        names.forEach(name -> assertTrue(isAllowed(policy, user, row, verb, name), about + " " + name));
    }

    private static boolean isAllowed(Policy policy, UserInfo user, Row row, String verb, String name) {
        return policy.authorize(
                        user,
                        ResourceAttributes.of(
                                verb,
                                row.target().apiGroup(),
                                row.target().resource(),
                                row.target().namespace(),
                                name))
                .isAllowed();
    }
}
