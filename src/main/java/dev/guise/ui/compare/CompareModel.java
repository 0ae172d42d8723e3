package dev.guise.ui.compare;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Analysis;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Policy;
import dev.guise.report.Comparison;
import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import dev.guise.report.ComparisonText;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.start.ContextEntry;
import dev.guise.ui.start.SourceCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.feather.Feather;

/// The comparison of the cluster with another snapshot. Knows no controls.
public final class CompareModel {
    private static final String JOB = "compare";
    private static final int NAMED = 3;

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

    /// Lines that say the same, of one or of many identities.
    public record Row(List<Line> lines) {
        public Row {
            lines = List.copyOf(lines);
        }

        /// The first of them, which represents all.
        public Line line() {
            return lines.getFirst();
        }

        /// Who or which.
        public String who() {
            if (lines.size() == 1) {
                return line().who();
            }
            String some = lines.stream().limit(NAMED).map(Line::who).collect(Collectors.joining(", "));
            return lines.size() + " identities: " + some + (lines.size() > NAMED ? ", …" : "");
        }

        public String where() {
            if (!line().where().isEmpty()) {
                return line().where();
            }
            return line().topic() == Topic.OBJECT ? "cluster scope" : "everywhere";
        }
    }

    private final Session session;
    private final SourceCatalog catalog;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Nothing());
    private final ObjectProperty<Optional<Topic>> topic = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Sign>> sign = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<ContextEntry> contexts = FXCollections.observableArrayList();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final Supplier<List<String>> recentFiles;
    private final Consumer<Path> onRead;
    private Optional<ClusterSnapshot> other = Optional.empty();

    /// @param catalog     what can be opened
    /// @param recentFiles files that were opened before, newest first
    /// @param onRead      told each file that was read to compare with
    public CompareModel(
            Session session, SourceCatalog catalog, Supplier<List<String>> recentFiles, Consumer<Path> onRead) {
        this.session = session;
        this.catalog = catalog;
        this.recentFiles = recentFiles;
        this.onRead = onRead;
        session.loader().reviewProperty().subscribe(this::again);
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

    /// Only what was added, removed or changed; empty for all.
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

    /// The same, with what is said of many identities in one row. In the order of the lines.
    public ObservableList<Row> rows() {
        return rows;
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
                .waitingJob(
                        "compare.look",
                        progress -> new Found(
                                catalog.contexts().entries(),
                                named.stream()
                                        .map(Path::of)
                                        .filter(Files::exists)
                                        .toList()))
                .onDone(found -> {
                    contexts.setAll(found.contexts());
                    recent.setAll(found.files());
                })
                .start();
    }

    void compareWith(Path file) {
        compareWith(List.of(file));
    }

    /// Asks for files and compares with them.
    public void askForFiles() {
        List<FileKind> kinds =
                List.of(new FileKind("Snapshots, manifests and dumps", List.of("gz", "json", "yaml", "yml")));
        List<Path> files = session.dialogs().openFiles("Compare with", kinds);
        if (!files.isEmpty()) {
            compareWith(files);
        }
    }

    private void compareWith(List<Path> files) {
        compareWith(catalog.files(files), () -> files.forEach(onRead));
    }

    /// Asks for a folder and compares with what is in it.
    public void askForFolder() {
        session.dialogs().openFolder("Compare with").map(List::of).ifPresent(this::compareWith);
    }

    void compareWith(ContextEntry context) {
        compareWith(catalog.context(context));
    }

    /// Reads another snapshot and compares with it: the older of the two comes first.
    public void compareWith(ClusterSource source) {
        compareWith(source, () -> {});
    }

    private void compareWith(ClusterSource source, Runnable whenRead) {
        state.set(new State.Working("Reading " + source.name()));
        session.background()
                .job(JOB, progress -> source.read(new Watched(progress, source.name())))
                .onDone(read -> {
                    other = Optional.of(read);
                    whenRead.run();
                    again();
                })
                .onError(error -> state.set(new State.Failed(describe(source, error))))
                .start();
    }

    private static Problem describe(ClusterSource source, Exception error) {
        String title = "Could not read " + source.name();
        if (error instanceof SourceException known) {
            String message = known.where().isEmpty() ? known.problem() : known.where() + ": " + known.problem();
            return new Problem(
                    title, message, known.advice(), Problem.of(title, error).details());
        }
        return Problem.of(title, error);
    }

    private void again() {
        Optional<Review> review = session.loader().reviewProperty().get();
        if (review.isEmpty() || other.isEmpty()) {
            return;
        }
        ClusterSnapshot given = other.get();
        state.set(new State.Working(
                "Calculating the differences from " + given.origin().name()));
        session.background()
                .job(JOB, progress -> compare(review.get(), given, progress))
                .onDone(found -> {
                    state.set(new State.Known(found));
                    filter();
                })
                .onError(error -> state.set(new State.Failed(Problem.of("Could not compare the clusters", error))))
                .start();
    }

    private static Comparison compare(Review review, ClusterSnapshot given, Progress progress) {
        progress.report("Comparing with " + given.origin().name(), -1);
        Escalation mine = review.escalation();
        Escalation theirs = Escalation.of(given, Policy.of(given.rbac()), mine.catalogue());
        boolean older =
                !given.origin().takenAt().isAfter(review.snapshot().origin().takenAt());
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
            rows.setAll(rows(lines));
        }
    }

    // One change may be one row for each identity that there is.
    private static List<Row> rows(List<Line> lines) {
        Map<List<Object>, List<Line>> together = new LinkedHashMap<>();
        for (Line line : lines) {
            List<Object> same = line.topic() == Topic.REACH ? List.of(line.sign(), line.what()) : List.of(line);
            together.computeIfAbsent(same, key -> new ArrayList<>()).add(line);
        }
        return together.values().stream().map(Row::new).toList();
    }

    private boolean isShown(Line line) {
        String all = String.join(" ", line.who(), line.where(), line.what()).toLowerCase(Locale.ROOT);
        return topic.get().filter(wanted -> wanted != line.topic()).isEmpty()
                && sign.get().filter(wanted -> wanted != line.sign()).isEmpty()
                && Arrays.stream(text.get().strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(all::contains);
    }

    /// What is shown, as text.
    public String copyText() {
        return state.get() instanceof State.Known(Comparison found)
                ? String.join("\n", ComparisonText.lines(found, lines)) + "\n"
                : "";
    }

    /// Selects whom a row is about; names all of them in the inspector where they are many.
    void select(Row row) {
        if (row.lines().size() == 1) {
            row.line().identity().map(AccessNode::idOf).ifPresent(session.navigator()::selectInGraph);
            return;
        }
        List<InspectorContent.Link> links = row.lines().stream()
                .flatMap(line -> line.identity().stream())
                .map(ObjectIndex::somebody)
                .map(who -> new InspectorContent.Link(
                        ObjectIndex.label(who), "", who.kind().icon(), who.id()))
                .toList();
        session.frame()
                .inspectorProperty()
                .set(Optional.of(new InspectorContent(
                        row.lines().size() + " identities",
                        row.line().what(),
                        Feather.USERS,
                        List.of(new InspectorContent.Links("Identities", links)))));
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
