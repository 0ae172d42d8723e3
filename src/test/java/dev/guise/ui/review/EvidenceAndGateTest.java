package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.LogProgress;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceAndGateTest {
    private static Evidence evidence(String constraint) {
        String event = "{\"kind\":\"Event\",\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"list\","
                + "\"user\":{\"username\":\"gw\"},\"impersonatedUser\":{\"username\":\"alice\"},"
                + "\"authenticationMetadata\":{\"impersonationConstraint\":\"" + constraint
                + "\"},\"objectRef\":{\"resource\":\"pods\"},\"responseStatus\":{\"code\":200}}";
        return new AuditLog()
                .read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), "x", LogProgress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, impersonate:user-info, ON",
        "UNKNOWN, '', UNKNOWN",
        "OFF, impersonate:user-info, OFF",
        "ON, '', ON"
    })
    void constrainedRequestsShowThatTheGateIsOn(Gate before, String constraint, Gate after) throws Exception {
        ClusterSnapshot snapshot = new DemoSource()
                .read(ReadProgress.NONE)
                .withServer(ServerProfile.UNKNOWN.withConstrainedImpersonation(before));
        OpenSession open = OpenSession.of(snapshot);
        ReviewLoader loader = open.session().loader();

        loader.evidenceProperty().set(evidence(constraint));

        assertEquals(after, loader.snapshotProperty().get().server().constrainedImpersonation());
        open.await(() ->
                loader.reviewProperty().get().orElseThrow().snapshot().server().constrainedImpersonation() == after);
        open.background().close();
    }
}
