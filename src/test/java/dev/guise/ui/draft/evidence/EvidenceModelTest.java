package dev.guise.ui.draft.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.FromEvidence.Widen;
import dev.guise.draft.Impact.RequestChange;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.rbac.Grant;
import dev.guise.ui.draft.evidence.EvidenceModel.PolicyCheck.Verdict;
import dev.guise.ui.draft.evidence.EvidenceModel.Which;
import dev.guise.ui.draft.plan.DraftBench;
import dev.guise.ui.draft.plan.DraftStarts.Old;
import dev.guise.ui.draft.plan.LiveChecks.ImpactState;
import dev.guise.ui.draft.plan.PlanCheck;
import dev.guise.ui.draft.result.ImpactWords;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceModelTest {
    @TempDir
    Path folder;

    private DraftBench bench;
    private EvidenceModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        bench = new DraftBench();
        model = bench.call(() -> new EvidenceModel(bench.session));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void readDemo() throws Exception {
        bench.run(model::readDemo);
        bench.await(() -> !model.evidenceProperty().get().equals(Evidence.NONE));
    }

    private Path demoLog(String name) throws Exception {
        Path file = folder.resolve(name);
        try (InputStream in = DemoSource.auditLog()) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void theDemosLogTellsWhoDidWhat() throws Exception {
        assertTrue(bench.call(model::isDemo));
        readDemo();
        assertEquals(0, bench.call(() -> model.evidenceProperty().get().unreadCount()));
        assertFalse(bench.call(model::summary).contains("not read"));
        ImpersonationUse first = bench.call(() -> model.shown().getFirst());
        assertEquals("gateway-system/api-gateway", EvidenceModel.who(first));
        assertEquals("tenant-a-admin in tenant-a-users with tenant-id", EvidenceModel.as(first));
        assertEquals("list pods in tenant-a", EvidenceModel.doing(first));
        assertEquals("legacy", EvidenceModel.outcome(first));
        assertTrue(EvidenceModel.sentence(first).endsWith("allowed by legacy."), EvidenceModel.sentence(first));
        bench.run(() -> model.filterProperty().set("node-doctor bridge-1"));
        assertTrue(bench.call(() ->
                model.shown().stream().allMatch(use -> EvidenceModel.as(use).startsWith("node bridge-1"))));
        bench.run(() -> model.filterProperty().set(""));
        bench.run(() -> model.whichProperty().set(Which.REFUSED));
        assertTrue(bench.call(() -> model.shown().stream().allMatch(ImpersonationUse::isRefused)));
        assertTrue(bench.call(() -> EvidenceModel.outcome(model.shown().getFirst()))
                .contains("impersonate serviceaccounts"));
        bench.run(model::clear);
        assertEquals(List.of(), bench.call(() -> List.copyOf(model.shown())));
    }

    @Test
    void filesAndFoldersAreReadAndWhatIsNoneIsSaid() throws Exception {
        Path file = demoLog("audit.log");
        bench.dialogs.files = List.of(file);
        bench.run(model::openFiles);
        bench.await(() -> model.evidenceProperty().get().totals().events() == 176);
        bench.run(model::clear);
        demoLog("audit-1.log");
        bench.dialogs.files = List.of(folder);
        bench.run(model::openFolder);
        bench.await(() -> model.evidenceProperty().get().totals().files() == 2);
        bench.run(() -> model.read(List.of(folder.resolve("missing.log"))));
        bench.await(() -> !bench.dialogs.problems.isEmpty());
        assertTrue(bench.dialogs.problems.getFirst().message().contains("does not exist"));
        assertTrue(bench.call(() -> model.readingProperty().get().isEmpty()));
    }

    @Test
    void whatIsCancelledIsNotTaken() throws Exception {
        bench.run(() -> {
            model.readDemo();
            model.cancel();
        });
        readDemo();
        bench.run(() -> {
            model.readDemo();
            model.cancel();
        });
        assertEquals(1, bench.call(() -> model.evidenceProperty().get().totals().files()));
        assertTrue(bench.call(() -> model.readingProperty().get().isEmpty()));
    }

    @Test
    void theNodeAgentGetsNoMoreThanItUsed() throws Exception {
        readDemo();
        bench.run(() -> model.filterProperty().set("node-doctor"));
        Evidence used = bench.call(model::shownEvidence);
        bench.start(() -> bench.model.starts().fromEvidence(used, Form.CONSTRAINED, Set.of(), Old.REPLACE));
        assertEquals(OwnNode.YES, bench.form().ownNode());
        assertEquals("kube-system/node-doctor", bench.form().requestors());
        assertTrue(bench.form().actions().contains("list pods"), bench.form().actions());
        assertTrue(bench.text().contains("# delete: ClusterRoleBinding node-doctor-impersonates-nodes"), bench.text());
        PlanCheck.Checked checked = bench.checked();
        assertEquals(
                List.of(),
                checked.problems().stream()
                        .filter(p -> p.severity() != Severity.WARNING)
                        .toList());
        assertTrue(
                checked.limitations().stream().anyMatch(note -> note.nearest().contains("user name only")));
        bench.start(
                () -> bench.model.starts().fromEvidence(used, Form.CONSTRAINED, Set.of(Widen.OBJECT_NAMES), Old.KEEP));
        assertFalse(bench.text().contains("# delete:"));
        assertTrue(bench.form().actions().contains("get nodes"), bench.form().actions());
        assertFalse(bench.form().actions().contains("named"), bench.form().actions());
    }

    @Test
    void whatADraftWouldRefuseIsCounted() throws Exception {
        readDemo();
        Grant gateway = bench.call(() -> bench.model.points().grants().stream()
                .filter(grant -> grant.binding().name().equals("gateway-impersonation"))
                .findFirst()
                .orElseThrow());
        bench.start(() -> bench.model.starts().fromGrant(gateway));
        ImpactState.Known known = bench.impact();
        List<RequestChange> refused = known.impact().impact().refused();
        assertTrue(refused.stream()
                .allMatch(change -> EvidenceModel.who(change.use()).equals("gateway-system/api-gateway")));
        RequestChange most = refused.stream()
                .max(java.util.Comparator.comparingLong(RequestChange::count))
                .orElseThrow();
        assertEquals(16, most.count());
        assertTrue(most.last().isPresent());
    }

    /// What a draft grants was not there when the log was written.
    @Test
    void whatADraftGrantsIsNotCountedAsUnused() throws Exception {
        readDemo();
        bench.run(() -> model.filterProperty().set("pipeline"));
        Evidence used = bench.call(model::shownEvidence);
        bench.start(() -> bench.model.starts().fromEvidence(used, Form.CONSTRAINED, Set.of(), Old.REPLACE));
        assertTrue(bench.text().contains("impersonate:user-info"), bench.text());
        ImpactState.Known known = bench.impact();
        assertEquals(
                List.of(),
                known.impact().findings().appeared().stream()
                        .filter(f -> f.id().equals("IMP-UNUSED"))
                        .toList());
    }

    /// The draft's problems tell the same at its line, with the repair.
    @Test
    void aNewFindingThatIsAProblemOfTheDraftSaysSo() throws Exception {
        readDemo();
        bench.run(() -> model.filterProperty().set("pipeline"));
        Evidence used = bench.call(model::shownEvidence);
        bench.start(() -> bench.model.starts().fromEvidence(used, Form.CONSTRAINED, Set.of(), Old.KEEP));
        List<DraftProblem> problems = bench.checked().problems();
        var appeared = bench.impact().impact().findings().appeared().stream()
                .filter(finding -> finding.id().equals("IMP-LEGACY-FALLBACK"))
                .findFirst()
                .orElseThrow();
        assertTrue(ImpactWords.problem(appeared, problems).startsWith("Same as the problem of this draft at line "));
        assertEquals("", ImpactWords.problem(appeared, List.of()));
    }

    @Test
    void anAuditPolicyIsChecked() throws Exception {
        assertEquals(Verdict.GOOD, check("rules: [{level: Metadata}]"));
        assertEquals(Verdict.LACKING, check("rules: [{level: None, verbs: [get, list]}, {level: Metadata}]"));
        assertEquals(Verdict.REFUSED, check("rules: [{level: Loud}]"));
        assertEquals(Verdict.REFUSED, check("rules: ["));
        assertEquals(Verdict.REFUSED, check("- x"));
    }

    private Verdict check(String rules) throws Exception {
        Path file = Files.writeString(
                folder.resolve("policy.yaml"),
                rules.startsWith("rules") ? "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + rules + "\n" : rules);
        bench.dialogs.files = List.of(file);
        bench.run(() -> model.openPolicy());
        bench.await(() -> !bench.session.background().isRunning("evidence.policy"));
        return bench.call(() -> model.policyProperty().get().orElseThrow().good());
    }
}
