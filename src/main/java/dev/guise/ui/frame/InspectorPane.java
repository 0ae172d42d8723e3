package dev.guise.ui.frame;

import dev.guise.ui.common.background.PulseQueue;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Code;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Note;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.frame.InspectorContent.Section;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;

/// What is known of the thing that is selected, on the right.
final class InspectorPane extends BorderPane {
    private static final int FIRST_LINKS = 12;
    private static final int FURTHER_LINKS = 100;
    private static final double MIN_BUTTON = 160;

    private final FrameModel model;
    private final Dialogs dialogs;
    private final NoteArea notes = new NoteArea();
    private final PulseQueue further = new PulseQueue();
    private final ScrollPane scroll = new ScrollPane();
    private String shownTitle = "";

    InspectorPane(FrameModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        getStyleClass().add("side-pane");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("inspector-scroll");
        setMinWidth(240);
        model.inspectorProperty().subscribe(this::show);
    }

    // What is shown may be filled in while a person writes, or because of the button that was pressed: the focus stays
    // where it is. Of what a link leads to it is at the top.
    private void show(Optional<InspectorContent> content) {
        boolean writing = notes.isFocused();
        int focused = focusedButton();
        fill(content);
        if (writing && notes.getScene() != null) {
            notes.requestFocus();
        } else if (focused >= 0) {
            List<Node> buttons = buttons();
            boolean there = focused < buttons.size() && !isLink(buttons.get(focused));
            buttons.get(there ? focused : 0).requestFocus();
        }
    }

    // Which one of the buttons, that come in the same order again; negative for none.
    private int focusedButton() {
        List<Node> buttons = buttons();
        for (int i = 0; i < buttons.size(); i++) {
            if (buttons.get(i).isFocused()) {
                return isLink(buttons.get(i)) ? 0 : i;
            }
        }
        return -1;
    }

    private List<Node> buttons() {
        return List.copyOf(lookupAll(".button"));
    }

    private static boolean isLink(Node button) {
        return button.getStyleClass().contains("inspector-link");
    }

    private void fill(Optional<InspectorContent> content) {
        further.stop();
        if (content.isEmpty()) {
            setTop(null);
            setCenter(StatePane.empty(
                    Feather.MOUSE_POINTER,
                    "Nothing selected",
                    "Select an identity, a node or an edge to see its details."));
            return;
        }
        setTop(head(content.get()));
        VBox body = new VBox();
        body.getStyleClass().add("inspector-body");
        List<Section> sections = content.get().sections();
        int first = upToFirstList(sections);
        sections.subList(0, first).forEach(section -> body.getChildren().add(section(section)));
        scroll.setContent(body);
        if (!shownTitle.equals(content.get().title())) {
            scroll.setVvalue(0);
        }
        shownTitle = content.get().title();
        setCenter(scroll);
        further.start(sections.subList(first, sections.size()).stream()
                .<Runnable>map(section -> () -> body.getChildren().add(section(section)))
                .toList());
    }

    // Lists are long and mostly below what is seen: each comes at a pulse of its own.
    private static int upToFirstList(List<Section> sections) {
        int first = 0;
        while (first < sections.size() && !(sections.get(first) instanceof Links)) {
            first++;
        }
        return first;
    }

    private Node head(InspectorContent content) {
        Label title = Labels.heading(content.title());
        title.setWrapText(true);
        Label kind = Labels.plain(content.kind());
        kind.getStyleClass().add("text-small");
        VBox texts = new VBox(2, title, kind);
        HBox.setHgrow(texts, Priority.ALWAYS);
        Command copy = CommandId.INSPECTOR_COPY.command(() -> dialogs.copy(content.title()));
        HBox head = new HBox(Buttons.icon(content.icon()), texts, Buttons.iconOnly(copy));
        head.getStyleClass().add("pane-header");
        head.setAlignment(Pos.TOP_LEFT);
        HBox.setMargin(head.getChildren().getFirst(), new javafx.geometry.Insets(3, 0, 0, 0));
        return head;
    }

    private Node section(Section section) {
        VBox box = new VBox();
        box.getStyleClass().add("inspector-section");
        if (!section.title().isEmpty()) {
            box.getChildren().add(heading(section));
        }
        box.getChildren()
                .add(
                        switch (section) {
                            case Facts facts -> facts(facts);
                            case Prose prose -> prose(prose.text());
                            case Links links -> links(links);
                            case Code code -> code(code);
                            case Actions actions -> actions(actions);
                            case Note note -> notes.show(note);
                        });
        return box;
    }

    private Node heading(Section section) {
        Label caption = Labels.caption(section.title());
        if (section instanceof Code code) {
            Command copy = CommandId.INSPECTOR_COPY_CODE.command(() -> dialogs.copy(code.text()), section.title());
            javafx.scene.layout.Region filler = new javafx.scene.layout.Region();
            HBox.setHgrow(filler, Priority.ALWAYS);
            HBox row = new HBox(caption, filler, Buttons.iconOnly(copy));
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
        if (section instanceof Links(String title, List<Link> links)) {
            caption.setText(links.size() == 1 ? title : title + "  " + links.size());
        }
        return caption;
    }

    private static Node facts(Facts facts) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("inspector-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        int row = 0;
        for (Fact fact : facts.facts()) {
            Label name = Labels.plain(fact.name());
            name.getStyleClass().add("inspector-key");
            Label value = Labels.plain(fact.value());
            value.setWrapText(true);
            grid.addRow(row++, name, value);
            RowConstraints top = new RowConstraints();
            top.setValignment(VPos.TOP);
            grid.getRowConstraints().add(top);
        }
        return grid;
    }

    private static Node prose(String text) {
        Label label = Labels.plain(text);
        label.setWrapText(true);
        return label;
    }

    private Node links(Links links) {
        VBox box = new VBox();
        add(box, links.links(), FIRST_LINKS);
        return box;
    }

    // Thousands at once would hold the window up.
    private void add(VBox box, List<Link> links, int many) {
        links.stream().limit(many).map(this::link).forEach(box.getChildren()::add);
        if (links.size() > many) {
            box.getChildren().add(more(box, links.subList(many, links.size())));
        }
    }

    private Button more(VBox box, List<Link> rest) {
        int next = Math.min(rest.size(), FURTHER_LINKS);
        String text = next == rest.size() ? "Show " + next + " more" : "Show " + next + " of " + rest.size() + " more";
        Button more = new Button(text, Buttons.icon(Feather.MORE_HORIZONTAL));
        more.getStyleClass().add("inspector-link");
        more.setOnAction(event -> {
            box.getChildren().remove(more);
            add(box, rest, FURTHER_LINKS);
        });
        return more;
    }

    private Button link(Link link) {
        Label note = Labels.plain(link.note());
        note.getStyleClass().add("text-small");
        Label name = Labels.plain(link.text());
        name.getStyleClass().add("inspector-link-text");
        HBox content = new HBox(8, Buttons.icon(link.icon()), name, note);
        content.setAlignment(Pos.CENTER_LEFT);
        // The note takes what the name leaves.
        note.setMinWidth(0);
        note.setPrefWidth(0);
        note.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(note, Priority.ALWAYS);
        Button button = new Button("", content);
        button.getStyleClass().add("inspector-link");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        content.setMinWidth(0);
        content.prefWidthProperty().bind(button.widthProperty().subtract(12));
        String full = link.text() + (link.note().isEmpty() ? "" : ", " + link.note());
        button.setAccessibleText(full);
        button.setTooltip(new Tooltip(full));
        button.setOnAction(event -> model.select(link.target()));
        return button;
    }

    private static Node code(Code code) {
        Text text = new Text(code.text().stripTrailing());
        text.getStyleClass().add("code-text");
        TextFlow flow = new TextFlow(text);
        flow.getStyleClass().add("inspector-code");
        flow.setFocusTraversable(true);
        flow.setAccessibleText(code.text());
        return sideways(flow);
    }

    // A line that is too long is scrolled to: broken in the middle of a key it is another line. The bar that scrolls
    // has room of its own below the text.
    private static Node sideways(Region code) {
        ScrollPane scroll = new ScrollPane(code);
        code.minWidthProperty().bind(scroll.viewportBoundsProperty().map(Bounds::getWidth));
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("inspector-scroll", "code-scroll");
        scroll.skinProperty().subscribe(skin -> {
            if (skin != null && scroll.lookup(".scroll-bar:horizontal") instanceof ScrollBar bar) {
                scroll.minHeightProperty()
                        .bind(Bindings.createDoubleBinding(
                                () -> height(scroll, code, bar),
                                code.heightProperty(),
                                scroll.insetsProperty(),
                                bar.visibleProperty(),
                                bar.heightProperty()));
            }
        });
        return scroll;
    }

    private static double height(ScrollPane scroll, Region code, ScrollBar bar) {
        double barHeight = bar.isVisible() ? bar.getHeight() : 0;
        return code.prefHeight(-1)
                + scroll.getInsets().getTop()
                + scroll.getInsets().getBottom()
                + barHeight;
    }

    private static Node actions(Actions actions) {
        FlowPane row = new FlowPane(8, 8);
        row.setMinWidth(0);
        for (Command command : actions.commands()) {
            Button button = Buttons.text(command);
            // A long name in it would make the whole pane wider than what is seen of it.
            button.maxWidthProperty().bind(Bindings.max(MIN_BUTTON, row.widthProperty()));
            button.setTooltip(new Tooltip(command.text()));
            row.getChildren().add(button);
        }
        return row;
    }
}
