package dev.guise.ui.compare;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.report.Comparison;
import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import dev.guise.report.ComparisonText;
import dev.guise.ui.common.background.WindowThread;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.Times;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.compare.CompareModel.Row;
import dev.guise.ui.compare.CompareModel.State;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.review.Session;
import dev.guise.ui.start.ContextEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What differs from another snapshot, as a table.
public final class CompareTab implements ViewTab {
    /// The table, for the settings.
    public static final TableDescription TABLE = new TableDescription(
            "compare",
            "Compare",
            List.of(
                    new TableDescription.Column("sign", "Change"),
                    new TableDescription.Column("topic", "Topic"),
                    new TableDescription.Column("who", "Subject"),
                    new TableDescription.Column("where", "Where"),
                    new TableDescription.Column("difference", "Difference")));

    private final Session session;
    private final CompareModel model;
    private final BorderPane root = new BorderPane();
    private final TextField filter = new TextField();
    private final TableView<Row> table = new TableView<>();
    private final Command files;
    private final Command folder;
    private final Command copy;

    public CompareTab(Session session, CompareModel model, SettingsStore settings) {
        this.session = session;
        this.model = model;
        files = CommandId.COMPARE_FILES.command(model::askForFiles);
        folder = CommandId.COMPARE_FOLDER.command(model::askForFolder);
        copy = CommandId.COMPARE_COPY.command(() -> session.dialogs().copy(model.copyText()));
        filter.setPromptText("Filter");
        filter.setAccessibleText("Filter differences");
        filter.setPrefColumnCount(12);
        model.textProperty().bind(filter.textProperty());
        prepareTable();
        ColumnKeeper.keep(TABLE, table, settings);
        model.stateProperty().subscribe(this::show);
    }

    private void prepareTable() {
        table.setItems(model.rows());
        table.getStyleClass().add("one-line");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText("Differences");
        table.setPlaceholder(StatePane.empty(Feather.FILTER, "Nothing to show", "No difference matches the filters."));
        TableColumn<Row, String> sign =
                Columns.text(TABLE.column("sign"), 100, row -> row.line().sign().word());
        sign.setMinWidth(100);
        sign.setMaxWidth(100);
        sign.setCellFactory(column -> new SignCell());
        table.getColumns().add(sign);
        TableColumn<Row, String> topic = Columns.text(
                TABLE.column("topic"), 84, row -> row.line().topic().title());
        topic.setMaxWidth(90);
        table.getColumns().add(topic);
        table.getColumns().add(Columns.text(TABLE.column("who"), 176, Row::who));
        table.getColumns().add(Columns.text(TABLE.column("where"), 96, Row::where));
        table.getColumns().add(Columns.text(TABLE.column("difference"), 260, row -> difference(row.line())));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.select(row);
            }
        });
    }

    private static String difference(Line line) {
        return line.severity().map(severity -> severity.id() + ": ").orElse("") + line.what();
    }

    private static final class SignCell extends TableCell<Row, String> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(null);
            if (!empty && item != null) {
                Feather icon = item.equals(Sign.CAME.word())
                        ? Feather.PLUS
                        : item.equals(Sign.WENT.word()) ? Feather.MINUS : Feather.EDIT_2;
                setText(item);
                setGraphic(Buttons.icon(icon));
            }
        }
    }

    private FlowPane chooser() {
        MenuButton recent = menu("Recent files", Feather.CLOCK);
        model.recent().subscribe(() -> fill(recent, model.recent(), CompareTab::name, model::compareWith));
        MenuButton context = menu("Contexts", Feather.SERVER);
        model.contexts().subscribe(() -> fill(context, model.contexts(), ContextEntry::name, model::compareWith));
        fill(recent, model.recent(), CompareTab::name, model::compareWith);
        fill(context, model.contexts(), ContextEntry::name, model::compareWith);
        return new FlowPane(8, 8, Buttons.text(files), Buttons.text(folder), recent, context);
    }

    private static MenuButton menu(String text, Feather icon) {
        MenuButton button = new MenuButton(text, Buttons.icon(icon));
        button.setMnemonicParsing(false);
        return button;
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    private static <T> void fill(MenuButton button, List<T> choices, Function<T, String> text, Consumer<T> action) {
        List<MenuItem> items = new ArrayList<>();
        choices.forEach(choice -> {
            MenuItem item = new MenuItem(text.apply(choice));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> action.accept(choice));
            items.add(item);
        });
        button.getItems().setAll(items);
        button.setDisable(items.isEmpty());
    }

    private void show(State state) {
        switch (state) {
            case State.Nothing() -> {
                FlowPane chooser = chooser();
                chooser.setAlignment(javafx.geometry.Pos.CENTER);
                StatePane empty = StatePane.empty(
                        Feather.COPY,
                        "Compare with another snapshot",
                        "See which identities can reach more or less than before, and which findings, grants and"
                                + " objects were added, removed or changed. " + KeyBinding.SAVE_SNAPSHOT.display()
                                + " saves a snapshot for a later comparison.");
                empty.getChildren().add(chooser);
                root.setTop(null);
                root.setCenter(empty);
            }
            case State.Working(String what) -> {
                root.setTop(null);
                root.setCenter(StatePane.loading("Comparing…", what, stop()));
            }
            case State.Failed(var problem) -> {
                root.setTop(null);
                root.setCenter(StatePane.error(problem, session.dialogs(), files, folder));
            }
            case State.Known(Comparison comparison) -> {
                root.setTop(head(comparison));
                boolean same = comparison.lines().isEmpty();
                root.setCenter(
                        same
                                ? StatePane.empty(
                                        Feather.CHECK_CIRCLE,
                                        "No differences",
                                        "The roles and bindings are the same, and so is everything they allow.")
                                : table);
                WindowThread.later(this::goToResult);
            }
        }
    }

    // Whoever chose what to compare with looks for what came of it; what is looked at stays until a row is chosen.
    private void goToResult() {
        boolean looking = root.getScene() != null && session.navigator().isAt(ViewId.COMPARE);
        if (looking && table.getParent() != null && !filter.isFocused()) {
            table.requestFocus();
        }
    }

    private Command stop() {
        return CommandId.COMPARE_STOP.command(model::cancel);
    }

    private Node head(Comparison comparison) {
        Label sides = Labels.plain("From " + side(comparison.before()) + " to " + side(comparison.after()));
        sides.setWrapText(true);
        Label summary = Labels.heading(ComparisonText.summary(comparison));
        summary.setWrapText(true);
        ComboBox<String> topics = choice("All topics", List.of(Topic.values()), Topic::several, model.topicProperty());
        topics.setAccessibleText("Topic");
        ComboBox<String> signs =
                choice("All changes", List.of(Sign.values()), sign -> "Only " + sign.word(), model.signProperty());
        signs.setAccessibleText("Added, removed or changed");
        FlowPane filters = new FlowPane(
                10,
                6,
                topics,
                signs,
                filter,
                Buttons.iconOnly(copy),
                Buttons.iconOnly(CommandId.COMPARE_OTHER.command(model::cancel)));
        VBox head = comparison.lines().isEmpty()
                ? new VBox(6, sides, Buttons.text(CommandId.COMPARE_OTHER.command(model::cancel)))
                : new VBox(6, summary, sides, filters);
        head.getStyleClass().add("view-form");
        return head;
    }

    private static <T> ComboBox<String> choice(
            String all, List<T> values, Function<T, String> text, ObjectProperty<Optional<T>> chosen) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().add(all);
        values.forEach(value -> box.getItems().add(text.apply(value)));
        box.getSelectionModel()
                .select(chosen.get().map(value -> values.indexOf(value) + 1).orElse(0));
        box.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> chosen.set(
                        index.intValue() < 1 ? Optional.empty() : Optional.of(values.get(index.intValue() - 1))));
        return box;
    }

    private static String side(ClusterSnapshot.Origin origin) {
        return origin.name() + " (" + Times.minute(origin.takenAt()) + ")";
    }

    @Override
    public ViewId id() {
        return ViewId.COMPARE;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(files, folder, copy);
    }

    @Override
    public void shown() {
        model.look();
    }

    @Override
    public void find() {
        filter.requestFocus();
    }
}
