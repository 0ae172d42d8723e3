package dev.guise.ui.draft.plan;

import dev.guise.draft.Constrainer;
import dev.guise.draft.Draft;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.Fixes;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.FromEvidence;
import dev.guise.draft.Limitation;
import dev.guise.draft.Pattern;
import dev.guise.draft.SpecText;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.PathsToEnd;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Finding;
import dev.guise.rbac.Grant;
import dev.guise.ui.common.background.Background.Work;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes the first text of drafts, off the window's thread. Knows no controls.
public final class DraftStarts {
    private static final long MAX_FILE = 1_000_000;
    private static final int MAX_NAMED = 6;

    /// A draft that is about to be one.
    record Start(String title, String text, DraftForm form, List<Limitation> notes) {}

    private final Session session;
    private final Consumer<List<Start>> onMade;
    private long jobs;

    /// @param onMade told of what was made, on the window's thread; of nothing where there is nothing to draft
    DraftStarts(Session session, Consumer<List<Start>> onMade) {
        this.session = session;
        this.onMade = onMade;
    }

    /// Drafts what comes in the place of a grant.
    public void fromGrant(Grant grant) {
        start(review -> plans(List.of(
                new Fixes(review.snapshot(), session.loader().evidenceProperty().get(), review.tenants())
                        .constrained(grant))));
    }

    /// Drafts what takes a subject out of a binding, or a rule out of a role.
    void fromCut(CutElement element) {
        start(review -> {
            DraftPlan plan = switch (element) {
                case CutElement.SubjectEntry entry ->
                    Constrainer.withoutSubject(
                            entry.binding(), entry.binding().subjects().get(entry.subjectIndex()));
                case CutElement.RoleRule rule -> Constrainer.withoutRule(rule.role(), rule.ruleIndex());
            };
            List<Limitation> notes = new ArrayList<>(plan.limitations());
            lockedOut(review, element).ifPresent(notes::add);
            return List.of(because(
                    new Limitation("This draft cuts escalation paths.", ""),
                    new DraftPlan(plan.title(), plan.changes(), notes)));
        });
    }

    // Who controls the cluster by what is taken away may be meant to.
    private static Optional<Limitation> lockedOut(Review review, CutElement element) {
        PathsToEnd ways = review.escalation().pathsTo(new End.OfGoal(Goal.CLUSTER_CONTROL));
        List<String> names = ways.starts().stream()
                .filter(who ->
                        ways.known(who).filter(way -> isDirectBy(element, way)).isPresent())
                .map(Identity::displayName)
                .sorted()
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Limitation(
                        "This draft removes direct control of the cluster from " + some(names) + ".",
                        "Make sure that other administrators remain."));
    }

    private static boolean isDirectBy(CutElement element, Derivation way) {
        return way.cost() == 0
                && way.grants().stream().anyMatch(grant -> CutElement.of(grant).contains(element));
    }

    private static String some(List<String> names) {
        int more = names.size() - MAX_NAMED;
        return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /// Drafts the answer to a finding.
    public void fromFinding(Finding finding) {
        Limitation reason =
                new Limitation("This draft addresses " + finding.id() + ": " + finding.title() + ".", finding.why());
        start(review -> reasoned(
                new Fixes(review.snapshot(), session.loader().evidenceProperty().get(), review.tenants()).of(finding),
                reason));
    }

    /// One draft for each tenant, with the names given.
    ///
    /// @param actions what may be done for each in its namespaces; none for what was recorded
    public void byTenant(Grant grant, List<String> tenants, List<Action> actions) {
        start(review -> plans(
                new Fixes(review.snapshot(), session.loader().evidenceProperty().get(), review.tenants())
                        .byTenant(grant, tenants, actions)));
    }

    /// Drafts of a pattern with a reviewer's own names.
    public void fromPattern(Pattern pattern, Map<String, List<String>> values, Form form) {
        start(review -> pattern.drafts(values, form).stream()
                .map(spec -> start(review, spec, List.of()))
                .toList());
    }

    /// What becomes of the grants that the requestors of the evidence have.
    public enum Old {
        REPLACE,
        KEEP
    }

    /// The least that covers what was recorded.
    public void fromEvidence(Evidence evidence, Form form, Set<FromEvidence.Widen> widen, Old old) {
        start(review -> {
            FromEvidence.Result result = new FromEvidence(form, widen).drafts(evidence);
            Constrainer constrainer = new Constrainer(review.snapshot());
            List<Start> starts = new ArrayList<>();
            for (DraftSpec spec : result.specs()) {
                List<Limitation> notes = result.limitations().stream()
                        .filter(note ->
                                note.about().filter(spec.requestors()::contains).isPresent())
                        .toList();
                starts.add(
                        old == Old.KEEP
                                ? start(review, spec, notes)
                                : replacing(
                                        constrainer.replaceAll(
                                                spec, spec.requestors().getFirst()),
                                        spec,
                                        notes));
            }
            return starts;
        });
    }

    private static Start replacing(DraftPlan plan, DraftSpec spec, List<Limitation> notes) {
        List<Limitation> all = new ArrayList<>(plan.limitations());
        all.addAll(notes);
        return new Start(plan.title(), DraftYaml.write(plan.withoutNotes()), DraftForm.of(spec), all);
    }

    /// A draft with nothing in it.
    public void empty() {
        start(review -> {
            Form form = FormAdvice.of(review.snapshot().server()).form();
            return List.of(new Start("New draft", "", DraftForm.empty("new-draft", form), List.of()));
        });
    }

    /// A manifest that is there already.
    public void openManifest() {
        FileKind kind = new FileKind("YAML manifest", List.of("yaml", "yml", "json"));
        session.dialogs().openFiles("Open manifests", List.of(kind)).forEach(this::openManifest);
    }

    void openManifest(Path file) {
        start(review -> List.of(new Start(
                String.valueOf(file.getFileName()), read(file), DraftForm.empty("", Form.CONSTRAINED), List.of())));
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(
                    file.getFileName() + " is longer than a million characters. Open only the part with the roles.");
        }
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new IOException(file.getFileName() + " is not UTF-8 text.", e);
        }
    }

    // What impersonates nobody has no form that could show what for: the text says it, and is kept.
    private static List<Start> reasoned(List<DraftPlan> plans, Limitation reason) {
        return plans.stream()
                .map(plan -> impersonates(plan) ? start(plan) : because(reason, plan))
                .toList();
    }

    private static boolean impersonates(DraftPlan plan) {
        return !SpecText.parts(DraftYaml.read(DraftYaml.write(plan.withoutNotes())))
                .isEmpty();
    }

    private static Start because(Limitation reason, DraftPlan plan) {
        List<Limitation> all = new ArrayList<>(List.of(reason));
        all.addAll(plan.limitations());
        String text = DraftYaml.write(new DraftPlan(plan.title(), plan.changes(), List.of(reason)));
        return new Start(plan.title(), text, DraftForm.empty("", Form.CONSTRAINED), all);
    }

    private static List<Start> plans(List<DraftPlan> plans) {
        return plans.stream().map(DraftStarts::start).toList();
    }

    private static Start start(DraftPlan plan) {
        return new Start(
                plan.title(),
                DraftYaml.write(plan.withoutNotes()),
                DraftForm.empty("", Form.CONSTRAINED),
                plan.limitations());
    }

    private static Start start(Review review, DraftSpec spec, List<Limitation> notes) {
        Draft draft = Draft.of(spec, review.snapshot().rbac());
        return new Start(spec.name(), DraftYaml.write(draft.plan().withoutNotes()), DraftForm.of(spec), notes);
    }

    private interface Making {
        List<Start> make(Review review) throws Exception;
    }

    private void start(Making making) {
        Optional<Review> review = session.loader().reviewProperty().get();
        if (review.isEmpty()) {
            return;
        }
        Work<List<Start>> work = progress -> making.make(review.get());
        session.background()
                .shortJob("draft.start" + ++jobs, work)
                .onDone(onMade)
                .onError(error -> session.dialogs()
                        .show(new Problem("Could not start the draft", String.valueOf(error.getMessage()), "", "")))
                .start();
    }
}
