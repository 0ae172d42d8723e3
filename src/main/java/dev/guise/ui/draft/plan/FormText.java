package dev.guise.ui.draft.plan;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.ParsedDraft;
import dev.guise.draft.SpecText;
import dev.guise.draft.SpecText.Fit;
import dev.guise.draft.SpecText.Part;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.rbac.ObjectId;
import java.util.List;
import java.util.Set;

/// Keeps the form and the text of a draft in step.
final class FormText {
    /// A longer text is not read at every key; the form then waits.
    private static final int MAX_FOR_FORM = 40_000;

    /// What was read from a text; kept, since several things ask for the same one after another.
    private record Read(String text, ParsedDraft parsed, List<Part> parts) {
        static Read of(String text) {
            ParsedDraft parsed = DraftYaml.read(text);
            return new Read(text, parsed, SpecText.parts(parsed));
        }
    }

    private Read lastRead = Read.of("");

    private Read read(String text) {
        if (!lastRead.text().equals(text)) {
            lastRead = Read.of(text);
        }
        return lastRead;
    }

    /// The parts of a text that the form can show; none of one that it waits for.
    List<Part> parts(String text) {
        return isForForm(text) ? read(text).parts() : List.of();
    }

    private static boolean isForForm(String text) {
        return text.length() <= MAX_FOR_FORM;
    }

    /// The entry with the form as the text has it. It is filled anew only when it means something else, so that what is
    /// half typed stays.
    DraftEntry filled(DraftEntry entry) {
        if (!isForForm(entry.text()) || !read(entry.text()).parsed().isValid()) {
            return entry;
        }
        List<Part> parts = read(entry.text()).parts();
        if (parts.isEmpty()) {
            boolean empty = SpecText.isEmpty(entry.form().spec());
            return empty
                    ? entry
                    : entry.withForm(
                            DraftForm.empty(entry.form().name(), entry.form().mode()));
        }
        int index = Math.min(entry.part(), parts.size() - 1);
        Part part = parts.get(index);
        DraftEntry shown = entry.withPart(index);
        return isShown(part, entry.form()) ? shown : shown.withForm(DraftForm.of(part.spec()));
    }

    private static boolean isShown(Part part, DraftForm form) {
        return SpecText.isSame(part.spec(), form.spec())
                && part.spec().form() == form.mode()
                && SpecText.isCalled(part, form.name());
    }

    /// The entry with the text as the form has it; unchanged where it says the same, or cannot be read.
    ///
    /// @param taken the objects of the cluster
    DraftEntry written(DraftEntry entry, Set<ObjectId.Stored> taken) {
        if (!isForForm(entry.text()) || !read(entry.text()).parsed().isValid()) {
            return entry;
        }
        List<Part> parts = read(entry.text()).parts();
        DraftSpec wanted = entry.form().spec();
        boolean said = entry.part() < parts.size()
                ? SpecText.isSame(parts.get(entry.part()).spec(), wanted)
                        && SpecText.isCalled(parts.get(entry.part()), wanted.name())
                : SpecText.isEmpty(wanted);
        if (said) {
            return entry;
        }
        try {
            return entry.withText(SpecText.write(entry.text(), entry.part(), wanted, taken));
        } catch (YamlSyntaxException e) {
            return entry;
        }
    }

    /// How the form stands to the text.
    ///
    /// @param taken the objects of the cluster
    FormState state(DraftEntry entry, Set<ObjectId.Stored> taken) {
        if (!isForForm(entry.text())) {
            return FormState.waiting("The text is too long for the form. Edit the YAML.");
        }
        ParsedDraft parsed = read(entry.text()).parsed();
        if (!parsed.isValid()) {
            ParsedDraft.Problem first = parsed.problems().getFirst();
            return FormState.waiting("To use the form, correct line " + first.line() + " of the YAML.");
        }
        List<Part> parts = read(entry.text()).parts();
        if (parts.isEmpty()) {
            boolean changes = !parsed.deletes().isEmpty()
                    || parsed.all().stream().anyMatch(object -> taken.contains(object.key()));
            return new FormState(
                    changes ? FormState.Kind.CHANGES : FormState.Kind.READY,
                    changes || !parsed.objects().isEmpty()
                            ? "This draft has no impersonation; the form would add it."
                            : "",
                    List.of());
        }
        List<String> titles = parts.size() < 2
                ? List.of()
                : parts.stream().map(FormText::title).toList();
        Part part = parts.get(Math.min(entry.part(), parts.size() - 1));
        return part.fit() == Fit.EXACT
                ? new FormState(FormState.Kind.READY, "", titles)
                : new FormState(
                        FormState.Kind.LOOSE,
                        "The form cannot show this YAML exactly. A change here rewrites its rules.",
                        titles);
    }

    private static String title(Part part) {
        String who = String.join(
                ", ", part.spec().requestors().stream().map(DraftForm::text).toList());
        return who.isEmpty() ? part.spec().name() : who;
    }
}
