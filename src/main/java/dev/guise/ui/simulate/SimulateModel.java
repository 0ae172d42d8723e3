package dev.guise.ui.simulate;

import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Decision;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.inspect.Texts;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A request with impersonation headers and what comes of it. Knows no controls.
public final class SimulateModel {

    /// A check as a line of the table.
    ///
    /// @param passed whether it passed
    public record Line(String mode, String step, String asks, boolean passed, String why) {}

    /// What comes of the request.
    ///
    /// @param allowed whether the request is let in and then allowed
    /// @param title   the verdict in a few words
    /// @param text    the verdict in sentences
    /// @param lines   every check, in the server's order
    /// @param kubectl the same as a command
    public record Verdict(boolean allowed, String title, String text, List<Line> lines, String kubectl) {
        public Verdict {
            lines = List.copyOf(lines);
        }
    }

    private final Session session;
    private String proposed = "";
    private final StringProperty requestor = new SimpleStringProperty("");
    private final StringProperty requestorGroups = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty groups = new SimpleStringProperty("");
    private final StringProperty uid = new SimpleStringProperty("");
    private final RequestModel request = new RequestModel("list", "pods");
    private final ReadOnlyObjectWrapper<Optional<Verdict>> verdict = new ReadOnlyObjectWrapper<>(Optional.empty());

    public SimulateModel(Session session) {
        this.session = session;
        session.reviewProperty().subscribe(this::run);
        session.frame().selectionProperty().subscribe(id -> session.reviewProperty().get()
                .flatMap(review -> review.objects().identity(id))
                .filter(who -> requestor.get().equals(proposed))
                .filter(who -> !who.identity().userName().isEmpty())
                .ifPresent(this::propose));
    }

    // Until a person writes somebody, it is whoever is looked at.
    private void propose(Thing.Somebody who) {
        proposed = ObjectIndex.label(who);
        requestor.set(proposed);
    }

    /// Who sends the request, as listed or a user name.
    public StringProperty requestorProperty() {
        return requestor;
    }

    /// Groups of the requestor that the cluster does not know, with commas between.
    public StringProperty requestorGroupsProperty() {
        return requestorGroups;
    }

    /// The header Impersonate-User; empty for none.
    public StringProperty userProperty() {
        return user;
    }

    /// The headers Impersonate-Group, with commas between.
    public StringProperty groupsProperty() {
        return groups;
    }

    public StringProperty uidProperty() {
        return uid;
    }

    public RequestModel request() {
        return request;
    }

    public ReadOnlyObjectProperty<Optional<Verdict>> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    List<String> suggest(String typed) {
        return session.reviewProperty().get()
                .map(review -> RequestModel.matching(
                        review.objects().identities().stream()
                                .filter(who -> !who.identity().userName().isEmpty())
                                .map(ObjectIndex::label)
                                .toList(),
                        typed))
                .orElse(List.of());
    }

    /// Decides what is written.
    public void run() {
        Optional<Review> review = session.reviewProperty().get();
        Optional<Attributes> wanted = request.request();
        if (review.isEmpty() || wanted.isEmpty() || requestor.get().isBlank()) {
            verdict.set(Optional.empty());
            return;
        }
        String from = requestor.get();
        List<String> further = words(requestorGroups.get());
        WantedUser headers = new WantedUser(name(review.get(), user.get()), uid.get().strip(), words(groups.get()), Map.of());
        session.background()
                .job("simulate", progress -> {
                    UserInfo who = UserInfo.ofName(name(review.get(), from)).withGroups(further);
                    return verdict(review.get(), who, headers, wanted.get());
                })
                .onDone(found -> verdict.set(Optional.of(found)))
                .start();
    }

    // What is listed as namespace/name has the user name that the server knows it by.
    private static String name(Review review, String typed) {
        return review.objects().named(typed)
                .map(Thing.Somebody::identity)
                .filter(identity -> !identity.userName().isEmpty())
                .map(identity -> identity.userName())
                .orElse(typed.strip());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    static Verdict verdict(Review review, UserInfo who, WantedUser headers, Attributes wanted) {
        String kubectl = kubectl(headers, wanted);
        if (headers.name().isEmpty() && headers.isNameOnly()) {
            return plain(review.policy().authorize(who, wanted), who, wanted, kubectl);
        }
        ImpersonationReview found =
                new ImpersonationReviewer(review.policy(), review.snapshot().server()).review(who, headers, wanted);
        List<Line> lines = new ArrayList<>();
        found.checks().forEach(check -> lines.add(line(check)));
        Result result = found.result();
        if (result == null) {
            String title = found.outcome() == Outcome.BAD_REQUEST ? "Bad request" : "Impersonation refused";
            return new Verdict(false, title, found.message(), lines, kubectl);
        }
        lines.add(new Line("then", "request", wanted.describe() + " as " + result.identity().name(),
                result.decision().isAllowed(), result.decision().reason()));
        String by = result.constraint().isEmpty() ? "legacy impersonation" : result.constraint();
        String others = found.others().isEmpty() ? "" : " Depending on the server's memory or gate it may also be let in by "
                + found.others().stream().map(other -> other.constraint().isEmpty() ? "legacy impersonation" : other.constraint())
                        .distinct().collect(java.util.stream.Collectors.joining(", ")) + ".";
        boolean allowed = result.decision().isAllowed();
        String title = allowed ? "Allowed" : "Let in, but the request is refused";
        String text = "By " + by + " the request is made as " + result.identity().name() + " with the groups "
                + String.join(", ", result.identity().groups()) + "." + others;
        return new Verdict(allowed, title, text, lines, kubectl);
    }

    private static Verdict plain(Decision decision, UserInfo who, Attributes wanted, String kubectl) {
        Line line = new Line("no headers", "request", wanted.describe() + " as " + who.name(), decision.isAllowed(), decision.reason());
        String title = decision.isAllowed() ? "Allowed" : "Refused";
        return new Verdict(decision.isAllowed(), title, "No impersonation header is set.", List.of(line), kubectl);
    }

    private static Line line(Check check) {
        Mode mode = check.mode();
        Attributes attributes = check.attributes();
        Decision decision = check.decision();
        String asks = attributes == null ? check.note() : attributes.describe();
        String reason = decision == null ? "" : decision.isAllowed() ? decision.reason() : "no rule";
        String note = attributes == null || check.note().isEmpty() ? "" : " – " + check.note();
        return new Line(mode == null ? "legacy" : mode.id(), step(check), asks, check.passed(), reason + note);
    }

    private static String step(Check check) {
        return switch (check.step()) {
            case DEMAND -> "condition";
            case ACTION -> "may do it as another";
            case USER -> "may be the user";
            case GROUP -> "may be in the group";
            case UID -> "may have the uid";
            case EXTRA -> "may have the extra";
        };
    }

    private static String kubectl(WantedUser headers, Attributes wanted) {
        List<String> words = new ArrayList<>(List.of("kubectl", "auth", "can-i", Texts.quoted(wanted.verb())));
        switch (wanted) {
            case NonResourceAttributes path -> words.add(Texts.quoted(path.path()));
            case ResourceAttributes a -> {
                String resource = a.apiGroup().isEmpty() ? a.resource() : a.resource() + "." + a.apiGroup();
                words.add(Texts.quoted(a.name().isEmpty() ? resource : resource + "/" + a.name()));
                if (!a.subresource().isEmpty()) {
                    words.add("--subresource=" + Texts.quoted(a.subresource()));
                }
                words.add(a.namespace().isEmpty() ? "--all-namespaces" : "--namespace=" + Texts.quoted(a.namespace()));
            }
        }
        if (!headers.name().isEmpty()) {
            words.add("--as=" + Texts.quoted(headers.name()));
        }
        headers.groups().forEach(group -> words.add("--as-group=" + Texts.quoted(group)));
        if (!headers.uid().isEmpty()) {
            words.add("--as-uid=" + Texts.quoted(headers.uid()));
        }
        return String.join(" ", words);
    }
}
