package dev.guise.ui.draft;

import dev.guise.draft.DraftExport;
import dev.guise.files.SafeFile;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.draft.plan.DraftEntry;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.LiveChecks;
import dev.guise.ui.draft.plan.PlanCheck;
import dev.guise.ui.draft.plan.PlanState;
import dev.guise.ui.draft.result.ImpactWords;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Takes the plan away as files. Each is written beside its place first, so that none is ever half there.
public final class DraftSaving {
    private static final FileKind YAML = new FileKind("YAML", List.of("yaml"));
    private static final FileKind DIFF = new FileKind("Unified diff", List.of("diff"));

    private final Session session;
    private final DraftModel model;

    public DraftSaving(DraftModel model) {
        this.session = model.session();
        this.model = model;
    }

    private interface Writing {
        void write(Path target, Review review, PlanState state) throws IOException;
    }

    /// The whole plan as one file, to be applied as it is; the objects as they are written in the drafts.
    public void file() {
        save(
                "Save as one file",
                "plan.yaml",
                List.of(YAML),
                (target, review, state) -> SafeFile.write(target, text(review, state)));
    }

    static String text(Review review, PlanState state) {
        List<String> texts = state.drafts().stream().map(DraftEntry::text).toList();
        return texts.size() == 1 ? texts.getFirst() : DraftExport.file(PlanCheck.plan(state, review.snapshot()), texts);
    }

    /// What takes it all back, as a file of its own.
    public void wayBack() {
        save(
                "Save undo file",
                "undo.yaml",
                List.of(YAML),
                (target, review, state) -> SafeFile.write(
                        target,
                        DraftExport.file(
                                PlanCheck.plan(state, review.snapshot()).undo())));
    }

    // What is shown as the impact; nothing as long as it is being worked out.
    private static List<String> effects(LiveChecks.ImpactState impact) {
        return impact instanceof LiveChecks.ImpactState.Known(PlanCheck.PlanImpact known)
                ? ImpactWords.sentences(known)
                : List.of();
    }

    /// A folder with one object a file, the way back and a README.
    public void folder() {
        List<String> effects = effects(model.checks().impactProperty().get());
        save(
                "Save to a new folder",
                "plan",
                List.of(),
                (target, review, state) -> DraftExport.write(
                        target, DraftExport.folder(PlanCheck.plan(state, review.snapshot()), effects)));
    }

    /// A folder with a kustomize component.
    public void kustomize() {
        List<String> effects = effects(model.checks().impactProperty().get());
        save(
                "Save to a new folder",
                "kustomize",
                List.of(),
                (target, review, state) -> DraftExport.write(
                        target, DraftExport.kustomize(PlanCheck.plan(state, review.snapshot()), effects)));
    }

    /// The difference to the cluster.
    public void diff() {
        save(
                "Save the diff",
                "plan.diff",
                List.of(DIFF),
                (target, review, state) ->
                        SafeFile.write(target, DraftExport.diff(PlanCheck.plan(state, review.snapshot()))));
    }

    /// The YAML of the draft that is looked at, on the clipboard.
    void copy() {
        model.stateProperty()
                .get()
                .current()
                .ifPresent(draft -> session.dialogs().copy(draft.text()));
    }

    /// The diff on the clipboard.
    void copyDiff() {
        model.checks()
                .checkedProperty()
                .get()
                .map(PlanCheck.Checked::all)
                .map(DraftExport::diff)
                .ifPresent(session.dialogs()::copy);
    }

    private void save(String title, String name, List<FileKind> kinds, Writing writing) {
        PlanState state = model.stateProperty().get();
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<DraftEntry> broken = PlanCheck.unreadable(state);
        if (review.isEmpty() || state.drafts().isEmpty()) {
            return;
        }
        if (broken.isPresent()) {
            session.dialogs()
                    .show(new Problem(
                            "Could not save the plan",
                            "The YAML of “" + broken.get().title() + "” is not valid.",
                            "Fix the problems listed in the draft, or remove the draft.",
                            ""));
            return;
        }
        session.dialogs()
                .saveFile(title, name, kinds)
                .ifPresent(target -> session.background()
                        .waitingJob("draft.save", progress -> {
                            progress.report("Saving " + target.getFileName(), -1);
                            writing.write(target, review.get(), state);
                            return target;
                        })
                        .goingOn()
                        .onDone(done -> session.dialogs().tell("Saved", done.toString()))
                        .onError(error -> session.dialogs()
                                .show(new Problem(
                                        "Could not save the plan",
                                        target + ": " + error.getMessage(),
                                        "Choose another place.",
                                        "")))
                        .start());
    }
}
