package dev.guise.ui.access;

import dev.guise.escalation.AccessNode;
import dev.guise.escalation.Identity;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.ui.common.WorkState;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Who can do a request. Knows no controls.
public final class AccessModel {

    /// Somebody who can, and why.
    ///
    /// @param id of the subject, to be selected
    public record Row(String id, Thing.Somebody who, Grant grant) {}

    private final Session session;
    private final RequestModel request = new RequestModel("get", "secrets");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final WorkState work = new WorkState();

    public AccessModel(Session session) {
        this.session = session;
        session.reviewProperty().subscribe(this::ask);
    }

    /// How the answer stands.
    WorkState work() {
        return work;
    }

    public RequestModel request() {
        return request;
    }

    public ObservableList<Row> rows() {
        return rows;
    }

    /// What the rows say, in a sentence.
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Looks who can do what is written.
    public void ask() {
        Optional<Attributes> wanted = request.request();
        session.reviewProperty().get().ifPresent(review -> {
            if (wanted.isEmpty()) {
                rows.clear();
                work.rest();
                summary.set("Write a verb and a resource.");
                return;
            }
            work.run(
                    session.background().job("access.ask", progress -> rows(review.policy(), wanted.get())),
                    "Who can do this could not be worked out",
                    found -> {
                        rows.setAll(found);
                        summary.set(summary(found, wanted.get()));
                    });
        });
    }

    static List<Row> rows(Policy policy, Attributes wanted) {
        return policy.whoCan(wanted).stream()
                .map(grant -> new Row(
                        AccessNode.idOf(grant.subject()), ObjectIndex.somebody(Identity.of(grant.subject())), grant))
                .sorted(Comparator.comparing((Row row) -> row.who().kind()).thenComparing(row -> ObjectIndex.label(row.who())))
                .toList();
    }

    private static String summary(List<Row> found, Attributes wanted) {
        long subjects = found.stream().map(Row::id).distinct().count();
        String who = subjects == 0 ? "No binding lets anybody " : subjects == 1 ? "1 subject can " : subjects + " subjects can ";
        return who + wanted.describe() + ". Members of system:masters can do everything.";
    }
}
