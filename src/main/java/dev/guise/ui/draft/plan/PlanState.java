package dev.guise.ui.draft.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drafts that make the plan, and which of them is looked at. What undo goes back to.
///
/// @param drafts   in the order in which they were started
/// @param selected the id of one of them; any other when there is none
public record PlanState(List<DraftEntry> drafts, long selected) {
    static final PlanState EMPTY = new PlanState(List.of(), 0);

    public PlanState {
        drafts = List.copyOf(drafts);
    }

    public Optional<DraftEntry> current() {
        return drafts.stream().filter(draft -> draft.id() == selected).findFirst();
    }

    PlanState select(long id) {
        return new PlanState(drafts, id);
    }

    /// With another draft behind the others, selected.
    PlanState plus(List<DraftEntry> more) {
        List<DraftEntry> all = new ArrayList<>(drafts);
        all.addAll(more);
        return more.isEmpty() ? this : new PlanState(all, more.getFirst().id());
    }

    /// With further drafts behind one of them, which stays selected.
    PlanState behind(long id, List<DraftEntry> more) {
        List<DraftEntry> all = new ArrayList<>();
        drafts.forEach(draft -> {
            all.add(draft);
            if (draft.id() == id) {
                all.addAll(more);
            }
        });
        return new PlanState(all, selected);
    }

    /// With a draft as it is now.
    PlanState with(DraftEntry changed) {
        return new PlanState(
                drafts.stream()
                        .map(draft -> draft.id() == changed.id() ? changed : draft)
                        .toList(),
                selected);
    }

    /// Without a draft; the one beside it is selected.
    PlanState without(long id) {
        List<DraftEntry> rest =
                drafts.stream().filter(draft -> draft.id() != id).toList();
        int index = Math.max(0, drafts.stream().map(DraftEntry::id).toList().indexOf(id) - 1);
        return new PlanState(
                rest,
                rest.isEmpty() ? 0 : rest.get(Math.min(index, rest.size() - 1)).id());
    }
}
