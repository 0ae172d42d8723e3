package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.engine.CheapestDerivations;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// All starts together come to what each comes to alone.
class ReachOfAllTest {
    private static final long SEED = 20_260_101;
    private static final int WORLDS = 300;

    @Test
    void togetherIsOneByOne() {
        int beyond = 0;
        Set<String> techniques = new HashSet<>();
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 14);
            List<Reach> together = world.escalation().reachAll();
            Escalation shared = world.escalation();
            String name = "seed " + (SEED + i);
            for (Reach reach : together) {
                assertEquals(
                        world.escalation().reach(reach.from()), reach, () -> name + " alone, from " + reach.from());
                assertEquals(
                        shared.reach(reach.from()), reach, () -> name + " one after the other, from " + reach.from());
                beyond += reach.credentials().size() > 1 || !reach.acting().isEmpty() ? 1 : 0;
            }
            CheapestDerivations run = world.facts("a/me").run();
            run.settled().stream().map(run::by).forEach(edge -> techniques.add(edge == null ? "" : edge.technique()));
        }
        int sum = beyond;
        assertTrue(beyond > WORLDS, () -> "only " + sum + " starts come to anything: the worlds are too poor");
        assertTrue(techniques.size() > 20, () -> "only " + techniques);
    }

    @Test
    void askedBeforeOrAfterIsTheSame() {
        for (int i = 0; i < 40; i++) {
            long seed = SEED - 1 - i;
            World world = new RandomWorlds(seed).next(12);
            Escalation escalation = world.escalation();
            List<Reach> before = new ArrayList<>();
            List<Identity> reversed = escalation.identities().reversed();
            reversed.forEach(identity -> before.add(escalation.reach(identity)));
            assertEquals(new HashSet<>(before), new HashSet<>(world.escalation().reachAll()), () -> "seed " + seed);
        }
    }

    @Test
    void whoComesToARequestIsWhoHasAWayToIt() {
        int some = 0;
        for (int i = 0; i < 60; i++) {
            long seed = SEED + 9000 + i;
            World world = new RandomWorlds(seed).next(4 + i % 12);
            End end = new End.OfRequest(ResourceAttributes.of("create", "", "pods", i % 2 == 0 ? "b" : "", ""));
            Escalation escalation = world.escalation();
            List<Identity> expected = escalation.identities().stream()
                    .filter(identity -> escalation.derivation(identity, end).isPresent())
                    .toList();
            assertEquals(expected, escalation.whoReaches(end), () -> "seed " + seed);
            some += expected.size();
        }
        int sum = some;
        assertTrue(some > 20, () -> "only " + sum + " identities come to the request");
    }

    /// A further grant never takes anything away.
    @Test
    void reachOnlyGrowsWithGrants() {
        for (int i = 0; i < 100; i++) {
            long seed = SEED + 5000 + i;
            World world = new RandomWorlds(seed).next(10);
            List<Reach> before = world.escalation().reachAll();
            world.may("b/other", "create serviceaccounts/token").mayIn("a", "a/me", "impersonate serviceaccounts");
            Escalation after = world.escalation();
            for (Reach reach : before) {
                Reach more = after.reach(reach.from());
                String name = "seed " + seed + " from " + reach.from().displayName();
                assertTrue(more.credentials().containsAll(reach.credentials()), name);
                assertTrue(reach.acting().stream().allMatch(more::becomes), name);
                assertTrue(more.goals().containsAll(reach.goals()), name);
                assertTrue(more.nodes().containsAll(reach.nodes()), name);
            }
        }
    }
}
