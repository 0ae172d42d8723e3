package dev.guise.ui.paths;

import dev.guise.escalation.Catalogue;
import dev.guise.escalation.Derivation;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Labels;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Paths, or those who come to an end in groups that open. Virtual: thousands of lines cost no more than those seen.
final class PathList extends ListView<PathList.Row> {
    private static final int FEW = 40;
    private static final double BESIDE_TEXT = 44;
    private static final double BESIDE_TEXT_AND_ARROW = 66;

    /// A line.
    sealed interface Row {
        /// A path; how it differs from the others.
        record OfPath(Derivation path, String start, String differs) implements Row {}

        /// Some who take the same steps; opens.
        record OfGroup(PathsModel.Group group) implements Row {}

        /// One of those.
        record OfStart(PathsModel.Start start) implements Row {}
    }

    private final Session session;
    private final PathsModel model;
    private final Consumer<Derivation> onPath;
    private final Set<String> opened = new HashSet<>();
    private List<Derivation> paths = List.of();
    private List<PathsModel.Group> groups = List.of();

    PathList(Session session, PathsModel model, Consumer<Derivation> onPath) {
        this.session = session;
        this.model = model;
        this.onPath = onPath;
        getStyleClass().add("path-list");
        setMinWidth(190);
        setAccessibleText("Paths, the easiest first");
        setCellFactory(view -> new Cell());
        getSelectionModel().selectedItemProperty().subscribe(this::selected);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Further paths come later; the one that is being read stays.
    void show(PathsModel.Found found) {
        groups = List.of();
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

    void show(PathsModel.Anyone anyone) {
        paths = List.of();
        groups = anyone.groups();
        opened.clear();
        boolean few = anyone.count() <= FEW;
        groups.stream().limit(few ? groups.size() : 1).map(PathsModel.Group::title).forEach(opened::add);
        fill();
        getSelectionModel().select(1);
        scrollTo(0);
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
        if (getSelectionModel().getSelectedItem() instanceof Row.OfGroup(PathsModel.Group group)
                && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE
                        || event.getCode() == (opened.contains(group.title()) ? KeyCode.LEFT : KeyCode.RIGHT))) {
            toggle(group);
            event.consume();
        }
    }

    private void toggle(PathsModel.Group group) {
        if (!opened.remove(group.title())) {
            opened.add(group.title());
        }
        fill();
        getSelectionModel().select(new Row.OfGroup(group));
    }

    private Catalogue catalogue() {
        return session.reviewProperty().get().orElseThrow().escalation().catalogue();
    }

    private final class Cell extends ListCell<Row> {
        Cell() {
            // No wider than the list: long texts wrap.
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (getItem() instanceof Row.OfGroup(PathsModel.Group group)) {
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
                    setGraphic(new VBox(1,
                            title(start + ": " + PathWords.summary(path, catalogue())),
                            small(differs)));
                    setAccessibleText(path.sentences());
                }
                case Row.OfGroup(PathsModel.Group group) -> {
                    Feather arrow = opened.contains(group.title()) ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT;
                    String count = String.format("%,d", group.starts().size());
                    VBox texts = new VBox(1, title(count + (group.starts().size() == 1 ? " identity" : " identities")
                            + (group.detail().isEmpty() ? "" : ": " + group.detail())), small(group.title()));
                    HBox line = new HBox(6, Buttons.icon(arrow), texts);
                    line.setAlignment(Pos.TOP_LEFT);
                    setGraphic(line);
                    setAccessibleText(count + ", " + group.title() + ", " + group.detail());
                }
                case Row.OfStart(PathsModel.Start start) -> {
                    HBox line = new HBox(6, Buttons.icon(start.who().kind().icon()), Labels.plain(ObjectIndex.label(start.who())));
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
