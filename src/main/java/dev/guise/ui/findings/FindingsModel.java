package dev.guise.ui.findings;

import dev.guise.escalation.Derivation;
import dev.guise.escalation.Identity;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.Problem;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Findings, filtered. Knows no controls.
public final class FindingsModel {

    /// What is to be seen.
    public sealed interface State {}

    /// At work.
    public record Working() implements State {}

    /// They are there.
    public record Known(Findings findings) implements State {}

    /// It went wrong.
    public record Failed(Problem problem) implements State {}

    private final Session session;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Working());
    private final ObservableList<Finding> shown = FXCollections.observableArrayList();
    private final ObjectProperty<Severity> least = new SimpleObjectProperty<>(Severity.INFO);
    private final StringProperty kind = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty expected = new SimpleBooleanProperty();

    public FindingsModel(Session session) {
        this.session = session;
        session.reachesProperty().subscribe(this::look);
        least.subscribe(this::filter);
        kind.subscribe(this::filter);
        text.subscribe(this::filter);
        expected.subscribe(this::filter);
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The findings that pass the filters, the worst first.
    public ObservableList<Finding> shown() {
        return shown;
    }

    /// Only what is at least so bad.
    public ObjectProperty<Severity> leastProperty() {
        return least;
    }

    /// Only of this kind, by its id; `""` for every kind.
    public StringProperty kindProperty() {
        return kind;
    }

    /// Words that must all be in title, subject, origin or detail.
    public StringProperty textProperty() {
        return text;
    }

    /// Whether what every cluster has is shown, too.
    public BooleanProperty expectedProperty() {
        return expected;
    }

    // Findings need to know what everybody reaches, so they come after that.
    private void look() {
        if (session.reachesProperty().get().isEmpty()) {
            state.set(new Working());
            return;
        }
        session.reviewProperty().get().ifPresent(review -> session.background()
                .job("findings", progress -> {
                    progress.report("Looking for findings", -1);
                    return Findings.of(review.analysis());
                })
                .onDone(this::found)
                .onError(error -> state.set(new Failed(Problem.of("The findings could not be worked out", error))))
                .start());
    }

    private void found(Findings findings) {
        state.set(new Known(findings));
        filter();
        var counts = session.frame().counts();
        counts.removeIf(count -> count.text().equals("findings"));
        counts.add(new FrameModel.Count(findings.unexpected().size(), "findings"));
    }

    private void filter() {
        if (state.get() instanceof Known(Findings findings)) {
            shown.setAll(findings.all().stream().filter(this::isShown).toList());
        }
    }

    private boolean isShown(Finding finding) {
        return (expected.get() || !finding.expected())
                && finding.severity().isAtLeast(least.get())
                && (kind.get().isEmpty() || kind.get().equals(finding.id()))
                && matches(finding, text.get());
    }

    static boolean matches(Finding finding, String typed) {
        String all = String.join(" ", finding.id(), finding.title(), who(finding), finding.origin().describe(), finding.detail())
                .toLowerCase(Locale.ROOT);
        return java.util.Arrays.stream(typed.strip().toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
    }

    /// Who has it, as identities are listed; `""` for the cluster.
    static String who(Finding finding) {
        Subject subject = finding.subject();
        return subject == null ? "" : ObjectIndex.label(ObjectIndex.somebody(Identity.of(subject)));
    }

    /// How many there are, in words.
    String summary() {
        if (!(state.get() instanceof Known(Findings findings))) {
            return "";
        }
        int hidden = findings.all().size() - findings.unexpected().size();
        String rest = expected.get() || hidden == 0 ? "" : ", " + hidden + " expected ones hidden";
        return shown.size() + " of " + findings.all().size() + " findings" + rest;
    }

    /// The kinds there are, by id.
    List<String> kinds() {
        return state.get() instanceof Known(Findings findings)
                ? findings.all().stream().map(Finding::id).distinct().sorted().toList()
                : List.of();
    }

    /// Shows a finding's path in the graph; the subject's own graph where it has none.
    void openPath(Finding finding) {
        session.background()
                .job("findings.path", progress -> {
                    progress.report("Working out the path", -1);
                    return finding.path();
                })
                .onDone(path -> open(finding, path))
                .start();
    }

    private void open(Finding finding, Optional<Derivation> path) {
        Subject subject = finding.subject();
        if (path.isPresent() && !path.get().steps().isEmpty()) {
            session.ask(new Question.Way(path.get()));
        } else if (subject != null) {
            session.ask(new Question.From(ObjectIndex.somebody(Identity.of(subject))));
        }
    }
}
