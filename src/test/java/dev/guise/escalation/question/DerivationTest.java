package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Goal;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleRef;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The paths that are shown to a person.
class DerivationTest {
    private static final long SEED = 777;
    private static final int WORLDS = 120;
    private static final String ME = "a/me";
    private static final Pattern RAW = Pattern.compile("[A-Z][A-Za-z]*[\\[@{]|\\bnull\\b|  |\\[\\]|=|dev\\.guise");

    private static End credentialOf(String who) {
        return new End.OfIdentity(World.identity(who));
    }

    private static List<End> ends() {
        List<End> ends = new ArrayList<>();
        for (Goal goal : Goal.values()) {
            ends.add(new End.OfGoal(goal));
        }
        ends.add(credentialOf("b/other"));
        ends.add(credentialOf("jane"));
        ends.add(new End.OfRequest(ResourceAttributes.of("delete", "", "nodes", "", "n1")));
        ends.add(new End.OfRequest(ResourceAttributes.of("create", "", "pods", "b", "")));
        return ends;
    }

    /// Every path in many random worlds to many ends.
    private static void everywhere(BiConsumer<World, List<Derivation>> check) {
        int found = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 12);
            Escalation escalation = world.escalation();
            for (End end : ends()) {
                List<Derivation> paths = escalation.derivations(World.identity(ME), end, 4);
                found += paths.size();
                try {
                    check.accept(world, paths);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + (SEED + i) + " to " + StepWords.of(end), e);
                }
            }
        }
        int sum = found;
        assertTrue(found > WORLDS, () -> "only " + sum + " paths: the worlds are too poor");
    }

    @Test
    void cheapestComesFirstAndEachOnce() {
        everywhere((world, paths) -> {
            List<Integer> costs = paths.stream().map(Derivation::cost).toList();
            assertEquals(
                    costs.stream().sorted().toList(),
                    costs,
                    () -> paths.stream().map(StepWords::of).collect(Collectors.joining("\n\n")));
            assertEquals(
                    paths.size(),
                    paths.stream().map(Derivation::steps).distinct().count());
        });
    }

    @Test
    void grantsReallyExist() {
        everywhere((world, paths) -> {
            RbacObjects objects = world.snapshot().rbac();
            Policy policy = Policy.of(objects);
            for (Derivation path : paths) {
                for (Grant grant : path.grants()) {
                    Binding binding = grant.binding();
                    assertTrue(objects.roleBindings().contains(binding)
                            || objects.clusterRoleBindings().contains(binding));
                    assertEquals(Optional.of(grant.role()), policy.role(binding.roleRef(), binding.namespace()));
                    assertTrue(grant.ruleIndex() < grant.role().rules().size());
                    assertTrue(grant.subjectIndex() < binding.subjects().size());
                }
            }
        });
    }

    private static Set<String> keys(List<Grant> grants) {
        return grants.stream().map(grant -> grant.describe()).collect(Collectors.toSet());
    }

    @Test
    void withoutItsGrantsAWayIsGone() {
        everywhere((world, paths) -> {
            if (paths.isEmpty() || paths.getFirst().grants().isEmpty()) {
                return;
            }
            Derivation first = paths.getFirst();
            Set<CutElement> subjects = new HashSet<>();
            first.grants()
                    .forEach(grant -> subjects.add(new CutElement.SubjectEntry(grant.binding(), grant.subjectIndex())));
            ClusterSnapshot snapshot = world.snapshot();
            ClusterSnapshot less = snapshot.withRbac(Cuts.without(snapshot.rbac(), subjects));
            Escalation after = Escalation.of(less, Policy.of(less.rbac()), world.catalogue());
            for (End end : ends()) {
                for (Derivation path : after.derivations(first.from(), end, 2)) {
                    Set<String> both = keys(path.grants());
                    both.retainAll(keys(first.grants()));
                    assertEquals(Set.of(), both);
                }
            }
        });
    }

    /// The grants of a path are enough for it: with no others in the cluster the goal is still reached.
    @Test
    void itsGrantsAreEnough() {
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 12);
            ClusterSnapshot snapshot = world.snapshot();
            for (Goal goal : Goal.values()) {
                End end = new End.OfGoal(goal);
                Optional<Derivation> path = world.escalation().derivation(World.identity(ME), end);
                if (path.isEmpty()) {
                    continue;
                }
                Set<CutElement> others = subjects(snapshot.rbac());
                path.get()
                        .grants()
                        .forEach(grant ->
                                others.remove(new CutElement.SubjectEntry(grant.binding(), grant.subjectIndex())));
                ClusterSnapshot less = snapshot.withRbac(Cuts.without(snapshot.rbac(), others));
                Escalation alone = Escalation.of(less, Policy.of(less.rbac()), world.catalogue());
                long seed = SEED + i;
                assertTrue(
                        alone.derivation(World.identity(ME), end).isPresent(),
                        () -> "seed " + seed + ": " + StepWords.of(path.get()));
            }
        }
    }

    private static Set<CutElement> subjects(RbacObjects objects) {
        List<Binding> bindings = new ArrayList<>(objects.roleBindings());
        bindings.addAll(objects.clusterRoleBindings());
        Set<CutElement> all = new HashSet<>();
        for (Binding binding : bindings) {
            for (int i = 0; i < binding.subjects().size(); i++) {
                all.add(new CutElement.SubjectEntry(binding, i));
            }
        }
        return all;
    }

    @Test
    void sentencesAreForPeople() {
        everywhere((world, paths) -> {
            for (Derivation path : paths) {
                String text = StepWords.of(path);
                assertFalse(RAW.matcher(text).find(), text);
                assertFalse(StepWords.of(path.to()).isBlank());
                assertFalse(RAW.matcher(StepWords.of(path.to())).find(), StepWords.of(path.to()));
                for (Derivation.Step step : path.steps()) {
                    assertFalse(step.title().isBlank());
                    assertFalse(step.holds().isEmpty());
                    assertFalse(StepWords.of(step.gives()).isBlank());
                    assertTrue(StepWords.of(step).endsWith("."), StepWords.of(step));
                }
            }
        });
    }

    @Test
    void stepsSayWhoByWhatGivesWhat() {
        World world = World.with()
                .account("a", "me", "boss")
                .mayIn("a", ME, "create serviceaccounts/token boss")
                .admin("a/boss");
        Derivation path = world.escalation()
                .derivation(World.identity(ME), new End.OfGoal(Goal.CLUSTER_CONTROL))
                .orElseThrow();
        assertEquals("""
            1. With the credential of system:serviceaccount:a:me: Request a token of a service account (a/boss), which \
            gives the credential of system:serviceaccount:a:boss. Allowed by: create serviceaccounts/token "boss" in a \
            by RoleBinding "a/binding-0" of Role "a/here-0" to ServiceAccount "a/me" (rule 1).
            2. With the credential of system:serviceaccount:a:boss: Use its own permissions, which gives control of \
            the cluster. Allowed by: any verb on any resource everywhere by ClusterRoleBinding "binding-0" of ClusterRole \
            "everywhere-0" to ServiceAccount "a/boss" (rule 1).\
            """, StepWords.of(path));
        assertEquals(1, path.cost());
        assertEquals(2, path.grants().size());
    }

    @Test
    void aCheaperWayIsFirstThoughItHasMoreSteps() {
        World world = World.with()
                .account("a", "me", "one", "two")
                .account("b", "last")
                .clusterRole("pods", "create pods")
                .bindIn("b", ME, RoleRef.clusterRole("pods"))
                .mayIn("b", ME, "create serviceaccounts/token last");
        List<Derivation> paths = world.escalation().derivations(World.identity(ME), credentialOf("b/last"), 5);
        assertEquals("token-request", paths.getFirst().steps().getFirst().technique());
        assertEquals(1, paths.getFirst().cost());
        assertTrue(paths.stream()
                .anyMatch(path -> path.steps().getFirst().technique().equals("pod-create")));
    }

    @Test
    void theStartItselfTakesNoStep() {
        World world = World.with().account("a", "me");
        Derivation path = world.escalation()
                .derivation(World.identity(ME), credentialOf(ME))
                .orElseThrow();
        assertEquals(List.of(), path.grants());
        assertEquals(0, path.cost());
        assertEquals(Optional.empty(), world.escalation().derivation(World.identity(ME), credentialOf("a/nobody")));
    }

    /// A right to impersonate that can never be used is not named, though it comes first.
    @Test
    void onlyRightsThatCanBeUsedAreNamed() {
        World world = World.with()
                .account("a", "me")
                .may(ME, "impersonate users system:serviceaccount:a:other")
                .mayIn("a", ME, "impersonate serviceaccounts")
                .may(ME, "impersonate groups system:masters");
        Derivation path = world.escalation()
                .derivation(World.identity(ME), new End.OfGoal(Goal.CLUSTER_CONTROL))
                .orElseThrow();
        assertEquals(
                Set.of("serviceaccounts", "groups"),
                path.grants().stream()
                        .map(grant -> grant.rule().resources().getFirst())
                        .collect(Collectors.toSet()));
    }
}
