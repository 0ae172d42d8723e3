package dev.guise.ui.access;

import dev.guise.rbac.AccessMatrix;
import dev.guise.rbac.AccessMatrix.Cell;
import dev.guise.rbac.AccessMatrix.Row;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.common.dialog.WorkState;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.review.IdentityChoice;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// What an identity can do, resources by verbs. Knows no controls.
public final class MatrixModel {

    private record Answer(AccessMatrix matrix, List<Place> places) {}

    private final Session session;
    private final IdentityChoice who;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Anywhere());
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<Place> places = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<AccessMatrix>> matrix = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final WorkState work = new WorkState();

    public MatrixModel(Session session) {
        this.session = session;
        who = new IdentityChoice(session);
        session.loader().reviewProperty().subscribe(this::ask);
        who.followSelection(this::ask);
        place.subscribe(this::ask);
        filter.subscribe(this::filter);
    }

    /// How the answer stands.
    WorkState work() {
        return work;
    }

    IdentityChoice who() {
        return who;
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    /// The places to choose from, those where the identity has grants first.
    ObservableList<Place> places() {
        return places;
    }

    /// Words that a row must have.
    public StringProperty filterProperty() {
        return filter;
    }

    /// The whole matrix; empty until an identity is chosen.
    public ReadOnlyObjectProperty<Optional<AccessMatrix>> matrixProperty() {
        return matrix.getReadOnlyProperty();
    }

    /// The rows that pass the filter.
    public ObservableList<Row> rows() {
        return rows;
    }

    /// What the rows say, in a sentence.
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Calculates what the identity can do.
    public void ask() {
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<UserInfo> user = review.flatMap(who::chosen);
        if (user.isEmpty() || review.isEmpty()) {
            work.rest();
            matrix.set(Optional.empty());
            rows.clear();
            summary.set("");
            return;
        }
        Place at = place.get();
        work.run(
                session.background()
                        .shortJob(
                                "access.matrix",
                                progress -> new Answer(
                                        matrix(review.get().policy(), user.get(), at),
                                        Place.all(review.get(), List.of(user.get())))),
                "Could not find what this identity can do",
                this::show);
    }

    private static AccessMatrix matrix(Policy policy, UserInfo user, Place at) {
        return switch (at) {
            case Place.Anywhere() -> AccessMatrix.anywhere(policy, user);
            case Place.ClusterWide() -> AccessMatrix.in(policy, user, "");
            case Place.In(String namespace) -> AccessMatrix.in(policy, user, namespace);
        };
    }

    private void show(Answer answer) {
        if (!places.equals(answer.places())) {
            places.setAll(answer.places());
        }
        matrix.set(Optional.of(answer.matrix()));
        filter();
    }

    private void filter() {
        matrix.get().ifPresent(found -> {
            rows.setAll(found.rows().stream()
                    .filter(row -> AccessWords.matches(row.target(), row.verbs(), filter.get()))
                    .toList());
            summary.set(summary(found));
        });
    }

    private String summary(AccessMatrix found) {
        String known =
                session.loader().reviewProperty().get().filter(who::isKnown).isPresent()
                        ? ""
                        : " Nothing in the cluster has this name, so these are the permissions of any authenticated"
                                + " user.";
        if (found.master()) {
            return "A member of " + Rbac.MASTERS + " can do everything, whatever the rules say." + known;
        }
        if (found.rows().isEmpty()) {
            return "No binding grants it anything here." + known;
        }
        long paths = found.rows().stream()
                .filter(row -> row.target().kind() == AccessMatrix.Kind.PATH)
                .count();
        long resources = found.rows().size() - paths;
        long wide =
                found.rows().stream().filter(row -> row.target().isWildcard()).count();
        String wildcards = wide == 0 ? "" : ", " + (wide == 1 ? "1 of them a wildcard" : wide + " of them wildcards");
        String shown = rows.size() == found.rows().size()
                ? ""
                : " " + rows.size() + (rows.size() == 1 ? " row matches" : " rows match") + " the filter.";
        String cut = found.complete() ? "" : " More results exist than can be shown.";
        return count(resources, "resource") + " and " + count(paths, "path") + wildcards + "." + shown + cut + known;
    }

    private static String count(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }

    /// Shows in the inspector why the identity can do something.
    void explain(Row row, String verb) {
        Cell cell = row.cell(verb);
        List<InspectorContent.Section> sections = new ArrayList<>();
        sections.add(new Prose("", AccessWords.meaning(cell, row.target())));
        if (!cell.grants().isEmpty()) {
            sections.add(
                    new Links(cell.isAllowed() ? "Granted by" : "Listed in", AccessWords.grantedBy(cell.grants())));
        }
        inspect(AccessWords.verb(verb) + " " + AccessWords.resource(row.target()), row, sections);
    }

    /// Says in the inspector which rules are on a resource.
    void explain(Row row) {
        inspect(
                AccessWords.resource(row.target()),
                row,
                List.of(new Links("Granted by", AccessWords.grantedBy(row.grants()))));
    }

    private void inspect(String title, Row row, List<InspectorContent.Section> sections) {
        String where = row.target().namespace().isEmpty()
                ? "everywhere"
                : "in " + row.target().namespace();
        session.frame()
                .inspectorProperty()
                .set(Optional.of(
                        new InspectorContent(title, who.textProperty().get() + ", " + where, Feather.KEY, sections)));
    }
}
