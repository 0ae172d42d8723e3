package dev.guise.findings;

import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.question.RandomWorlds;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// In which order a cluster lists its objects, a role its rules and a binding its subjects changes no finding.
class ShuffledOrderTest {
    private static final long SEED = Long.getLong("order.seed", new Random().nextLong());

    @Test
    void ofTheDemo() throws SourceException {
        check(new DemoSource().read(ReadProgress.NONE), 4);
    }

    @Test
    void ofWaysThatAreEquallyShort() {
        check(
                cluster()
                        .clusterRole(
                                "r",
                                rule("bind", "rbac.authorization.k8s.io", "clusterroles"),
                                rule("create", "rbac.authorization.k8s.io", "rolebindings"))
                        .clusterRole("all", World.everything())
                        .bind("bx", "r", Subject.user("ann"), Subject.user("cid"))
                        .bind("by", "r", Subject.user("bob"), Subject.user("ann"))
                        .snapshot(),
                24);
    }

    @Test
    void ofMadeUpClusters() {
        RandomWorlds worlds = new RandomWorlds(SEED);
        for (int i = 0; i < 40; i++) {
            check(worlds.next(8).snapshot(), 3);
        }
    }

    private static void check(ClusterSnapshot cluster, int times) {
        Random random = new Random(SEED);
        SequencedMap<String, String> expected = told(cluster);
        assertFalse(expected.isEmpty() && times > 3, "there is nothing to compare");
        for (int i = 0; i < times; i++) {
            SequencedMap<String, String> found = told(shuffled(cluster, random));
            String where = "order.seed " + SEED + ", shuffle " + i;
            assertEquals(beyond(expected, found), beyond(found, expected), where);
        }
    }

    /// What the one has and the other has not.
    private static String beyond(SequencedMap<String, String> one, SequencedMap<String, String> other) {
        return one.values().stream().filter(line -> !other.containsValue(line)).collect(Collectors.joining("\n"));
    }

    private static SequencedMap<String, String> told(ClusterSnapshot cluster) {
        SequencedMap<String, String> told = new TreeMap<>();
        Findings.of(Analysis.of(cluster))
                .byFingerprint()
                .forEach((fingerprint, finding) -> told.put(
                        fingerprint,
                        fingerprint + " " + finding.id() + " " + finding.severity() + " " + finding.subject() + " "
                                + finding.origin().identity() + " " + finding.part() + " " + finding.reaches() + " "
                                + finding.expected()));
        return told;
    }

    private static ClusterSnapshot shuffled(ClusterSnapshot cluster, Random random) {
        RbacObjects rbac = cluster.rbac();
        return new ClusterSnapshot(
                cluster.origin(),
                cluster.server(),
                new RbacObjects(
                        shuffled(rbac.roles(), random).stream()
                                .map(role -> new Role(role.meta(), shuffled(role.rules(), random)))
                                .toList(),
                        shuffled(rbac.clusterRoles(), random).stream()
                                .map(role -> new ClusterRole(
                                        role.meta(), shuffled(role.rules(), random), role.aggregation()))
                                .toList(),
                        shuffled(rbac.roleBindings(), random).stream()
                                .map(binding -> new RoleBinding(
                                        binding.meta(), binding.roleRef(), shuffled(binding.subjects(), random)))
                                .toList(),
                        shuffled(rbac.clusterRoleBindings(), random).stream()
                                .map(binding -> new ClusterRoleBinding(
                                        binding.meta(), binding.roleRef(), shuffled(binding.subjects(), random)))
                                .toList()),
                shuffled(cluster.serviceAccounts(), random),
                shuffled(cluster.namespaces(), random),
                shuffled(cluster.nodes(), random),
                shuffled(cluster.pods(), random),
                shuffled(cluster.workloads(), random),
                shuffled(cluster.secrets(), random),
                shuffled(cluster.configMaps(), random),
                shuffled(cluster.webhookConfigurations(), random),
                cluster.warnings(),
                cluster.limits(),
                cluster.assumed());
    }

    private static <T> List<T> shuffled(List<T> all, Random random) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }
}
