package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is worked out for a changed cluster by difference is what is worked out for it anew.
class ChangedClusterTest {
    private static final int WORLDS = 80;
    private static final int CHANGES = 3;

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void reachAndWaysAreThoseWorkedOutAnew() {
        System.out.println("seed " + seed);
        int changed = 0;
        int paths = 0;
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
                paths += compareWays(anew, after, name);
                changed += known.equals(after.reachAll()) ? 0 : 1;
                before = j % 2 == 0 ? before : after;
            }
            assertEquals(known, escalation(snapshot).reachAll(), "seed " + seed);
        }
        int sum = paths;
        int different = changed;
        assertTrue(changed > WORLDS / 2, () -> "only " + different + " changes of any reach");
        assertTrue(paths > 5 * WORLDS, () -> "only " + sum + " paths");
    }

    private static int compareWays(Escalation anew, Escalation after, String name) {
        int paths = 0;
        for (Reach reach : anew.reachAll()) {
            for (Goal goal : reach.goals()) {
                End end = new End.OfGoal(goal);
                assertEquals(
                        anew.derivation(reach.from(), end),
                        after.derivation(reach.from(), end),
                        () -> name + " from " + reach.from() + " to " + goal);
                paths++;
            }
        }
        return paths;
    }

    /// A role that may be bound by name comes to exist.
    @Test
    void aRoleThatIsBoundComesToExist() {
        assertChanges(
                base().may(
                                "a/me",
                                "create rbac.authorization.k8s.io:clusterrolebindings",
                                "bind rbac.authorization.k8s.io:clusterroles free"),
                world -> world.clusterRole("free", "* *:*"));
    }

    /// The same of a role whose rules are worth something one by one.
    @Test
    void anOrdinaryRoleThatIsBoundComesToExist() {
        assertChanges(
                base().may(
                                "a/me",
                                "create rbac.authorization.k8s.io:clusterrolebindings",
                                "bind rbac.authorization.k8s.io:clusterroles free"),
                world -> world.clusterRole("free", "create serviceaccounts/token"));
    }

    /// Who may bind any role may bind one that comes.
    @Test
    void anyRoleMayBeBound() {
        assertChanges(
                base().may(
                                "a/me",
                                "create rbac.authorization.k8s.io:clusterrolebindings",
                                "bind rbac.authorization.k8s.io:clusterroles"),
                world -> world.clusterRole("strong", "create serviceaccounts/token"));
    }

    /// Control of the cluster comes to whoever is known.
    @Test
    void aUserComesToBeKnownToWhoControlsTheCluster() {
        World world = base().admin("a/me");
        Escalation before = world.escalation();
        End newcomer = new End.OfIdentity(Identity.ofUser("newcomer"));
        assertEquals(Optional.empty(), before.derivation(World.identity("a/me"), newcomer));
        before.reachAll();
        world.may("newcomer", "get pods");
        Optional<Derivation> path = before.with(world.snapshot().rbac()).derivation(World.identity("a/me"), newcomer);
        assertTrue(path.isPresent());
        assertEquals(world.escalation().derivation(World.identity("a/me"), newcomer), path);
    }

    /// Who may bind a role is not who is given another one.
    @Test
    void aRoleThatMayBeBoundChanges() {
        World world = base().clusterRole("free", "get pods")
                .may(
                        "a/me",
                        "create rbac.authorization.k8s.io:clusterrolebindings",
                        "bind rbac.authorization.k8s.io:clusterroles free");
        assertChanges(world, other -> other.replaceClusterRole("free", "* *:*"));
    }

    /// A certificate can name a user that only the draft makes known.
    @Test
    void aUserComesToBeKnown() {
        assertChanges(
                base().may(
                                "a/me",
                                "create certificates.k8s.io:certificatesigningrequests",
                                "update certificates.k8s.io:certificatesigningrequests/approval",
                                "approve certificates.k8s.io:signers kubernetes.io/kube-apiserver-client"),
                world -> world.admin("newcomer"));
    }

    /// What is done as somebody else is allowed by the impersonator's rules, which are no rules of that somebody.
    @Test
    void anActionOfAnImpersonatorComes() {
        assertChanges(
                base().may("jane", "create serviceaccounts/token", "get pods")
                        .may(
                                "a/me",
                                "impersonate:user-info authentication.k8s.io:users jane",
                                "impersonate-on:user-info:get pods")
                        .may("b/boss", "* *:*"),
                world -> world.may("a/me", "impersonate-on:user-info:create serviceaccounts/token"));
    }

    /// What a role that was gained is worth beside one's own rules depends on which roles there are; no inference that
    /// all starts share tells of it.
    @Test
    void aRoleGainedIsWorthMore() {
        World world = base().admin("a/boss2")
                .account("a", "boss2")
                .clusterRole("free", "bind rbac.authorization.k8s.io:clusterroles target")
                .mayIn(
                        "a",
                        "a/me",
                        "create rbac.authorization.k8s.io:rolebindings",
                        "bind rbac.authorization.k8s.io:clusterroles free");
        assertChanges(world, other -> other.clusterRole("target", "* *:*"));
    }

    /// There is a long path already; a shorter one begins where a run without the draft did not go.
    @Test
    void aShorterWayBeginsWhereNothingWas() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .account("c", "helper")
                .account("d", "other")
                .account("e", "e1", "e2", "e3", "e4", "e5", "e6")
                .admin("b/boss")
                .mayIn("c", "a/me", "create serviceaccounts/token helper")
                .mayIn("d", "a/me", "create serviceaccounts/token other")
                .mayIn("b", "c/helper", "create secrets")
                .mayIn("e", "a/me", "create serviceaccounts/token e1");
        for (int i = 1; i < 6; i++) {
            world.mayIn("e", "e/e" + i, "create serviceaccounts/token e" + (i + 1));
        }
        world.mayIn("b", "e/e6", "create serviceaccounts/token boss");
        End control = new End.OfGoal(Goal.CLUSTER_CONTROL);
        Identity me = World.identity("a/me");
        Escalation before = world.escalation();
        before.reachAll();
        Optional<Derivation> known = before.derivation(me, control);
        world.mayIn("b", "d/other", "get secrets");
        Escalation anew = world.escalation();
        anew.reachAll();
        assertNotEquals(known, anew.derivation(me, control), "the draft changes no path");
        Escalation after = before.with(world.snapshot().rbac());
        after.reachAll();
        assertEquals(anew.derivation(me, control), after.derivation(me, control));
    }

    private static World base() {
        return World.with().account("a", "me").account("b", "boss").may("nobody-else", "get pods");
    }

    private static void assertChanges(World world, Consumer<World> draft) {
        Escalation before = world.escalation();
        List<Reach> known = before.reachAll();
        // what runs find, and do not find, is kept
        known.forEach(reach ->
                Stream.of(Goal.values()).forEach(goal -> before.derivation(reach.from(), new End.OfGoal(goal))));
        draft.accept(world);
        Escalation anew = world.escalation();
        assertNotEquals(known, anew.reachAll(), "the draft changes nothing");
        Escalation after = before.with(world.snapshot().rbac());
        assertEquals(anew.reachAll(), after.reachAll());
        compareWays(anew, after, "");
    }

    private static Escalation escalation(ClusterSnapshot snapshot) {
        return Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
    }
}
