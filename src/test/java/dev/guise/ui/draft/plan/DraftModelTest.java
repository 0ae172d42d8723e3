package dev.guise.ui.draft.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.Change;
import dev.guise.draft.Constrainer;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.Limitation;
import dev.guise.draft.Pairs;
import dev.guise.draft.Pairs.Cell;
import dev.guise.draft.Pattern;
import dev.guise.escalation.question.CutElement;
import dev.guise.findings.Finding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.ui.draft.DraftSaving;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.plan.LiveChecks.ImpactState;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.result.ChangeWords;
import dev.guise.ui.draft.result.ImpactWords;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftModelTest {
    private static final List<Action> READ_PODS = List.of(Action.on(List.of("get", "list"), "", List.of("pods")));

    @TempDir
    Path folder;

    private DraftBench bench;
    private DraftModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        bench = new DraftBench();
        model = bench.model;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Grant grant(String binding) throws Exception {
        return bench.call(() -> model.points().grants().stream()
                .filter(grant -> grant.binding().name().equals(binding))
                .findFirst()
                .orElseThrow());
    }

    private void constrain(String binding) throws Exception {
        Grant grant = grant(binding);
        bench.start(() -> model.starts().fromGrant(grant));
    }

    private void type(String text) throws Exception {
        bench.run(() -> model.setText(text));
    }

    private void fill(DraftForm form) throws Exception {
        bench.run(() -> model.setForm(form, "test"));
    }

    private ImpactState.Known impact() throws Exception {
        return bench.impact();
    }

    @Test
    void aGrantBecomesADraftThatReplacesIt() throws Exception {
        constrain("pipeline-impersonates");
        assertEquals(Page.DRAFT, bench.call(() -> model.pageProperty().get()));
        assertEquals("ci/pipeline", bench.form().requestors());
        assertEquals("deploy-bot, test-runner", bench.form().users());
        assertEquals(Form.CONSTRAINED, bench.form().mode());
        assertTrue(bench.text().contains("# delete: ClusterRole ci-impersonator"), bench.text());
        fill(bench.form().withActions("get deployments.apps in staging"));
        assertEquals(
                List.of(),
                bench.checked().problems().stream()
                        .filter(p -> p.severity() != Severity.WARNING)
                        .toList());
        assertTrue(
                bench.checked().diff().contains("-  name: ci-impersonator"),
                bench.checked().diff());
    }

    /// What impersonation is for is for nobody to guess.
    @Test
    void withoutLogsItIsToBeChosenWhatAGrantIsFor() throws Exception {
        constrain("pipeline-impersonates");
        assertEquals("", bench.form().actions());
        assertTrue(bench.call(model::lacksActions));
        assertFalse(bench.text().contains("impersonate-on"), bench.text());
        assertTrue(bench.checked().limitations().contains(Limitation.NO_ACTIONS));
        assertTrue(ImpactWords.undecided(impact().impact())
                .startsWith("“Constrain ci/pipeline” does not list the allowed actions yet"));
        fill(bench.form().withActions("get deployments.apps in staging"));
        assertFalse(bench.call(model::lacksActions));
        assertFalse(
                bench.checked().limitations().contains(Limitation.NO_ACTIONS),
                bench.checked().limitations()::toString);
        assertEquals("", ImpactWords.undecided(impact().impact()));
    }

    /// Rules that come may look like more, and be a constraint in the place of what goes.
    @Test
    void aConstraintIsNoGain() throws Exception {
        constrain("pipeline-impersonates");
        fill(bench.form().withActions("get deployments.apps in staging"));
        assertEquals(
                List.of(
                        "ci/pipeline, everywhere: gains 3, loses 3; cannot become any new identity",
                        "ci/pipeline, in staging: gains 1"),
                permissions());
        fill(bench.form().withUsers("deploy-bot, test-runner, harbourmaster"));
        assertTrue(permissions().getFirst().endsWith("gains 4, loses 3"), permissions()::toString);
    }

    private List<String> permissions() throws Exception {
        return impact().impact().impact().decisions().stream()
                .map(ImpactWords::permissions)
                .toList();
    }

    @Test
    void whatWasRecordedOfAGrantIsWhatItIsFor() throws Exception {
        constrain("pipeline-impersonates");
        assertEquals(List.of(), bench.call(model::recordedActions));
        bench.readDemoLog();
        bench.run(model::takeRecordedActions);
        assertEquals(
                "get, patch deployments.apps named web in staging", bench.form().actions());
        bench.run(model::remove);
        constrain("pipeline-impersonates");
        assertEquals(
                "get, patch deployments.apps named web in staging", bench.form().actions());
        assertEquals(List.of(), impact().impact().impact().refused());
    }

    /// What was worked out of a text that is no more is never shown.
    @Test
    void theImpactIsOfWhatWasTypedLast() throws Exception {
        constrain("pipeline-impersonates");
        String first = bench.text();
        impact();
        List<ImpactState> shown = Collections.synchronizedList(new ArrayList<>());
        bench.run(() -> model.checks().impactProperty().addListener((property, old, now) -> shown.add(now)));
        boolean working = bench.call(() -> {
            model.setText(first.replace("  - test-runner\n", "  - somebody-else\n"));
            model.setText("# nothing\n");
            return model.checks().impactProperty().get() instanceof ImpactState.Working;
        });
        assertTrue(working, "the impact of the text before is still shown");
        assertTrue(impact().impact().impact().isEmpty());
        List<ImpactState> known =
                shown.stream().filter(ImpactState.Known.class::isInstance).toList();
        assertEquals(1, known.size(), known::toString);
        // once it cannot be known, nothing that was begun before is shown either
        bench.call(() -> {
            model.setText(first);
            model.setText("rules: [\n");
            return true;
        });
        bench.await(() -> model.checks().impactProperty().get() instanceof ImpactState.Waiting);
        assertEquals(
                1, shown.stream().filter(ImpactState.Known.class::isInstance).count());
    }

    @Test
    void theFormWritesAndWhatIsHalfTypedStays() throws Exception {
        constrain("pipeline-impersonates");
        String commented = bench.text().replace("kind: ClusterRole\n", "kind: ClusterRole # mine\n");
        type(commented);
        fill(bench.form().withUsers("deploy-bot, "));
        assertEquals("deploy-bot, ", bench.form().users());
        assertFalse(bench.text().contains("test-runner"));
        fill(bench.form().withUsers("deploy-bot, third"));
        assertTrue(bench.text().contains("  - third\n"), bench.text());
        assertTrue(bench.text().contains("kind: ClusterRole # mine\n"));
    }

    @Test
    void draftsAreKeptAndThereAgainAnotherTime() throws Exception {
        constrain("pipeline-impersonates");
        type(bench.text().replace("kind: ClusterRole\n", "kind: ClusterRole # mine\n"));
        DraftModel again = bench.call(() -> new DraftModel(model.session()));
        DraftEntry entry =
                bench.call(() -> again.stateProperty().get().current().orElseThrow());
        assertEquals(bench.text(), entry.text());
        assertEquals("ci/pipeline", entry.form().requestors());
        assertEquals(Page.DRAFT, bench.call(() -> again.pageProperty().get()));
        bench.run(again::remove);
        assertEquals(
                List.of(),
                bench.call(() -> model.session().marks().workspace().get().drafts()));
    }

    @Test
    void draftsOfAnotherWindowComeBehindOnesOwn() throws Exception {
        constrain("pipeline-impersonates");
        long selected = bench.call(() -> model.stateProperty().get().selected());
        bench.run(() -> model.session()
                .marks()
                .workspace()
                .update(now -> now.withDrafts(java.util.stream.Stream.concat(
                                now.drafts().stream(),
                                java.util.stream.Stream.of(new KeptDraft("theirs", "kind: Role\n")))
                        .toList())));
        assertEquals(2, bench.call(() -> model.stateProperty().get().drafts().size()));
        assertEquals(selected, bench.call(() -> model.stateProperty().get().selected()));
    }

    @Test
    void theTextFillsTheForm() throws Exception {
        constrain("pipeline-impersonates");
        type(bench.text().replace("  - test-runner\n", "  - test-runner\n  - nightly\n"));
        assertEquals("deploy-bot, test-runner, nightly", bench.form().users());
        assertEquals(
                FormState.Kind.READY,
                bench.call(() -> model.formStateProperty().get().kind()));
    }

    @Test
    void whileTheTextCannotBeReadTheFormWaits() throws Exception {
        constrain("pipeline-impersonates");
        String good = bench.text();
        DraftForm form = bench.form();
        String broken = good.replace("rules:\n", "rules: [\n");
        type(broken);
        assertEquals(
                FormState.Kind.WAITING,
                bench.call(() -> model.formStateProperty().get().kind()));
        fill(form.withUsers("somebody"));
        assertEquals(broken, bench.text());
        assertEquals("YAML", bench.checked().problems().getFirst().id());
        bench.await(() -> model.checks().impactProperty().get() instanceof ImpactState.Waiting);
        type(good);
        assertEquals(
                FormState.Kind.READY,
                bench.call(() -> model.formStateProperty().get().kind()));
        assertEquals(form.users(), bench.form().users());
    }

    @Test
    void undoAndRedoTakeFormAndTextTogether() throws Exception {
        constrain("pipeline-impersonates");
        String first = bench.text();
        fill(bench.form().withUsers("deploy-bot"));
        String second = bench.text();
        bench.run(model::undo);
        assertEquals(first, bench.text());
        assertEquals("deploy-bot, test-runner", bench.form().users());
        bench.run(model::redo);
        assertEquals(second, bench.text());
        assertEquals("deploy-bot", bench.form().users());
        bench.run(model::undo);
        bench.run(model::undo);
        assertEquals(List.of(), bench.call(() -> model.stateProperty().get().drafts()));
        assertFalse(bench.call(() -> model.undoableProperty().get()));
        assertEquals(Page.START, bench.call(() -> model.pageProperty().get()));
        bench.run(model::redo);
        assertEquals(first, bench.text());
    }

    @Test
    void anOldGrantThatStaysIsAnAlarm() throws Exception {
        constrain("pipeline-impersonates");
        fill(bench.form().withActions("get pods"));
        type(bench.text().replaceAll("(?m)^#.*\n", ""));
        DraftProblem alarm = bench.checked().problems().stream()
                .filter(problem -> problem.id().equals("IMP-LEGACY-FALLBACK"))
                .findFirst()
                .orElseThrow();
        assertEquals(Severity.ALARM, alarm.severity());
    }

    @Test
    void aRepairChangesTheTextOnce() throws Exception {
        bench.start(model.starts()::empty);
        type("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: own-node}
            rules:
            - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:associated-node"], resourceNames: [a]}
            - {apiGroups: [""], resources: [pods], verbs: ["impersonate-on:associated-node:get"]}
            """);
        PlanCheck.Checked checked = bench.checked();
        DraftProblem dead = checked.problems().stream()
                .filter(p -> p.id().equals("DEAD-NODE-NAME"))
                .findFirst()
                .orElseThrow();
        assertEquals(5, dead.line());
        bench.run(() -> model.apply(dead.fix().orElseThrow(), checked.text()));
        String repaired = bench.text();
        assertFalse(repaired.contains("resourceNames"));
        bench.run(() -> model.apply(dead.fix().orElseThrow(), checked.text()));
        assertEquals(repaired, bench.text());
        assertTrue(bench.checked().problems().stream().noneMatch(p -> p.id().equals("DEAD-NODE-NAME")));
    }

    @Test
    void anEmptyDraftIsFilledByTheForm() throws Exception {
        bench.start(model.starts()::empty);
        assertEquals("", bench.text());
        DraftForm form = DraftForm.empty("robots", Form.CONSTRAINED).withActions("get pods in shop-frontend");
        fill(form);
        assertEquals("", bench.text());
        fill(form.withUsers("deploy-bot"));
        assertTrue(bench.text().contains("name: robots-who"), bench.text());
        assertTrue(bench.text().contains("namespace: shop-frontend"), bench.text());
        assertEquals("get pods in shop-frontend", bench.form().actions());
    }

    @Test
    void everyPatternOpens() throws Exception {
        for (Pattern pattern : Pattern.values()) {
            bench.start(() -> model.starts().fromPattern(pattern, Map.of(), Form.CONSTRAINED));
            assertFalse(bench.text().isBlank(), pattern.id());
            assertEquals(
                    List.of(),
                    bench.checked().problems().stream()
                            .filter(p -> p.severity() == Severity.ERROR)
                            .toList(),
                    pattern.id());
        }
    }

    @Test
    void aManifestIsOpenedAsItIs() throws Exception {
        Path file = folder.resolve("role.yaml");
        String text = """
            # ours
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: impersonator}
            rules:
            - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [deploy-bot]}
            """;
        Files.writeString(file, text);
        bench.dialogs.files = List.of(file);
        bench.start(model.starts()::openManifest);
        assertEquals(text, bench.text());
        assertEquals("deploy-bot", bench.form().users());
        assertEquals(Form.LEGACY, bench.form().mode());
        assertEquals(1, bench.checked().own().changes().size());
        assertTrue(
                bench.checked().diff().contains("+  - deploy-bot"),
                bench.checked().diff());
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Path file = folder.resolve("picture.yaml");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});
        bench.run(() -> model.starts().openManifest(file));
        bench.await(() -> !bench.dialogs.problems.isEmpty());
        assertTrue(bench.dialogs.problems.getFirst().message().contains("is not UTF-8 text"));
        assertEquals(List.of(), bench.call(() -> model.stateProperty().get().drafts()));
    }

    @Test
    void aFindingIsAnsweredAndGone() throws Exception {
        bench.await(() -> !model.points().fixable().isEmpty());
        Finding finding = bench.call(() -> model.points().fixable().stream()
                .filter(f -> f.id().equals("DEAD-SA-FULLNAME"))
                .findFirst()
                .orElseThrow());
        bench.start(() -> bench.session.navigator().fix(finding));
        assertTrue(bench.text().contains("namespace: production"), bench.text());
        assertTrue(impact().impact().findings().gone().stream()
                .anyMatch(f -> f.fingerprint().equals(finding.fingerprint())));
    }

    @Test
    void severalDraftsMakeOnePlan() throws Exception {
        Grant gateway = grant("gateway-impersonation");
        bench.start(() -> model.starts().byTenant(gateway, List.of("tenant-a", "tenant-b", "tenant-c"), READ_PODS));
        assertEquals(4, bench.call(() -> model.stateProperty().get().drafts().size()));
        PlanCheck.Checked checked = bench.checked();
        assertTrue(checked.all().changes().size() > checked.own().changes().size());
        assertEquals(2, checked.all().deletes().size());
        ImpactState.Known known = impact();
        assertTrue(known.impact().findings().gone().stream().anyMatch(f -> f.id().equals("IMP-MANY-TENANTS")));
        assertTrue(known.impact()
                .impact()
                .touched()
                .contains("system:serviceaccount:gateway-system:api-gateway-tenant-a"));
        bench.run(model::remove);
        assertEquals(3, bench.call(() -> model.stateProperty().get().drafts().size()));
        bench.run(model::duplicate);
        assertEquals(4, bench.call(() -> model.stateProperty().get().drafts().size()));
    }

    @Test
    void thePlanIsSavedInEveryWay() throws Exception {
        DraftSaving saving = bench.call(() -> new DraftSaving(model));
        Grant gateway = grant("gateway-impersonation");
        bench.start(() -> model.starts().byTenant(gateway, List.of("tenant-a", "tenant-b", "tenant-c"), READ_PODS));
        type(bench.text().replace("kind: ClusterRole\n", "kind: ClusterRole # agreed\n"));
        save(saving::file, "plan.yaml");
        String plan = Files.readString(folder.resolve("plan.yaml"));
        assertTrue(plan.contains("kind: ClusterRole # agreed\n"), plan);
        assertEquals(List.of(), DraftYaml.read(plan).problems());
        assertEquals(bench.checked().all().objects(), DraftYaml.read(plan).all());
        assertEquals(bench.checked().all().deletes(), DraftYaml.read(plan).deletes());
        save(saving::wayBack, "undo.yaml");
        assertTrue(Files.readString(folder.resolve("undo.yaml")).contains("name: gateway-impersonator"));
        save(saving::folder, "folder");
        save(saving::kustomize, "kustomize");
        save(saving::diff, "plan.diff");
        assertTrue(Files.exists(folder.resolve("folder/README.md")));
        assertTrue(Files.exists(folder.resolve("kustomize/kustomization.yaml")));
        assertTrue(Files.readString(folder.resolve("plan.diff")).startsWith("---"));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    Set.of("plan.yaml", "undo.yaml", "folder", "kustomize", "plan.diff"),
                    Set.copyOf(left.map(path -> path.getFileName().toString()).toList()));
        }
    }

    private void save(Runnable how, String name) throws Exception {
        Path target = folder.resolve(name);
        bench.dialogs.target = java.util.Optional.of(target);
        bench.run(how);
        bench.await(() -> bench.dialogs.told.contains("Saved " + target));
    }

    @Test
    void aPlanThatCannotBeReadIsNotSaved() throws Exception {
        DraftSaving saving = bench.call(() -> new DraftSaving(model));
        constrain("pipeline-impersonates");
        type("rules: [");
        bench.dialogs.target = java.util.Optional.of(folder.resolve("plan.yaml"));
        bench.run(saving::file);
        assertEquals(1, bench.dialogs.problems.size());
        assertFalse(Files.exists(folder.resolve("plan.yaml")));
    }

    /// What a draft that only deletes is for stands nowhere else.
    @Test
    void aDraftThatOnlyDeletesSaysWhyAndHasNoForm() throws Exception {
        Grant grant = grant("pipeline-impersonates");
        bench.start(() -> model.starts().fromCut(new CutElement.SubjectEntry(grant.binding(), grant.subjectIndex())));
        assertEquals(
                FormState.Kind.CHANGES,
                bench.call(() -> model.formStateProperty().get().kind()));
        Checked checked = bench.checked();
        assertTrue(checked.own().changes().stream().allMatch(change -> change instanceof Change.Delete), bench.text());
        assertTrue(checked.limitations().getFirst().what().contains("cut"), checked.limitations()::toString);
        assertEquals(
                List.of("This draft cuts escalation paths."),
                DraftYaml.notes(bench.text()),
                "what is kept is the text");
        bench.run(model::askForForm);
        assertEquals(
                FormState.Kind.READY,
                bench.call(() -> model.formStateProperty().get().kind()));
    }

    @Test
    void aCutThatLeavesOthersInTheBindingSaysWhoGoesAndWhoStays() throws Exception {
        ClusterRoleBinding cold = new ClusterRoleBinding(
                ObjectMeta.cluster("cold"),
                new RoleRef(RoleKind.CLUSTER_ROLE, "view"),
                List.of(Subject.user("alice"), Subject.group("readers"), Subject.serviceAccount("ci", "pipeline")));
        List<Change> changes =
                Constrainer.withoutSubject(cold, Subject.user("alice")).changes();
        assertEquals(
                List.of("no longer gives ClusterRole view to alice", "still gives it to group:readers, ci/pipeline"),
                ChangeWords.of(changes.getFirst()));
    }

    @Test
    void aCutOfARuleSaysWhatIsNoLongerAllowed() {
        ClusterRole role = new ClusterRole(
                ObjectMeta.cluster("two"),
                List.of(
                        PolicyRule.resources(List.of("get"), List.of(""), List.of("pods")),
                        PolicyRule.resources(List.of("delete"), List.of(""), List.of("nodes"))),
                List.of());
        List<Change> changes = Constrainer.withoutRule(role, 1).changes();
        assertEquals(
                List.of("no longer allows delete nodes", "still allows get pods"), ChangeWords.of(changes.getFirst()));
    }

    /// It has objects, and no form that could show what they are for.
    @Test
    void aFixThatTakesImpersonationAwaySaysWhy() throws Exception {
        bench.await(() -> !model.points().fixable().isEmpty());
        Finding finding = bench.call(() -> model.points().fixable().stream()
                .filter(f -> f.id().equals("IMP-WILDCARD-VERB"))
                .findFirst()
                .orElseThrow());
        bench.start(() -> bench.session.navigator().fix(finding));
        assertEquals(
                FormState.Kind.CHANGES,
                bench.call(() -> model.formStateProperty().get().kind()));
        assertTrue(
                DraftYaml.notes(bench.text()).getFirst().startsWith("This draft addresses IMP-WILDCARD-VERB: "),
                bench.text());
    }

    @Test
    void aCutThatTakesDirectControlSaysFromWhom() throws Exception {
        ClusterRoleBinding admins =
                bench
                        .session
                        .loader()
                        .reviewProperty()
                        .get()
                        .orElseThrow()
                        .snapshot()
                        .rbac()
                        .clusterRoleBindings()
                        .stream()
                        .filter(binding -> binding.name().equals("platform-admins"))
                        .findFirst()
                        .orElseThrow();
        bench.start(() -> model.starts().fromCut(new CutElement.SubjectEntry(admins, 0)));
        String told = "This draft removes direct control of the cluster from group platform-admins.";
        assertTrue(
                bench.checked().limitations().stream()
                        .anyMatch(note -> note.what().equals(told)),
                bench.checked().limitations()::toString);
        Grant bot = grant("pipeline-impersonates");
        bench.start(() -> model.starts().fromCut(new CutElement.SubjectEntry(bot.binding(), bot.subjectIndex())));
        assertTrue(bench.checked().limitations().stream()
                .noneMatch(note -> note.what().contains("direct control")));
    }

    private static final String READER = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules: []
        """;

    /// The worst comes first, however far down it stands.
    @Test
    void whatIsWrongComesBeforeWhatIsToBeLookedAt() throws Exception {
        constrain("pipeline-impersonates");
        type(READER + "---\n"
                + READER.replace("reader", "two")
                        .replace(
                                "rules: []",
                                "rules: [{apiGroups: [\"\"], resources: [users], verbs: [impersonate],"
                                        + " resourceNames: [\"a*\"]}]"));
        List<Severity> severities =
                bench.checked().problems().stream().map(DraftProblem::severity).toList();
        assertEquals(Severity.ERROR, severities.getFirst());
        assertEquals(
                severities.size() - 1,
                severities.stream().filter(Severity.WARNING::equals).count(),
                severities::toString);
    }

    @Test
    void theImpactOfSeveralDraftsIsOfAllOfThem() throws Exception {
        constrain("pipeline-impersonates");
        assertEquals(1, impact().impact().drafts());
        constrain("legacy-ci-impersonates");
        assertEquals(2, impact().impact().drafts());
        assertTrue(ImpactWords.scope(impact().impact()).contains("2 drafts"));
    }

    @Test
    void pairsAreToldApartInDraftsOfTheirOwnAndUndoneTogether() throws Exception {
        constrain("pipeline-impersonates");
        assertTrue(bench.call(() -> model.pairs().isEmpty()), "one action is no product");
        fill(bench.form().withActions("get, list pods in staging\npatch deployments.apps in staging"));
        assertTrue(bench.checked().limitations().stream()
                .anyMatch(note -> note.nearest().equals(Pairs.ADVICE)));
        Pairs pairs = bench.call(() -> model.pairs().orElseThrow());
        assertEquals(
                List.of("deploy-bot", "test-runner"),
                pairs.targets().stream().map(Pairs.Target::label).toList());
        String before = bench.text();
        bench.run(() -> model.pageProperty().set(Page.PAIRS));
        bench.run(() -> model.tellApart(pairs, Set.of(new Cell(1, 0), new Cell(0, 1))));
        assertEquals(Page.DRAFT, bench.call(() -> model.pageProperty().get()));
        List<DraftEntry> drafts = bench.call(() -> model.stateProperty().get().drafts());
        assertEquals(2, drafts.size());
        assertEquals("ci/pipeline", drafts.getFirst().form().requestors());
        assertEquals("deploy-bot", drafts.getFirst().form().users());
        assertEquals(
                "patch deployments.apps in staging", drafts.getFirst().form().actions());
        assertTrue(
                drafts.getFirst().text().contains("# delete: ClusterRole ci-impersonator"), "the old grant still goes");
        assertEquals("ci/pipeline-test-runner", drafts.getLast().form().requestors());
        assertTrue(
                drafts.getLast().text().contains("kind: ServiceAccount"),
                drafts.getLast().text());
        assertTrue(bench.call(() -> model.pairs().isEmpty()));
        assertTrue(bench.checked().limitations().stream()
                .noneMatch(note -> note.nearest().equals(Pairs.ADVICE)));
        assertEquals(
                ObjectId.Kind.SERVICE_ACCOUNT,
                bench.checked().all().changes().getFirst().key().kind());
        bench.run(model::undo);
        assertEquals(before, bench.text());
        assertEquals(1, bench.call(() -> model.stateProperty().get().drafts().size()));
    }

    /// The palette runs these from every tab.
    @Test
    void whatIsStartedFromAnotherTabIsShown() throws Exception {
        bench.run(() -> bench.session.frame().tabProperty().set("graph"));
        bench.start(model.starts()::empty);
        assertEquals(
                "drafts", bench.call(() -> bench.session.frame().tabProperty().get()));
        bench.run(() -> bench.session.frame().tabProperty().set("graph"));
        bench.run(() -> model.show(Page.EVIDENCE));
        assertEquals(
                "drafts", bench.call(() -> bench.session.frame().tabProperty().get()));
        assertEquals(Page.EVIDENCE, bench.call(() -> model.pageProperty().get()));
    }
}
