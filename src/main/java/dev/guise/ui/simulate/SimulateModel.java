package dev.guise.ui.simulate;

import dev.guise.cluster.AccessReviewer;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.RequestHeaders;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Outcome;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.ImpersonationReview.Step;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Decision;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.common.control.NaturalOrder;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.dialog.WorkState;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.inspect.Texts;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A request with impersonation headers and what comes of it. Knows no controls.
public final class SimulateModel {
    /// The view that this is for.

    private static final String ASK = "simulate.ask";
    private static final int MAX_PLACES = 4;

    /// A check as a line of the table.
    ///
    /// @param passed   whether it passed
    /// @param question what a cluster can be asked about it; empty for a demand that needs no permission
    public record Line(
            String mode,
            String step,
            String asks,
            boolean passed,
            String why,
            Optional<ClusterAnswers.Question> question) {}

    /// What comes of the request.
    ///
    /// @param allowed whether the request is let in and then allowed
    /// @param title   the verdict in a few words
    /// @param text    the verdict in sentences
    /// @param lines   every check, in the server's order
    /// @param kubectl the same as a command
    /// @param runBy   who has to run the command, in a sentence
    /// @param headers the impersonation headers as they are sent
    /// @param notes   what to know of who was written, in sentences
    public record Verdict(
            boolean allowed,
            String title,
            String text,
            List<Line> lines,
            String kubectl,
            String runBy,
            List<String> headers,
            List<String> notes) {
        public Verdict {
            lines = List.copyOf(lines);
            headers = List.copyOf(headers);
            notes = List.copyOf(notes);
        }

        private Verdict withNotes(List<String> more) {
            return new Verdict(allowed, title, text, lines, kubectl, runBy, headers, more);
        }
    }

    /// Whether the cluster was asked, and what it said.
    public sealed interface Asking {

        /// There is no cluster to ask.
        record Impossible() implements Asking {}

        /// It was not asked yet.
        record NotYet() implements Asking {}

        /// It is asked.
        record Working() implements Asking {}

        /// It was asked.
        record Known(ClusterAnswers answers) implements Asking {}
    }

    private final Session session;
    private final WorkState work = new WorkState();
    private String proposed = "";
    private final StringProperty requestor = new SimpleStringProperty("");
    private final StringProperty requestorGroups = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty node = new SimpleStringProperty("");
    private final ObservableList<Header> headers = FXCollections.observableArrayList();
    private final StringProperty uid = new SimpleStringProperty("");
    private final RequestModel request = new RequestModel("list", "pods");
    private final ReadOnlyObjectWrapper<Optional<Verdict>> verdict = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Optional<ClusterSource.Live> live;
    private final ReadOnlyObjectWrapper<Asking> asking;

    /// @param live how to ask the cluster itself; empty when there is none
    public SimulateModel(Session session, Optional<ClusterSource.Live> live) {
        this.session = session;
        this.live = live;
        asking = new ReadOnlyObjectWrapper<>(notAsked());
        headers.add(new Header(Header.Kind.GROUP));
        session.loader()
                .reviewProperty()
                .subscribe(review -> review.ifPresent(
                        made -> request.resourcesProperty().set(made.objects().resources())));
        session.loader().reviewProperty().subscribe(this::run);
        session.frame()
                .selectionProperty()
                .subscribe(id -> session.loader()
                        .reviewProperty()
                        .get()
                        .flatMap(review -> review.objects().identity(id))
                        .filter(who -> requestor.get().equals(proposed))
                        .filter(who -> !who.identity().userName().isEmpty())
                        .ifPresent(this::propose));
    }

    // Until a person writes somebody, it is whoever is looked at.
    private void propose(Thing.Somebody who) {
        proposed = ObjectIndex.label(who);
        requestor.set(proposed);
        // Else it is tried when the view is shown.
        if (session.navigator().isAt(ViewId.SIMULATE)) {
            run();
        }
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

    /// The node that the requestor's token says its pod runs on; only for service accounts.
    public StringProperty nodeProperty() {
        return node;
    }

    /// The headers that there may be several of, in their order.
    public ObservableList<Header> headers() {
        return headers;
    }

    void add(Header.Kind kind) {
        headers.add(new Header(kind));
    }

    void remove(Header header) {
        headers.remove(header);
        run();
    }

    /// The header Impersonate-Uid; empty for none.
    public StringProperty uidProperty() {
        return uid;
    }

    /// How the answer stands.
    WorkState work() {
        return work;
    }

    public RequestModel request() {
        return request;
    }

    public ReadOnlyObjectProperty<Optional<Verdict>> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Asking> askingProperty() {
        return asking.getReadOnlyProperty();
    }

    private Asking notAsked() {
        return live.isPresent() ? new Asking.NotYet() : new Asking.Impossible();
    }

    private void set(Optional<Verdict> found) {
        session.background().cancel(ASK);
        verdict.set(found);
        asking.set(notAsked());
    }

    /// Asks the cluster the questions that were answered here.
    public void askCluster() {
        Optional<Verdict> shown = verdict.get();
        if (live.isEmpty() || shown.isEmpty()) {
            return;
        }
        List<Optional<ClusterAnswers.Question>> questions =
                shown.get().lines().stream().map(Line::question).toList();
        asking.set(new Asking.Working());
        session.background()
                .waitingJob(ASK, progress -> {
                    progress.report("Asking the cluster", -1);
                    return ask(live.get(), questions, progress::check);
                })
                .onDone(answers -> asking.set(new Asking.Known(answers)))
                .onError(error -> {
                    asking.set(notAsked());
                    session.dialogs().show(Problem.of("Could not ask the cluster", error));
                })
                .start();
    }

    private static ClusterAnswers ask(
            ClusterSource.Live live, List<Optional<ClusterAnswers.Question>> questions, Runnable goOn) {
        try (AccessReviewer reviewer = live.reviewer()) {
            return ClusterAnswers.ask(reviewer, questions, goOn);
        } catch (SourceException problem) {
            List<ClusterAnswers.Answer> none = questions.stream()
                    .<ClusterAnswers.Answer>map(q -> new ClusterAnswers.Answer.NotAsked())
                    .toList();
            return new ClusterAnswers(
                    none, Optional.of(new AccessReviewer.Review.Problem(problem.problem(), problem.advice())));
        }
    }

    List<String> suggestGroups(String typed) {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> RequestModel.matching(
                        review.objects().identities().stream()
                                .filter(who -> who.identity().userName().isEmpty())
                                .map(who -> who.identity().groups().getFirst())
                                .toList(),
                        typed))
                .orElse(List.of());
    }

    List<String> suggestNodes(String typed) {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> RequestModel.matching(
                        review.snapshot().nodes().stream()
                                .map(known -> known.meta().name())
                                .toList(),
                        typed))
                .orElse(List.of());
    }

    List<String> suggest(String typed) {
        return session.loader()
                .reviewProperty()
                .get()
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
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<Attributes> wanted = request.request();
        if (review.isEmpty() || wanted.isEmpty() || requestor.get().isBlank()) {
            work.rest();
            set(Optional.empty());
            return;
        }
        String from = requestor.get();
        List<String> further = words(requestorGroups.get());
        WantedUser written = wanted(review.get());
        Map<String, List<String>> extra = node.get().isBlank()
                ? Map.of()
                : Map.of(UserInfo.NODE_NAME_EXTRA, List.of(node.get().strip()));
        work.run(
                session.background().shortJob("simulate", progress -> {
                    UserInfo known = UserInfo.ofName(name(review.get(), from)).withGroups(further);
                    UserInfo who = new UserInfo(known.name(), known.uid(), known.groups(), extra);
                    return verdict(review.get(), who, written, wanted.get());
                }),
                "Could not simulate the request",
                found -> set(Optional.of(found)));
    }

    private WantedUser wanted(Review review) {
        List<String> groups = new ArrayList<>();
        Map<String, List<String>> extra = new LinkedHashMap<>();
        headers.stream().filter(Header::isComplete).forEach(header -> {
            String value = header.valueProperty().get().strip();
            if (header.kind() == Header.Kind.GROUP) {
                groups.add(value);
            } else {
                // Headers have no case: the server takes their keys in lower case.
                String key = header.keyProperty().get().strip().toLowerCase(Locale.ROOT);
                extra.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }
        });
        return new WantedUser(name(review, user.get()), uid.get().strip(), groups, extra);
    }

    // What is listed as namespace/name has the user name that the server knows it by.
    private static String name(Review review, String typed) {
        return review.objects()
                .named(typed)
                .map(Thing.Somebody::identity)
                .filter(identity -> !identity.userName().isEmpty())
                .map(identity -> identity.userName())
                .orElse(typed.strip());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static Verdict verdict(Review review, UserInfo who, WantedUser headers, Attributes wanted) {
        List<String> notes = Stream.of(who.name(), headers.name())
                .filter(name -> !name.isEmpty() && review.objects().named(name).isEmpty())
                .distinct()
                .map(SimulateModel::unknown)
                .toList();
        return decided(review, who, headers, wanted).withNotes(notes);
    }

    // Kubernetes has no list of users, so that a name which is nowhere may be somebody's all the same.
    private static String unknown(String name) {
        return ServiceAccountName.parse(name)
                .map(account -> "The cluster has no service account " + account.namespace() + "/" + account.name()
                        + ", and no binding names it.")
                .orElse("No binding names " + name
                        + ". Kubernetes has no list of users, so this may still be one:"
                        + " it can do what every authenticated user and its groups can do.");
    }

    private static String shown(Review review, String name) {
        return review.objects().named(name).map(ObjectIndex::label).orElse(name);
    }

    private static Verdict decided(Review review, UserInfo who, WantedUser headers, Attributes wanted) {
        String kubectl = kubectl(headers, wanted);
        String runBy = "Run this with the credentials of " + shown(review, who.name()) + "; --as sends the headers.";
        List<String> sent = RequestHeaders.lines(headers.name(), headers.uid(), headers.groups(), headers.extra());
        if (headers.name().isEmpty() && headers.isNameOnly()) {
            return plain(review, who, wanted, sent);
        }
        ImpersonationReview found =
                new ImpersonationReviewer(review.policy(), review.snapshot().server()).review(who, headers, wanted);
        List<Line> lines = new ArrayList<>();
        found.checks().forEach(check -> lines.add(line(review.policy(), check, who)));
        Result result = found.result();
        if (result == null) {
            String title = found.outcome() == Outcome.BAD_REQUEST ? "Bad request" : "Impersonation refused";
            return new Verdict(false, title, found.message(), lines, kubectl, runBy, sent, List.of());
        }
        lines.add(new Line(
                "then",
                "request",
                wanted.describe() + " as " + result.identity().name(),
                result.decision().isAllowed(),
                why(review.policy(), result.decision(), result.identity(), wanted),
                Optional.of(new ClusterAnswers.Question(
                        result.identity(), wanted, result.decision().isAllowed()))));
        String by = result.constraint().isEmpty() ? "legacy impersonation" : result.constraint();
        String others = found.others().isEmpty()
                ? ""
                : " Depending on the server's cache or feature gate, it may also be allowed by "
                        + found.others().stream()
                                .map(other ->
                                        other.constraint().isEmpty() ? "legacy impersonation" : other.constraint())
                                .distinct()
                                .collect(java.util.stream.Collectors.joining(", "))
                        + ".";
        boolean allowed = result.decision().isAllowed();
        String title = allowed ? "Allowed" : "Impersonation allowed, but the request is refused";
        String text =
                "By " + by + ", the request is made as " + result.identity().name() + " with the groups "
                        + String.join(", ", result.identity().groups()) + "." + others;
        return new Verdict(allowed, title, text, lines, kubectl, runBy, sent, List.of());
    }

    private static Verdict plain(Review review, UserInfo who, Attributes wanted, List<String> sent) {
        Policy policy = review.policy();
        Decision decision = policy.authorize(who, wanted);
        Line line = new Line(
                "no headers",
                "request",
                wanted.describe() + " as " + who.name(),
                decision.isAllowed(),
                why(policy, decision, who, wanted),
                Optional.of(new ClusterAnswers.Question(who, wanted, decision.isAllowed())));
        String title = decision.isAllowed() ? "Allowed" : "Refused";
        String runBy = "Run this as an identity that can impersonate " + shown(review, who.name())
                + "; --as sets the requestor.";
        return new Verdict(
                decision.isAllowed(),
                title,
                "No impersonation header is set.",
                List.of(line),
                kubectl(standIn(who), wanted),
                runBy,
                sent,
                List.of());
    }

    /// The headers that make somebody else's request one of this user; the server adds the groups that it knows of.
    private static WantedUser standIn(UserInfo who) {
        boolean further = !UserInfo.ofName(who.name()).groups().containsAll(who.groups());
        List<String> groups = further
                ? who.groups().stream()
                        .filter(group -> !group.equals(Rbac.AUTHENTICATED))
                        .toList()
                : List.of();
        return new WantedUser(who.name(), who.uid(), groups, who.extra());
    }

    /// Why a request is allowed, with the rule; or that none allows it, and where one would.
    private static String why(Policy policy, Decision decision, UserInfo who, Attributes wanted) {
        return switch (decision) {
            case Decision.Allowed(Grant grant) ->
                by(grant, who) + ", rule " + (grant.ruleIndex() + 1) + ": " + RuleWords.of(grant.rule(), wanted);
            case Decision.Superuser() -> decision.reason();
            case Decision.NoOpinion ignored -> "no rule" + elsewhere(policy, who, wanted);
        };
    }

    // As the API server tells it, but for names, which are written here as everywhere.
    private static String by(Grant grant, UserInfo who) {
        Subject subject = grant.subject();
        boolean self = subject.requestName().equals(who.name()) && subject.kind() != SubjectKind.GROUP;
        String as = self ? "" : "as " + ObjectIndex.label(ObjectIndex.somebody(Identity.of(subject))) + ", ";
        return as + "by " + grant.binding().kind() + " "
                + grant.binding().meta().qualifiedName() + ": " + grant.role().kind() + " "
                + grant.role().name();
    }

    private static String elsewhere(Policy policy, UserInfo who, Attributes wanted) {
        if (!(wanted instanceof ResourceAttributes request)) {
            return "";
        }
        List<String> namespaces = policy.allRulesFor(who).stream()
                .map(Grant::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .filter(namespace ->
                        policy.authorize(who, request.withNamespace(namespace)).isAllowed())
                .sorted(NaturalOrder.INSTANCE)
                .toList();
        if (namespaces.isEmpty()) {
            return "";
        }
        String here = request.namespace().isEmpty() ? " at cluster scope" : " in " + request.namespace();
        String some = String.join(", ", namespaces.subList(0, Math.min(MAX_PLACES, namespaces.size())));
        String more =
                namespaces.size() > MAX_PLACES ? " and " + (namespaces.size() - MAX_PLACES) + " more namespaces" : "";
        return here + "; a rule allows it in " + some + more;
    }

    private static Line line(Policy policy, Check check, UserInfo who) {
        Mode mode = check.mode();
        Attributes attributes = check.attributes();
        Decision decision = check.decision();
        String asks = attributes == null ? check.note() : attributes.describe();
        String reason = attributes == null || decision == null ? "" : why(policy, check, decision, who, attributes);
        String note = attributes == null || check.note().isEmpty() ? "" : " – " + check.note();
        return new Line(
                mode == null ? "legacy" : mode.id(),
                step(check),
                asks,
                check.passed(),
                reason + note,
                attributes == null || decision == null
                        ? Optional.empty()
                        : Optional.of(new ClusterAnswers.Question(who, attributes, decision.isAllowed())));
    }

    // An identity is checked where it is: elsewhere it would be another one.
    private static String why(Policy policy, Check check, Decision decision, UserInfo who, Attributes attributes) {
        return decision.isAllowed() || check.step() == Step.ACTION ? why(policy, decision, who, attributes) : "no rule";
    }

    private static String step(Check check) {
        return switch (check.step()) {
            case DEMAND -> "condition";
            case ACTION -> "may act while impersonating";
            case USER -> "may impersonate user";
            case GROUP -> "may impersonate group";
            case UID -> "may impersonate UID";
            case EXTRA -> "may impersonate extra";
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
        // Since kubectl 1.35.
        headers.extra()
                .forEach((key, values) ->
                        values.forEach(value -> words.add("--as-user-extra=" + Texts.quoted(key + "=" + value))));
        return String.join(" ", words);
    }
}
