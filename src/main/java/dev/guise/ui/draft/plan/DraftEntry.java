package dev.guise.ui.draft.plan;

import dev.guise.draft.Limitation;
import java.util.List;

/// One draft of the plan, as it stands. The text is what counts; the form shows one part of it.
///
/// @param id    tells it from the others; never shown
/// @param title what it is for
/// @param text  the YAML, as a person left it
/// @param form  what is written in the form
/// @param part  which part of the text the form shows, from 0
/// @param notes what to know besides, from where the draft was started
public record DraftEntry(long id, String title, String text, DraftForm form, int part, List<Limitation> notes) {
    public DraftEntry {
        notes = List.copyOf(notes);
    }

    DraftEntry withTitle(String other) {
        return new DraftEntry(id, other, text, form, part, notes);
    }

    DraftEntry withText(String other) {
        return new DraftEntry(id, title, other, form, part, notes);
    }

    DraftEntry withForm(DraftForm other) {
        return new DraftEntry(id, title, text, other, part, notes);
    }

    DraftEntry withPart(int other) {
        return new DraftEntry(id, title, text, form, other, notes);
    }
}
