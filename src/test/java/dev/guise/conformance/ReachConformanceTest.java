package dev.guise.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.conformance.Recordings.Recording;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique.Confidence;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Replays what the accounts of small clusters lead to. `-Dconformance.dir=DIR` adds every `reach-*.json` found there.
class ReachConformanceTest {

    static Stream<Recording> recordings() {
        return Recordings.load("reach-", "reach-201", "reach-202").stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyAccountLeadsToWhatWasRecorded(Recording recording) {
        Gate gate = recording.root().path("constrainedImpersonation").asBoolean() ? Gate.ON : Gate.OFF;
        ServerProfile server = ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(gate);
        Tally tally = new Tally(recording.name());
        int world = 0;
        for (JsonNode entry : recording.root().path("worlds")) {
            replay(entry, server, "world " + world++, tally);
        }
        System.out.println(tally.summary());
        assertTrue(tally.checked() > 0, "nothing to replay in " + recording.name());
        assertEquals(List.of(), tally.differences(), tally::details);
    }

    private static void replay(JsonNode world, ServerProfile server, String name, Tally tally) {
        ClusterSnapshot snapshot = RecordedObjects.snapshot(world.path("objects"), server);
        Escalation escalation = Escalation.of(snapshot, Policy.of(snapshot.rbac()), catalogue());
        Map<Identity, Reach> together = new HashMap<>();
        Escalation.of(snapshot, Policy.of(snapshot.rbac()), catalogue())
                .reachAll()
                .forEach(reach -> together.put(reach.from(), reach));
        for (JsonNode expected : world.path("reach")) {
            String from = expected.path("from").asString("");
            Reach reach = escalation.reach(Identity.ofUser(from));
            assertEquals(reach, together.get(reach.from()), "worked out together with all others, from " + from);
            tally.compare(
                    List.of(
                            new TreeSet<>(RecordedObjects.strings(expected.path("credentials"))),
                            new TreeSet<>(RecordedObjects.strings(expected.path("nodes"))),
                            expected.path("clusterControl").asBoolean()),
                    List.of(userNames(reach), new TreeSet<>(reach.nodes()), reach.controlsCluster()),
                    name + " from " + from);
        }
    }

    /// The recordings leave out what is not sure to work.
    private static Catalogue catalogue() {
        return Catalogue.bundled().atLeast(Confidence.MEDIUM);
    }

    private static Set<String> userNames(Reach reach) {
        return reach.credentials().stream().map(Identity::displayName).collect(Collectors.toCollection(TreeSet::new));
    }
}
