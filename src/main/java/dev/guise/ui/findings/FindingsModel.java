package dev.guise.ui.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.findings.triage.Triage;
import dev.guise.rbac.Subject;
import dev.guise.report.Scan;
import dev.guise.ui.common.control.FilterTerms;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.workspace.Workspace;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// Findings, filtered and grouped, with what the reviewer decided about them. Knows no controls.
public final class FindingsModel {

    /// What is to be seen.
    public sealed interface State {}

    /// At work.
    public record Working() implements State {}

    /// They are there.
    public record Known(Findings findings) implements State {}

    /// Loading the findings failed.
    public record Failed(Problem problem) implements State {}

    /// The kinds of events that a notice reports.
    public enum Done {
        DECISION,
        REPORT
    }

    /// Reports what was just done.
    ///
    /// @param what the kind of event; only the last notice of a kind is shown
    /// @param undo undoes it; empty where nothing can be undone
    public record Notice(Done what, String text, Optional<Runnable> undo) {}

    /// A kind of finding to choose.
    ///
    /// @param id   of the kind; `""` for every kind
    /// @param text with its title, and how many there are
    public record KindChoice(String id, String text) {
        static final KindChoice EVERY = new KindChoice("", "All kinds");

        @Override
        public String toString() {
            return text;
        }
    }

    private static final int MAX_NAMED = 5;

    private final Session session;
    private final Supplier<LocalDate> today;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Working());
    private final ReadOnlyObjectWrapper<List<FindingGroup>> groups = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Severity> least = new SimpleObjectProperty<>(Severity.INFO);
    private final StringProperty kind = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty expected = new SimpleBooleanProperty();
    private final BooleanProperty suppressed = new SimpleBooleanProperty();
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.NONE);
    private final ReadOnlyObjectWrapper<List<Notice>> notices = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<String>> broughtBack = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<Runnable>> lastUndo = new SimpleObjectProperty<>(Optional.empty());
    private final ReportSaving reports;
    private List<FindingRow> rows = List.of();
    /// Those that pass the filters, also where how they stand hides them.
    private List<FindingRow> matching = List.of();
    private FilterTerms terms = FilterTerms.NONE;

    public FindingsModel(Session session) {
        this(session, () -> LocalDate.now(ZoneId.systemDefault()));
    }

    /// @param today what day it is, which ends suppressions
    FindingsModel(Session session, Supplier<LocalDate> today) {
        this.session = session;
        this.today = today;
        reports = new ReportSaving(
                session.background(), session.dialogs(), text -> tell(new Notice(Done.REPORT, text, Optional.empty())));
        session.loader().reachesProperty().subscribe(reaches -> {
            if (reaches.isEmpty()) {
                state.set(new Working());
            }
        });
        session.loader().findingsProperty().subscribe(this::look);
        session.loader().problemProperty().subscribe(now -> now.ifPresent(this::fail));
        session.loader().reachProblemProperty().subscribe(now -> now.ifPresent(this::fail));
        session.loader().findingsProblemProperty().subscribe(now -> now.ifPresent(this::fail));
        var workspace = session.marks().workspace().workspaceProperty();
        // Told of values, not of their becoming invalid, which is told once only as long as nobody asks for them.
        workspace.map(Workspace::triage).subscribe(now -> decide());
        workspace.map(Workspace::owned).subscribe(now -> decide());
        workspace.map(now -> now.notes().keySet()).subscribe(now -> decide());
        List.of(least, kind, text, expected, suppressed, grouping).forEach(choice -> choice.subscribe(now -> filter()));
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The findings that pass the filters, in groups; one without a title when nothing is grouped.
    ReadOnlyObjectProperty<List<FindingGroup>> groupsProperty() {
        return groups.getReadOnlyProperty();
    }

    /// Only what is at least so bad.
    public ObjectProperty<Severity> leastProperty() {
        return least;
    }

    /// Only of this kind, by its id; `""` for every kind.
    public StringProperty kindProperty() {
        return kind;
    }

    /// Words that must all be in title, subject, origin or detail, and terms: `kind:`, `ns:`, `subject:`, `severity:`,
    /// `owned:`.
    public StringProperty textProperty() {
        return text;
    }

    /// Whether what every cluster has, and what administrators have, is shown, too.
    public BooleanProperty expectedProperty() {
        return expected;
    }

    /// Whether what the reviewer suppressed is shown, too.
    public BooleanProperty suppressedProperty() {
        return suppressed;
    }

    /// By what findings are put together.
    ObjectProperty<Grouping> groupingProperty() {
        return grouping;
    }

    // Many findings make many rows, which takes a while.
    private void look(Optional<Findings> known) {
        known.ifPresent(found -> session.background()
                .shortJob(
                        "findings.rows",
                        progress -> found.all().stream().map(FindingRow::of).toList())
                .onDone(all -> show(found, all))
                .onError(error -> fail(Problem.of("Could not show findings", error)))
                .start());
    }

    /// If reach could not be calculated there are no findings, and nothing to wait for.
    void fail(Problem problem) {
        state.set(new Failed(problem));
    }

    /// Shows findings. Linear.
    void show(Findings findings, List<FindingRow> all) {
        rows = all;
        state.set(new Known(findings));
        decide();
    }

    /// Looks up what the reviewer decided. Linear.
    private void decide() {
        if (!(state.get() instanceof Known)) {
            return;
        }
        Workspace workspace = session.marks().workspace().get();
        Triage triage = workspace.triage();
        LocalDate day = today.get();
        Set<String> owned = workspace.owned().stream().map(key -> key.text()).collect(Collectors.toSet());
        Set<String> noted =
                workspace.notes().keySet().stream().map(key -> key.text()).collect(Collectors.toSet());
        rows = rows.stream()
                .map(row -> row.decided(
                        triage.standing(row.finding(), row.fingerprint(), day),
                        Optional.ofNullable(triage.suppressions().get(row.fingerprint())),
                        !noted.isEmpty() && row.objects().stream().anyMatch(noted::contains),
                        owned.contains(row.subject())))
                .toList();
        filter();
        session.summary().setFindings(count(Standing::isOpen));
    }

    /// Filters and groups. Linear but for sorting the groups.
    private void filter() {
        if (state.get() instanceof Known) {
            terms = FilterTerms.parse(text.get(), FindingRow.KEYS);
            matching = rows.stream().filter(this::isMatching).toList();
            groups.set(grouping.get()
                    .group(matching.stream()
                            .filter(row -> isWanted(row.standing()))
                            .toList()));
        }
    }

    private boolean isMatching(FindingRow row) {
        Finding finding = row.finding();
        return (terms.has("severity") || finding.severity().isAtLeast(least.get()))
                && (kind.get().isEmpty() || kind.get().equals(finding.id()))
                && row.matches(terms);
    }

    /// What is chosen now, to be compared with what was chosen before.
    List<Object> filters() {
        return List.of(text.get(), least.get(), kind.get(), grouping.get(), expected.get(), suppressed.get());
    }

    private boolean isWanted(Standing standing) {
        return (expected.get() || !standing.isExpected()) && (suppressed.get() || standing != Standing.SUPPRESSED);
    }

    /// Whether severities are chosen by what was typed.
    boolean isSeverityTyped() {
        return terms.has("severity");
    }

    /// Whether some row that is shown stands otherwise than open.
    boolean hasStandings() {
        return groups.get().stream()
                .flatMap(group -> group.rows().stream())
                .anyMatch(row -> row.standing() != Standing.OPEN);
    }

    // A colon may be part of a name: only what no finding has is taken for a term that is not known.
    private String unknown() {
        List<String> unknown = terms.looksLikeTerms().stream()
                .filter(word -> rows.stream().noneMatch(row -> row.text().contains(word)))
                .toList();
        if (unknown.isEmpty()) {
            return "";
        }
        String word = unknown.getFirst();
        return ". “" + word.substring(0, word.indexOf(':') + 1)
                + "” is not a filter term, and no finding has the text “" + word + "”";
    }

    int count(Predicate<Standing> wanted) {
        return count(rows, wanted);
    }

    private static int count(List<FindingRow> rows, Predicate<Standing> wanted) {
        return (int) rows.stream().filter(row -> wanted.test(row.standing())).count();
    }

    /// How many there are, in words; of those that are hidden, how many pass the filters.
    String summary() {
        if (!(state.get() instanceof Known)) {
            return "";
        }
        if (rows.isEmpty()) {
            return "No findings";
        }
        int shown = groups.get().stream().mapToInt(group -> group.rows().size()).sum();
        return shown + " of " + rows.size() + " findings"
                + hidden(expected.get() ? 0 : count(matching, Standing::isExpected), "expected")
                + hidden(
                        suppressed.get() ? 0 : count(matching, standing -> standing == Standing.SUPPRESSED),
                        "suppressed")
                + ended(count(standing -> standing == Standing.EXPIRED))
                + unknown();
    }

    /// Why no finding is listed, in words.
    String emptiness() {
        return rows.isEmpty()
                ? "Guise found nothing in what it read from this cluster."
                : "None of the " + rows.size() + " findings match the filters.";
    }

    /// Whether there are findings at all, listed or not.
    boolean hasFindings() {
        return !rows.isEmpty();
    }

    private static String hidden(int number, String what) {
        return number == 0 ? "" : ", " + number + " " + what + " hidden";
    }

    private static String ended(int number) {
        return switch (number) {
            case 0 -> "";
            case 1 -> ", 1 reopened because its suppression expired";
            default -> ", " + number + " reopened because their suppressions expired";
        };
    }

    /// The kinds to choose from, every kind first, then by title; what stands otherwise than is shown does not count.
    List<KindChoice> kinds() {
        Map<String, List<FindingRow>> byId = rows.stream()
                .filter(row -> isWanted(row.standing()) || row.finding().id().equals(kind.get()))
                .collect(Collectors.groupingBy(row -> row.finding().id()));
        Stream<KindChoice> found = byId.entrySet().stream()
                .map(entry -> new KindChoice(
                        entry.getKey(),
                        entry.getValue().getFirst().finding().title() + "  (" + entry.getKey() + ", "
                                + entry.getValue().size() + ")"))
                .sorted(Comparator.comparing(KindChoice::text));
        return Stream.concat(Stream.of(KindChoice.EVERY), found).toList();
    }

    /// What was just done, until it is closed; one of a kind.
    public ReadOnlyObjectProperty<List<Notice>> noticesProperty() {
        return notices.getReadOnlyProperty();
    }

    private void tell(Notice notice) {
        Stream<Notice> others = notices.get().stream().filter(other -> other.what() != notice.what());
        notices.set(Stream.concat(others, Stream.of(notice)).toList());
    }

    void closeNotice(Done what) {
        notices.set(
                notices.get().stream().filter(notice -> notice.what() != what).toList());
    }

    LocalDate today() {
        return today.get();
    }

    /// Why a suppression cannot be made so; empty when it can.
    Optional<String> problem(String reason, Optional<LocalDate> until) {
        if (reason.isBlank()) {
            return Optional.of("Enter a reason, for the next reviewer.");
        }
        return until.filter(day -> day.isBefore(today.get())).map(day -> "This date is in the past.");
    }

    /// Suppresses findings.
    void suppress(List<FindingRow> chosen, String reason, Optional<LocalDate> until) {
        if (problem(reason, until).isPresent()) {
            return;
        }
        List<Suppression> made = chosen.stream()
                .map(row -> Suppression.of(row.finding(), reason.strip(), until))
                .toList();
        List<String> fingerprints = chosen.stream().map(FindingRow::fingerprint).toList();
        List<Suppression> before =
                chosen.stream().flatMap(row -> row.suppression().stream()).toList();
        session.marks().workspace().update(now -> now.withTriage(triage -> triage.suppress(made)));
        decided(
                "Suppressed " + until.map(day -> "until " + day).orElse("indefinitely") + ": " + named(chosen) + ".",
                fingerprints,
                triage -> triage.unsuppress(fingerprints).suppress(before));
    }

    /// @param undo what takes the decision back
    private void decided(String text, List<String> fingerprints, UnaryOperator<Triage> undo) {
        broughtBack.set(Optional.empty());
        lastUndo.set(Optional.of(() -> {
            lastUndo.set(Optional.empty());
            session.marks().workspace().update(now -> now.withTriage(undo));
            closeNotice(Done.DECISION);
            broughtBack.set(fingerprints.stream().findFirst());
        }));
        tell(new Notice(Done.DECISION, text, lastUndo.get()));
    }

    /// Whether there is a decision that can be taken back: the last one, also when its notice was closed.
    ObservableValue<Boolean> canUndoProperty() {
        return lastUndo.map(Optional::isPresent);
    }

    /// Takes the last decision back; nothing while there is none.
    void undo() {
        lastUndo.get().ifPresent(Runnable::run);
    }

    /// The fingerprint of the finding, the first where there were several, of which a decision was just taken back.
    ReadOnlyObjectProperty<Optional<String>> broughtBackProperty() {
        return broughtBack.getReadOnlyProperty();
    }

    private static String named(List<FindingRow> chosen) {
        return chosen.size() == 1 ? named(chosen.getFirst()) : chosen.size() + " findings";
    }

    private static String named(FindingRow row) {
        return row.finding().title() + (row.who().isEmpty() ? "" : ", " + row.who());
    }

    /// Exactly what a suppression would cover, shown before the user confirms it.
    static String scope(List<FindingRow> chosen) {
        if (chosen.size() == 1) {
            FindingRow row = chosen.getFirst();
            String from = row.finding().origin().describe();
            return named(row) + (from.isEmpty() ? "" : "\nby " + from)
                    + "\nOnly this finding; others of this kind stay.";
        }
        String lines =
                chosen.stream().limit(MAX_NAMED).map(row -> "•  " + named(row)).collect(Collectors.joining("\n"));
        String more = chosen.size() > MAX_NAMED ? "\nand " + (chosen.size() - MAX_NAMED) + " more" : "";
        return lines + more + "\nOnly these findings; others of the same kinds stay.";
    }

    /// Takes suppressions back.
    void unsuppress(List<FindingRow> chosen) {
        Map<String, Suppression> known =
                session.marks().workspace().get().triage().suppressions();
        List<FindingRow> decided = chosen.stream()
                .filter(row -> known.containsKey(row.fingerprint()))
                .toList();
        List<String> fingerprints =
                decided.stream().map(FindingRow::fingerprint).toList();
        List<Suppression> before =
                fingerprints.stream().map(known::get).filter(Objects::nonNull).toList();
        session.marks().workspace().update(now -> now.withTriage(triage -> triage.unsuppress(fingerprints)));
        decided("No longer suppressed: " + named(decided) + ".", fingerprints, triage -> triage.suppress(before));
    }

    /// Asks for a file and writes a report there, of the kind that its name ends with. What is suppressed is left out
    /// and counted, as on the command line; what is expected is told where it is shown; filters do not matter.
    public void saveReport() {
        if (state.get() instanceof Known(Findings findings)) {
            reports.save(() -> scan(findings));
        }
    }

    private Scan scan(Findings findings) {
        Review review = session.loader().reviewProperty().get().orElseThrow();
        Scan.Choice choice = new Scan.Choice(
                session.marks().workspace().get().triage(),
                today.get(),
                expected.get() ? Scan.Choice.ALSO_EXPECTED : Scan.Choice.OPEN,
                Scan.Choice.DEFAULT_PATHS);
        return Scan.of(review.escalation(), findings, choice);
    }

    /// Puts findings on the clipboard as text.
    void copy(List<FindingRow> chosen) {
        session.dialogs().copy(FindingText.of(chosen));
    }

    /// Looks at what a finding is about, without asking the graph anew: at whoever has it, else at the binding or the
    /// role.
    void lookAt(FindingRow row) {
        row.objects().stream().findFirst().ifPresent(session.navigator()::selectInGraph);
    }

    /// Looks at what a finding is about that took the place of another: only while the findings are looked at.
    void follow(FindingRow row) {
        if (session.navigator().isAt(ViewId.FINDINGS)) {
            lookAt(row);
        }
    }

    /// Shows a finding's path in the graph; the subject's own graph where it has none.
    void openPath(Finding finding) {
        session.loader().reviewProperty().get().ifPresent(review -> openPath(review.escalation(), finding));
    }

    private void openPath(Escalation escalation, Finding finding) {
        session.background()
                .shortJob("findings.path", progress -> {
                    progress.report("Finding the path", -1);
                    return finding.path().in(escalation);
                })
                .onDone(path -> open(finding, path))
                .start();
    }

    private void open(Finding finding, Optional<Derivation> path) {
        Subject subject = finding.subject();
        if (path.isPresent() && !path.get().steps().isEmpty()) {
            session.navigator().ask(new Question.OnePath(path.get()));
        } else if (subject != null) {
            session.navigator().ask(new Question.From(ObjectIndex.somebody(Identity.of(subject))));
        }
    }
}
