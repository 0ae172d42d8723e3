package dev.guise.ui.access;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.report.WhoCan;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.control.NaturalOrder;
import dev.guise.ui.common.dialog.WorkState;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Who can do a request, and who can end up doing it. Knows no controls.
public final class AccessModel {
    private static final String INDIRECTLY = "access.indirect";

    /// Somebody who can, and why.
    ///
    /// @param id    of the subject, to be selected
    /// @param grant that allows it; empty for who gets there only by escalation
    public record Row(String id, Thing.Somebody who, Optional<Grant> grant) {

        /// Whether the rules allow it as they are.
        public boolean isDirect() {
            return grant.isPresent();
        }
    }

    private record Direct(WhoCan found, List<Row> rows) {}

    private final Session session;
    private final RequestModel request = new RequestModel("get", "secrets");
    private final BooleanProperty indirectly = new SimpleBooleanProperty();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final WorkState work = new WorkState();
    private final ReadOnlyStringWrapper more = new ReadOnlyStringWrapper("");
    private Optional<Attributes> asked = Optional.empty();

    public AccessModel(Session session) {
        this.session = session;
        session.loader()
                .reviewProperty()
                .subscribe(review -> review.ifPresent(
                        made -> request.resourcesProperty().set(made.objects().resources())));
        session.loader().reviewProperty().subscribe(this::ask);
        indirectly.subscribe((before, now) -> ask());
    }

    /// How the answer stands.
    WorkState work() {
        return work;
    }

    public RequestModel request() {
        return request;
    }

    /// Whether those are told, too, who can end up doing it by escalation.
    public BooleanProperty indirectlyProperty() {
        return indirectly;
    }

    /// Those who can as they are, then those who can by escalation.
    public ObservableList<Row> rows() {
        return rows;
    }

    /// What the rows say, in a sentence.
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// How many can only by escalation, in a sentence; empty unless it was asked.
    public ReadOnlyStringProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    /// The request that the rows are about.
    Optional<Attributes> asked() {
        return asked;
    }

    /// Looks who can do what is written.
    public void ask() {
        Optional<Attributes> wanted = request.request();
        session.background().cancel(INDIRECTLY);
        more.set("");
        session.loader().reviewProperty().get().ifPresent(review -> {
            asked = wanted;
            if (wanted.isEmpty()) {
                rows.clear();
                work.rest();
                String problem = request.problem().getValue();
                summary.set(problem.isEmpty() ? "Enter a verb and a resource." : problem);
                return;
            }
            work.run(
                    session.background().shortJob("access.ask", progress -> direct(review, wanted.get())),
                    "Could not find who can do this",
                    answer -> {
                        rows.setAll(answer.rows());
                        summary.set(summary(answer.found()));
                        if (indirectly.get()) {
                            askIndirectly(review, wanted.get());
                        }
                    });
        });
    }

    // It takes a fixed point over the whole cluster, so what is known at once is shown before.
    private void askIndirectly(Review review, Attributes wanted) {
        more.set("Calculating who else can do this by escalation…");
        session.background()
                .job(INDIRECTLY, progress -> indirect(review, wanted, progress))
                .onDone(found -> {
                    rows.addAll(found);
                    more.set(
                            found.isEmpty()
                                    ? "No other identity can do this by escalation."
                                    : found.size()
                                            + (found.size() == 1 ? " more identity" : " more identities")
                                            + " can do this, by escalation only. Open a row below to see its shortest"
                                            + " path.");
                })
                .onError(error -> more.set("Could not calculate who else can do this: " + error.getMessage()))
                .start();
    }

    private static Direct direct(Review review, Attributes wanted) {
        WhoCan found = WhoCan.of(review.snapshot(), review.policy(), wanted);
        List<Row> rows = new ArrayList<>(Stream.concat(found.grants().stream(), found.byName().stream())
                .map(grant -> new Row(
                        AccessNode.idOf(grant.subject()),
                        ObjectIndex.somebody(Identity.of(grant.subject())),
                        Optional.of(grant)))
                .toList());
        rows.sort(byKindAndName());
        return new Direct(found, rows);
    }

    private static List<Row> indirect(Review review, Attributes wanted, Progress progress) {
        progress.report("Calculating who can do this by escalation", -1);
        List<Identity> ending = review.escalation().whoReaches(new End.OfRequest(wanted));
        return WhoCan.onlyIndirectly(review.policy(), wanted, ending).stream()
                .map(ObjectIndex::somebody)
                .map(who -> new Row(who.id(), who, Optional.empty()))
                .sorted(byKindAndName())
                .toList();
    }

    private static Comparator<Row> byKindAndName() {
        return Comparator.comparing((Row row) -> row.who().kind())
                .thenComparing(row -> ObjectIndex.label(row.who()), NaturalOrder.INSTANCE);
    }

    private static String byName(int grants) {
        return switch (grants) {
            case 0 -> "";
            case 1 -> " for any name; 1 grant allows it only for the names its rule lists";
            default -> " for any name; " + grants + " grants allow it only for the names their rules list";
        };
    }

    private static String summary(WhoCan found) {
        String request = found.request().describe();
        String who = found.grants().isEmpty()
                ? "No binding lets any identity " + request
                : "Who can " + request + ": " + found.counts();
        return who + byName(found.byName().size()) + ". Members of system:masters can do everything.";
    }

    /// Opens the shortest path by which an identity can make the request.
    void openWay(Row row) {
        asked.ifPresent(
                wanted -> session.navigator().askPaths(new Question.Between(row.who(), new End.OfRequest(wanted))));
    }
}
