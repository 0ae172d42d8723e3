package dev.guise.ui.draft;

import dev.guise.cluster.DryRunner;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.KnownNames;
import dev.guise.ui.common.background.WindowThread;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.draft.evidence.EvidenceModel;
import dev.guise.ui.draft.evidence.EvidencePane;
import dev.guise.ui.draft.form.FormPane;
import dev.guise.ui.draft.form.NewDraftPane;
import dev.guise.ui.draft.form.PairsPane;
import dev.guise.ui.draft.plan.DraftEntry;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.plan.FormState;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.result.ChangesPane;
import dev.guise.ui.draft.result.ClusterCheckModel;
import dev.guise.ui.draft.result.ClusterCheckPane;
import dev.guise.ui.draft.result.DiffPane;
import dev.guise.ui.draft.result.ImpactPane;
import dev.guise.ui.draft.result.PlanPane;
import dev.guise.ui.draft.result.ProblemsPane;
import dev.guise.ui.draft.text.YamlCompletion;
import dev.guise.ui.draft.text.YamlPane;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The plan: its drafts above, the form beside the YAML, and below what is known of it.
public final class DraftTab implements ViewTab {
    /// The table of recorded requests, for the settings.
    public static final TableDescription EVIDENCE = EvidencePane.TABLE;

    private final DraftModel model;
    private final Optional<DryRunner.Opening> dryRun;
    private final BorderPane root = new BorderPane();
    private final YamlPane yaml;
    private final FormPane form;
    private final ChangesPane changes;
    private final NewDraftPane start;
    private final EvidencePane evidence;
    private final PairsPane pairs;
    private final Node editor;
    private final List<Command> commands = new ArrayList<>();
    private Optional<YamlCompletion.Words> words = Optional.empty();

    /// For a cluster that does not run, such as one of files.
    public DraftTab(DraftModel model, SettingsStore settings) {
        this(model, settings, Optional.empty());
    }

    /// @param dryRun how to ask the cluster what it would say; empty when none runs
    public DraftTab(DraftModel model, SettingsStore settings, Optional<DryRunner.Opening> dryRun) {
        this.model = model;
        this.dryRun = dryRun;
        DraftSaving saving = new DraftSaving(model);
        DraftBar bar = new DraftBar(model, saving);
        yaml = new YamlPane(model::setText, new YamlCompletion(() -> words));
        form = new FormPane(model);
        changes = new ChangesPane(model);
        start = new NewDraftPane(model);
        EvidenceModel recorded = new EvidenceModel(model.session());
        evidence = new EvidencePane(recorded, model, settings);
        pairs = new PairsPane(model);
        editor = editor();
        commands.addAll(bar.commands());
        commands.addAll(start.commands());
        commands.addAll(evidence.commands());
        root.setTop(bar);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.stateProperty()
                .subscribe(
                        state -> yaml.show(state.current().map(DraftEntry::text).orElse("")));
        model.checks().checkedProperty().subscribe(yaml::mark);
        model.points().namesProperty().subscribe(names -> words = words(names));
        model.pageProperty().subscribe(this::show);
        // What had the keys may have gone with the tab that it was on.
        model.setOnShown(() -> WindowThread.later(() -> {
            if (!hasFocus()) {
                root.applyCss();
                find();
            }
        }));
    }

    private Optional<YamlCompletion.Words> words(Optional<KnownNames> names) {
        Optional<Review> review = model.session().loader().reviewProperty().get();
        return names.flatMap(known ->
                review.map(made -> YamlCompletion.Words.of(made.snapshot().rbac(), known)));
    }

    private Node editor() {
        StackPane left = new StackPane(form, changes);
        model.formStateProperty().map(FormState::kind).subscribe(kind -> {
            boolean changed = kind == FormState.Kind.CHANGES;
            boolean within = hasFocus(left);
            changes.setVisible(changed);
            form.setVisible(!changed);
            if (within) {
                find();
            }
        });
        SplitPane above = new SplitPane(left, yaml);
        above.setDividerPositions(0.42);
        SplitPane.setResizableWithParent(left, false);
        above.getStyleClass().add("frame-split");
        TabPane below = new TabPane();
        below.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        below.getStyleClass().add("draft-below");
        Tab problems = tab("Problems", Feather.ALERT_TRIANGLE, new ProblemsPane(model, this::goTo));
        model.checks().checkedProperty().subscribe(checked -> problems.setText(title(checked)));
        below.getTabs()
                .addAll(
                        problems,
                        tab("Impact", Feather.ACTIVITY, new ImpactPane(model)),
                        tab("Diff", Feather.GIT_COMMIT, new DiffPane(model)),
                        tab("Plan and order", Feather.LIST, new PlanPane(model)),
                        tab(
                                "Who can apply it",
                                Feather.USER_CHECK,
                                new ClusterCheckPane(new ClusterCheckModel(model, dryRun), model)));
        SplitPane split = new SplitPane(above, below);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.65);
        split.getStyleClass().add("frame-split");
        return split;
    }

    private static Tab tab(String title, Feather icon, Node content) {
        Tab tab = new Tab(title, content);
        tab.setGraphic(dev.guise.ui.common.control.Buttons.icon(icon));
        return tab;
    }

    private static String title(Optional<Checked> checked) {
        int count = checked.map(Checked::problems).map(List::size).orElse(0);
        return count == 0 ? "Problems" : "Problems  " + count;
    }

    private void goTo(DraftProblem problem) {
        yaml.goTo(problem.line(), problem.column());
    }

    private void show(Page page) {
        boolean within = hasFocus();
        if (page == Page.PAIRS) {
            pairs.open();
        }
        root.setCenter(
                switch (page) {
                    case START -> start;
                    case DRAFT -> editor;
                    case PAIRS -> pairs;
                    case EVIDENCE -> evidence;
                });
        // What had the focus is gone; it must not jump out of the view.
        if (within) {
            // A page that is shown for the first time has no fields in the window before its skins are made.
            root.applyCss();
            find();
        }
    }

    private boolean hasFocus() {
        return hasFocus(root);
    }

    private static boolean hasFocus(Node within) {
        Node focused = within.getScene() == null ? null : within.getScene().getFocusOwner();
        while (focused != null && !focused.equals(within)) {
            focused = focused.getParent();
        }
        return focused != null;
    }

    // One history for form and text, so that what follows from a change goes back with it.
    private void key(KeyEvent event) {
        boolean redo = event.isShortcutDown()
                && ((event.getCode() == KeyCode.Z && event.isShiftDown()) || event.getCode() == KeyCode.Y);
        boolean undo = event.isShortcutDown() && event.getCode() == KeyCode.Z && !event.isShiftDown();
        if (model.pageProperty().get() != Page.DRAFT || !(undo || redo)) {
            return;
        }
        if (undo) {
            model.undo();
        } else {
            model.redo();
        }
        event.consume();
    }

    @Override
    public ViewId id() {
        return ViewId.DRAFTS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    private void findInDraft() {
        if (changes.isVisible()) {
            yaml.find();
        } else {
            form.focusFirst();
        }
    }

    @Override
    public void find() {
        switch (model.pageProperty().get()) {
            case START -> start.find();
            case DRAFT -> findInDraft();
            case PAIRS -> pairs.find();
            case EVIDENCE -> evidence.find();
        }
    }
}
