package dev.guise.ui.frame;

import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.FilterHint;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.MenuKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The identities on the left with their filter.
final class IdentityPane extends VBox {
    private static final double MENU_INSET = 24;
    private static final int SEEN_ABOVE = 3;
    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
    private static final List<FilterHint.Term> TERMS = List.of(
            new FilterHint.Term("kind", "user, group, sa, node or anyone"),
            new FilterHint.Term("ns", "namespace of a service account"),
            new FilterHint.Term("reaches", "a goal: cluster, admission, node, secrets"),
            new FilterHint.Term("owned", "identities you marked as owned; owned:no for the others"));

    private final FrameModel model;
    private final TextField filter = new TextField();
    private final ListView<IdentityList.Line> list;
    private final ContextMenu menu = new ContextMenu();

    IdentityPane(FrameModel model) {
        this.model = model;
        getStyleClass().add("side-pane");
        setMinWidth(200);
        list = new ListView<>(model.identities().lines());
        list.getStyleClass().add("identity-list");
        list.setAccessibleText("Identities");
        list.setCellFactory(view -> new Cell());
        Label none = Labels.muted("");
        none.textProperty()
                .bind(model.identities()
                        .filterProperty()
                        .map(typed -> typed.isBlank() ? "No identities yet" : "No identity matches"));
        list.setPlaceholder(none);
        VBox.setVgrow(list, Priority.ALWAYS);
        filter.setPromptText("Filter identities   " + KeyBinding.FILTER.display());
        filter.setAccessibleText("Filter identities");
        filter.textProperty().bindBidirectional(model.identities().filterProperty());
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::filterKey);
        FilterHint hint = new FilterHint(filter, TERMS);
        Label note = Labels.muted("");
        note.getStyleClass().add("text-small");
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.textProperty().bind(model.identities().noteProperty());
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        VBox head = new VBox(6, filter, hint, note);
        head.getStyleClass().add("pane-header");
        getChildren().addAll(head, list);
        list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::listKey);
        model.selectionProperty().subscribe(this::follow);
        model.identities().lines().addListener((javafx.collections.ListChangeListener<IdentityList.Line>)
                change -> follow(model.selectionProperty().get()));
        model.identities().filterProperty().subscribe((before, typed) -> {
            if (typed.isBlank() && !before.isBlank()) {
                scrollToSelection();
            }
        });
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void focusList() {
        list.requestFocus();
    }

    private void filterKey(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            list.requestFocus();
            selectFirst();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            event.consume();
        }
    }

    private void selectFirst() {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof IdentityList.Entry) {
                list.getSelectionModel().select(i);
                return;
            }
        }
    }

    private void listKey(KeyEvent event) {
        boolean toggles =
                event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
        if (toggles && list.getSelectionModel().getSelectedItem() instanceof IdentityList.Heading heading) {
            int at = list.getSelectionModel().getSelectedIndex();
            model.identities().toggle(heading);
            list.getSelectionModel().select(at);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            chosenAgain();
        } else if (MenuKeys.match(event)) {
            menuByKey(event);
        }
    }

    private void menuByKey(KeyEvent event) {
        if (list.getSelectionModel().getSelectedItem() instanceof IdentityList.Entry(IdentityRow row)) {
            Bounds bounds = list.lookupAll(".list-cell:selected").stream()
                    .findFirst()
                    .map(cell -> cell.localToScreen(cell.getBoundsInLocal()))
                    .orElseGet(() -> list.localToScreen(list.getBoundsInLocal()));
            showMenu(row, bounds.getMinX() + MENU_INSET, bounds.getMaxY());
            event.consume();
        }
    }

    private void showMenu(IdentityRow row, double x, double y) {
        menu.getItems()
                .setAll(model.identityCommands(row.id()).stream()
                        .map(Buttons::menuItem)
                        .toList());
        if (!menu.getItems().isEmpty()) {
            menu.show(list, x, y);
        }
    }

    private void chosenAgain() {
        if (list.getSelectionModel().getSelectedItem() instanceof IdentityList.Entry(IdentityRow row)
                && row.id().equals(model.selectionProperty().get())) {
            model.selectAgain();
        }
    }

    private void selected(IdentityList.@Nullable Line line) {
        if (line instanceof IdentityList.Entry(IdentityRow row)) {
            model.select(row.id());
        }
    }

    // The lines may be new ones: what is selected is told by its id, not by where it was.
    private void follow(String id) {
        int at = model.identities().indexOf(id);
        if (at < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != at) {
            list.getSelectionModel().clearAndSelect(at);
            scrollTo(at);
        }
    }

    // What is seen already stays where it is; what can be seen from the top is.
    private void scrollTo(int at) {
        if (!isSeen(at)) {
            int fitting = (int) (list.getHeight() / list.getFixedCellSize());
            list.scrollTo(at < fitting ? 0 : at - SEEN_ABOVE);
        }
    }

    private boolean isSeen(int at) {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() < at
                && at < flow.getLastVisibleCell().getIndex();
    }

    private void scrollToSelection() {
        int at = model.identities().indexOf(model.selectionProperty().get());
        if (at >= 0) {
            list.getSelectionModel().clearAndSelect(at);
            scrollTo(at);
        }
    }

    private final class Cell extends ListCell<IdentityList.Line> {
        private final FontIcon icon = new FontIcon(Feather.USER);
        private final Label name = new Label();
        private final Label badge = new Label();
        private final HBox marks = new HBox(6);
        private final HBox row;
        private final Label heading = new Label();
        private final FontIcon arrow = new FontIcon(Feather.CHEVRON_DOWN);
        private final Label count = new Label();
        private final HBox group;
        private final Tooltip tooltip = new Tooltip();

        Cell() {
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setEllipsisString("…");
            name.getStyleClass().add("identity-name");
            name.setMinWidth(48);
            // Names of the same beginning are told apart by their end.
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            badge.getStyleClass().add("rank-badge");
            badge.setMinWidth(Region.USE_PREF_SIZE);
            icon.setIconSize(15);
            row = new HBox(icon, name, marks, badge);
            marks.setMinWidth(Region.USE_PREF_SIZE);
            marks.setAlignment(Pos.CENTER_RIGHT);
            row.getStyleClass().add("identity-row");
            heading.getStyleClass().add("identity-group");
            count.getStyleClass().add("text-small");
            group = new HBox(4, arrow, heading, count);
            group.setAlignment(Pos.CENTER_LEFT);
            group.setOnMouseClicked(event -> {
                if (getItem() instanceof IdentityList.Heading line) {
                    model.identities().toggle(line);
                }
            });
            setPrefWidth(0);
            addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
            addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
                if (!event.isKeyboardTrigger() && getItem() instanceof IdentityList.Entry(IdentityRow shown)) {
                    showMenu(shown, event.getScreenX(), event.getScreenY());
                    event.consume();
                }
            });
        }

        // The menu is about what is under the pointer; what is looked at stays.
        private void pressed(MouseEvent event) {
            if (event.getButton() == MouseButton.SECONDARY) {
                event.consume();
            }
            if (event.getButton() == MouseButton.PRIMARY && isSelected()) {
                chosenAgain();
            }
        }

        @Override
        protected void updateItem(IdentityList.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            pseudoClassStateChanged(GROUP, line instanceof IdentityList.Heading);
            if (empty || line == null) {
                setGraphic(null);
                return;
            }
            switch (line) {
                case IdentityList.Heading shown -> showHeading(shown);
                case IdentityList.Entry(IdentityRow shown) -> showRow(shown);
            }
        }

        private void showHeading(IdentityList.Heading shown) {
            arrow.setIconCode(shown.opened() ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
            heading.setText(shown.text());
            count.setText(String.valueOf(shown.count()));
            setAccessibleText(shown.text() + ", " + shown.count() + (shown.opened() ? ", open" : ", closed"));
            setTooltip(null);
            setGraphic(group);
        }

        private void showRow(IdentityRow shown) {
            icon.setIconCode(shown.kind().icon());
            icon.getStyleClass().setAll("ikonli-font-icon", shown.kind().tint());
            name.setText(shown.name());
            badge.setText(shown.badge());
            badge.setVisible(!shown.badge().isEmpty());
            badge.setManaged(badge.isVisible());
            badge.getStyleClass().setAll("label", "rank-badge", shown.rank().style());
            String full = shown.namespace().isEmpty() ? shown.name() : shown.namespace() + "/" + shown.name();
            showMarks(shown);
            String said = Arrays.stream(IdentityMark.values())
                    .filter(shown::has)
                    .map(mark -> ", " + mark.text())
                    .collect(Collectors.joining());
            setAccessibleText(full + (shown.badge().isEmpty() ? "" : ", " + shown.badge()) + said);
            tooltip.setText(full + said + reach(shown));
            setTooltip(tooltip);
            setGraphic(row);
        }

        private static String reach(IdentityRow shown) {
            if (shown.badge().isEmpty()) {
                return "";
            }
            return shown.reaches().isEmpty()
                    ? "\nCan become " + shown.badge().replaceFirst("^→ ", "") + " of the identities here"
                    : "\nCan reach: " + shown.reaches();
        }

        private void showMarks(IdentityRow shown) {
            marks.getChildren().clear();
            for (IdentityMark mark : IdentityMark.values()) {
                if (shown.has(mark)) {
                    marks.getChildren().add(mark(mark));
                }
            }
            marks.setManaged(!marks.getChildren().isEmpty());
        }

        // What matters most is told in a word, too.
        private Label mark(IdentityMark mark) {
            Label label = new Label(mark == IdentityMark.OWNED ? mark.text() : "", Buttons.icon(mark.icon()));
            label.getStyleClass().addAll("identity-mark", mark.name().toLowerCase(Locale.ROOT));
            label.setMinWidth(Region.USE_PREF_SIZE);
            return label;
        }
    }

    static FontIcon icon(IdentityKind kind) {
        return Buttons.icon(kind.icon());
    }
}
