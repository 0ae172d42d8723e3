package dev.guise.ui.draft;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.draft.DraftModel.Choice;
import dev.guise.ui.draft.DraftModel.Level;
import dev.guise.ui.draft.DraftModel.Note;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.kordamp.ikonli.feather.Feather;

/// The form beside the YAML, checks and impact below.
public final class DraftTab implements WorkspaceTab {
    private final DraftModel model;
    private final BorderPane root = new BorderPane();
    private final ComboBox<Choice> grants = new ComboBox<>();
    private final TextField name = new TextField();
    private final TextField users = new TextField();
    private final TextField accounts = new TextField();
    private final TextField groups = new TextField();
    private final TextField nodes = new TextField();
    private final TextArea actions = new TextArea();
    private final CodeArea code = new CodeArea();
    private final VBox notes = new VBox(6);
    private final Node editor;
    private final List<Command> commands;
    private boolean filling;

    public DraftTab(DraftModel model) {
        this.model = model;
        commands = List.of(
                Command.of("draft.save", "Save YAML…", Feather.SAVE, model::save),
                Command.of("draft.copy", "Copy YAML", Feather.COPY, model::copy));
        root.setTop(head());
        editor = editor();
        model.chosenProperty().subscribe(this::show);
        model.choices().addListener((ListChangeListener<Choice>) change -> grants.getItems().setAll(model.choices()));
        grants.getItems().setAll(model.choices());
        model.formProperty().subscribe(this::fill);
        model.yamlProperty().subscribe(text -> {
            if (!text.equals(code.getText())) {
                code.setText(text);
            }
        });
        model.notes().addListener((ListChangeListener<Note>) change -> showNotes());
        model.impactProperty().subscribe(this::showNotes);
    }

    private Node head() {
        grants.setPromptText("Choose a grant of impersonation");
        grants.setAccessibleText("Grant to constrain");
        grants.setMaxWidth(420);
        grants.setConverter(new StringConverter<>() {
            @Override
            public String toString(@org.jspecify.annotations.Nullable Choice choice) {
                return choice == null ? "" : choice.text();
            }

            @Override
            public @org.jspecify.annotations.Nullable Choice fromString(String text) {
                return null;
            }
        });
        grants.valueProperty().subscribe(choice -> {
            if (choice != null && !model.chosenProperty().get().equals(Optional.of(choice))) {
                model.choose(choice);
            }
        });
        HBox.setHgrow(grants, Priority.ALWAYS);
        Label label = Labels.caption("Constrain");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.SOMETIMES);
        HBox head = new HBox(label, grants, filler);
        for (Command command : commands) {
            Button button = Buttons.text(command);
            button.setMinWidth(Region.USE_PREF_SIZE);
            head.getChildren().add(button);
        }
        head.getStyleClass().add("view-header");
        return head;
    }

    private Node editor() {
        ScrollPane form = new ScrollPane(form());
        form.setFitToWidth(true);
        form.getStyleClass().add("inspector-scroll");
        form.setMinWidth(240);
        code.setSyntaxDecorator(new YamlColours());
        code.setContentPadding(new Insets(8));
        code.setLineNumbersEnabled(true);
        code.setAccessibleText("YAML of the draft");
        code.getModel().addListener(change -> {
            String text = code.getText();
            model.yamlProperty().set(text == null ? "" : text);
        });
        notes.getStyleClass().add("draft-notes");
        ScrollPane below = new ScrollPane(notes);
        below.setFitToWidth(true);
        below.setMaxHeight(190);
        below.setMinHeight(Region.USE_PREF_SIZE);
        below.getStyleClass().add("inspector-scroll");
        SplitPane split = new SplitPane(form, new BorderPane(code, null, null, below, null));
        split.setDividerPositions(0.36);
        SplitPane.setResizableWithParent(form, false);
        split.getStyleClass().add("frame-split");
        return split;
    }

    private Node form() {
        ToggleGroup group = new ToggleGroup();
        HBox modes = new HBox(
                mode("Constrained", Form.CONSTRAINED, "left-pill", group),
                mode("By name", Form.LEGACY, "center-pill", group),
                mode("Both", Form.BOTH, "right-pill", group));
        actions.setPrefRowCount(4);
        actions.setPromptText("get, list pods in shop");
        VBox form = new VBox(
                12,
                labelled("How", modes, ""),
                labelled("May become these service accounts", accounts, "namespace/name, with commas between; * for any"),
                labelled("May become these users", users, "Names with commas between; * for any"),
                labelled("May be in these groups", groups, "Asked for beside a user"),
                labelled("May become these nodes", nodes, ""),
                labelled("May then do only this", actions, "One action on each line: verbs, a resource, “in” and namespaces"),
                labelled("Name of the new objects", name, ""));
        form.getStyleClass().add("draft-form");
        for (TextInputControl field : List.of(name, users, accounts, groups, nodes, actions)) {
            field.textProperty().subscribe(this::typed);
        }
        model.modeProperty().subscribe(now -> actions.setDisable(now == Form.LEGACY));
        return form;
    }

    private ToggleButton mode(String text, Form form, String style, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setOnAction(event -> {
            button.setSelected(true);
            model.modeProperty().set(form);
        });
        model.modeProperty().subscribe(now -> button.setSelected(now == form));
        return button;
    }

    private static VBox labelled(String label, Node node, String help) {
        VBox box = new VBox(4, Labels.caption(label), node);
        node.setAccessibleText(label);
        if (!help.isEmpty()) {
            Label line = Labels.plain(help);
            line.getStyleClass().add("text-small");
            line.setWrapText(true);
            box.getChildren().add(line);
        }
        return box;
    }

    private void typed() {
        if (!filling) {
            model.formProperty().set(new DraftForm(
                    name.getText(), users.getText(), accounts.getText(), groups.getText(), nodes.getText(), actions.getText()));
        }
    }

    private void fill(DraftForm form) {
        filling = true;
        set(name, form.name());
        set(users, form.users());
        set(accounts, form.accounts());
        set(groups, form.groups());
        set(nodes, form.nodes());
        set(actions, form.actions());
        filling = false;
    }

    // The caret stays where it is while a person types.
    private static void set(TextInputControl field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void show(Optional<Choice> choice) {
        choice.filter(chosen -> !chosen.equals(grants.getValue())).ifPresent(grants::setValue);
        commands.forEach(command -> command.executableProperty().set(choice.isPresent()));
        root.setCenter(choice.isPresent()
                ? editor
                : StatePane.empty(
                        Feather.EDIT_3,
                        "Nothing drafted yet",
                        "Choose a grant above, or “Constrain this…” on a rule in the graph. The draft is only ever saved to a file."));
    }

    private void showNotes() {
        notes.getChildren().clear();
        model.notes().forEach(note -> notes.getChildren().add(line(note)));
        notes.getChildren().add(line(model.impactProperty().get().orElse(new Note(Level.KNOW, "Working out what it changes…"))));
    }

    private static Node line(Note note) {
        Feather feather = switch (note.level()) {
            case GOOD -> Feather.CHECK_CIRCLE;
            case KNOW -> Feather.INFO;
            case WRONG -> Feather.ALERT_TRIANGLE;
        };
        Node icon = Buttons.icon(feather);
        switch (note.level()) {
            case GOOD -> icon.getStyleClass().add("good-icon");
            case WRONG -> icon.getStyleClass().add("bad-icon");
            case KNOW -> {
                // A plain icon.
            }
        }
        Label text = Labels.plain(note.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, icon, text);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    @Override
    public String id() {
        return Session.DRAFTS;
    }

    @Override
    public String title() {
        return "Drafts";
    }

    @Override
    public Feather icon() {
        return Feather.EDIT_3;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public void find() {
        grants.requestFocus();
    }
}
