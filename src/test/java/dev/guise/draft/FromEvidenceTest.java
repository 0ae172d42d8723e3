package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.LogProgress;
import dev.guise.evidence.Unread;
import dev.guise.impersonation.ExtraKey;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.UserInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FromEvidenceTest {
    private static final UserInfo BOT = UserInfo.serviceAccount("ci", "bot");
    private static final UserInfo AGENT = new UserInfo(
            "system:serviceaccount:ops:agent", "", List.of(), Map.of(UserInfo.NODE_NAME_EXTRA, List.of("dock-1")));
    private static final WantedUser JANE =
            new WantedUser("jane", "", List.of("devs"), Map.of("example.com/team", List.of("red")));

    private static final Evidence EVIDENCE = ImpactTest.evidence(
            ImpactTest.use(BOT, JANE, "get", "shop", "web", "till"),
            ImpactTest.use(BOT, JANE, "list", "shop", ""),
            ImpactTest.use(
                    UserInfo.user("root"), WantedUser.of("system:serviceaccount:shop:till"), "delete", "shop", "x"),
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

    /// "as user-info" behind every line is noise where nobody but users is named.
    @Test
    void whatIsForTheOnlyModeDoesNotSaySo() {
        List<DraftSpec> specs =
                new FromEvidence(Form.CONSTRAINED, Set.of()).drafts(EVIDENCE).specs();
        assertTrue(specs.stream()
                .filter(spec -> spec.who().modes().size() == 1)
                .flatMap(spec -> spec.actions().stream())
                .allMatch(action -> action.modes().isEmpty()));
        assertTrue(specs.stream()
                .filter(spec -> spec.who().modes().size() > 1)
                .flatMap(spec -> spec.actions().stream())
                .noneMatch(action -> action.modes().isEmpty()));
        assertEquals(
                Set.of(1, 2),
                specs.stream().map(spec -> spec.who().modes().size()).collect(Collectors.toSet()));
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
        assertFalse(accepts(
                reviewer, UserInfo.serviceAccount("ci", "bat"), JANE, DemoCluster.get("list", "pods", "shop", "")));
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
        assertEquals(
                1,
                new FromEvidence(Form.LEGACY, Set.of()).drafts(evidence).specs().size());
    }

    private static List<DraftPlan> plans(Form form, Evidence evidence) {
        return new FromEvidence(form, Set.of())
                .drafts(evidence).specs().stream()
                        .map(spec -> Draft.of(spec).plan())
                        .toList();
    }

    private static ImpersonationReviewer with(Form form, List<DraftPlan> plans) {
        Policy policy = Policy.of(DraftPlan.combined("all", plans).applyTo(dev.guise.rbac.RbacObjects.EMPTY));
        return new ImpersonationReviewer(policy, form == Form.LEGACY ? DemoCluster.OLD : DemoCluster.NEW);
    }

    private static List<String> refused(ImpersonationReviewer reviewer, Evidence evidence) {
        return evidence.uses().stream()
                .filter(use -> !use.isRefused())
                .flatMap(use -> use.requests().stream()
                        .filter(request -> !accepts(reviewer, use.requestor(), use.wanted(), request))
                        .map(request -> use + " " + request))
                .toList();
    }

    private static Evidence demoLog() throws Exception {
        try (InputStream in = DemoSource.auditLog()) {
            return new AuditLog().read(in, "demo", LogProgress.NONE);
        }
    }

    /// What a form can let in at all: a constrained mode refuses some extra keys, whatever is granted.
    private static Evidence coverable(Form form, Evidence evidence) {
        return evidence.withUses(evidence.uses().stream()
                .filter(use -> form == Form.LEGACY
                        || use.wanted().extra().keySet().stream().allMatch(ExtraKey::isConstrainable))
                .map(use -> form == Form.LEGACY || isUser(use.wanted().name()) ? use : byNameOnly(use))
                .toList());
    }

    private static boolean isUser(String name) {
        return !name.startsWith("system:node:") && !name.startsWith("system:serviceaccount:");
    }

    /// As the draft's note asks for: the server gives nodes and accounts their groups.
    private static ImpersonationUse byNameOnly(ImpersonationUse use) {
        return new ImpersonationUse(
                use.requestor(),
                WantedUser.of(use.wanted().name()),
                use.constraint(),
                use.action(),
                use.names(),
                use.otherNames(),
                use.outcome(),
                use.count(),
                use.firstSeen(),
                use.lastSeen());
    }

    /// As few others as can be: take any part of any rule away, and something that was recorded is refused.
    @Test
    void nothingOfTheDraftsCanBeLeftOut() throws Exception {
        for (Form form : List.of(Form.LEGACY, Form.CONSTRAINED)) {
            for (Evidence evidence : List.of(EVIDENCE, coverable(form, demoLog()))) {
                List<DraftPlan> plans = plans(form, evidence);
                List<String> before = refused(with(form, plans), evidence);
                List<String> useless = new ArrayList<>();
                int parts = 0;
                for (DraftObject object : DraftPlan.combined("all", plans).objects()) {
                    if (object instanceof DraftObject.OfRole(RoleObject role)) {
                        for (var part : role.rules().stream()
                                .flatMap(RuleCoverage::breakDown)
                                .distinct()
                                .toList()) {
                            parts++;
                            DraftPlan without =
                                    new DraftPlan("", List.of(new Change.Create(without(role, part))), List.of());
                            if (refused(with(form, replaced(plans, without)), evidence)
                                    .equals(before)) {
                                useless.add(form + " " + role.name() + " " + part.compact());
                            }
                        }
                    }
                }
                assertTrue(parts > 5, form + " " + parts);
                assertEquals(List.of(), useless);
            }
        }
    }

    private static DraftObject without(RoleObject role, PolicyRule part) {
        List<PolicyRule> rest = role.rules().stream()
                .flatMap(RuleCoverage::breakDown)
                .filter(other -> !other.equals(part))
                .toList();
        return switch (role) {
            case Role plain -> DraftObject.of(new Role(plain.meta(), rest));
            case ClusterRole all -> DraftObject.of(new ClusterRole(all.meta(), rest));
        };
    }

    private static List<DraftPlan> replaced(List<DraftPlan> plans, DraftPlan by) {
        Set<ObjectId.Stored> keys = by.keys();
        List<Change> changes = new ArrayList<>(by.changes());
        plans.forEach(plan -> plan.changes().stream()
                .filter(change -> !keys.contains(change.key()))
                .forEach(changes::add));
        return List.of(new DraftPlan("", changes, List.of()));
    }

    @Test
    void nothingIsDraftedWhileAPartWasNotRead() throws Exception {
        Evidence whole = demoLog();
        Evidence partial = new Evidence(whole.uses(), whole.totals(), Map.of(Unread.CUT_OFF, 1L), List.of());
        FromEvidence draft = new FromEvidence(Form.CONSTRAINED, Set.of());
        assertFalse(draft.drafts(whole).specs().isEmpty());
        assertEquals(List.of(), draft.drafts(partial).specs());
        assertEquals(List.of(Limitation.PARTIAL_EVIDENCE), draft.drafts(partial).limitations());
        Evidence harmless = new Evidence(whole.uses(), whole.totals(), Map.of(Unread.PROGRAM_LOG, 5L), List.of());
        assertEquals(draft.drafts(whole), draft.drafts(harmless));
    }
}
