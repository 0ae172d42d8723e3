package dev.guise.ui.settings;

import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.FieldMark;
import dev.guise.ui.common.control.FocusKeys;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.review.TechniqueFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.feather.Feather;

/// The page of the settings. Done and Esc leave it.
public final class SettingsView extends BorderPane {
    private final SettingsModel model;
    private final Supplier<List<String>> contexts;
    private final Runnable leave;
    private final VBox colours = new VBox(6);
    private final VBox techniques = new VBox(6);
    private final TextField pluginPath = new TextField();
    private final VBox columns = new VBox(10);
    private final Supplier<List<TableDescription>> tables;
    private final Button done;

    /// @param contexts that were found
    /// @param tables   whose columns can be chosen
    public SettingsView(
            SettingsModel model,
            Supplier<List<String>> contexts,
            Supplier<List<TableDescription>> tables,
            Runnable leave) {
        this.model = model;
        this.contexts = contexts;
        this.leave = leave;
        this.tables = tables;
        done = Buttons.primary(CommandId.SETTINGS_DONE.command(this::leave));
        getStyleClass().add("start-page");
        VBox content = new VBox(
                head(),
                section("Theme", "", appearance()),
                section(
                        "Text size",
                        "Scales the whole window. The shortcuts for “Larger text” and “Smaller text” do the same.",
                        textSize()),
                section(
                        "Context colours",
                        "Shows a coloured dot next to the name of a context, so that you do not mistake production for"
                                + " a test cluster.",
                        colours),
                section(
                        "Credential plugins",
                        "Folders to search before the PATH. Takes effect the next time Guise reads a cluster.",
                        pluginPath),
                section(
                        "Technique files",
                        "Adds your own techniques to the built-in ones. Guise recalculates the open cluster.",
                        techniques()),
                section(
                        "Tenants",
                        "Finds roles that impersonate several tenants. Guise recalculates the open cluster.",
                        tenants()),
                section("Table columns", "The button in the corner of each table does the same.", columns));
        content.getStyleClass().addAll("start-content", "settings-content");
        StackPane middle = new StackPane(content);
        StackPane.setAlignment(content, Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("start-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave();
                event.consume();
            }
        });
        model.problemsProperty().subscribe(problems -> fillTechniques());
        model.settingsProperty().map(Settings::techniqueFiles).subscribe(files -> fillTechniques());
        model.settingsProperty().map(Settings::contextColours).subscribe(chosen -> fillColours());
    }

    private void leave() {
        keepPluginPath();
        model.apply();
        leave.run();
    }

    /// To be called when it is shown.
    public void open() {
        model.open();
        pluginPath.setText(model.get().pluginPath());
        fillColours();
        fillColumns();
        done.requestFocus();
    }

    private Node head() {
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox head = new HBox(Labels.title("Settings"), filler, done);
        head.setAlignment(Pos.CENTER_LEFT);
        pluginPath.setPromptText("/opt/cloud/bin");
        pluginPath.setAccessibleText("Folders with credential plugins");
        pluginPath.setOnAction(event -> keepPluginPath());
        pluginPath.focusedProperty().subscribe(focused -> {
            if (!focused) {
                keepPluginPath();
            }
        });
        return head;
    }

    private void keepPluginPath() {
        if (!pluginPath.getText().strip().equals(model.get().pluginPath())) {
            model.choosePluginPath(pluginPath.getText());
        }
    }

    private static Node section(String title, String about, Node content) {
        VBox box = new VBox(6, Labels.heading(title));
        if (!about.isEmpty()) {
            box.getChildren().add(Labels.muted(about));
        }
        box.getChildren().add(content);
        return box;
    }

    // ---- looks ----

    private Node appearance() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox();
        for (Map.Entry<Appearance, String> choice : List.of(
                Map.entry(Appearance.AUTO, "System"),
                Map.entry(Appearance.LIGHT, "Light"),
                Map.entry(Appearance.DARK, "Dark"))) {
            ToggleButton button = new ToggleButton(choice.getValue());
            button.setToggleGroup(group);
            button.getStyleClass()
                    .add(
                            switch (choice.getKey()) {
                                case AUTO -> "left-pill";
                                case LIGHT -> "center-pill";
                                case DARK -> "right-pill";
                            });
            button.setOnAction(event -> {
                button.setSelected(true);
                model.choose(choice.getKey());
            });
            model.settingsProperty()
                    .map(Settings::appearance)
                    .subscribe(now -> button.setSelected(now == choice.getKey()));
            row.getChildren().add(button);
        }
        return row;
    }

    private Node textSize() {
        Slider slider =
                new Slider(Settings.MIN_TEXT, Settings.LARGEST_TEXT, model.get().textSize());
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setBlockIncrement(1);
        slider.setSnapToTicks(true);
        slider.setPrefWidth(260);
        slider.setAccessibleText("Text size");
        Label value = Labels.plain("");
        model.settingsProperty().map(Settings::textSize).subscribe(size -> {
            value.setText(String.format(Locale.ROOT, "%.0f px", size));
            if (!slider.isValueChanging()) {
                slider.setValue(size);
            }
        });
        // The page itself grows: not while the thumb is held.
        slider.valueProperty().subscribe(now -> keepTextSize(slider));
        slider.valueChangingProperty().subscribe(changing -> keepTextSize(slider));
        Button usual =
                Buttons.text(CommandId.SETTINGS_USUAL.command(() -> model.chooseTextSize(Settings.DEFAULT_TEXT)));
        HBox row = new HBox(12, slider, value, usual);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void keepTextSize(Slider slider) {
        double size = Math.rint(slider.getValue());
        if (!slider.isValueChanging() && size != model.get().textSize()) {
            model.chooseTextSize(size);
        }
    }

    private void fillColours() {
        colours.getChildren().clear();
        List<String> names = model.contexts(contexts.get());
        if (names.isEmpty()) {
            colours.getChildren().add(Labels.muted("No contexts found. Set KUBECONFIG and restart Guise."));
        }
        names.stream().map(this::colourRow).forEach(colours.getChildren()::add);
    }

    private Node colourRow(String context) {
        String chosen = model.get().contextColours().getOrDefault(context, "");
        ColorPicker picker = new ColorPicker(colour(chosen));
        picker.setAccessibleText("Colour of " + context);
        picker.setOnAction(event -> model.chooseColour(context, hex(picker.getValue())));
        Label name = Labels.plain(context);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setTooltip(new Tooltip(context));
        HBox row = new HBox(10, picker, name);
        row.setAlignment(Pos.CENTER_LEFT);
        if (!chosen.isEmpty()) {
            row.getChildren()
                    .add(Buttons.iconOnly(
                            CommandId.SETTINGS_NO_COLOUR.command(() -> model.chooseColour(context, ""), context)));
        }
        return row;
    }

    private static Color colour(String text) {
        try {
            return text.isEmpty() ? Color.gray(0.6) : Color.web(text);
        } catch (IllegalArgumentException none) {
            return Color.gray(0.6);
        }
    }

    private static String hex(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }

    // ---- techniques ----

    private Node techniques() {
        Button add = Buttons.text(CommandId.SETTINGS_TECHNIQUES.command(model::askForTechniques));
        return new VBox(8, techniques, add);
    }

    private void fillTechniques() {
        techniques.getChildren().clear();
        for (String file : model.get().techniqueFiles()) {
            Label name = Labels.plain(file);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            name.setTooltip(new Tooltip(file));
            Region filler = new Region();
            HBox.setHgrow(filler, Priority.ALWAYS);
            List<String> lines = problems(file);
            Node state = lines.isEmpty()
                    ? Buttons.badge(Feather.CHECK_CIRCLE, "In use")
                    : Buttons.badge(Feather.ALERT_TRIANGLE, "Ignored");
            state.getStyleClass().add(lines.isEmpty() ? "good-icon" : "bad-icon");
            HBox row = new HBox(
                    8,
                    state,
                    name,
                    filler,
                    Buttons.iconOnly(CommandId.SETTINGS_REMOVE.command(() -> model.removeTechniques(file), file)));
            row.setAlignment(Pos.CENTER_LEFT);
            techniques.getChildren().add(row);
            lines.stream().map(SettingsView::problem).forEach(techniques.getChildren()::add);
        }
    }

    private List<String> problems(String file) {
        return model.problemsProperty().get().stream()
                .filter(problem -> problem.file().equals(Path.of(file)))
                .map(TechniqueFiles.Problem::lines)
                .findFirst()
                .orElse(List.of());
    }

    private static Label problem(String text) {
        Label label = Labels.code(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("problem");
        return label;
    }

    // ---- tenants ----

    private Node tenants() {
        TextField label = new TextField();
        label.textProperty().bindBidirectional(model.tenantLabelProperty());
        TextField pattern = new TextField();
        pattern.textProperty().bindBidirectional(model.tenantPatternProperty());
        pattern.getStyleClass().add("code");
        TextArea namespaces = new TextArea();
        FieldMark.follow(pattern, model.patternProblem());
        FieldMark.follow(namespaces, model.tenantsProblem());
        namespaces.textProperty().bindBidirectional(model.tenantsProperty());
        namespaces.setPromptText("shop: shop-frontend, shop-db");
        namespaces.setPrefRowCount(4);
        FocusKeys.leaveByTab(namespaces);
        return new VBox(
                8,
                field("Namespace label whose value is the tenant", label),
                field("Namespace name pattern; the part in ( ) is the tenant", pattern),
                FieldMark.line(model.patternProblem()),
                field("Namespaces of each tenant, one tenant per line", namespaces),
                FieldMark.line(model.tenantsProblem()));
    }

    private static Node field(String title, javafx.scene.control.TextInputControl input) {
        input.setAccessibleText(title);
        return new VBox(4, Labels.caption(title), input);
    }

    // ---- tables ----

    // Dozens of boxes that nobody needs before the page is opened.
    private void fillColumns() {
        if (!columns.getChildren().isEmpty()) {
            return;
        }
        for (TableDescription table : tables.get()) {
            FlowPane row = new FlowPane(16, 6);
            table.columns().forEach(column -> row.getChildren().add(columnBox(table, column)));
            columns.getChildren().add(new VBox(4, Labels.caption(table.title()), row));
        }
    }

    private CheckBox columnBox(TableDescription table, TableDescription.Column column) {
        CheckBox box = new CheckBox(column.title());
        box.setOnAction(event -> model.chooseColumn(table, column.id(), box.isSelected()));
        model.settingsProperty().map(now -> table.isVisible(column.id(), now)).subscribe(box::setSelected);
        return box;
    }
}
