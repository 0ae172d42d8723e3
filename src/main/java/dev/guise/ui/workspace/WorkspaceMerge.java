package dev.guise.ui.workspace;

import dev.guise.findings.triage.Triage;
import dev.guise.ui.common.settings.ThreeWay;
import java.util.List;
import java.util.stream.Stream;

/// Puts what two windows did to one workspace together. What one of them did to an entry counts; of what both did to
/// the same entry, the later.
final class WorkspaceMerge {
    private WorkspaceMerge() {}

    /// @param base   what both began with
    /// @param theirs what others made of it
    /// @param mine   what was made of it here, later
    static Workspace merge(Workspace base, Workspace theirs, Workspace mine) {
        if (theirs.equals(base) || theirs.equals(mine)) {
            return mine;
        }
        Triage triage = new Triage(
                ThreeWay.entries(
                        base.triage().suppressions(),
                        theirs.triage().suppressions(),
                        mine.triage().suppressions()),
                ThreeWay.members(
                        base.triage().administrators(),
                        theirs.triage().administrators(),
                        mine.triage().administrators()));
        boolean moved = !mine.place().equals(base.place()) || !mine.history().equals(base.history());
        Workspace last = moved ? mine : theirs;
        return new Workspace(
                ThreeWay.members(base.owned(), theirs.owned(), mine.owned()),
                ThreeWay.entries(base.notes(), theirs.notes(), mine.notes()),
                triage,
                ThreeWay.recent(base.recent(), theirs.recent(), mine.recent()),
                last.history(),
                last.place(),
                drafts(base.drafts(), theirs.drafts(), mine.drafts()));
    }

    // A draft that both changed is there twice: which is the better one is for a person to say.
    private static <T> List<T> drafts(List<T> base, List<T> theirs, List<T> mine) {
        if (mine.equals(base)) {
            return theirs;
        }
        Stream<T> came = theirs.stream().filter(draft -> !base.contains(draft) && !mine.contains(draft));
        return Stream.concat(mine.stream(), came).toList();
    }
}
