package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.evidence.Evidence;
import dev.guise.rbac.ServerProfile;
import java.util.List;

/// Checks the text of a draft against the cluster that it is for.
///
/// Rules that grant nothing are judged by everything that a subject would hold afterwards, what the cluster gives it
/// already included.
public final class DraftChecks {
    private DraftChecks() {}

    /// Everything there is to say of a plan's text, as [DraftYaml#write] writes it, without evidence.
    public static List<DraftProblem> check(DraftPlan plan, ClusterSnapshot snapshot, ServerProfile server) {
        return check(DraftYaml.write(plan), snapshot, server, Evidence.NONE);
    }

    /// Everything there is to say of a draft's text, by line. Linear in the size of the cluster and of the draft.
    ///
    /// @param snapshot the cluster as it is
    /// @param server   the server that the draft is for
    /// @param evidence what was recorded; [Evidence#NONE] for nothing
    public static List<DraftProblem> check(
            String text, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        return check(DraftYaml.read(text), snapshot, server, evidence);
    }

    /// The same for a text that was read already.
    public static List<DraftProblem> check(
            ParsedDraft draft, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        CheckedDraft checked = new CheckedDraft(draft, snapshot, server, evidence);
        ProblemList problems = new ProblemList(draft);
        new ObjectChecks(checked, problems).check();
        new RuleChecks(checked, problems).check();
        new GrantChecks(checked, problems).check();
        new EvidenceChecks(checked, problems).check();
        return problems.all();
    }
}
