package dev.guise.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is worked out for a changed cluster by difference is what is worked out for it anew.
class ChangedClusterTest {
    private static final int WORLDS = 150;
    private static final int CHANGES = 3;

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void reachAndWaysAreThoseWorkedOutAnew() {
        System.out.println("seed " + seed);
        int changed = 0;
        int ways = 0;
        for (int i = 0; i < WORLDS; i++) {
            ClusterSnapshot snapshot = RandomChanges.cluster(seed + i, 4 + i % 14);
            Escalation before = escalation(snapshot);
            List<Reach> known = before.reachAll();
            RandomChanges changes = new RandomChanges(seed - i);
            RbacObjects objects = snapshot.rbac();
            for (int j = 0; j < CHANGES; j++) {
                // every other draft is of a draft
                objects = changes.of(j % 2 == 0 ? snapshot.rbac() : objects);
                String name = "seed " + seed + " world " + i + " change " + j;
                Escalation anew = escalation(snapshot.withRbac(objects));
                Escalation after = before.with(objects);
                assertEquals(anew.reachAll(), after.reachAll(), name);
                ways += compareWays(anew, after, name);
                changed += known.equals(after.reachAll()) ? 0 : 1;
                before = j % 2 == 0 ? before : after;
            }
            assertEquals(known, escalation(snapshot).reachAll(), "seed " + seed);
        }
        int sum = ways;
        int different = changed;
        assertTrue(changed > WORLDS / 2, () -> "only " + different + " changes of any reach");
        assertTrue(ways > 5 * WORLDS, () -> "only " + sum + " ways");
    }

    private static int compareWays(Escalation anew, Escalation after, String name) {
        int ways = 0;
        for (Reach reach : anew.reachAll()) {
            for (Goal goal : reach.goals()) {
                End end = new End.OfGoal(goal);
                assertEquals(
                        anew.derivation(reach.from(), end),
                        after.derivation(reach.from(), end),
                        () -> name + " from " + reach.from() + " to " + goal);
                ways++;
            }
        }
        return ways;
    }

    private static Escalation escalation(ClusterSnapshot snapshot) {
        return Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
    }
}
