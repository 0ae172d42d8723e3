package dev.guise.ui.start;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;

/// The first page: contexts, recent files, files to open, the demo. Files may be dropped on it.
public final class StartView extends StackPane {
    private static final double WIDTH = 820;

    private final StartModel model;

    public StartView(StartModel model) {
        this.model = model;
        getStyleClass().add("start-page");
        VBox content = new VBox(head(), actions(), section("Contexts", contexts()), recent());
        content.getStyleClass().add("start-content");
        StackPane middle = new StackPane(content);
        StackPane.setAlignment(content, Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("start-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
        addEventHandler(DragEvent.DRAG_OVER, this::dragOver);
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
        addEventHandler(DragEvent.DRAG_EXITED, event -> getStyleClass().remove("drop-target"));
    }

    private static Node head() {
        return new VBox(
                4,
                Labels.title("Who can become whom?"),
                Labels.muted("Open a cluster or its manifests. Guise never writes to the cluster or the kubeconfig."));
    }

    private Node actions() {
        HBox row = new HBox(
                12,
                action(Feather.FILE_TEXT, "Open files…", "Manifests or a snapshot", model::askForFiles),
                action(Feather.FOLDER, "Open folder…", "All manifests in a folder", model::askForFolder),
                action(Feather.PLAY_CIRCLE, "Open the demo", "A sample cluster to explore", model::openDemo));
        row.getChildren().forEach(child -> HBox.setHgrow(child, Priority.ALWAYS));
        return row;
    }

    private static Button action(Feather icon, String title, String about, Runnable action) {
        Label heading = Labels.plain(title);
        heading.getStyleClass().add("row-title");
        Label text = Labels.plain(about);
        text.getStyleClass().add("text-small");
        HBox content = new HBox(12, Buttons.icon(icon), new VBox(2, heading, text));
        content.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button("", content);
        button.getStyleClass().add("action-card");
        button.setAccessibleText(title + ", " + about);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefWidth(WIDTH / 3);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Node section(String title, Node content) {
        return new VBox(8, Labels.caption(title), content);
    }

    private Node contexts() {
        VBox card = new VBox();
        card.getStyleClass().add("card");
        Runnable fill = () -> fillContexts(card);
        onChange(model.contexts(), fill);
        onChange(model.problems(), fill);
        ObservableValue<Boolean> looking = model.lookingProperty();
        looking.subscribe(on -> fill.run());
        return card;
    }

    private void fillContexts(VBox card) {
        card.getChildren().clear();
        for (ContextEntry entry : model.contexts()) {
            addRow(card, contextRow(entry));
        }
        for (String problem : model.problems()) {
            addRow(card, note(Feather.ALERT_TRIANGLE, problem));
        }
        if (card.getChildren().isEmpty()) {
            String text = model.lookingProperty().get()
                    ? "Looking for kubeconfig files"
                    : "No contexts found. Set KUBECONFIG, or open files instead.";
            addRow(card, note(Feather.INFO, text));
        }
    }

    private static void addRow(VBox card, Node row) {
        if (!card.getChildren().isEmpty()) {
            Region line = new Region();
            line.getStyleClass().add("card-line");
            card.getChildren().add(line);
        }
        card.getChildren().add(row);
    }

    private Button contextRow(ContextEntry entry) {
        Circle dot = new Circle(5, colour(entry.colour()));
        Label name = Labels.plain(entry.name());
        name.getStyleClass().add("row-title");
        Label server = Labels.plain(entry.server());
        server.getStyleClass().add("text-small");
        Label origin = Labels.plain(entry.user() + "  ·  " + shortened(entry.file()));
        origin.getStyleClass().add("text-small");
        origin.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        HBox title = new HBox(8, name);
        title.setAlignment(Pos.CENTER_LEFT);
        if (entry.isCurrent()) {
            title.getChildren().add(current());
        }
        return row(
                new HBox(12, dot, texts(title, server), filler(), origin, Buttons.icon(Feather.CHEVRON_RIGHT)),
                "Context " + entry.name() + (entry.isCurrent() ? ", kubectl's current one" : "") + ", "
                        + entry.server(),
                () -> model.openContext(entry));
    }

    private static Label current() {
        Label label = Labels.plain("current");
        label.getStyleClass().addAll("chip", "text-small");
        label.setTooltip(new Tooltip("The current context of kubectl"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Color colour(String text) {
        try {
            return text.isEmpty() ? Color.gray(0.6) : Color.web(text);
        } catch (IllegalArgumentException unknown) {
            return Color.gray(0.6);
        }
    }

    // A path's end says more than its beginning.
    private static String shortened(String file) {
        Path path = Path.of(file);
        int count = path.getNameCount();
        return count <= 2 ? file : "…/" + path.subpath(count - 2, count);
    }

    private Node recent() {
        VBox card = new VBox();
        card.getStyleClass().add("card");
        Node section = section("Recent", card);
        onChange(model.recent(), () -> {
            card.getChildren().clear();
            model.recent().forEach(file -> addRow(card, recentRow(file)));
            section.setVisible(!model.recent().isEmpty());
            section.setManaged(!model.recent().isEmpty());
        });
        return section;
    }

    private Button recentRow(Path file) {
        Label name = Labels.plain(String.valueOf(file.getFileName()));
        name.getStyleClass().add("row-title");
        Label folder = Labels.plain(String.valueOf(file.getParent()));
        folder.getStyleClass().add("text-small");
        folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox content = new HBox(
                12, Buttons.icon(Feather.CLOCK), texts(name, folder), filler(), Buttons.icon(Feather.CHEVRON_RIGHT));
        return row(content, "Recent " + file, () -> model.openFiles(List.of(file)));
    }

    private static VBox texts(Node first, Node second) {
        VBox box = new VBox(2, first, second);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Region filler() {
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        return filler;
    }

    private static Button row(HBox content, String spoken, Runnable action) {
        content.setAlignment(Pos.CENTER_LEFT);
        Button row = new Button("", content);
        row.getStyleClass().add("card-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText(spoken);
        row.setOnAction(event -> action.run());
        content.prefWidthProperty().bind(row.widthProperty().subtract(28));
        content.setMaxWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private static Node note(Feather icon, String text) {
        HBox row = new HBox(12, Buttons.icon(icon), Labels.muted(text));
        row.getStyleClass().add("card-row");
        return row;
    }

    private static void onChange(ObservableList<?> list, Runnable action) {
        list.addListener((ListChangeListener<Object>) change -> action.run());
        action.run();
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            if (!getStyleClass().contains("drop-target")) {
                getStyleClass().add("drop-target");
            }
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        List<Path> files =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        getStyleClass().remove("drop-target");
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        model.openFiles(files);
    }
}
