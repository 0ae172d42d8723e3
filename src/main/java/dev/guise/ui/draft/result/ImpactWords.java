package dev.guise.ui.draft.result;

import dev.guise.draft.DraftProblem;
import dev.guise.draft.Impact;
import dev.guise.draft.Impact.ReachChange;
import dev.guise.draft.Impact.RequestChange;
import dev.guise.draft.Impact.RuleChange;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingChanges;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.draft.evidence.EvidenceWords;
import dev.guise.ui.draft.plan.PlanCheck.PlanImpact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a plan does, in sentences.
public final class ImpactWords {
    private static final int MOST = 20;

    private ImpactWords() {}

    static String label(Identity who) {
        return ObjectName.of(who.id());
    }

    /// Of what it is told, where that is more than the draft that is looked at.
    public static String scope(PlanImpact all) {
        return "Impact of the whole plan, with its " + all.drafts() + " drafts applied together.";
    }

    /// That drafts do not say yet what impersonation is for, which makes their impact look less than it will be; `""`
    /// where all do.
    public static String undecided(PlanImpact all) {
        List<String> titles = all.undecided();
        if (titles.isEmpty()) {
            return "";
        }
        return titles.size() == 1
                ? "“" + titles.getFirst()
                        + "” does not list the allowed actions yet. Until it does, it grants nothing and only removes"
                        + " permissions."
                : titles.size()
                        + " drafts do not list the allowed actions yet. Until they do, they grant nothing and only"
                        + " remove permissions.";
    }

    static String titles(Set<Goal> goals) {
        return goals.stream().map(Goal::title).collect(Collectors.joining("; "));
    }

    /// Somebody may have the same by several roles.
    static String finding(Finding finding) {
        String who = finding.subject() == null ? "" : label(Identity.of(finding.subject())) + ": ";
        RoleObject role = finding.origin().role();
        String by = role == null ? "" : ", by " + role.meta().qualifiedName();
        return who + finding.title() + by + " (" + finding.severity().id() + ", " + finding.id() + ")";
    }

    /// Where the problems of the draft that is looked at tell of the same as a new finding; `""` where they do not.
    public static String problem(Finding finding, List<DraftProblem> problems) {
        String lines = problems.stream()
                .filter(problem -> problem.id().equals(finding.id()))
                .map(problem -> String.valueOf(problem.line()))
                .distinct()
                .collect(Collectors.joining(", "));
        return lines.isEmpty() ? "" : "Same as the problem of this draft at line " + lines + ".";
    }

    /// The finding as it is afterwards, and how it differs from before.
    static String changed(FindingChanges.Changed change) {
        return finding(change.after()) + ": " + change.words();
    }

    static String lost(ReachChange change) {
        return label(change.who()) + " can no longer reach: "
                + titles(change.goals().lost());
    }

    static String gained(ReachChange change) {
        return label(change.who()) + " would newly reach: "
                + titles(change.goals().gained());
    }

    /// How many permissions come and go. What comes may be a constraint in the place of legacy impersonation that goes,
    /// which is told.
    public static String permissions(RuleChange change) {
        String where = change.namespace().isEmpty() ? "everywhere" : "in " + change.namespace();
        Set<PolicyRule> gained = change.rules().gained();
        Set<PolicyRule> lost = change.rules().lost();
        String more = gained.isEmpty() ? "" : "gains " + gained.size();
        String less = lost.isEmpty() ? "" : "loses " + lost.size();
        String both = more + (gained.isEmpty() || lost.isEmpty() ? "" : ", ") + less;
        return label(Identity.of(change.subject())) + ", " + where + ": " + both
                + (isConstraint(gained, lost) ? "; cannot become any new identity" : "");
    }

    // Each permission is a single one, of one verb and resource and at most one name.
    private static boolean isConstraint(Set<PolicyRule> gained, Set<PolicyRule> lost) {
        List<PolicyRule> whom = gained.stream()
                .filter(rule -> rule.verbs().getFirst().startsWith(Mode.LEGACY_VERB)
                        && !Mode.isOfAction(rule.verbs().getFirst()))
                .toList();
        return !whom.isEmpty()
                && whom.stream().allMatch(rule -> lost.stream().anyMatch(old -> isSameWithout(rule, old)));
    }

    private static boolean isSameWithout(PolicyRule constrained, PolicyRule old) {
        return Mode.isConstrained(constrained.verbs().getFirst())
                && old.verbs().getFirst().equals(Mode.LEGACY_VERB)
                && old.resources().equals(constrained.resources())
                && (old.resourceNames().isEmpty() || old.resourceNames().equals(constrained.resourceNames()));
    }

    static String refused(RequestChange change) {
        return EvidenceWords.name(change.use().requestor().name()) + " as "
                + EvidenceWords.name(change.use().wanted().name());
    }

    /// The whole impact for a pull request; the most important first, and no more than a person reads.
    public static List<String> sentences(PlanImpact all) {
        Impact impact = all.impact();
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "",
                impact.reaches().stream()
                        .filter(change -> !change.goals().lost().isEmpty())
                        .map(ImpactWords::lost)
                        .toList());
        add(
                lines,
                "",
                impact.reaches().stream()
                        .filter(change -> !change.goals().gained().isEmpty())
                        .map(ImpactWords::gained)
                        .toList());
        add(
                lines,
                "Fixed: ",
                all.findings().gone().stream().map(ImpactWords::finding).toList());
        add(
                lines,
                "New: ",
                all.findings().appeared().stream().map(ImpactWords::finding).toList());
        add(
                lines,
                "Changed: ",
                all.findings().changed().stream().map(ImpactWords::changed).toList());
        add(
                lines,
                "Recorded requests that would be refused: ",
                impact.refused().stream()
                        .map(change -> refused(change) + ", " + EvidenceWords.times(change.count()))
                        .toList());
        return lines;
    }

    private static void add(List<String> lines, String title, List<String> found) {
        found.stream().limit(MOST).forEach(line -> lines.add(title + line));
        if (found.size() > MOST) {
            lines.add(title + "and " + (found.size() - MOST) + " more");
        }
    }
}
