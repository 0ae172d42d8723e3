package dev.guise.ui.access;

import dev.guise.rbac.AccessComparison;
import dev.guise.rbac.AccessComparison.Line;
import dev.guise.rbac.AccessComparison.Part;
import dev.guise.rbac.Policy;
import dev.guise.rbac.UserInfo;
import dev.guise.text.Plain;
import dev.guise.ui.common.dialog.WorkState;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.IdentityChoice;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.feather.Feather;

/// What only one of two may do, and what both. Knows no controls.
public final class ComparisonModel {

    /// Which lines are shown.
    public enum Show {
        DIFFERENCES("Differences"),
        ONLY_FIRST("Only the first can do"),
        ONLY_SECOND("Only the second can do"),
        BOTH("Both can do"),
        ALL("All");

        private final String text;

        Show(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        boolean shows(Line line) {
            return switch (this) {
                case DIFFERENCES -> !line.isSame();
                case ONLY_FIRST -> !line.onlyFirst().isEmpty();
                case ONLY_SECOND -> !line.onlySecond().isEmpty();
                case BOTH -> !line.both().isEmpty();
                case ALL -> true;
            };
        }
    }

    private record Answer(AccessComparison comparison, List<Place> places) {}

    private final Session session;
    private final IdentityChoice first;
    private final IdentityChoice second;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Anywhere());
    private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.DIFFERENCES);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<Place> places = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<AccessComparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final WorkState work = new WorkState();

    public ComparisonModel(Session session) {
        this.session = session;
        first = new IdentityChoice(session);
        second = new IdentityChoice(session);
        session.loader().reviewProperty().subscribe(this::ask);
        first.followSelection(this::ask);
        place.subscribe(this::ask);
        show.subscribe(this::filter);
        filter.subscribe(this::filter);
    }

    /// How the answer stands.
    WorkState work() {
        return work;
    }

    IdentityChoice first() {
        return first;
    }

    IdentityChoice second() {
        return second;
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    ObservableList<Place> places() {
        return places;
    }

    public ObjectProperty<Show> showProperty() {
        return show;
    }

    /// Words that a line must have.
    public StringProperty filterProperty() {
        return filter;
    }

    /// All of it; empty until two are chosen.
    public ReadOnlyObjectProperty<Optional<AccessComparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /// The lines that pass the filters.
    public ObservableList<Line> lines() {
        return lines;
    }

    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Compares the two.
    public void ask() {
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<UserInfo> one = review.flatMap(first::chosen);
        Optional<UserInfo> two = review.flatMap(second::chosen);
        if (review.isEmpty() || one.isEmpty() || two.isEmpty()) {
            work.rest();
            comparison.set(Optional.empty());
            lines.clear();
            summary.set("");
            return;
        }
        Place at = place.get();
        work.run(
                session.background()
                        .shortJob(
                                "access.compare",
                                progress -> new Answer(
                                        compare(review.get().policy(), one.get(), two.get(), at),
                                        Place.all(review.get(), List.of(one.get(), two.get())))),
                "Could not compare the two identities",
                this::show);
    }

    private static AccessComparison compare(Policy policy, UserInfo one, UserInfo two, Place at) {
        return switch (at) {
            case Place.Anywhere() -> AccessComparison.anywhere(policy, one, two);
            case Place.ClusterWide() -> AccessComparison.in(policy, one, two, "");
            case Place.In(String namespace) -> AccessComparison.in(policy, one, two, namespace);
        };
    }

    private void show(Answer answer) {
        if (!places.equals(answer.places())) {
            places.setAll(answer.places());
        }
        comparison.set(Optional.of(answer.comparison()));
        filter();
    }

    private void filter() {
        comparison.get().ifPresent(found -> {
            lines.setAll(found.lines().stream()
                    .filter(show.get()::shows)
                    .filter(line -> AccessWords.matches(line.target(), verbs(line), filter.get()))
                    .toList());
            summary.set(summary(found));
        });
    }

    private static List<String> verbs(Line line) {
        return Stream.of(line.onlyFirst(), line.onlySecond(), line.both())
                .flatMap(List::stream)
                .map(Part::verb)
                .distinct()
                .toList();
    }

    private String summary(AccessComparison found) {
        long more = found.lines().stream()
                .filter(line -> !line.onlyFirst().isEmpty())
                .count();
        long less = found.lines().stream()
                .filter(line -> !line.onlySecond().isEmpty())
                .count();
        long same = found.lines().stream().filter(Line::isSame).count();
        String cut = found.complete() ? "" : " More results exist than can be shown.";
        if (found.lines().isEmpty()) {
            return "No binding grants either of them anything here.";
        }
        return "Of " + found.lines().size() + " resources and paths, " + name(first) + " can do more than "
                + name(second) + " on " + more + ", " + name(second) + " can do more than " + name(first) + " on "
                + less
                + ", and both can do the same on " + same + "." + cut;
    }

    static String name(IdentityChoice choice) {
        return choice.textProperty().get().strip();
    }

    /// Says in the inspector which rules a line comes from.
    void explain(Line line) {
        List<Section> sections = new ArrayList<>();
        add(
                sections,
                "Granted to " + name(first),
                AccessWords.grantedBy(line.first().grants()));
        add(
                sections,
                "Granted to " + name(second),
                AccessWords.grantedBy(line.second().grants()));
        session.frame()
                .inspectorProperty()
                .set(Optional.of(new InspectorContent(
                        AccessWords.resource(line.target()),
                        AccessWords.group(line.target()) + ", " + AccessWords.where(line.target()),
                        Feather.KEY,
                        sections)));
    }

    private static void add(List<Section> sections, String title, List<InspectorContent.Link> links) {
        if (!links.isEmpty()) {
            sections.add(new Links(title, links));
        }
    }

    /// The lines that are shown as text, with tabs between.
    String text() {
        StringBuilder text = new StringBuilder(
                "where\tgroup\tresource\tonly " + name(first) + "\tonly " + name(second) + "\tboth\n");
        for (Line line : lines) {
            Stream<String> words = Stream.of(
                    AccessWords.where(line.target()),
                    AccessWords.group(line.target()),
                    AccessWords.resource(line.target()),
                    AccessWords.parts(line.onlyFirst()),
                    AccessWords.parts(line.onlySecond()),
                    AccessWords.parts(line.both()));
            text.append(words.map(Plain::line).collect(Collectors.joining("\t")))
                    .append('\n');
        }
        return text.toString();
    }
}
