package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FromEvidenceTest {
    private static final UserInfo BOT = UserInfo.serviceAccount("ci", "bot");
    private static final UserInfo AGENT = new UserInfo(
            "system:serviceaccount:ops:agent",
            "",
            List.of(),
            Map.of(UserInfo.NODE_NAME_EXTRA, List.of("dock-1")));
    private static final WantedUser JANE =
            new WantedUser("jane", "", List.of("devs"), Map.of("example.com/team", List.of("red")));

    private static final Evidence EVIDENCE = ImpactTest.evidence(
            ImpactTest.use(BOT, JANE, "get", "shop", "web", "till"),
            ImpactTest.use(BOT, JANE, "list", "shop", ""),
            ImpactTest.use(UserInfo.user("root"), WantedUser.of("system:serviceaccount:shop:till"), "delete", "shop", "x"),
            ImpactTest.use(UserInfo.user("root"), WantedUser.of("system:node:dock-2"), "get", "", "x"),
            ImpactTest.use(AGENT, WantedUser.of("system:node:dock-1"), "get", "shop", "web"));

    private static ImpersonationReviewer reviewer(Form form, FromEvidence.Widen... widen) {
        FromEvidence.Result result = new FromEvidence(form, Set.of(widen)).drafts(EVIDENCE);
        assertEquals(List.of(), result.limitations());
        List<DraftPlan> plans =
                result.specs().stream().map(spec -> Draft.of(spec).plan()).toList();
        Policy policy = Policy.of(DraftPlan.combined("all", plans).applyTo(dev.guise.rbac.RbacObjects.EMPTY));
        ServerProfile server = form == Form.LEGACY ? DemoCluster.OLD : DemoCluster.NEW;
        return new ImpersonationReviewer(policy, server);
    }

    private static boolean accepts(ImpersonationReviewer reviewer, UserInfo by, WantedUser as, Attributes request) {
        return reviewer.review(by, as, request).outcome() == Outcome.ACCEPTED;
    }

    @Test
    void everyRecordedRequestIsLetIn() {
        for (Form form : Form.values()) {
            ImpersonationReviewer reviewer = reviewer(form);
            for (ImpersonationUse use : EVIDENCE.uses()) {
                for (Attributes request : use.requests()) {
                    assertTrue(accepts(reviewer, use.requestor(), use.wanted(), request), form + " " + use + request);
                }
            }
        }
    }

    @Test
    void neighboursAreNot() {
        ImpersonationReviewer reviewer = reviewer(Form.CONSTRAINED);
        assertTrue(accepts(reviewer, BOT, JANE, DemoCluster.get("get", "pods", "shop", "web")));
        assertFalse(accepts(reviewer, BOT, JANE, DemoCluster.get("get", "pods", "shop", "other")));
        assertFalse(accepts(reviewer, BOT, JANE, DemoCluster.get("get", "pods", "shop2", "web")));
        assertFalse(accepts(reviewer, BOT, JANE, DemoCluster.get("watch", "pods", "shop", "")));
        assertFalse(accepts(reviewer, BOT, JANE, DemoCluster.get("get", "secrets", "shop", "web")));
        assertFalse(accepts(reviewer, BOT, WantedUser.of("janet"), DemoCluster.get("list", "pods", "shop", "")));
        assertFalse(accepts(
                reviewer, BOT, WantedUser.of("jane", List.of("ops")), DemoCluster.get("list", "pods", "shop", "")));
        assertFalse(accepts(reviewer, UserInfo.serviceAccount("ci", "bat"), JANE, DemoCluster.get("list", "pods", "shop", "")));
        assertFalse(accepts(
                reviewer, AGENT, WantedUser.of("system:node:dock-2"), DemoCluster.get("get", "pods", "shop", "web")));
        ImpersonationReviewer legacy = reviewer(Form.LEGACY);
        assertFalse(accepts(legacy, BOT, WantedUser.of("janet"), DemoCluster.get("list", "pods", "shop", "")));
    }

    @Test
    void widensOnlyWhereAsked() {
        ImpersonationReviewer names = reviewer(Form.CONSTRAINED, FromEvidence.Widen.OBJECT_NAMES);
        assertTrue(accepts(names, BOT, JANE, DemoCluster.get("get", "pods", "shop", "other")));
        assertFalse(accepts(names, BOT, JANE, DemoCluster.get("get", "pods", "shop2", "web")));
        ImpersonationReviewer places = reviewer(Form.CONSTRAINED, FromEvidence.Widen.NAMESPACES);
        assertTrue(accepts(places, BOT, JANE, DemoCluster.get("get", "pods", "shop2", "web")));
        assertFalse(accepts(places, BOT, JANE, DemoCluster.get("get", "pods", "shop2", "other")));
    }

    @Test
    void accountsWithGroupsAreSaidToNeedLegacy() {
        Evidence evidence = ImpactTest.evidence(ImpactTest.use(
                BOT, WantedUser.of("system:serviceaccount:shop:till", List.of("devs")), "get", "shop", "x"));
        FromEvidence.Result result = new FromEvidence(Form.CONSTRAINED, Set.of()).drafts(evidence);
        assertEquals(List.of(), result.specs());
        assertEquals(1, result.limitations().size());
        assertEquals(1, new FromEvidence(Form.LEGACY, Set.of()).drafts(evidence).specs().size());
    }
}
