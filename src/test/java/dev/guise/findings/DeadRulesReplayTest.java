package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.conformance.RecordedObjects;
import dev.guise.conformance.Recordings;
import dev.guise.conformance.Recordings.Recording;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Of what real API servers let in, nothing was let in only by a part of a rule that is reported dead.
class DeadRulesReplayTest {

    static Stream<Recording> recordings() {
        return Recordings.load("rbac-", "rbac-101", "rbac-102", "rbac-103", "rbac-104").stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatIsReportedDeadLetNothingThrough(Recording recording) {
        Gate gate = recording.root().path("constrainedImpersonation").asBoolean() ? Gate.ON : Gate.OFF;
        ServerProfile server = ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(gate);
        ClusterSnapshot snapshot = RecordedObjects.snapshot(recording.root().path("objects"), server);
        Analysis analysis = Analysis.of(snapshot);
        Map<GrantKey, List<DeadUse>> dead = dead(analysis);
        assertTrue(dead.size() > 5, "nothing is dead in " + recording.name());
        var reviewer = new ImpersonationReviewer(analysis.policy(), server);
        List<String> wrong = new ArrayList<>();
        int passed = 0;
        for (JsonNode entry : recording.root().path("impersonation")) {
            UserInfo requestor = RecordedObjects.user(entry.path("requestor"));
            ImpersonationReview review = reviewer.review(
                    requestor,
                    RecordedObjects.wanted(entry.path("impersonate")),
                    RecordedObjects.attributes(entry.path("request")));
            Result result = review.result();
            if (!entry.path("outcome").asString("").equals("accepted") || result == null) {
                continue;
            }
            for (Check check : review.checks()) {
                Attributes asked = check.attributes();
                if (check.passed() && asked != null && isOf(result, check)) {
                    passed++;
                    lookForLiving(analysis, requestor, asked, dead, wrong);
                }
            }
        }
        assertTrue(passed > 10, "nothing was let in in " + recording.name());
        assertEquals(List.of(), wrong.stream().distinct().limit(10).toList());
    }

    private static Map<GrantKey, List<DeadUse>> dead(Analysis analysis) {
        var holders = Survey.holdersOf(analysis, analysis.escalation().identities());
        Map<GrantKey, List<DeadUse>> dead = new HashMap<>();
        DeadUse.all(holders, analysis.snapshot().server())
                .values()
                .forEach(uses -> uses.forEach(
                        use -> dead.computeIfAbsent(GrantKey.forAll(use.right().grant()), k -> new ArrayList<>())
                                .add(use)));
        return dead;
    }

    private static boolean isOf(Result result, Check check) {
        Mode mode = check.mode();
        return Objects.equals(result.constraint(), mode == null ? "" : mode.identityVerb());
    }

    private static void lookForLiving(
            Analysis analysis,
            UserInfo requestor,
            Attributes asked,
            Map<GrantKey, List<DeadUse>> dead,
            List<String> wrong) {
        if (requestor.isMaster()) {
            return;
        }
        String namespace = asked instanceof ResourceAttributes a ? a.namespace() : "";
        List<Grant> allowing = analysis.policy().rulesFor(requestor, namespace).stream()
                .filter(grant -> RuleMatching.allows(grant.rule(), asked))
                .toList();
        boolean living = allowing.stream()
                .anyMatch(grant -> dead.getOrDefault(GrantKey.forAll(grant), List.of()).stream()
                        .noneMatch(use -> isDead(use, grant, asked)));
        if (!living) {
            wrong.add(requestor.name() + " " + requestor.groups() + " was allowed " + asked.describe() + " by "
                    + allowing);
        }
    }

    /// Whether the request would pass by just the part that is dead.
    private static boolean isDead(DeadUse use, Grant grant, Attributes asked) {
        DeadRight right = use.right();
        if (!use.subjects().contains(grant.subject()) || !(asked instanceof ResourceAttributes a)) {
            return false;
        }
        return right.part().equals(a.verb())
                || right.part().equals(a.combinedResource())
                || right.part().equals(a.name());
    }
}
