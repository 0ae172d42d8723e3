package dev.guise.ui.draft.evidence;

import dev.guise.cluster.read.DemoSource;
import dev.guise.draft.AuditPolicyText;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.AuditPolicy;
import dev.guise.evidence.AuditPolicyException;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.LogProblem;
import dev.guise.evidence.LogProgress;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.UnauditedImpersonation;
import dev.guise.report.EvidenceLimit;
import dev.guise.report.EvidenceText;
import dev.guise.text.Numbers;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.control.Times;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What audit logs say about impersonation, and what an audit policy would let them say. Knows no controls.
public final class EvidenceModel {
    private static final String JOB = "evidence.read";
    private static final String POLICY = "evidence.policy";

    /// Which requests are shown.
    enum Which {
        ALL("All requests"),
        LET_IN("Allowed"),
        REFUSED("Refused");

        private final String text;

        Which(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// What is known of an audit policy.
    ///
    /// @param file  its name
    /// @param lines what to say of it; each is wrong with it when there are any that [#good] does not cover
    /// @param good  whether it lets the log tell of every impersonation
    record PolicyCheck(String file, List<String> lines, Verdict good) {
        /// How it did.
        enum Verdict {
            GOOD,
            LACKING,
            REFUSED
        }

        PolicyCheck {
            lines = List.copyOf(lines);
        }
    }

    private final Session session;
    private final ReadOnlyObjectWrapper<Optional<String>> reading = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PolicyCheck>> policy = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<ImpersonationUse> shown = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Which> which = new SimpleObjectProperty<>(Which.ALL);

    public EvidenceModel(Session session) {
        this.session = session;
        session.loader().evidenceProperty().subscribe(this::filter);
        filter.subscribe(this::filter);
        which.subscribe(this::filter);
    }

    // ---- reading ----

    /// Which file is being read and how far; empty when none is.
    ReadOnlyObjectProperty<Optional<String>> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<PolicyCheck>> policyProperty() {
        return policy.getReadOnlyProperty();
    }

    ObjectProperty<Evidence> evidenceProperty() {
        return session.loader().evidenceProperty();
    }

    /// Whether the cluster is the demo, which has an audit log of its own.
    boolean isDemo() {
        return session.loader()
                .reviewProperty()
                .get()
                .filter(review -> DemoSource.isDemo(review.snapshot()))
                .isPresent();
    }

    void openFiles() {
        List<FileKind> kinds = List.of(
                new FileKind("Audit logs", List.of("log", "json", "jsonl", "gz")),
                new FileKind("All files", List.of("*")));
        List<Path> files = session.dialogs().openFiles("Open audit logs", kinds);
        if (!files.isEmpty()) {
            read(files);
        }
    }

    void openFolder() {
        session.dialogs().openFolder("Open a folder of audit logs").ifPresent(folder -> read(List.of(folder)));
    }

    /// Reads audit logs: files, or folders of them.
    void read(List<Path> paths) {
        String name = String.valueOf(paths.getFirst().getFileName())
                + (paths.size() > 1 ? " and " + (paths.size() - 1) + " more" : "");
        start(name, progress -> new AuditLog().read(paths, progress));
    }

    public void readDemo() {
        start("the demo's audit log", progress -> {
            try (InputStream in = DemoSource.auditLog()) {
                return new AuditLog().read(in, "the demo's audit log", progress);
            }
        });
    }

    private interface Reading {
        Evidence read(LogProgress progress) throws Exception;
    }

    private void start(String name, Reading work) {
        reading.set(Optional.of("Reading " + name));
        session.background()
                .job(JOB, progress -> work.read(watching(name, progress)))
                .onDone(found -> {
                    reading.set(Optional.empty());
                    session.loader().evidenceProperty().set(found);
                })
                .onError(error -> {
                    reading.set(Optional.empty());
                    session.dialogs()
                            .show(new Problem(
                                    "Could not read the audit log",
                                    String.valueOf(error.getMessage()),
                                    "Choose other files.",
                                    ""));
                })
                .start();
    }

    private static LogProgress watching(String name, Progress progress) {
        return new LogProgress() {
            @Override
            public void read(long bytesRead, long bytesTotal) {
                progress.report("Reading " + name, bytesTotal == 0 ? -1 : (double) bytesRead / bytesTotal);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    /// Stops reading; what was read before stays.
    void cancel() {
        session.background().cancel(JOB);
        reading.set(Optional.empty());
    }

    /// Forgets what was read.
    void clear() {
        session.loader().evidenceProperty().set(Evidence.NONE);
    }

    // ---- what is shown ----

    /// The requests that pass the filter, the most frequent first.
    ObservableList<ImpersonationUse> shown() {
        return shown;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<Which> whichProperty() {
        return which;
    }

    private void filter() {
        shown.setAll(session.loader().evidenceProperty().get().uses().stream()
                .filter(this::isShown)
                .sorted(Comparator.comparingLong(ImpersonationUse::count).reversed())
                .toList());
    }

    private boolean isShown(ImpersonationUse use) {
        boolean kind = switch (which.get()) {
            case ALL -> true;
            case LET_IN -> !use.isRefused();
            case REFUSED -> use.isRefused();
        };
        String all =
                String.join(" ", who(use), as(use), doing(use), outcome(use)).toLowerCase(Locale.ROOT);
        return kind
                && Arrays.stream(filter.get().strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(all::contains);
    }

    /// What is shown, as evidence of its own.
    Evidence shownEvidence() {
        return session.loader().evidenceProperty().get().withUses(List.copyOf(shown));
    }

    static String who(ImpersonationUse use) {
        return EvidenceText.name(use.requestor().name());
    }

    static String as(ImpersonationUse use) {
        return EvidenceText.as(use);
    }

    static String doing(ImpersonationUse use) {
        return EvidenceText.doing(use);
    }

    /// What let it in, or why nothing did.
    static String outcome(ImpersonationUse use) {
        return EvidenceText.outcome(use);
    }

    /// All of it in a sentence.
    static String sentence(ImpersonationUse use) {
        String last = use.lastSeen().map(time -> ", last " + Times.minute(time)).orElse("");
        return who(use) + " as " + as(use) + ": " + doing(use) + ", " + EvidenceWords.times(use.count()) + last + "; "
                + (use.isRefused() ? "" : "allowed by ") + outcome(use) + ".";
    }

    static String last(ImpersonationUse use) {
        return use.lastSeen().map(Times::minute).orElse("");
    }

    /// How much was read, in a sentence.
    String summary() {
        Evidence.Totals totals = session.loader().evidenceProperty().get().totals();
        String span = totals.first()
                .flatMap(first -> totals.last().map(last -> between(first, last)))
                .orElse("");
        long unread = session.loader().evidenceProperty().get().unreadCount();
        String lost = unread == 0 ? "" : ", " + Numbers.count(unread, "line or file", "lines or files") + " not read";
        String over = totals.notKept() == 0 ? "" : ", " + totals.notKept() + " counted only";
        return Numbers.count(totals.events(), "request") + ", " + Numbers.grouped(totals.impersonated())
                + " impersonated, " + Numbers.grouped(totals.refused()) + " refused" + lost + over + span + ".";
    }

    /// What the answer rests on, one line each; the examples of what was not read last.
    List<String> limits() {
        Evidence evidence = session.loader().evidenceProperty().get();
        return Stream.concat(
                        EvidenceLimit.of(evidence).stream().map(EvidenceLimit::describe),
                        evidence.problems().stream().map(LogProblem::describe))
                .toList();
    }

    private static String between(Instant first, Instant last) {
        return ", from " + Times.minute(first) + " to " + Times.minute(last);
    }

    // ---- audit policy ----

    void openPolicy() {
        FileKind kind = new FileKind("Audit policy", List.of("yaml", "yml", "json"));
        session.dialogs().openFiles("Open an audit policy", List.of(kind)).stream()
                .findFirst()
                .ifPresent(this::checkPolicy);
    }

    void checkPolicy(Path file) {
        Optional<Review> review = session.loader().reviewProperty().get();
        if (review.isEmpty()) {
            return;
        }
        session.background()
                .job(POLICY, progress -> {
                    progress.report("Checking " + file.getFileName(), -1);
                    return check(review.get(), file);
                })
                .onDone(found -> policy.set(Optional.of(found)))
                .onError(error -> session.dialogs()
                        .show(new Problem(
                                "Could not read the audit policy",
                                file + ": " + error.getMessage(),
                                "Choose another file.",
                                "")))
                .start();
    }

    private static PolicyCheck check(Review review, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            AuditPolicy policy = AuditPolicyText.read(Files.readString(file));
            List<String> missing =
                    Findings.of(review.analysis().with(policy)).ofKind(UnauditedImpersonation.PAGE).stream()
                            .map(Finding::detail)
                            .toList();
            return missing.isEmpty()
                    ? new PolicyCheck(
                            name,
                            List.of("Impersonated requests are logged for every identity that may impersonate."),
                            PolicyCheck.Verdict.GOOD)
                    : new PolicyCheck(name, missing, PolicyCheck.Verdict.LACKING);
        } catch (AuditPolicyException e) {
            return new PolicyCheck(
                    name, List.of("The API server would refuse it: " + e.getMessage()), PolicyCheck.Verdict.REFUSED);
        }
    }
}
