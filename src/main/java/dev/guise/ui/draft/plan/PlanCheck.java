package dev.guise.ui.draft.plan;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.Draft;
import dev.guise.draft.DraftChecks;
import dev.guise.draft.DraftExport;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.Impact;
import dev.guise.draft.Limitation;
import dev.guise.draft.Pairs;
import dev.guise.draft.ParsedDraft;
import dev.guise.draft.ProblemKind;
import dev.guise.draft.SpecText;
import dev.guise.draft.SpecText.Part;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Analysis;
import dev.guise.findings.FindingChanges;
import dev.guise.findings.Findings;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.review.Review;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What there is to know of a plan: worked out off the window's thread.
public final class PlanCheck {
    private PlanCheck() {}

    /// What is quick to tell.
    ///
    /// @param draft       the id of the draft that is looked at
    /// @param text        its text then
    /// @param problems    of its text, as part of the whole plan
    /// @param limitations what RBAC cannot say of it
    /// @param own         its change alone
    /// @param all         the change of all drafts together
    public record Checked(
            long draft,
            String text,
            List<DraftProblem> problems,
            List<Limitation> limitations,
            DraftPlan own,
            DraftPlan all) {

        /// The whole change as a unified diff.
        public String diff() {
            return DraftExport.diff(all);
        }
    }

    /// What takes a while.
    ///
    /// @param drafts    how many drafts it is about, all together
    /// @param undecided the titles of those that do not say yet what impersonation is for
    /// @param impact    what changes for whom
    /// @param findings  what becomes of the findings
    public record PlanImpact(int drafts, List<String> undecided, Impact impact, FindingChanges findings) {}

    static Checked check(Review review, Evidence evidence, PlanState state, DraftEntry entry) {
        ClusterSnapshot snapshot = review.snapshot();
        List<DraftPlan> others = state.drafts().stream()
                .filter(other -> other.id() != entry.id())
                .map(other -> plan(other, snapshot))
                .toList();
        DraftPlan rest = DraftPlan.combined("", others);
        ParsedDraft parsed = DraftYaml.read(entry.text());
        ClusterSnapshot besides = rest.applyTo(snapshot);
        List<DraftProblem> problems = DraftChecks.check(parsed, besides, snapshot.server(), evidence);
        boolean patterns = problems.stream().anyMatch(problem -> problem.kind().equals(ProblemKind.NAME_PATTERN));
        return new Checked(
                entry.id(),
                entry.text(),
                problems,
                limitations(entry, parsed).stream()
                        // A problem at its line says it better.
                        .filter(note -> !(patterns && note.topic() == Limitation.Topic.PATTERNS))
                        .toList(),
                plan(entry, snapshot),
                plan(state, snapshot));
    }

    private static List<Limitation> limitations(DraftEntry entry, ParsedDraft parsed) {
        Set<Limitation> limitations = new LinkedHashSet<>();
        SpecText.parts(parsed)
                .forEach(part -> limitations.addAll(Draft.of(part.spec()).limitations()));
        if (!SpecText.isEmpty(entry.form().spec())) {
            limitations.addAll(Draft.of(entry.form().spec()).limitations());
        }
        entry.notes().stream().filter(note -> !isOfText(note)).forEach(limitations::add);
        return List.copyOf(limitations);
    }

    // Pairs, and that there are no actions: both hold only as long as the text is so, which tells it by itself.
    private static boolean isOfText(Limitation note) {
        return note.nearest().equals(Pairs.ADVICE) || note.equals(Limitation.NO_ACTIONS);
    }

    private static boolean isUndecided(DraftEntry entry) {
        return SpecText.parts(DraftYaml.read(entry.text())).stream()
                .map(Part::spec)
                // The legacy half of both grants all the same.
                .anyMatch(spec -> spec.form() == Form.CONSTRAINED && spec.lacksActions());
    }

    /// The change that a draft's text is.
    static DraftPlan plan(DraftEntry entry, ClusterSnapshot snapshot) {
        ParsedDraft parsed = DraftYaml.read(entry.text());
        return DraftPlan.of(entry.title(), parsed, snapshot, limitations(entry, parsed));
    }

    /// The change that all drafts are together.
    public static DraftPlan plan(PlanState state, ClusterSnapshot snapshot) {
        List<DraftPlan> plans =
                state.drafts().stream().map(draft -> plan(draft, snapshot)).toList();
        String title = state.drafts().stream().map(DraftEntry::title).collect(Collectors.joining("; "));
        return DraftPlan.combined(title, plans);
    }

    /// Whether every draft can be read.
    public static Optional<DraftEntry> unreadable(PlanState state) {
        return state.drafts().stream()
                .filter(draft -> !DraftYaml.read(draft.text()).isValid())
                .findFirst();
    }

    /// Ends between its parts when it is no longer wanted: a person goes on typing.
    static PlanImpact impact(Review review, Evidence evidence, Findings before, PlanState state, Progress progress) {
        ClusterSnapshot snapshot = review.snapshot();
        DraftPlan plan = plan(state, snapshot);
        Escalation after = review.escalation().with(plan.applyTo(snapshot));
        progress.check();
        Impact impact = Impact.of(review.escalation(), after, evidence);
        progress.check();
        Analysis analysis = Analysis.of(after).with(review.tenants());
        Findings now = Findings.of(evidence.uses().isEmpty() ? analysis : analysis.with(evidence, review.policy()));
        List<String> undecided = state.drafts().stream()
                .filter(PlanCheck::isUndecided)
                .map(DraftEntry::title)
                .toList();
        return new PlanImpact(state.drafts().size(), undecided, impact, FindingChanges.of(before, now));
    }
}
