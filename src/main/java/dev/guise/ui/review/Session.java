package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.workspace.WorkspaceStore;

/// One cluster under review, in four parts; a view takes those that it uses. Knows no controls.
///
/// @param frame      what stands around the views
/// @param background work of this cluster, off the window's thread
/// @param dialogs    questions to the person
/// @param loader     what is known of the cluster so far
/// @param marks      what the reviewer said of its objects
/// @param summary    what the frame says of it
/// @param navigator  where the reviewer is and goes
public record Session(
        FrameModel frame,
        Background background,
        Dialogs dialogs,
        ReviewLoader loader,
        ReviewerMarks marks,
        ClusterSummary summary,
        Navigator navigator) {

    /// One whose work is forgotten with the window.
    ///
    /// @param colour that the reviewer gave the context; may be empty
    public static Session of(
            ClusterSnapshot snapshot, FrameModel frame, Background background, Dialogs dialogs, String colour) {
        return of(
                snapshot,
                frame,
                background,
                dialogs,
                colour,
                ReviewOptions.DEFAULT,
                WorkspaceStore.inMemory(background));
    }

    /// @param colour    that the reviewer gave the context; may be empty
    /// @param options   what the reviewer chose
    /// @param workspace where the reviewer's work is kept; it is read by [ReviewLoader#open]
    public static Session of(
            ClusterSnapshot snapshot,
            FrameModel frame,
            Background background,
            Dialogs dialogs,
            String colour,
            ReviewOptions options,
            WorkspaceStore workspace) {
        ReviewLoader loader = new ReviewLoader(snapshot, options, background, workspace);
        ReviewerMarks marks = new ReviewerMarks(workspace);
        // The list is there before something in it is selected.
        ClusterSummary summary = new ClusterSummary(frame, loader, marks, background, colour);
        Navigator navigator = new Navigator(frame, loader, workspace);
        frame.setOnGate(loader::chooseGate);
        return new Session(frame, background, dialogs, loader, marks, summary, navigator);
    }
}
