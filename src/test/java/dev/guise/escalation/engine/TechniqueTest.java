package dev.guise.escalation.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Fact.Control;
import dev.guise.escalation.question.Reach;
import dev.guise.escalation.question.World;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each technique of the catalogue where it works, where it narrowly does not, and where it would in another scope. The
/// cases are lines of `techniques.txt`.
public class TechniqueTest {
    private static final String ME = "a/me";

    /// @param kind `W`, `N` or `S`
    private record Case(String technique, String fact, String kind, String what, List<String> steps) {
        boolean works() {
            return kind.equals("W");
        }
    }

    /// Accounts, pods, nodes and Secrets that every case has. Only `open` lets privileged pods in.
    private static World cluster() {
        return World.with()
                .namespace("a", "restricted")
                .namespace("b", "restricted")
                .account("a", "me", "boss", "new")
                .account("b", "other", "lost")
                .account("open", "x")
                .node("n1", "n2")
                .pod("a", "p", "boss", "n1")
                .pod("b", "q", "other", "n2")
                .pod("b", "waiting", "lost")
                .tokenSecret("a", "token", "boss")
                .secret("a", "plain")
                .workload(WorkloadKind.DEPLOYMENT, "a", "web")
                .may("jane", "get configmaps");
    }

    private static void apply(World world, String step) {
        String[] w = step.split(" ");
        String[] rest = step.split(" ", 3);
        switch (w[0]) {
            case "may" -> world.may(ME, rule(step.substring(4)));
            case "mayIn" -> world.mayIn(w[1], ME, rule(rest[2]));
            case "admin" -> world.admin(w[1]);
            case "server" -> world.server(Integer.parseInt(w[1]));
            case "namespace" -> world.namespace(w[1], w[2]);
            case "configMap" -> world.configMap(w[1], w[2]);
            case "workload" -> world.workload(WorkloadKind.DEPLOYMENT, w[1], w[2]);
            case "pod" -> world.pod(w[1], w[2], w[3]);
            case "clusterRole" -> world.clusterRole(w[1], rest[2]);
            case "role" -> world.role(w[1], w[2], step.split(" ", 4)[3]);
            case "bindRole" -> world.bindIn(w[1], w[2], RoleRef.clusterRole(w[3]));
            case "bindOwn" -> world.bindIn(w[1], ME, RoleRef.role(w[2]));
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static String rule(String text) {
        return text.replace("rbac:", "rbac.authorization.k8s.io:")
                .replace("csr:", "certificates.k8s.io:")
                .replace("adm:", "admissionregistration.k8s.io:");
    }

    private static Fact fact(String words) {
        String[] w = words.split(" ");
        return switch (w[0]) {
            case "acting" -> new Fact.Acting(asked(w[1]));
            case "within" -> new Fact.ActingWithin(asked(w[1]), Mode.USER_INFO, World.identity(ME));
            case "credential" -> new Fact.Credential(World.identity(w[1]));
            case "control" -> new Fact.Influence(Control.CLUSTER);
            case "admission" -> new Fact.Influence(Control.ADMISSION);
            case "admission-reading" -> new Fact.Influence(Control.ADMISSION_READING);
            case "api-traffic" -> new Fact.Influence(Control.API_TRAFFIC);
            case "permission" -> new Fact.BoundRole(RoleKind.CLUSTER_ROLE, "", w[1], w[2]);
            case "any-rule" -> new Fact.AnyRule(w[1]);
            case "node" -> new Fact.OnNode(w[1]);
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static Identity asked(String who) {
        return who.contains("/") ? World.identity(who) : Impersonations.legacyUser(who, List.of());
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String technique = "";
        String fact = "";
        for (String line : text().lines().filter(line -> line.contains(" | ")).toList()) {
            String[] parts = line.split(" \\| ");
            if (line.startsWith("# ")) {
                technique = parts[0].substring(2);
                fact = parts[1];
            } else {
                cases.add(new Case(technique, fact, parts[0], parts[1], List.of(parts[2].split("; "))));
            }
        }
        return cases;
    }

    /// Every rule of every case, written as in [World].
    public static List<String> rules() throws IOException {
        return cases().stream()
                .flatMap(one -> one.steps().stream())
                .filter(step -> step.startsWith("may"))
                .map(step -> step.split(" ", step.startsWith("mayIn") ? 3 : 2))
                .map(words -> rule(words[words.length - 1]))
                .distinct()
                .toList();
    }

    private static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(TechniqueTest.class.getResourceAsStream("techniques.txt"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf("\n# impersonate-user"));
        }
    }

    @TestFactory
    Stream<DynamicTest> techniques() throws IOException {
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.technique() + (one.works() ? " works: " : " does not: ") + one.what(), () -> check(one)));
    }

    private static void check(Case one) {
        World world = cluster();
        one.steps().forEach(step -> apply(world, step));
        World.Facts facts = world.facts(ME);
        Fact fact = fact(one.fact());
        assertEquals(one.works(), facts.has(fact), () -> one.steps() + " and " + fact);
        if (one.works()) {
            List<String> used = facts.techniques(fact);
            assertTrue(used.contains(one.technique()), () -> "reached otherwise: " + used);
        }
    }

    /// Whatever is in the cluster already must not be what a near miss is refused by, or reached by.
    @Test
    void withoutAnyRightNothingIsReached() {
        Reach reach = cluster().reach(ME);
        assertEquals(List.of(World.identity("a/me")), reach.credentials());
        assertEquals(List.of(), reach.acting());
        assertEquals(List.of(), reach.nodes());
        assertEquals(Set.of(), reach.goals());
    }

    @Test
    void everyTechniqueHasEachKindOfCase() throws IOException {
        Map<String, Set<String>> kinds = cases().stream()
                .collect(Collectors.groupingBy(
                        Case::technique,
                        TreeMap::new,
                        Collectors.mapping(Case::kind, Collectors.toCollection(TreeSet::new))));
        Set<String> bundled = Catalogue.bundled().techniques().stream()
                .map(Technique::id)
                .filter(id -> !id.equals("create-named-role"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(bundled, kinds.keySet());
        kinds.forEach((technique, some) -> assertEquals(Set.of("N", "S", "W"), some, technique));
    }

    @Test
    void createNamedRoleIsForARoleThatDoesNotExist() {
        World world = cluster()
                .mayIn("a", ME, rule("bind rbac:roles missing"), rule("create rbac:rolebindings"))
                .mayIn("a", ME, rule("create,escalate rbac:roles"));
        World.Facts facts = world.facts(ME);
        assertEquals(List.of("create-named-role"), facts.techniques(new Fact.AnyRule("a")));
        assertFalse(world.role("a", "missing", "get configmaps").facts(ME).has(new Fact.AnyRule("a")));
    }

    @Test
    void nodeItselfHasWhatItsPodsHave() {
        assertTrue(cluster().credential("system:node:n1", "a/boss"));
        assertFalse(cluster().credential("system:node:n2", "a/boss"));
    }

    @Test
    void podsBringTheSecretsOfTheirNamespace() {
        World world = cluster().mayIn("kube-system", ME, "create pods");
        assertTrue(world.reaches(ME, Goal.SECRETS_KUBE_SYSTEM));
        assertFalse(world.reaches(ME, Goal.SECRETS_EVERYWHERE));
        assertFalse(cluster().mayIn("a", ME, "create pods").reaches(ME, Goal.SECRETS_KUBE_SYSTEM));
    }
}
