package dev.guise.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.Draft;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.FromEvidence;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What real API servers let in is taken for evidence, drafts are made of it and put where no other role is, and all
/// that was recorded is asked again: who was let in still is, as the same identity, and who was refused is refused.
class DraftReplayTest {

    /// A recorded request.
    private record Asked(UserInfo requestor, WantedUser wanted, Attributes request, JsonNode entry) {
        boolean accepted() {
            return entry.path("outcome").asString("").equals("accepted");
        }
    }

    static Stream<Recordings.Recording> recordings() {
        return Recordings.load("rbac-", "rbac-101", "rbac-102", "rbac-103", "rbac-104").stream();
    }

    private static List<Asked> asked(Recordings.Recording recording) {
        List<Asked> asked = new ArrayList<>();
        recording
                .root()
                .path("impersonation")
                .forEach(entry -> asked.add(new Asked(
                        RecordedObjects.user(entry.path("requestor")),
                        RecordedObjects.wanted(entry.path("impersonate")),
                        RecordedObjects.attributes(entry.path("request")),
                        entry)));
        return asked;
    }

    private static Evidence evidence(List<Asked> accepted) {
        List<ImpersonationUse> uses = accepted.stream()
                .map(one -> new ImpersonationUse(
                        one.requestor(),
                        one.wanted(),
                        one.entry().path("constraint").asString(""),
                        nameless(one.request()),
                        List.of(name(one.request())),
                        0,
                        new Outcome.Allowed(),
                        1,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return Evidence.NONE.withUses(uses);
    }

    private static Attributes nameless(Attributes request) {
        return switch (request) {
            case ResourceAttributes resource -> resource.withName("");
            case NonResourceAttributes path -> new NonResourceAttributes(path.verb(), "");
        };
    }

    private static String name(Attributes request) {
        return switch (request) {
            case ResourceAttributes resource -> resource.name();
            case NonResourceAttributes path -> path.path();
        };
    }

    private static ImpersonationReviewer drafted(Form form, List<Asked> accepted) {
        List<DraftPlan> plans = new FromEvidence(form, Set.of())
                .drafts(evidence(accepted)).specs().stream()
                        .map(spec -> Draft.of(spec).plan())
                        .toList();
        RbacObjects only = DraftPlan.combined("all", plans).applyTo(RbacObjects.EMPTY);
        ServerProfile server = ServerProfile.ofVersion(1, form == Form.LEGACY ? 34 : 36);
        return new ImpersonationReviewer(Policy.of(only), server);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void legacyDraftsLetInWhomTheServerLetInByLegacy(Recordings.Recording recording) {
        replay(recording, Form.LEGACY, "");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void constrainedDraftsLetInWhomTheServerLetInByAConstraint(Recordings.Recording recording) {
        replay(recording, Form.CONSTRAINED, "impersonate:");
    }

    private static void replay(Recordings.Recording recording, Form form, String constraint) {
        List<Asked> all = asked(recording);
        List<Asked> accepted = all.stream()
                .filter(one ->
                        one.accepted() && isOf(one.entry().path("constraint").asString(""), constraint))
                .filter(one -> !one.requestor().groups().contains("system:masters"))
                .toList();
        Tally tally = new Tally(recording.name() + " drafted " + form);
        ImpersonationReviewer reviewer = drafted(form, accepted);
        for (Asked one : accepted) {
            ImpersonationReview review = reviewer.review(one.requestor(), one.wanted(), one.request());
            Object as = review.result() == null
                    ? review.message()
                    : shown(review.result().identity());
            tally.compare(shown(RecordedObjects.user(one.entry().path("as"))), as, one.entry());
        }
        for (Asked one : all) {
            boolean refused = one.entry().path("outcome").asString("").equals("refused");
            if (refused && !isProduct(one, accepted)) {
                ImpersonationReview review = reviewer.review(one.requestor(), one.wanted(), one.request());
                tally.compare("refused", review.outcome().id(), one.entry());
            }
        }
        System.out.println(tally.summary());
        assertTrue(tally.checked() > 0, "nothing to replay in " + recording.name());
        assertEquals(List.of(), tally.differences(), tally::details);
    }

    private static boolean isOf(String recorded, String constraint) {
        return constraint.isEmpty() ? recorded.isEmpty() : recorded.startsWith(constraint);
    }

    /// Whether the same requestor had every part of it in other requests: RBAC knows no pairs.
    private static boolean isProduct(Asked refused, List<Asked> accepted) {
        Set<String> parts = new TreeSet<>();
        accepted.stream()
                .filter(one -> one.requestor().name().equals(refused.requestor().name()))
                .forEach(one -> parts.addAll(parts(one)));
        return parts.containsAll(parts(refused));
    }

    private static Set<String> parts(Asked one) {
        Set<String> parts = new TreeSet<>();
        WantedUser wanted = one.wanted();
        parts.add("name " + wanted.name());
        wanted.groups().forEach(group -> parts.add("group " + group));
        parts.add("uid " + wanted.uid());
        wanted.extra().forEach((key, values) -> values.forEach(value -> parts.add("extra " + key + "=" + value)));
        return parts;
    }

    private static Object shown(UserInfo user) {
        return List.of(user.name(), user.uid(), new TreeSet<>(user.groups()), user.extra());
    }
}
