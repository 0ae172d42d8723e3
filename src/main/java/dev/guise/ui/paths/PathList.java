package dev.guise.ui.paths;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Derivation;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.MenuKeys;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Paths, or those who come to an end in groups that open. Virtual: thousands of lines cost no more than those seen.
final class PathList extends ListView<PathList.Row> {
    private static final int FEW = 40;
    private static final double BESIDE_TEXT = 44;
    private static final double BESIDE_TEXT_AND_ARROW = 66;
    private static final double MENU = 48;

    /// A line.
    sealed interface Row {
        /// A path; how it differs from the others.
        record OfPath(Derivation path, String start, String differs) implements Row {}

        /// Some who take the same steps; opens.
        record OfGroup(PathsModel.Group group) implements Row {}

        /// One of those.
        record OfStart(PathsModel.Start start) implements Row {}

        /// The same for what a person takes for the same line, however much more is known of it.
        default String key() {
            return switch (this) {
                case OfPath(Derivation path, String start, String differs) -> start;
                case OfGroup(PathsModel.Group group) -> group.title();
                case OfStart(PathsModel.Start start) -> start.who().id();
            };
        }
    }

    /// Where a line is seen.
    private record Seen(String key, double y) {}

    private final Session session;
    private final PathsModel model;
    private final Consumer<Derivation> onPath;
    private final Set<String> opened = new HashSet<>();
    private List<Derivation> paths = List.of();
    private List<PathsModel.Group> groups = List.of();
    private Optional<Ends.Target> end = Optional.empty();
    private boolean refilling;
    private final PathCommands commands;
    private Optional<ContextMenu> menu = Optional.empty();

    PathList(Session session, PathsModel model, Consumer<Derivation> onPath) {
        this.session = session;
        this.model = model;
        this.onPath = onPath;
        commands = new PathCommands(session, model);
        getStyleClass().add("path-list");
        setMinWidth(190);
        setAccessibleText("Paths, easiest first");
        setCellFactory(view -> new Cell());
        getSelectionModel().selectedItemProperty().subscribe(this::selected);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            showMenu(event.isKeyboardTrigger() ? selectedPlace() : new Point2D(event.getScreenX(), event.getScreenY()));
            event.consume();
        });
    }

    /// Further paths come later; the one that is being read stays.
    void show(PathsModel.Found found) {
        groups = List.of();
        end = Optional.empty();
        boolean longer = !paths.isEmpty()
                && found.paths().size() >= paths.size()
                && found.paths().subList(0, paths.size()).equals(paths);
        int chosen = longer ? getSelectionModel().getSelectedIndex() : 0;
        paths = found.paths();
        boolean several = found.from().size() > 1;
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Derivation path = paths.get(i);
            String start = several ? "From " + ObjectIndex.label(ObjectIndex.somebody(path.from())) : "Path " + (i + 1);
            rows.add(new Row.OfPath(path, start, PathWords.differing(path, paths)));
        }
        getItems().setAll(rows);
        getSelectionModel().select(Math.max(chosen, 0));
    }

    /// More comes to be known; what is looked at stays where it is.
    void show(PathsModel.Anyone anyone) {
        paths = List.of();
        groups = anyone.groups();
        boolean few = anyone.count() <= FEW;
        if (end.equals(Optional.of(anyone.to()))) {
            refill(seen());
            return;
        }
        end = Optional.of(anyone.to());
        opened.clear();
        groups.stream()
                .limit(few ? groups.size() : 1)
                .map(PathsModel.Group::title)
                .forEach(opened::add);
        fill();
        getSelectionModel().select(1);
        scrollTo(0);
    }

    // ---- staying in place ----

    private void refill(Optional<Seen> seen) {
        Optional<String> chosen =
                Optional.ofNullable(getSelectionModel().getSelectedItem()).map(Row::key);
        refilling = true;
        fill();
        chosen.map(this::index).filter(index -> index >= 0).ifPresent(getSelectionModel()::select);
        refilling = false;
        seen.ifPresent(this::putBack);
    }

    // The chosen line where it is seen, else the first that is.
    private Optional<Seen> seen() {
        return flow().flatMap(flow -> {
            int first = Optional.ofNullable(flow.getFirstVisibleCell())
                    .map(cell -> cell.getIndex())
                    .orElse(-1);
            int last = Optional.ofNullable(flow.getLastVisibleCell())
                    .map(cell -> cell.getIndex())
                    .orElse(-1);
            int chosen = getSelectionModel().getSelectedIndex();
            return seen(chosen >= first && chosen <= last ? chosen : first);
        });
    }

    private Optional<Seen> seen(int index) {
        return index < 0 || index >= getItems().size()
                ? Optional.empty()
                : flow().map(flow -> new Seen(
                        getItems().get(index).key(), flow.getCell(index).getLayoutY()));
    }

    private void putBack(Seen seen) {
        int index = index(seen.key());
        if (index < 0) {
            return;
        }
        layout();
        flow().ifPresent(flow -> {
            flow.scrollToTop(index);
            flow.scrollPixels(-seen.y());
        });
    }

    private int index(String key) {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private Optional<VirtualFlow<?>> flow() {
        return lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? Optional.of(flow) : Optional.empty();
    }

    private void fill() {
        List<Row> rows = new ArrayList<>();
        for (PathsModel.Group group : groups) {
            rows.add(new Row.OfGroup(group));
            if (opened.contains(group.title())) {
                group.starts().forEach(start -> rows.add(new Row.OfStart(start)));
            }
        }
        getItems().setAll(rows);
    }

    private void selected(@Nullable Row row) {
        if (refilling) {
            return;
        }
        switch (row) {
            case Row.OfPath(Derivation path, String start, String differs) -> onPath.accept(path);
            case Row.OfStart(PathsModel.Start start) -> model.chooseStart(start);
            case Row.OfGroup group -> {
                // it opens
            }
            case null -> {
                // nothing is left to show
            }
        }
    }

    private void key(KeyEvent event) {
        if (MenuKeys.match(event)) {
            showMenu(selectedPlace());
            event.consume();
            return;
        }
        if (getSelectionModel().getSelectedItem() instanceof Row.OfGroup(PathsModel.Group group)
                && (event.getCode() == KeyCode.ENTER
                        || event.getCode() == KeyCode.SPACE
                        || event.getCode() == (opened.contains(group.title()) ? KeyCode.LEFT : KeyCode.RIGHT))) {
            toggle(group);
            event.consume();
        }
    }

    // The system may ask for a menu once more for a key that has opened one.
    private void showMenu(Point2D place) {
        menu.ifPresent(ContextMenu::hide);
        menu = Optional.ofNullable(getSelectionModel().getSelectedItem()).map(row -> {
            ContextMenu shown = new ContextMenu();
            commands.of(row).stream().map(Buttons::menuItem).forEach(shown.getItems()::add);
            return shown;
        });
        menu.ifPresent(shown -> shown.show(this, place.getX(), place.getY()));
    }

    private Point2D selectedPlace() {
        return lookupAll(".list-cell").stream()
                .filter(node -> node instanceof Cell cell && cell.isSelected() && !cell.isEmpty())
                .findFirst()
                .map(cell -> cell.localToScreen(MENU, cell.getLayoutBounds().getMaxY()))
                .orElseGet(() -> localToScreen(MENU, MENU));
    }

    private void toggle(PathsModel.Group group) {
        if (!opened.remove(group.title())) {
            opened.add(group.title());
        }
        int index = index(group.title());
        getSelectionModel().select(index);
        refill(seen(index));
    }

    private Catalogue catalogue() {
        return session.loader()
                .reviewProperty()
                .get()
                .orElseThrow()
                .escalation()
                .catalogue();
    }

    private final class Cell extends ListCell<Row> {
        Cell() {
            // No wider than the list: long texts wrap.
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY
                        && getItem() instanceof Row.OfGroup(PathsModel.Group group)) {
                    toggle(group);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(null);
            if (empty || row == null) {
                return;
            }
            switch (row) {
                case Row.OfPath(Derivation path, String start, String differs) -> {
                    setGraphic(new VBox(1, title(start + ": " + PathWords.summary(path, catalogue())), small(differs)));
                    setAccessibleText(StepWords.of(path));
                }
                case Row.OfGroup(PathsModel.Group group) -> {
                    Feather arrow = opened.contains(group.title()) ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT;
                    String count =
                            String.format(Locale.ROOT, "%,d", group.starts().size());
                    VBox texts = new VBox(
                            1,
                            title(count
                                    + (group.starts().size() == 1 ? " identity" : " identities")
                                    + (group.detail().isEmpty() ? "" : ": " + group.detail())),
                            small(group.title()));
                    HBox line = new HBox(6, Buttons.icon(arrow), texts);
                    line.setAlignment(Pos.TOP_LEFT);
                    setGraphic(line);
                    setAccessibleText(count + ", " + group.title() + ", " + group.detail());
                }
                case Row.OfStart(PathsModel.Start start) -> {
                    HBox line = new HBox(
                            6, Buttons.icon(start.who().kind().icon()), Labels.plain(ObjectIndex.label(start.who())));
                    line.setAlignment(Pos.CENTER_LEFT);
                    line.getStyleClass().add("path-start");
                    setGraphic(line);
                    setAccessibleText(ObjectIndex.label(start.who()));
                }
            }
        }

        private Label title(String text) {
            Label label = wrapped(text);
            label.getStyleClass().add("path-title");
            return label;
        }

        private Label small(String text) {
            Label label = wrapped(text);
            label.getStyleClass().add("text-small");
            return label;
        }

        private Label wrapped(String text) {
            Label label = Labels.plain(text);
            label.setWrapText(true);
            double beside = getItem() instanceof Row.OfGroup ? BESIDE_TEXT_AND_ARROW : BESIDE_TEXT;
            double width = Math.max(PathList.this.getWidth() - beside, 150);
            label.setMinWidth(width);
            label.setPrefWidth(width);
            label.setMinHeight(USE_PREF_SIZE);
            return label;
        }
    }
}
