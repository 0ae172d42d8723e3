package dev.guise.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.conformance.Recordings.Recording;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.EscalationPrevention;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.UserInfo;
import dev.guise.rbac.WriteReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Replays the decisions of real API servers. `-Dconformance.dir=DIR` adds every `rbac-*.json` found there.
class ConformanceTest {

    static Stream<Recording> recordings() {
        return Recordings.load("rbac-", "rbac-101", "rbac-102", "rbac-103", "rbac-104").stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void decisionsAreTheServers(Recording recording) {
        Policy policy = policy(recording);
        replay(recording, "authorization", (entry, tally) -> authorization(policy, entry, tally));
    }

    private static void authorization(Policy policy, JsonNode entry, Tally tally) {
        UserInfo user = RecordedObjects.user(entry.path("requestor"));
        var attributes = RecordedObjects.attributes(entry.path("attributes"));
        boolean allowed = policy.authorize(user, attributes).isAllowed();
        tally.compare(entry.path("allowed").asBoolean(), allowed, entry);
        String reason = entry.path("reason").asString("");
        if (allowed && !reason.isEmpty()) {
            // the server walks bindings in no fixed order, so its reason must be among all of ours
            Set<String> reasons = new TreeSet<>();
            for (Grant grant : policy.grantsAllowing(user, attributes)) {
                reasons.add("RBAC: allowed by " + grant.describe());
            }
            tally.compare(true, reasons.contains(reason), reason + " not in " + reasons);
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void impersonationIsTheServers(Recording recording) {
        Gate gate = recording.root().path("constrainedImpersonation").asBoolean() ? Gate.ON : Gate.OFF;
        var reviewer = new ImpersonationReviewer(
                policy(recording), ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(gate));
        replay(recording, "impersonation", (entry, tally) -> {
            ImpersonationReview review = reviewer.review(
                    RecordedObjects.user(entry.path("requestor")),
                    RecordedObjects.wanted(entry.path("impersonate")),
                    RecordedObjects.attributes(entry.path("request")));
            tally.compare(expected(entry), actual(review), entry);
        });
    }

    private static List<Object> expected(JsonNode entry) {
        String outcome = entry.path("outcome").asString("");
        if (!outcome.equals("accepted")) {
            return List.of(outcome);
        }
        UserInfo as = RecordedObjects.user(entry.path("as"));
        return List.of(
                outcome,
                entry.path("constraint").asString(""),
                as.name(),
                as.uid(),
                new TreeSet<>(as.groups()),
                as.extra(),
                entry.path("allowed").asBoolean());
    }

    private static List<Object> actual(ImpersonationReview review) {
        var result = review.result();
        if (result == null) {
            return List.of(review.outcome().id());
        }
        UserInfo as = result.identity();
        return List.of(
                review.outcome().id(),
                result.constraint(),
                as.name(),
                as.uid(),
                new TreeSet<>(as.groups()),
                as.extra(),
                result.decision().isAllowed());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void grantsAreTheServers(Recording recording) {
        var prevention = new EscalationPrevention(policy(recording));
        replay(recording, "grants", (entry, tally) -> {
            UserInfo writer = RecordedObjects.user(entry.path("requestor"));
            WriteReview review = review(prevention, writer, entry.path("object"));
            String outcome = entry.path("outcome").asString("");
            tally.compare(outcome, outcome(review), entry);
            if (review instanceof WriteReview.Escalation escalation && outcome.equals("escalation")) {
                tally.compare(entry.path("message").asString(""), escalation.message(), entry);
            }
        });
    }

    private static WriteReview review(EscalationPrevention prevention, UserInfo writer, JsonNode object) {
        var meta = RecordedObjects.meta(object);
        Binding binding = switch (object.path("kind").asString("")) {
            case "Role" -> null;
            case "ClusterRole" -> null;
            case "RoleBinding" ->
                new RoleBinding(meta, RecordedObjects.roleRef(object), RecordedObjects.subjects(object));
            default -> new ClusterRoleBinding(meta, RecordedObjects.roleRef(object), RecordedObjects.subjects(object));
        };
        if (binding != null) {
            return prevention.review(writer, "create", binding);
        }
        var role = meta.namespace().isEmpty()
                ? new ClusterRole(meta, RecordedObjects.rules(object))
                : new Role(meta, RecordedObjects.rules(object));
        return prevention.review(writer, "create", role);
    }

    private static String outcome(WriteReview review) {
        return switch (review) {
            case WriteReview.Allowed ignored -> "allowed";
            case WriteReview.Forbidden ignored -> "forbidden";
            case WriteReview.Escalation ignored -> "escalation";
        };
    }

    private static Policy policy(Recording recording) {
        return Policy.of(RecordedObjects.rbac(recording.root().path("objects")));
    }

    private static void replay(Recording recording, String part, BiConsumer<JsonNode, Tally> check) {
        Tally tally = new Tally(recording.name() + " " + part);
        List<JsonNode> entries = new ArrayList<>();
        recording.root().path(part).forEach(entries::add);
        entries.forEach(entry -> check.accept(entry, tally));
        System.out.println(tally.summary());
        assertTrue(tally.checked() > 0, "nothing to replay in " + recording.name() + " " + part);
        assertEquals(List.of(), tally.differences(), tally::details);
    }
}
