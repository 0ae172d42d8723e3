package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.words.StepWords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is asked about one end from many starts is what is asked from each alone.
class PathsToEndTest {
    private static final long SEED = 71;
    private static final int WORLDS = 20;

    @Test
    void eachWayIsAsEasyAsAlone() {
        int compared = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 9);
            List<End> ends = List.of(
                    new End.OfGoal(Goal.NODE),
                    new End.OfIdentity(World.identity("a/boss")),
                    new End.OfRequest(ResourceAttributes.of("get", "", "secrets", "", "")));
            for (End end : ends) {
                Escalation together = world.escalation();
                PathsToEnd paths = together.pathsTo(end);
                List<Identity> starts = paths.starts();
                assertEquals(world.escalation().whoReaches(end), starts);
                for (Identity from : together.identities()) {
                    String name = "seed " + (SEED + i) + " from " + from.displayName() + " to " + StepWords.of(end);
                    Optional<Derivation> easiest = paths.easiest(from);
                    assertEquals(starts.contains(from), easiest.isPresent(), name);
                    assertEquals(
                            world.escalation().derivation(from, end).map(Derivation::cost),
                            easiest.map(Derivation::cost),
                            name);
                    paths.known(from)
                            .ifPresent(known -> assertTrue(
                                    known.cost() >= easiest.orElseThrow().cost(), name));
                    compared += easiest.isPresent() ? 1 : 0;
                }
            }
        }
        int sum = compared;
        assertTrue(sum > WORLDS, () -> "only " + sum + " paths");
    }
}
