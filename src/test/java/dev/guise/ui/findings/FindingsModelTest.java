package dev.guise.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.rbac.Subject;
import dev.guise.report.ScanFormat;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.SilentDialogs;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsModelTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static ClusterSnapshot snapshot;
    private static Findings findings;

    private final SilentDialogs dialogs = new SilentDialogs();
    private LocalDate day = TODAY;
    private Session session;
    private FindingsModel model;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    static void look() throws Exception {
        snapshot = new DemoSource().read(ReadProgress.NONE);
        findings = Findings.of(Analysis.of(snapshot));
    }

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void show() {
        session = Session.of(snapshot, new FrameModel(), new Background(Runnable::run, error -> {}), dialogs, "");
        model = new FindingsModel(session, () -> day);
        show(findings);
    }

    private void show(Findings all) {
        model.show(all, all.all().stream().map(FindingRow::of).toList());
    }

    private List<FindingRow> shown() {
        return model.groupsProperty().get().stream()
                .flatMap(group -> group.rows().stream())
                .toList();
    }

    private List<FindingRow> typed(String text) {
        model.textProperty().set(text);
        return shown();
    }

    private static long many(Predicate<Finding> wanted) {
        return findings.unexpected().stream().filter(wanted).count();
    }

    @Test
    void whatIsExpectedIsHiddenAtFirst() {
        assertEquals(findings.unexpected().size(), shown().size());
        model.expectedProperty().set(true);
        assertEquals(findings.all().size(), shown().size());
    }

    @Test
    void whoeverWaitsIsToldThatNothingWillCome() {
        model.fail(new dev.guise.ui.common.dialog.Problem("Could not calculate who can reach what", "", "", ""));
        assertTrue(model.stateProperty().get() instanceof FindingsModel.Failed);
    }

    @Test
    void termsAndWordsMustAllHold() {
        assertEquals(many(f -> f.id().startsWith("DEAD-")), typed("kind:dead-").size());
        assertEquals(
                many(f -> f.severity() == Severity.CRITICAL),
                typed("severity:critical").size());
        assertEquals(
                many(f -> f.severity().isAtLeast(Severity.HIGH)),
                typed("severity:critical,high").size());
        assertEquals(
                many(f -> f.id().startsWith("IMP-") && f.severity() == Severity.HIGH),
                typed("kind:imp- severity:high").size());
        assertTrue(typed("subject:alice").stream().allMatch(row -> row.who().contains("alice")));
        assertFalse(shown().isEmpty());
        assertTrue(
                typed("subject:alice ANY").stream().allMatch(row -> row.text().contains("any")));
        assertTrue(typed("kind:no-such").isEmpty());
    }

    @Test
    void aNamespaceIsThatOfTheBindingOrOfTheAccount() {
        List<FindingRow> inCi = typed("ns:ci");
        assertFalse(inCi.isEmpty());
        for (FindingRow row : inCi) {
            Subject subject = row.finding().subject();
            boolean account = subject != null && subject.namespace().contains("ci");
            assertTrue(account || row.namespace().contains("ci"), row.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind:", "ns:", "subject:", "severity:", "severity:,", "  ", "\""})
    void aTermThatIsStillTypedHidesNothingButWhatHasNone(String text) {
        long all = switch (text) {
            case "ns:" ->
                shown().stream()
                        .filter(row -> !row.namespace().isEmpty()
                                || (row.finding().subject() != null
                                        && !row.finding().subject().namespace().isEmpty()))
                        .count();
            case "subject:" ->
                shown().stream().filter(row -> !row.who().isEmpty()).count();
            default -> shown().size();
        };
        assertEquals(all, typed(text).size());
    }

    @Test
    void aColonInANameIsNoTerm() {
        assertEquals(
                shown().stream()
                        .filter(row -> row.text().contains("system:masters"))
                        .count(),
                typed("system:masters").size());
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void groupsHaveEachFindingOnce(Grouping grouping) {
        List<FindingRow> before = shown();
        model.groupingProperty().set(grouping);
        List<FindingGroup> groups = model.groupsProperty().get();
        assertEquals(before.size(), shown().size());
        assertEquals(before.size(), shown().stream().distinct().count());
        assertEquals(
                groups.size(),
                groups.stream().map(FindingGroup::title).distinct().count());
        assertEquals(grouping == Grouping.NONE, groups.getFirst().title().isEmpty());
        assertEquals(
                Severity.CRITICAL, groups.getFirst().rows().getFirst().finding().severity());
    }

    @Test
    void aSuppressedFindingIsHiddenCountedAndComesBackWhenItsDayIsOver() {
        FindingRow first = shown().getFirst();
        int before = shown().size();
        model.suppress(List.of(first), " agreed ", Optional.of(TODAY));
        assertEquals(before - 1, shown().size());
        assertTrue(model.summary().contains("1 suppressed hidden"), model.summary());
        model.suppressedProperty().set(true);
        assertEquals(before, shown().size());
        assertEquals("agreed", shown().getFirst().suppression().orElseThrow().reason());
        model.suppressedProperty().set(false);
        day = TODAY.plusDays(1);
        show(findings);
        assertEquals(before, shown().size());
        assertEquals(Standing.EXPIRED, shown().getFirst().standing());
        assertTrue(model.summary().contains("1 reopened because its suppression expired"), model.summary());
        model.unsuppress(List.of(shown().getFirst()));
        assertEquals(Standing.OPEN, shown().getFirst().standing());
        assertTrue(session.marks().workspace().get().triage().suppressions().isEmpty());
    }

    @Test
    void whatIsSuppressedIsNamedAndCanBeTakenBack() {
        FindingRow first = shown().getFirst();
        int before = shown().size();
        model.suppress(List.of(first), "agreed", Optional.of(TODAY.plusDays(90)));
        model.suppressedProperty().set(true);
        FindingRow again = shown().stream()
                .filter(row -> row.fingerprint().equals(first.fingerprint()))
                .findFirst()
                .orElseThrow();
        model.suppressedProperty().set(false);
        model.suppress(List.of(again), "for longer", Optional.empty());
        FindingsModel.Notice notice = model.noticesProperty().get().getFirst();
        assertEquals("Suppressed indefinitely: " + first.finding().title() + ", " + first.who() + ".", notice.text());
        notice.undo().orElseThrow().run();
        assertEquals(
                List.of("agreed"),
                session.marks().workspace().get().triage().suppressions().values().stream()
                        .map(Suppression::reason)
                        .toList());
        assertTrue(model.noticesProperty().get().isEmpty());
        model.unsuppress(List.of(first));
        FindingsModel.Notice back = model.noticesProperty().get().getFirst();
        assertEquals("No longer suppressed: " + first.finding().title() + ", " + first.who() + ".", back.text());
        back.undo().orElseThrow().run();
        assertEquals(before - 1, shown().size());
        model.unsuppress(List.of(first));
        model.suppress(shown().subList(0, 3), "three", Optional.of(TODAY));
        assertEquals(before - 3, shown().size());
        model.noticesProperty().get().getFirst().undo().orElseThrow().run();
        assertEquals(before, shown().size());
    }

    @Test
    void whatAFindingIsAboutIsLookedAtWithoutAskingTheGraph() {
        FindingRow withSubject = shown().stream()
                .filter(row -> !row.subject().isEmpty())
                .findFirst()
                .orElseThrow();
        model.lookAt(withSubject);
        assertEquals(withSubject.subject(), session.frame().selectionProperty().get());
        assertTrue(session.navigator().questionProperty().get().isEmpty());
    }

    @Test
    void thatNothingWasFoundIsNotThatNothingPasses() {
        typed("kind:no-such");
        assertEquals("None of the " + findings.all().size() + " findings match the filters.", model.emptiness());
        assertTrue(model.hasFindings());
        show(new Findings(List.of()));
        assertEquals("Guise found nothing in what it read from this cluster.", model.emptiness());
        assertEquals("No findings", model.summary());
        assertFalse(model.hasFindings());
    }

    @Test
    void onlyWhatPassesTheFiltersCountsAsHidden() {
        int all = findings.all().size() - findings.unexpected().size();
        assertTrue(model.summary().contains(", " + all + " expected hidden"), model.summary());
        Finding hidden =
                findings.all().stream().filter(Finding::expected).findFirst().orElseThrow();
        model.kindProperty().set(hidden.id());
        long ofKind = findings.all().stream()
                .filter(f -> f.expected() && f.id().equals(hidden.id()))
                .count();
        assertTrue(ofKind < all);
        assertTrue(model.summary().contains(", " + ofKind + " expected hidden"), model.summary());
        model.kindProperty().set("");
        FindingRow first = shown().getFirst();
        model.suppress(List.of(first), "agreed", Optional.empty());
        typed("kind:no-such");
        assertFalse(model.summary().contains("hidden"), model.summary());
        typed("kind:" + first.finding().id());
        assertTrue(model.summary().contains("1 suppressed hidden"), model.summary());
    }

    @Test
    void whatUndoBringsBackIsToldEachTime() {
        FindingRow first = shown().get(1);
        for (int i = 0; i < 2; i++) {
            model.suppress(List.of(first), "agreed", Optional.empty());
            assertEquals(Optional.empty(), model.broughtBackProperty().get());
            model.noticesProperty().get().getFirst().undo().orElseThrow().run();
            assertEquals(
                    Optional.of(first.fingerprint()),
                    model.broughtBackProperty().get());
            assertTrue(shown().stream().anyMatch(row -> row.fingerprint().equals(first.fingerprint())));
        }
    }

    @Test
    void theLastDecisionIsUndoneAlsoWhenItsNoticeIsClosed() {
        int before = shown().size();
        assertFalse(model.canUndoProperty().getValue());
        model.suppress(List.of(shown().getFirst()), "agreed", Optional.empty());
        model.closeNotice(FindingsModel.Done.DECISION);
        assertTrue(model.canUndoProperty().getValue());
        model.undo();
        assertEquals(before, shown().size());
        assertFalse(model.canUndoProperty().getValue());
        model.undo();
        assertEquals(before, shown().size());
    }

    @Test
    void whatTookAnothersPlaceIsLookedAtOnlyAmongTheFindings() {
        FindingRow withSubject = shown().stream()
                .filter(row -> !row.subject().isEmpty())
                .findFirst()
                .orElseThrow();
        session.frame().tabProperty().set("graph");
        model.follow(withSubject);
        assertEquals("", session.frame().selectionProperty().get());
        session.frame().tabProperty().set("findings");
        model.follow(withSubject);
        assertEquals(withSubject.subject(), session.frame().selectionProperty().get());
    }

    @Test
    void whatASuppressionCoversIsSaidBefore() {
        FindingRow first = shown().getFirst();
        String one = FindingsModel.scope(List.of(first));
        assertTrue(one.contains(first.finding().title()) && one.contains(first.who()), one);
        assertTrue(one.contains(first.finding().origin().describe()), one);
        String many = FindingsModel.scope(shown().subList(0, 8));
        assertTrue(many.contains("and 3 more"), many);
    }

    @ParameterizedTest
    @CsvSource({"foo:bar, foo:", "alice Namespace:ci, namespace:"})
    void aTermThatIsNotKnownIsNamed(String typed, String term) {
        assertTrue(typed(typed).isEmpty());
        assertTrue(model.summary().contains("“" + term + "” is not a filter term"), model.summary());
        typed("system:masters");
        assertFalse(model.summary().contains("filter term"), model.summary());
    }

    @Test
    void aSeverityThatIsTypedCountsInsteadOfTheOneThatIsChosen() {
        model.leastProperty().set(Severity.CRITICAL);
        assertFalse(model.isSeverityTyped());
        assertEquals(
                many(f -> f.severity() == Severity.HIGH), typed("severity:high").size());
        assertTrue(model.isSeverityTyped());
    }

    @Test
    void kindsAreChosenByTheirTitlesAndCountWhatCanBeShown() {
        List<FindingsModel.KindChoice> kinds = model.kinds();
        assertEquals("", kinds.getFirst().id());
        FindingsModel.KindChoice any = kinds.stream()
                .filter(kind -> kind.id().equals("IMP-ANY-USER"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "Any user can be impersonated  (IMP-ANY-USER, " + many(f -> f.id().equals(any.id())) + ")", any.text());
        assertEquals(
                kinds.size() - 1,
                shown().stream().map(row -> row.finding().id()).distinct().count());
        model.kindProperty().set("IMP-ANY-USER");
        assertEquals(kinds, model.kinds());
    }

    @ParameterizedTest
    @EnumSource(ScanFormat.class)
    void aReportHasWhatTheCommandLineWrites(ScanFormat format, @TempDir Path folder) throws Exception {
        OpenSession open = OpenSession.of(snapshot);
        FindingsModel known = new FindingsModel(open.session(), () -> day);
        open.await(() -> known.stateProperty().get() instanceof FindingsModel.Known);
        FindingRow first = known.groupsProperty().get().getFirst().rows().getFirst();
        known.suppress(List.of(first), "agreed", Optional.empty());
        FindingsModel.Notice decision = known.noticesProperty().get().getFirst();
        Path file = folder.resolve("report." + format.extension());
        open.dialogs().files.add(file);
        known.saveReport();
        open.await(() -> known.noticesProperty().get().size() == 2);
        assertEquals(decision, known.noticesProperty().get().getFirst(), "it can still be taken back");
        String told = known.noticesProperty().get().getLast().text();
        String text = Files.readString(file);
        long left = many(f -> true) - 1;
        assertTrue(told.startsWith(left + " findings saved to report."), told);
        assertTrue(told.contains("1 suppressed"), told);
        known.closeNotice(FindingsModel.Done.REPORT);
        assertEquals(List.of(decision), known.noticesProperty().get());
        switch (format) {
            case JSON -> assertEquals(left, text.split("\"fingerprint\"", -1).length - 1);
            case SARIF -> assertEquals(left, text.split("\"ruleId\"", -1).length - 1);
            case CSV -> assertTrue(text.lines().count() > left);
            case HTML -> assertTrue(text.startsWith("<!DOCTYPE html>"), text.substring(0, 40));
        }
        assertFalse(format == ScanFormat.JSON && text.contains(first.fingerprint()));
    }

    @Test
    void aReportNeedsANameThatSaysItsKind(@TempDir Path folder) throws Exception {
        OpenSession open = OpenSession.of(snapshot);
        FindingsModel known = new FindingsModel(open.session(), () -> day);
        open.await(() -> known.stateProperty().get() instanceof FindingsModel.Known);
        open.dialogs().files.add(folder.resolve("report"));
        known.saveReport();
        assertEquals(1, open.dialogs().problems.size());
        assertTrue(open.dialogs().problems.getFirst().advice().contains(".sarif"));
    }

    @Test
    void nothingIsSuppressedWithoutAReasonOrForADayThatIsOver() {
        int before = shown().size();
        model.suppress(List.of(shown().getFirst()), " ", Optional.empty());
        model.suppress(List.of(shown().getFirst()), "why", Optional.of(TODAY.minusDays(1)));
        assertEquals(before, shown().size());
        assertTrue(model.problem("", Optional.empty()).isPresent());
        assertTrue(model.problem("why", Optional.of(TODAY)).isEmpty());
    }

    @Test
    void whatAnAcceptedAdministratorHasIsMarkedAndHiddenWithWhatIsExpected() {
        FindingRow first = shown().stream()
                .filter(row -> !row.subject().isEmpty())
                .findFirst()
                .orElseThrow();
        long its = shown().stream()
                .filter(row -> row.subject().equals(first.subject()))
                .count();
        int before = shown().size();
        session.marks().toggleAccepted(first.subject());
        assertEquals(before - its, shown().size());
        model.expectedProperty().set(true);
        assertEquals(
                its,
                shown().stream()
                        .filter(row -> row.standing() == Standing.ACCEPTED)
                        .count());
        assertEquals(findings.all().size(), shown().size());
    }

    @Test
    void ownedSubjectsAndNotesAreMarked() {
        FindingRow first = shown().stream()
                .filter(row -> !row.subject().isEmpty())
                .findFirst()
                .orElseThrow();
        session.marks().toggleOwned(first.subject());
        assertTrue(typed("owned:").stream().allMatch(FindingRow::owned));
        assertEquals(shown().size() + typed("owned:no").size(), typed("").size());
        String binding = first.objects().get(1);
        session.marks().setNote(binding, "look again");
        assertTrue(shown().stream()
                .filter(FindingRow::noted)
                .allMatch(row -> row.objects().contains(binding)));
        assertTrue(shown().stream().anyMatch(FindingRow::noted));
        assertEquals("look again", session.marks().note(binding));
    }

    @Test
    void aFindingIsCopiedAsText() {
        model.suppress(List.of(shown().getFirst()), "agreed", Optional.of(TODAY));
        model.suppressedProperty().set(true);
        FindingRow first = shown().getFirst();
        model.copy(List.of(first, shown().get(1)));
        String text = dialogs.copied.getFirst();
        assertTrue(
                text.startsWith("critical " + first.finding().id() + ": "
                        + first.finding().title()),
                text);
        assertTrue(text.contains("\nSuppressed: agreed (until 2026-11-23)"), text);
        assertTrue(text.contains("\n\ncritical "), text);
        assertFalse(text.contains("`"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NONE",
        "no-such-word, NONE",
        "kind:imp ns:ci severity:high alice, SUBJECT",
        "e, KIND",
        "subject:a, NAMESPACE"
    })
    void fiftyThousandFindingsAreFilteredWhileAPersonTypes(String text, Grouping grouping) {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; many.size() < 50_000; i++) {
            Finding of = findings.all().get(i % findings.all().size());
            many.add(new Finding(
                    of.kind(),
                    of.severity(),
                    Subject.user("user-" + i),
                    of.origin(),
                    of.part(),
                    of.reaches(),
                    of.path(),
                    of.detail() + " " + i,
                    false,
                    of.remedy()));
        }
        show(new Findings(many));
        model.groupingProperty().set(grouping);
        long[] millis = new long[7];
        for (int i = 0; i < millis.length; i++) {
            model.textProperty().set(i % 2 == 0 ? text + " " : "something else");
            long start = System.nanoTime();
            model.textProperty().set(i % 2 == 0 ? text : text + "  ");
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.println("50,000 findings filtered by \"" + text + "\", " + grouping.text() + ": median "
                + millis[millis.length / 2] + " ms, longest " + millis[millis.length - 1] + " ms, " + shown().size()
                + " left");
        assertTrue(millis[millis.length / 2] < 1_500, "median " + millis[millis.length / 2] + " ms");
    }
}
