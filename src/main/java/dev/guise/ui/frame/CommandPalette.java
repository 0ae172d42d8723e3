package dev.guise.ui.frame;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The command palette over the window. Enter runs, Esc closes, arrows choose while the caret stays in the field.
public final class CommandPalette extends StackPane {
    private static final double WIDTH = 600;
    private static final int ROWS = 11;
    private static final double PADDING = 8;

    private final PaletteModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteModel.Result> list;
    private @Nullable Node before;

    /// @param prompt what can be looked for
    public CommandPalette(PaletteModel model, String prompt) {
        this.model = model;
        getStyleClass().add("palette-veil");
        field.getStyleClass().add("palette-field");
        field.setPromptText(prompt);
        field.setAccessibleText("Search or run a command");
        field.textProperty().bindBidirectional(model.typedProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox head = new HBox(Buttons.icon(Feather.SEARCH), field);
        head.getStyleClass().add("palette-head");
        list = new ListView<>(model.results());
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(Labels.muted("Nothing matches"));
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.prefHeightProperty()
                .bind(list.fixedCellSizeProperty()
                        .multiply(Bindings.min(Bindings.max(Bindings.size(model.results()), 2), ROWS))
                        .add(PADDING));
        list.setFocusTraversable(false);
        model.results().addListener((javafx.collections.ListChangeListener<PaletteModel.Result>)
                change -> list.getSelectionModel().selectFirst());
        VBox box = new VBox(head, list, foot());
        box.getStyleClass().add("palette");
        box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        StackPane.setMargin(box, new Insets(96, 16, 16, 16));
        getChildren().add(box);
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
    }

    private static Node foot() {
        HBox foot = new HBox(hint("↑↓", "choose"), hint("Enter", "run"), hint("Esc", "close"));
        foot.getStyleClass().add("palette-foot");
        return foot;
    }

    private static Node hint(String key, String text) {
        Label cap = Labels.plain(key);
        cap.getStyleClass().add("key-cap");
        Label label = Labels.plain(text);
        label.getStyleClass().add("text-small");
        HBox box = new HBox(6, cap, label);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /// Opens it over everything beside it; nothing when it is open.
    public void open() {
        if (isVisible()) {
            return;
        }
        before = getScene() == null ? null : getScene().getFocusOwner();
        model.open();
        setVisible(true);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        field.requestFocus();
    }

    /// Closes it and gives the focus back.
    public void close() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        Node back = before == null || before.getScene() == null ? getParent() : before;
        // Not to the field, which nobody sees now.
        if (back != null) {
            back.requestFocus();
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> run();
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS - 1);
            case PAGE_UP -> move(1 - ROWS);
            case TAB -> {
                // Behind it nothing can be seen to have the focus.
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int last = list.getItems().size() - 1;
        int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(last, 0));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(to - ROWS + 2, 0));
    }

    private void run() {
        PaletteModel.Result chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close();
            model.run(chosen);
        }
    }

    private final class Cell extends ListCell<PaletteModel.Result> {
        private final FontIcon icon = new FontIcon(Feather.COMMAND);
        private final TextFlow name = new TextFlow();
        private final Label detail = new Label();
        private final HBox row;

        Cell() {
            Region filler = new Region();
            HBox.setHgrow(filler, Priority.ALWAYS);
            detail.getStyleClass().add("text-small");
            name.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(10, icon, name, filler, detail);
            row.setAlignment(Pos.CENTER_LEFT);
            name.setMaxHeight(Region.USE_PREF_SIZE);
            setPrefWidth(0);
            setOnMouseClicked(event -> run());
        }

        @Override
        protected void updateItem(PaletteModel.@Nullable Result result, boolean empty) {
            super.updateItem(result, empty);
            setText(null);
            if (empty || result == null) {
                setGraphic(null);
                return;
            }
            icon.setIconCode(result.item().icon());
            detail.setText(result.item().detail());
            fill(result);
            setAccessibleText(result.item().text() + ", " + result.item().detail());
            setGraphic(row);
        }

        private void fill(PaletteModel.Result result) {
            name.getChildren().clear();
            String text = result.item().text();
            int from = 0;
            for (int at : result.match().positions()) {
                add(text.substring(from, at), "palette-name");
                add(text.substring(at, at + 1), "match");
                from = at + 1;
            }
            add(text.substring(from), "palette-name");
        }

        private void add(String part, String style) {
            if (!part.isEmpty()) {
                Text text = new Text(part);
                text.getStyleClass().add(style);
                name.getChildren().add(text);
            }
        }
    }
}
