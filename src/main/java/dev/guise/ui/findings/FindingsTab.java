package dev.guise.ui.findings;

import dev.guise.draft.Fixes;
import dev.guise.escalation.AccessNode;
import dev.guise.findings.Finding;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.ColumnKeeper;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.FilterHint;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.Settings;
import dev.guise.ui.common.SettingsStore;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.common.TableDescription;
import dev.guise.ui.findings.FindingsModel.KindChoice;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.MasterDetailPane;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The findings as a table that can be grouped, the chosen one in words below.
public final class FindingsTab implements WorkspaceTab {
    /// The table, for the settings.
    public static final TableDescription TABLE = new TableDescription(
            "findings",
            "Findings",
            List.of(
                    new TableDescription.Column("severity", "Severity"),
                    new TableDescription.Column("what", "What"),
                    new TableDescription.Column("who", "Who"),
                    new TableDescription.Column("by", "By"),
                    new TableDescription.Column("status", "Status")));

    private static final double SEVERITY_WIDTH = 92;
    private static final double STATUS_WIDTH = 104;
    private static final double INDENT = 18;
    private static final List<FilterHint.Term> TERMS = List.of(
            new FilterHint.Term("kind", "part of a kind's id, such as IMP or ESC-pod"),
            new FilterHint.Term("ns", "a namespace"),
            new FilterHint.Term("subject", "whoever has it"),
            new FilterHint.Term("severity", "critical, high, medium, low or info; several with commas"),
            new FilterHint.Term("owned", "of identities that you marked as owned"));

    /// A line of the table.
    private sealed interface Line {}

    private record Heading(FindingGroup group) implements Line {}

    private record Entry(FindingRow row) implements Line {}

    private final Session session;
    private final FindingsModel model;
    private final BorderPane root = new BorderPane();
    private final TextField text = new TextField();
    private final ComboBox<String> severity = new ComboBox<>();
    private final ComboBox<KindChoice> kind = new SearchableComboBox<>();
    private final CheckBox suppressed = new CheckBox("Suppressed");
    private final CheckBox expected = new CheckBox("Expected");
    private final Label summary = Labels.plain("");
    private final VBox detail = new VBox(10);
    private final TreeTableView<Line> table = new TreeTableView<>();
    private final HBox notice = new HBox(10);
    private final Command report;
    private final Node results;
    private Optional<String> told = Optional.empty();
    private List<Object> filters = List.of();
    private double scale = 1;
    private boolean filling;

    public FindingsTab(Session session, FindingsModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        report = Command.of("findings.report", "Save report…", Feather.FILE_TEXT, this::saveReport);
        report.executableProperty().bind(model.stateProperty().map(FindingsModel.Known.class::isInstance));
        fillTable(settings);
        ColumnKeeper.keep(TABLE, table, settings);
        root.setTop(head());
        results = results();
        model.stateProperty().subscribe(this::show);
        model.groupsProperty().subscribe(this::fill);
        model.noticeProperty().subscribe(this::showNotice);
    }

    // Where it went is told here.
    private void saveReport() {
        session.frame().tabProperty().set(id());
        model.saveReport();
    }

    private void showNotice(Optional<FindingsModel.Notice> said) {
        notice.setVisible(said.isPresent());
        notice.setManaged(said.isPresent());
        notice.getChildren().clear();
        said.ifPresent(what -> {
            Label words = Labels.plain(what.text());
            words.setMinWidth(0);
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            notice.getChildren().add(words);
            what.undo().ifPresent(undo -> notice.getChildren().add(whole(Buttons.text(
                    Command.of("finding.undo", "Undo", Feather.CORNER_UP_LEFT, undo)))));
            notice.getChildren().add(Buttons.iconOnly(
                    Command.of("finding.notice", "Close", Feather.X, model::closeNotice)));
        });
    }

    private static Button whole(Button button) {
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Node head() {
        text.setPromptText("Filter findings");
        text.setAccessibleText("Filter findings");
        text.setPrefColumnCount(22);
        model.textProperty().bind(text.textProperty());
        for (Severity level : Severity.values()) {
            severity.getItems().add(severityText(level));
        }
        severity.setAccessibleText("Least severity");
        severity.getStyleClass().add("filter-choice");
        severity.getSelectionModel().selectLast();
        severity.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0 && !severity.isDisabled()) {
                model.leastProperty().set(List.of(Severity.values()).get(index.intValue()));
            }
        });
        kind.setAccessibleText("Kind of finding");
        kind.getStyleClass().addAll("filter-choice", "narrow");
        kind.getItems().setAll(KindChoice.EVERY);
        kind.getSelectionModel().selectFirst();
        kind.valueProperty().subscribe(chosen -> {
            if (!filling) {
                model.kindProperty().set(chosen == null ? "" : chosen.id());
            }
        });
        expected.setMinWidth(Region.USE_PREF_SIZE);
        expected.setTooltip(new Tooltip("What Kubernetes itself sets up, and what accepted administrators have"));
        model.expectedProperty().bind(expected.selectedProperty());
        suppressed.setMinWidth(Region.USE_PREF_SIZE);
        model.suppressedProperty().bind(suppressed.selectedProperty());
        summary.getStyleClass().add("text-small");
        summary.setWrapText(true);
        FilterHint hint = new FilterHint(text, TERMS);
        HBox.setHgrow(hint, Priority.ALWAYS);
        HBox typed = new HBox(10, text, hint, whole(Buttons.text(report)));
        typed.setAlignment(Pos.CENTER_LEFT);
        notice.setAlignment(Pos.CENTER_LEFT);
        notice.getStyleClass().add("notice-bar");
        FlowPane filters = new FlowPane(8, 6, severity, kind, grouping(), expected, suppressed);
        filters.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, typed, filters, summary, notice);
        head.getStyleClass().add("view-form");
        return head;
    }

    private Node grouping() {
        ComboBox<String> box = new ComboBox<>();
        for (Grouping way : Grouping.values()) {
            box.getItems().add(way.text());
        }
        box.setAccessibleText("Grouping");
        box.getStyleClass().addAll("filter-choice", "narrow");
        box.getSelectionModel().selectFirst();
        box.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0) {
                model.groupingProperty().set(List.of(Grouping.values()).get(index.intValue()));
            }
        });
        return box;
    }

    private static String severityText(Severity level) {
        return switch (level) {
            case CRITICAL -> "Only critical";
            case HIGH -> "High and worse";
            case MEDIUM -> "Medium and worse";
            case LOW -> "Low and worse";
            case INFO -> "Every severity";
        };
    }

    private void fillTable(SettingsStore settings) {
        table.setShowRoot(false);
        table.setRoot(new TreeItem<>());
        table.getStyleClass().add("finding-table");
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(StatePane.empty(Feather.CHECK_CIRCLE, "Nothing found", "No finding passes the filters."));
        table.setAccessibleText("Findings");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        TreeTableColumn<Line, Line> severe = column("severity", 96, line -> "");
        severe.setCellFactory(column -> new SeverityCell());
        severe.setComparator(Comparator.comparing(FindingsTab::severity));
        table.getColumns().add(severe);
        table.getColumns().add(column("what", 230, FindingsTab::what));
        TreeTableColumn<Line, Line> who = column("who", 150, FindingsTab::who);
        who.setCellFactory(column -> new WhoCell());
        table.getColumns().add(who);
        table.getColumns().add(column("by", 180, line -> line instanceof Entry(FindingRow row) ? by(row.finding()) : ""));
        TreeTableColumn<Line, Line> status =
                column("status", 92, line -> line instanceof Entry(FindingRow row) ? status(row) : "");
        table.getColumns().add(status);
        // Room for the arrows of a tree is taken where there is some; headings have arrows of their own.
        table.setTreeColumn(status);
        settings.settingsProperty().map(Settings::scale).subscribe(now -> {
            scale = now;
            limitColumns();
        });
        model.groupsProperty().subscribe(this::limitColumns);
        table.getVisibleLeafColumns().addListener((ListChangeListener<Object>) change -> table.refresh());
        table.getSelectionModel().selectedItemProperty().subscribe(this::tell);
        table.setRowFactory(view -> {
            TreeTableRow<Line> row = new TreeTableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && row.getItem() instanceof Entry(FindingRow chosen)) {
                    model.openPath(chosen.finding());
                } else if (event.getClickCount() == 1 && row.getItem() instanceof Heading) {
                    row.getTreeItem().setExpanded(!row.getTreeItem().isExpanded());
                }
            });
            return row;
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    // A status is the exception: while none is shown its column leaves its room to the others.
    private void limitColumns() {
        double indent = model.groupingProperty().get() == Grouping.NONE ? 0 : INDENT;
        for (TreeTableColumn<Line, ?> column : table.getColumns()) {
            switch (column.getId()) {
                case "severity" -> limit(column, SEVERITY_WIDTH * scale + indent);
                case "status" -> limit(column, model.hasStandings() ? STATUS_WIDTH * scale : 0);
                default -> {}
            }
        }
    }

    private static void limit(TreeTableColumn<?, ?> column, double width) {
        column.setMinWidth(0);
        column.setMaxWidth(width);
        column.setMinWidth(width);
    }

    private void key(KeyEvent event) {
        List<FindingRow> chosen = chosen();
        if (chosen.isEmpty()) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            model.openPath(chosen.getFirst().finding());
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            model.copy(chosen);
            event.consume();
        }
    }

    private static Severity severity(Line line) {
        return switch (line) {
            case Entry(FindingRow row) -> row.finding().severity();
            case Heading(FindingGroup group) -> group.rows().getFirst().finding().severity();
        };
    }

    private static String what(Line line) {
        return switch (line) {
            case Entry(FindingRow row) -> row.finding().title();
            case Heading(FindingGroup group) -> group.title() + "   " + group.rows().size();
        };
    }

    private static String who(Line line) {
        return line instanceof Entry(FindingRow row) ? row.who() : "";
    }

    private static String status(FindingRow row) {
        return switch (row.standing()) {
            case OPEN -> "";
            case EXPIRED -> "back again";
            case EXPECTED -> "expected";
            case ACCEPTED -> "accepted";
            case SUPPRESSED -> "suppressed";
        };
    }

    private static Label chip(Severity severity) {
        Label chip = Labels.plain(severity.id());
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.getStyleClass().addAll("chip", SeverityCell.style(severity.id()));
        return chip;
    }

    /// A cell; the one that stands first shows headings, over the empty ones beside it, and rows further in than these.
    private abstract static class LineCell extends TreeTableCell<Line, Line> {
        private static final String INSIDE = "in-group";
        private @Nullable Node clip;

        LineCell() {
            skinProperty().subscribe(skin -> showWhole());
        }

        private void showWhole() {
            clip = getClip() == null ? clip : getClip();
            setClip(getItem() instanceof Heading ? null : clip);
        }

        private boolean isFirst() {
            return getTreeTableView() != null && getTreeTableView().getVisibleLeafIndex(getTableColumn()) == 0;
        }

        abstract void show(FindingRow row);

        @Override
        protected void updateItem(@Nullable Line item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(null);
            getStyleClass().remove(INSIDE);
            if (!empty && item instanceof Entry(FindingRow row)) {
                TreeItem<Line> line = getTableRow() == null ? null : getTableRow().getTreeItem();
                boolean grouped = line != null && line.getParent() != null && line.getParent().getValue() != null;
                if (grouped && isFirst()) {
                    getStyleClass().add(INSIDE);
                }
                show(row);
            } else if (!empty && item instanceof Heading && isFirst()) {
                setGraphic(heading(what(item)));
            }
            showWhole();
        }

        private Node heading(String title) {
            TreeItem<Line> item = getTableRow().getTreeItem();
            boolean open = item == null || item.isExpanded();
            Label label = new Label(title, Buttons.icon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
            label.getStyleClass().add("finding-group");
            label.setMinWidth(Region.USE_PREF_SIZE);
            return label;
        }
    }

    private static final class SeverityCell extends LineCell {
        @Override
        void show(FindingRow row) {
            setGraphic(chip(row.finding().severity()));
        }

        private static String style(String severity) {
            return switch (severity.toLowerCase(Locale.ROOT)) {
                case "critical", "high" -> "danger";
                case "medium" -> "warning";
                default -> "plain";
            };
        }
    }

    /// Whoever has it, with what the reviewer said of it.
    private static final class WhoCell extends LineCell {
        @Override
        void show(FindingRow row) {
            setText(row.who());
            HBox marks = new HBox(4);
            marks.setAlignment(Pos.CENTER);
            if (row.owned()) {
                marks.getChildren().add(Buttons.badge(Feather.FLAG, "Owned"));
            }
            if (row.noted()) {
                marks.getChildren().add(Buttons.badge(Feather.MESSAGE_SQUARE, "There is a note on it"));
            }
            setGraphic(marks.getChildren().isEmpty() ? null : marks);
        }
    }

    private static TreeTableColumn<Line, Line> column(String id, double width, Function<Line, String> text) {
        TreeTableColumn<Line, Line> column = new TreeTableColumn<>(TABLE.column(id).title());
        column.setId(id);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue()));
        column.setCellFactory(ignored -> new TextCell(text));
        column.setComparator(Comparator.comparing(text));
        return column;
    }

    private static final class TextCell extends LineCell {
        private final Function<Line, String> text;

        TextCell(Function<Line, String> text) {
            this.text = text;
        }

        @Override
        void show(FindingRow row) {
            setText(text.apply(getItem()));
        }
    }

    private static String by(Finding finding) {
        Binding binding = finding.origin().binding();
        RoleObject role = finding.origin().role();
        String bound = binding == null ? "" : binding.name();
        return role == null ? bound : bound.isEmpty() ? role.name() : bound + " → " + role.name();
    }

    private Node results() {
        detail.getStyleClass().add("path-steps");
        ScrollPane scroll = new ScrollPane(detail);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        MasterDetailPane pane = new MasterDetailPane(Side.BOTTOM, table, scroll, true);
        pane.setAnimated(false);
        pane.setDividerPosition(0.6);
        // Where nothing is listed, nothing can be told.
        pane.showDetailNodeProperty().bind(Bindings.isNotEmpty(table.getRoot().getChildren()));
        return pane;
    }

    private void show(FindingsModel.State state) {
        root.setCenter(switch (state) {
            case FindingsModel.Working() -> StatePane.loading("Looking for findings", "First it is worked out who reaches what.");
            case FindingsModel.Failed(var problem) -> StatePane.error(problem, session.dialogs());
            case FindingsModel.Known ignored -> results;
        });
    }

    // The one that is read stays, wherever it stands now.
    private void fill(List<FindingGroup> groups) {
        fillChoices();
        summary.setText(model.summary());
        expected.setText(counted("Expected", model.count(Standing::isExpected)));
        suppressed.setText(counted("Suppressed", model.count(standing -> standing == Standing.SUPPRESSED)));
        filling = true;
        int at = table.getSelectionModel().getSelectedIndex();
        List<TreeItem<Line>> items = new ArrayList<>();
        for (FindingGroup group : groups) {
            if (group.title().isEmpty()) {
                items.addAll(items(group));
            } else {
                TreeItem<Line> heading = new TreeItem<>(new Heading(group));
                heading.getChildren().setAll(items(group));
                heading.setExpanded(true);
                heading.expandedProperty().subscribe((before, now) -> table.refresh());
                items.add(heading);
            }
        }
        table.getSelectionModel().clearSelection();
        table.getRoot().getChildren().setAll(items);
        table.sort();
        filling = false;
        List<Object> before = filters;
        filters = filters();
        if (before.equals(filters)) {
            select(told, at);
        } else {
            selectFiltered();
        }
    }

    private List<Object> filters() {
        return List.of(
                model.textProperty().get(), model.leastProperty().get(), model.kindProperty().get(),
                model.groupingProperty().get(), model.expectedProperty().get(), model.suppressedProperty().get());
    }

    private void fillChoices() {
        List<KindChoice> kinds = model.kinds();
        filling = true;
        if (!kinds.equals(kind.getItems())) {
            kind.getItems().setAll(kinds);
        }
        kind.getSelectionModel().select(kinds.stream()
                .filter(choice -> choice.id().equals(model.kindProperty().get()))
                .findFirst()
                .orElse(KindChoice.EVERY));
        boolean typed = model.isSeverityTyped();
        if (typed != severity.isDisabled()) {
            severity.setDisable(typed);
            severity.setPromptText("Severity as typed");
            if (typed) {
                severity.getSelectionModel().clearSelection();
            } else {
                severity.getSelectionModel().select(List.of(Severity.values()).indexOf(model.leastProperty().get()));
            }
        }
        filling = false;
    }

    // What was read is looked for again; where a filter hides it the list is read from its top.
    private void selectFiltered() {
        Optional<String> read = told;
        Optional<TreeItem<Line>> same = entry(read);
        Optional<TreeItem<Line>> shown = same.or(() -> entries().findFirst());
        shown.ifPresentOrElse(
                item -> {
                    int at = table.getRow(item);
                    table.getSelectionModel().clearAndSelect(at);
                    table.scrollTo(same.isPresent() ? Math.max(0, at - 3) : 0);
                    tell(item);
                },
                () -> tell(null));
        told = read;
    }

    private Optional<TreeItem<Line>> entry(Optional<String> fingerprint) {
        return entries()
                .filter(item -> item.getValue() instanceof Entry(FindingRow row)
                        && fingerprint.filter(row.fingerprint()::equals).isPresent())
                .findFirst();
    }

    private static String counted(String word, int count) {
        return count == 0 ? word : word + " (" + count + ")";
    }

    private static List<TreeItem<Line>> items(FindingGroup group) {
        return group.rows().stream().<TreeItem<Line>>map(row -> new TreeItem<>(new Entry(row))).toList();
    }

    // Where it is no longer shown, the one that took its place.
    private void select(Optional<String> fingerprint, int place) {
        Optional<TreeItem<Line>> wanted = entry(fingerprint)
                .or(() -> Optional.ofNullable(table.getTreeItem(Math.max(0, place))))
                .or(() -> entries().reduce((first, second) -> second));
        wanted.ifPresentOrElse(
                item -> {
                    int at = table.getRow(item);
                    table.getSelectionModel().clearAndSelect(at);
                    if (at != place) {
                        table.scrollTo(Math.max(0, at - 3));
                    }
                    tell(item);
                },
                () -> tell(null));
    }

    private Stream<TreeItem<Line>> entries() {
        return table.getRoot().getChildren().stream()
                .flatMap(item -> item.isLeaf() ? Stream.of(item) : item.getChildren().stream());
    }

    private List<FindingRow> chosen() {
        List<FindingRow> rows = new ArrayList<>();
        for (TreeItem<Line> item : List.copyOf(table.getSelectionModel().getSelectedItems())) {
            if (item != null && item.getValue() instanceof Entry(FindingRow row)) {
                rows.add(row);
            } else if (item != null && item.getValue() instanceof Heading(FindingGroup group)) {
                rows.addAll(group.rows());
            }
        }
        return rows.stream().distinct().toList();
    }

    private void tell(@Nullable TreeItem<Line> item) {
        if (filling) {
            return;
        }
        detail.getChildren().clear();
        if (item == null || !(item.getValue() instanceof Entry(FindingRow row))) {
            detail.getChildren().add(Labels.muted(item == null
                    ? "Select a finding to read what it means."
                    : "A heading stands for all findings below it. Select one to read what it means."));
            if (item != null) {
                detail.getChildren().add(deciding());
            }
            return;
        }
        told = Optional.of(row.fingerprint());
        Finding finding = row.finding();
        detail.getChildren().addAll(wrapped(Labels.heading(finding.title())), facts(row));
        row.suppression().ifPresent(decision -> detail.getChildren().add(decision(row, decision)));
        FlowPane buttons = new FlowPane(8, 8);
        commands(finding).stream().map(Buttons::text).forEach(buttons.getChildren()::add);
        buttons.getChildren().addAll(deciding().getChildren());
        detail.getChildren().add(buttons);
        part("What was found", finding.detail());
        part("Why it matters", finding.why());
        part("What to do", finding.remedy());
        part("Reaches", String.join(", ", finding.reaches()));
    }

    /// How bad it is, which kind it is, who has it, and by what.
    private static Node facts(FindingRow row) {
        Finding finding = row.finding();
        Label id = Labels.code(finding.id());
        id.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, chip(finding.severity()), id);
        line.setAlignment(Pos.CENTER_LEFT);
        String from = finding.origin().describe();
        String about = row.who() + (from.isEmpty() || row.who().isEmpty() ? from : ", by " + from);
        Label who = wrapped(Labels.plain(about));
        who.setMinWidth(0);
        HBox.setHgrow(who, Priority.ALWAYS);
        line.getChildren().add(who);
        return line;
    }

    private static Node decision(FindingRow row, Suppression decision) {
        boolean over = row.standing() != Standing.SUPPRESSED;
        String until = decision.until().map(day -> " until " + day).orElse("");
        Label label = Labels.plain((over ? "Was suppressed" : "Suppressed") + until + ": " + decision.reason());
        label.setGraphic(Buttons.icon(over ? Feather.BELL : Feather.BELL_OFF));
        label.getStyleClass().addAll("decision", over ? "warning" : "plain");
        return wrapped(label);
    }

    // For everything that is selected, not only for what is told.
    private FlowPane deciding() {
        Button suppress = Buttons.text(Command.of("finding.suppress", "Suppress…", Feather.BELL_OFF, () -> {}));
        suppress.setOnAction(event -> {
            List<FindingRow> rows = chosen();
            new SuppressForm(model, rows, (reason, until) -> model.suppress(rows, reason, until))
                    .show(suppress, table::requestFocus);
        });
        FlowPane buttons = new FlowPane(8, 8, suppress);
        if (chosen().stream().anyMatch(row -> row.suppression().isPresent())) {
            buttons.getChildren().add(Buttons.text(Command.of(
                    "finding.unsuppress", "No longer suppress", Feather.BELL, () -> model.unsuppress(chosen()))));
        }
        buttons.getChildren().add(Buttons.text(
                Command.of("finding.copy", "Copy as text", Feather.COPY, () -> model.copy(chosen()))));
        return buttons;
    }

    private void part(String title, String body) {
        if (!body.isEmpty()) {
            detail.getChildren().add(new VBox(2, Labels.caption(title), wrapped(Labels.plain(FindingText.plain(body)))));
        }
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private List<Command> commands(Finding finding) {
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("finding.path", "Show in graph", Feather.SHARE_2, () -> model.openPath(finding)));
        Binding binding = finding.origin().binding();
        if (binding != null) {
            commands.add(Command.of("finding.binding", "Look at the binding", Feather.LINK, () ->
                    session.selectInGraph(AccessNode.idOf(binding))));
        }
        if (Fixes.isLikely(finding)) {
            commands.add(Command.of("finding.draft", "Draft the fix…", Feather.EDIT_3, () -> session.fix(finding)));
        }
        return commands;
    }

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String title() {
        return "Findings";
    }

    @Override
    public Feather icon() {
        return Feather.ALERT_OCTAGON;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(report);
    }

    @Override
    public void find() {
        text.requestFocus();
    }
}
