package dev.guise.ui.workspace;

import dev.guise.findings.triage.Triage;
import dev.guise.rbac.ObjectId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a reviewer did to one cluster. Immutable; kept by [WorkspaceStore].
///
/// @param owned   identities that are taken for an attacker's
/// @param notes   what was written about an object
/// @param triage  what was decided about findings
/// @param recent  objects chosen from the palette, newest first
/// @param history where the reviewer was, oldest first
/// @param place   where the reviewer was last
/// @param drafts  what is being drafted, in its order
public record Workspace(
        Set<ObjectId.Named> owned,
        Map<ObjectId.Named, Note> notes,
        Triage triage,
        List<ObjectId.Named> recent,
        List<Place> history,
        Place place,
        List<KeptDraft> drafts) {

    /// No note is longer: what is cut would not be read either.
    public static final int MAX_NOTE = 20_000;

    private static final int RECENT = 20;
    private static final int HISTORY = 50;
    private static final int DRAFTS = 200;

    /// A note.
    ///
    /// @param text    not blank, at most [#MAX_NOTE] characters
    /// @param changed the day on which it was changed last
    public record Note(String text, LocalDate changed) {
        public Note {
            text = text.length() > MAX_NOTE ? text.substring(0, MAX_NOTE) : text;
        }
    }

    /// A draft, as it was left.
    ///
    /// @param title what it is for
    /// @param text  the YAML
    public record KeptDraft(String title, String text) {}

    /// Where a reviewer was.
    ///
    /// @param tab       id of the tab, `""` when none is known
    /// @param selection id of what was selected, `""` for nothing
    public record Place(String tab, String selection) {
        public static final Place NONE = new Place("", "");
    }

    /// Nothing was done.
    public static final Workspace EMPTY =
            new Workspace(Set.of(), Map.of(), Triage.NONE, List.of(), List.of(), Place.NONE, List.of());

    public Workspace {
        owned = Collections.unmodifiableSet(new TreeSet<>(owned));
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
        recent = recent.stream().distinct().limit(RECENT).toList();
        drafts = drafts.stream().limit(DRAFTS).toList();
        history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
    }

    /// A copy with an identity marked as owned, or unmarked where it was.
    public Workspace toggleOwned(ObjectId.Named who) {
        Set<ObjectId.Named> all = new TreeSet<>(owned);
        if (!all.remove(who)) {
            all.add(who);
        }
        return with(edit -> edit.owned = all);
    }

    /// With a note; a blank one takes the note away.
    public Workspace withNote(ObjectId.Named about, String text, LocalDate today) {
        Map<ObjectId.Named, Note> all = new TreeMap<>(notes);
        if (text.isBlank()) {
            all.remove(about);
        } else {
            all.put(about, new Note(text, today));
        }
        return with(edit -> edit.notes = all);
    }

    /// With other decisions about findings.
    public Workspace withTriage(UnaryOperator<Triage> change) {
        return with(edit -> edit.triage = change.apply(triage));
    }

    /// With an object as the newest of those chosen.
    public Workspace withRecent(ObjectId.Named chosen) {
        return with(edit ->
                edit.recent = Stream.concat(Stream.of(chosen), recent.stream()).toList());
    }

    /// With the way that the reviewer went, and where it ended.
    public Workspace withHistory(List<Place> way, Place end) {
        return with(edit -> {
            edit.history = way;
            edit.place = end;
        });
    }

    /// With other drafts.
    public Workspace withDrafts(List<KeptDraft> others) {
        return with(edit -> edit.drafts = others);
    }

    private Workspace with(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return new Workspace(edit.owned, edit.notes, edit.triage, edit.recent, edit.history, edit.place, edit.drafts);
    }

    private static final class Edit {
        private Set<ObjectId.Named> owned;
        private Map<ObjectId.Named, Note> notes;
        private Triage triage;
        private List<ObjectId.Named> recent;
        private List<Place> history;
        private Place place;
        private List<KeptDraft> drafts;

        Edit(Workspace from) {
            owned = from.owned;
            notes = from.notes;
            triage = from.triage;
            recent = from.recent;
            history = from.history;
            place = from.place;
            drafts = from.drafts;
        }
    }
}
