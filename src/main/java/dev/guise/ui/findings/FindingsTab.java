package dev.guise.ui.findings;

import dev.guise.ui.common.background.PulseQueue;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.review.Session;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.MasterDetailPane;
import org.kordamp.ikonli.feather.Feather;

/// The findings with their filters, the one that is read in words below.
public final class FindingsTab implements ViewTab {
    /// The table, for the settings.
    public static final TableDescription TABLE = FindingsTable.DESCRIPTION;

    private final Session session;
    private final FindingsModel model;
    private final BorderPane root = new BorderPane();
    private final Command report;
    private final Command undo;
    private final FindingFilters filters;
    private final FindingsTable table;
    private final FindingDetail detail;
    private final Node results;
    private final PulseQueue parts = new PulseQueue();
    private boolean shown;

    public FindingsTab(Session session, FindingsModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        report = CommandId.FINDINGS_REPORT.command(this::saveReport);
        report.executableProperty().bind(model.stateProperty().map(FindingsModel.Known.class::isInstance));
        filters = new FindingFilters(model, report, this::focusTable);
        FindingCommands findings = new FindingCommands(session, model, this::focusTable);
        detail = new FindingDetail(findings, this::chosen);
        table = new FindingsTable(model, settings, new FindingMenu(findings), detail::show);
        undo = CommandId.FINDINGS_UNDO.command(this::undo);
        undo.executableProperty().bind(model.canUndoProperty());
        VBox head = new VBox(6, filters.node(), new NoticeBars(model, this::focusTable));
        head.getStyleClass().add("view-form");
        root.setTop(head);
        results = results();
        model.stateProperty().subscribe(this::show);
        model.groupsProperty().subscribe(this::fill);
    }

    private List<FindingRow> chosen() {
        return table.chosen();
    }

    private void focusTable() {
        table.focus();
    }

    // What comes back is seen.
    private void undo() {
        session.navigator().go(ViewId.FINDINGS);
        model.undo();
    }

    // Where it went is told here.
    private void saveReport() {
        session.navigator().go(ViewId.FINDINGS);
        model.saveReport();
    }

    private Node results() {
        MasterDetailPane pane = new MasterDetailPane(Side.BOTTOM, table.node(), detail.node(), true);
        pane.setAnimated(false);
        pane.setDividerPosition(0.6);
        // Of its own accord it keeps the height of the detail, and the table would lose all that a smaller window
        // lacks.
        pane.skinProperty().subscribe(skin -> SplitPane.setResizableWithParent(detail.node(), true));
        // Where nothing is listed, nothing can be told.
        pane.showDetailNodeProperty().bind(table.isFilled());
        return pane;
    }

    private void show(FindingsModel.State state) {
        if (!shown) {
            return;
        }
        root.setCenter(
                switch (state) {
                    case FindingsModel.Working() ->
                        StatePane.loading("Looking for findings…", "Calculating who can reach what…");
                    case FindingsModel.Failed(var problem) -> StatePane.error(problem, session.dialogs());
                    case FindingsModel.Known ignored -> results;
                });
    }

    private void fill(List<FindingGroup> groups) {
        if (!shown) {
            return;
        }
        filters.update();
        table.setPlaceholder(placeholder());
        table.fill(groups);
    }

    // Nothing was found, or nothing of it is to be seen: what to do about it is not the same.
    private Node placeholder() {
        if (!model.hasFindings()) {
            return StatePane.empty(Feather.CHECK_CIRCLE, "Nothing found", model.emptiness());
        }
        return StatePane.empty(
                Feather.FILTER,
                "Nothing to show",
                model.emptiness(),
                CommandId.FINDINGS_CLEAR.command(this::clearFilters));
    }

    private void clearFilters() {
        filters.clear();
        table.focus();
    }

    @Override
    public ViewId id() {
        return ViewId.FINDINGS;
    }

    // What is chosen from, the table and its lines come one after another: all at once would hold the window.
    @Override
    public Node node() {
        parts.start(List.of(
                () -> {
                    shown = true;
                    show(model.stateProperty().get());
                },
                () -> fill(model.groupsProperty().get())));
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(report, undo);
    }

    @Override
    public void find() {
        filters.focus();
    }
}
