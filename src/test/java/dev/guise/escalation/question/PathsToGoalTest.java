package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.engine.GainedGrants;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The cheapest path known from all starts together is the one that a run from the start finds.
class PathsToGoalTest {
    private static final long SEED = 20_261_123;
    private static final int WORLDS = 60;
    private static final String ME = "a/me";
    private static final End CONTROL = new End.OfGoal(Goal.CLUSTER_CONTROL);

    @Test
    void togetherCostsWhatItCostsAlone() {
        int compared = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 14);
            Escalation alone = world.escalation();
            Escalation together = world.escalation();
            for (Reach reach : together.reachAll()) {
                for (Goal goal : Goal.values()) {
                    End end = new End.OfGoal(goal);
                    String name = "seed " + (SEED + i) + " from " + reach.from().displayName() + " to " + goal.id();
                    Optional<Derivation> one = alone.derivation(reach.from(), end);
                    Optional<Derivation> other = together.derivation(reach.from(), end);
                    assertEquals(reach.goals().contains(goal), other.isPresent(), name);
                    assertEquals(one.isPresent(), other.isPresent(), name);
                    one.ifPresent(path -> assertAlike(path, other.orElseThrow(), name));
                    compared += one.isPresent() ? 1 : 0;
                }
            }
        }
        int sum = compared;
        assertTrue(compared > 5 * WORLDS, () -> "only " + sum + " paths: the worlds are too poor");
    }

    /// A run may settle a dearer path first where roles are gained on it.
    private static void assertAlike(Derivation alone, Derivation together, String name) {
        boolean gains =
                alone.steps().stream().flatMap(step -> step.grants().stream()).anyMatch(GainedGrants::isGained);
        if (gains) {
            assertTrue(together.cost() <= alone.cost(), name);
        } else {
            assertEquals(alone.cost(), together.cost(), name);
        }
    }

    /// One hold makes a role, another binds it, and what the second one may bind is not judged for all together, since
    /// it comes to control by a longer way as it is.
    @Test
    void halfOfAWayThatWasNotJudged() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .account("d", "other")
                .account("e", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8")
                .configMap("kube-system", "aws-auth")
                .admin("b/boss")
                .mayIn("d", ME, "create serviceaccounts/token other")
                .mayIn(
                        "kube-system",
                        ME,
                        "create rbac.authorization.k8s.io:rolebindings",
                        "bind rbac.authorization.k8s.io:roles")
                .mayIn("kube-system", "d/other", "create,escalate rbac.authorization.k8s.io:roles")
                .mayIn("e", ME, "create serviceaccounts/token e1");
        for (int i = 1; i < 8; i++) {
            world.mayIn("e", "e/e" + i, "create serviceaccounts/token e" + (i + 1));
        }
        world.mayIn("b", "e/e8", "create serviceaccounts/token boss");
        Escalation escalation = world.escalation();
        escalation.reachAll();
        Derivation alone =
                world.escalation().derivation(World.identity(ME), CONTROL).orElseThrow();
        assertTrue(alone.cost() < 8, alone::toString);
        assertEquals(
                alone.cost(),
                escalation.derivation(World.identity(ME), CONTROL).orElseThrow().cost());
    }

    /// One hold creates the Secret, another reads it: no path by single inferences, so that it is left to a run.
    @Test
    void twoNeedsFromTwoHolds() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .account("c", "helper")
                .admin("b/boss")
                .mayIn("c", ME, "create serviceaccounts/token helper")
                .mayIn("b", ME, "create secrets")
                .mayIn("b", "c/helper", "get secrets");
        Escalation escalation = world.escalation();
        escalation.reachAll();
        Optional<Derivation> path = escalation.derivation(World.identity(ME), CONTROL);
        assertTrue(path.isPresent());
        assertEquals(world.escalation().derivation(World.identity(ME), CONTROL), path);
    }

    @Test
    void oneWhomTheClusterDoesNotKnow() {
        Escalation escalation =
                World.with().account("a", "me").mayIn("a", ME, "get secrets").escalation();
        escalation.reachAll();
        Identity stranger = new Identity("stranger", List.of("system:masters"));
        assertTrue(escalation.derivation(stranger, CONTROL).isPresent());
        assertFalse(escalation.derivation(Identity.ofUser("stranger"), CONTROL).isPresent());
    }
}
