package dev.guise.ui.compare;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.AccessNode;
import dev.guise.escalation.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.rbac.Policy;
import dev.guise.report.Comparison;
import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import dev.guise.report.ComparisonText;
import dev.guise.ui.common.Background.Progress;
import dev.guise.ui.common.Dialogs.FileKind;
import dev.guise.ui.common.Problem;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.start.ContextEntry;
import dev.guise.ui.start.SourceCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The cluster beside another snapshot, and what differs. Knows no controls.
public final class CompareModel {
    private static final String JOB = "compare";

    /// What is to be seen.
    public sealed interface State {

        /// Nothing was chosen to compare with.
        record Nothing() implements State {}

        /// It is read and compared.
        record Working(String what) implements State {}

        /// It went wrong.
        record Failed(Problem problem) implements State {}

        /// It is there.
        record Known(Comparison comparison) implements State {}
    }

    private final Session session;
    private final SourceCatalog catalog;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Nothing());
    private final ObjectProperty<Optional<Topic>> topic = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Sign>> sign = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ObservableList<ContextEntry> contexts = FXCollections.observableArrayList();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final Supplier<List<String>> recentFiles;
    private Optional<ClusterSnapshot> other = Optional.empty();

    /// @param catalog     what can be opened
    /// @param recentFiles files that were opened before, newest first
    public CompareModel(Session session, SourceCatalog catalog, Supplier<List<String>> recentFiles) {
        this.session = session;
        this.catalog = catalog;
        this.recentFiles = recentFiles;
        session.reviewProperty().subscribe(this::again);
        topic.subscribe(this::filter);
        sign.subscribe(this::filter);
        text.subscribe(this::filter);
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Only lines of this topic; empty for every topic.
    public ObjectProperty<Optional<Topic>> topicProperty() {
        return topic;
    }

    /// Only what came, went or changed; empty for all.
    public ObjectProperty<Optional<Sign>> signProperty() {
        return sign;
    }

    /// Words that a line must have.
    public StringProperty textProperty() {
        return text;
    }

    /// The lines that pass the filters.
    public ObservableList<Line> lines() {
        return lines;
    }

    /// The contexts that can be compared with, once [#look] found them.
    public ObservableList<ContextEntry> contexts() {
        return contexts;
    }

    /// Files opened before that are still there, once [#look] found them.
    public ObservableList<Path> recent() {
        return recent;
    }

    /// Looks which contexts and recent files there are.
    public void look() {
        record Found(List<ContextEntry> contexts, List<Path> files) {}
        List<String> named = recentFiles.get();
        session.background()
                .job("compare.look", progress -> new Found(
                        catalog.contexts().entries(),
                        named.stream().map(Path::of).filter(Files::exists).toList()))
                .onDone(found -> {
                    contexts.setAll(found.contexts());
                    recent.setAll(found.files());
                })
                .start();
    }

    void compareWith(Path file) {
        compareWith(catalog.files(List.of(file)));
    }

    /// Asks for files and compares with them.
    public void askForFiles() {
        List<FileKind> kinds = List.of(new FileKind(
                "Snapshots, manifests and dumps", List.of("gz", "json", "yaml", "yml")));
        List<Path> files = session.dialogs().openFiles("Compare with", kinds);
        if (!files.isEmpty()) {
            compareWith(catalog.files(files));
        }
    }

    /// Asks for a folder and compares with what is in it.
    public void askForFolder() {
        session.dialogs().openFolder("Compare with").map(List::of).map(catalog::files).ifPresent(this::compareWith);
    }

    void compareWith(ContextEntry context) {
        compareWith(catalog.context(context));
    }

    /// Reads another snapshot and compares with it: the older of the two comes first.
    public void compareWith(ClusterSource source) {
        state.set(new State.Working("Reading " + source.name()));
        session.background()
                .job(JOB, progress -> source.read(new Watched(progress, source.name())))
                .onDone(read -> {
                    other = Optional.of(read);
                    again();
                })
                .onError(error -> state.set(new State.Failed(describe(source, error))))
                .start();
    }

    private static Problem describe(ClusterSource source, Exception error) {
        String title = source.name() + " could not be read";
        if (error instanceof SourceException known) {
            String message = known.where().isEmpty() ? known.problem() : known.where() + ": " + known.problem();
            return new Problem(title, message, known.advice(), Problem.of(title, error).details());
        }
        return Problem.of(title, error);
    }

    private void again() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || other.isEmpty()) {
            return;
        }
        ClusterSnapshot given = other.get();
        state.set(new State.Working("Working out what differs from " + given.origin().name()));
        session.background()
                .job(JOB, progress -> compare(review.get(), given, progress))
                .onDone(found -> {
                    state.set(new State.Known(found));
                    filter();
                })
                .onError(error -> state.set(new State.Failed(Problem.of("The two could not be compared", error))))
                .start();
    }

    private static Comparison compare(Review review, ClusterSnapshot given, Progress progress) {
        progress.report("Comparing with " + given.origin().name(), -1);
        Escalation mine = review.survey();
        Escalation theirs = Escalation.of(given, Policy.of(given.rbac()), mine.catalogue());
        boolean older = !given.origin().takenAt().isAfter(review.snapshot().origin().takenAt());
        Analysis first = Analysis.of(older ? theirs : mine);
        Analysis second = Analysis.of(older ? mine : theirs);
        return Comparison.of(first, second);
    }

    /// Stops comparing.
    public void cancel() {
        session.background().cancel(JOB);
        other = Optional.empty();
        state.set(new State.Nothing());
    }

    private void filter() {
        if (state.get() instanceof State.Known(Comparison found)) {
            lines.setAll(found.lines().stream().filter(this::isShown).toList());
        }
    }

    private boolean isShown(Line line) {
        String all = String.join(" ", line.who(), line.where(), line.what()).toLowerCase(Locale.ROOT);
        return topic.get().filter(wanted -> wanted != line.topic()).isEmpty()
                && sign.get().filter(wanted -> wanted != line.sign()).isEmpty()
                && Arrays.stream(text.get().strip().toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
    }

    /// What is shown, as text.
    public String copyText() {
        return state.get() instanceof State.Known(Comparison found)
                ? String.join("\n", ComparisonText.lines(found, lines)) + "\n"
                : "";
    }

    /// Selects whom a line is about.
    void select(Line line) {
        line.identity().map(AccessNode::idOf).ifPresent(session::selectInGraph);
    }

    /// A read that is shown in the status bar and can be stopped.
    private record Watched(Progress progress, String name) implements ReadProgress {
        @Override
        public void reading(String what, int count) {
            progress.report("Reading " + name + ": " + what, -1);
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
