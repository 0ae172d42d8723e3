package dev.guise.ui.draft.form;

import dev.guise.draft.Constrainer;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.Fixes;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.Pattern;
import dev.guise.escalation.engine.Identity;
import dev.guise.findings.Finding;
import dev.guise.findings.KnownTenants;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.ActionText;
import dev.guise.ui.draft.plan.DraftForm;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.plan.WordList;
import dev.guise.ui.draft.text.Rows;
import dev.guise.ui.review.ObjectIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What to start a draft from: a grant, a finding, a pattern, evidence, a manifest, or nothing.
public final class NewDraftPane extends BorderPane {
    private static final double PATTERN_WIDTH = 222;
    /// A line longer than this is not read with ease.
    private static final double FORM_WIDTH = 680;
    private final DraftModel model;
    private final ToggleGroup kinds = new ToggleGroup();
    private final TextField filter = new TextField();
    private final List<Command> commands = new ArrayList<>();

    public NewDraftPane(DraftModel model) {
        this.model = model;
        FlowPane pills = new FlowPane(6, 6);
        pills.getChildren()
                .addAll(
                        kind("Constrain a grant", CommandId.DRAFT_GRANT, this::grants),
                        kind("Fix a finding", CommandId.DRAFT_FINDING, this::findings),
                        kind("Split by tenant", CommandId.DRAFT_TENANTS, this::tenants),
                        kind("From a pattern", CommandId.DRAFT_PATTERNS, this::patterns));
        for (Command command : direct(CommandId.DRAFT_START_EVIDENCE, CommandId.DRAFT_START_MANIFEST)) {
            pills.getChildren().add(Buttons.text(command));
        }
        commands.addAll(direct(CommandId.DRAFT_EVIDENCE, CommandId.DRAFT_OPEN));
        VBox head = new VBox(8, Labels.heading("What should the draft start from?"), pills);
        head.getStyleClass().add("draft-start");
        setTop(head);
        kinds.getToggles().getFirst().setSelected(true);
        setCenter(grants());
    }

    private List<Command> direct(CommandId evidence, CommandId manifest) {
        return List.of(
                evidence.command(() -> model.show(Page.EVIDENCE)),
                manifest.command(model.starts()::openManifest),
                CommandId.DRAFT_EMPTY.command(model.starts()::empty));
    }

    /// For the palette.
    public List<Command> commands() {
        return commands;
    }

    private ToggleButton kind(String text, CommandId id, java.util.function.Supplier<Node> content) {
        ToggleButton button = new ToggleButton(text, Buttons.icon(id.icon()));
        button.setToggleGroup(kinds);
        button.getStyleClass().add("draft-chip");
        button.setOnAction(event -> {
            button.setSelected(true);
            filter.clear();
            setCenter(content.get());
        });
        commands.add(id.command(() -> {
            model.show(Page.START);
            button.fire();
            find();
        }));
        return button;
    }

    // ---- grants and findings ----

    private Node grants() {
        return list(
                model.points().grants(),
                NewDraftPane::title,
                grant -> becomes(grant) + ", by " + grant.role().kind().kind() + " "
                        + grant.role().name(),
                CommandId.DRAFT_TAKE_GRANT,
                model.starts()::fromGrant,
                "No legacy impersonation grants were found.");
    }

    // Somebody may have the same by several bindings, and bindings of the same name are in several namespaces.
    private static String title(Grant grant) {
        return DraftForm.text(grant.subject()) + "  by  "
                + grant.binding().meta().qualifiedName();
    }

    private static String of(@Nullable Binding binding) {
        return binding == null ? "" : "  ·  " + binding.meta().qualifiedName();
    }

    private String becomes(Grant grant) {
        String nothing = model.points().whyNothing(grant);
        return nothing.isEmpty() ? "may become " + Fixes.targets(spec(grant)) : "grants nothing: " + nothing;
    }

    private dev.guise.draft.DraftSpec.Who spec(Grant grant) {
        return Constrainer.legacy(grant);
    }

    private Node findings() {
        return list(
                model.points().fixable(),
                finding -> who(finding) + finding.title() + of(finding.origin().binding()),
                finding -> finding.severity().id() + "  ·  " + finding.detail() + "  ·  " + finding.id(),
                CommandId.DRAFT_TAKE_FINDING,
                model.starts()::fromFinding,
                "Findings appear here once Guise has calculated who can reach what.");
    }

    private static String who(Finding finding) {
        return finding.subject() == null
                ? ""
                : ObjectIndex.label(ObjectIndex.somebody(Identity.of(finding.subject()))) + ":  ";
    }

    private <T> Node list(
            ObservableList<T> items,
            Function<T, String> title,
            Function<T, String> detail,
            CommandId action,
            Consumer<T> onTake,
            String empty) {
        FilteredList<T> shown = new FilteredList<>(items);
        filter.setPromptText("Filter");
        filter.setAccessibleText("Filter");
        shown.predicateProperty()
                .bind(Bindings.createObjectBinding(
                        () -> item -> matches(title.apply(item) + " " + detail.apply(item), filter.getText()),
                        filter.textProperty()));
        ListView<T> list = new ListView<>(shown);
        list.getStyleClass().add("path-list");
        list.setPlaceholder(Labels.muted(empty));
        list.setAccessibleText(action.text());
        list.setCellFactory(view -> new Cell<>(title, detail));
        Command take = action.command(() -> {
            T chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                onTake.accept(chosen);
            }
        });
        take.executableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNotNull());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                take.run();
            }
        });
        // From the filter the arrow goes on into the list, and Enter takes the only one that is left.
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && !shown.isEmpty()) {
                list.getSelectionModel()
                        .select(Math.max(0, list.getSelectionModel().getSelectedIndex()));
                list.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && shown.size() == 1) {
                list.getSelectionModel().selectFirst();
                take.run();
                event.consume();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                take.run();
                event.consume();
            }
        });
        Button button = Buttons.primary(take);
        button.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox bar = new HBox(8, filter, button);
        bar.getStyleClass().add("draft-start-bar");
        return new BorderPane(list, bar, null, null, null);
    }

    private static boolean matches(String text, String typed) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .allMatch(lower::contains);
    }

    private static final class Cell<T> extends ListCell<T> {
        private final Function<T, String> title;
        private final Function<T, String> detail;
        private final Label first = new Label();
        private final Label second = new Label();
        private final VBox box = new VBox(1, first, second);

        Cell(Function<T, String> title, Function<T, String> detail) {
            this.title = title;
            this.detail = detail;
            first.getStyleClass().add("path-title");
            second.getStyleClass().add("text-small");
            box.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            first.setText(title.apply(item));
            second.setText(detail.apply(item).replace('\n', ' '));
            setGraphic(box);
        }
    }

    // ---- tenants ----

    private Node tenants() {
        TextField names = new TextField(WordList.write(model.points().tenants()));
        names.setPromptText("team-a, team-b");
        names.setAccessibleText("Tenants");
        TextField actions = new TextField();
        actions.setPromptText(
                model.session().loader().evidenceProperty().get().uses().isEmpty()
                        ? "get, list pods"
                        : "get, list pods; if empty, the recorded actions of each");
        actions.setAccessibleText("Allowed actions for each tenant");
        Label wrong = Rows.wrapped("");
        wrong.getStyleClass().add("draft-alarm");
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
        actions.textProperty()
                .subscribe(text -> wrong.setText(ActionText.wrongLines(text).stream()
                        .findFirst()
                        .map(ActionText::problem)
                        .orElse("")));
        VBox head = new VBox(
                3,
                Labels.caption("Tenants, separated by commas"),
                names,
                Labels.caption("Allowed actions for each, in its namespaces"),
                actions,
                wrong,
                Rows.small("A name belongs to a tenant if it equals the tenant or contains it as a part, as in"
                        + " tenant-a-admin. Each tenant gets its own draft with its own service account; a final"
                        + " draft removes the old grant."));
        head.getStyleClass().add("draft-start-bar");
        FilteredList<Grant> several = new FilteredList<>(model.points().grants());
        several.predicateProperty()
                .bind(Bindings.createObjectBinding(
                        () -> {
                            KnownTenants tenants = KnownTenants.named(words(names.getText()));
                            return grant ->
                                    Constrainer.tenantsOf(grant, tenants).size() > 1;
                        },
                        names.textProperty()));
        Node list = list(
                several,
                NewDraftPane::title,
                this::becomes,
                CommandId.DRAFT_TAKE_TENANTS,
                grant -> model.starts().byTenant(grant, words(names.getText()), ActionText.read(actions.getText())),
                "No legacy impersonation grant names identities of two of these tenants.");
        return new BorderPane(list, head, null, null, null);
    }

    private static List<String> words(String text) {
        return WordList.read(text).stream().map(WordList.Word::text).toList();
    }

    // ---- patterns ----

    private Node patterns() {
        VBox fields = new VBox(10);
        fields.getStyleClass().add("draft-form");
        fields.setMaxWidth(FORM_WIDTH);
        ListView<Pattern> list = new ListView<>();
        list.getStyleClass().add("path-list");
        list.getItems().setAll(Pattern.values());
        list.setAccessibleText("Patterns");
        list.setMinWidth(180);
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Pattern item, boolean empty) {
                super.updateItem(item, empty);
                setGraphic(empty || item == null ? null : title(item));
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(pattern -> {
            if (pattern != null) {
                fields.getChildren().setAll(fields(pattern));
            }
        });
        list.getSelectionModel().selectFirst();
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        BorderPane pane = new BorderPane(scroll);
        list.setPrefWidth(250);
        pane.setLeft(list);
        return pane;
    }

    private static Label title(Pattern pattern) {
        Label title = Rows.wrapped(pattern.title());
        title.setPrefWidth(PATTERN_WIDTH);
        return title;
    }

    private List<Node> fields(Pattern pattern) {
        Map<String, TextField> inputs = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        Label title = Labels.heading(pattern.title());
        title.setWrapText(true);
        nodes.add(title);
        for (Pattern.Field field : pattern.fields()) {
            TextField input = new TextField(String.join(", ", field.example()));
            input.setAccessibleText(field.label());
            inputs.put(field.key(), input);
            nodes.add(new VBox(3, Labels.caption(field.label() + (field.isOptional() ? " (optional)" : "")), input));
        }
        ToggleGroup modes = new ToggleGroup();
        HBox pills = new HBox(
                mode("Constrained", Form.CONSTRAINED, "left-pill", modes),
                mode("Legacy", Form.LEGACY, "center-pill", modes),
                mode("Both", Form.BOTH, "right-pill", modes));
        Label problem = Rows.wrapped("");
        problem.getStyleClass().add("draft-alarm");
        problem.setManaged(false);
        Command create = CommandId.DRAFT_PATTERN.command(
                () -> create(pattern, inputs, (Form) modes.getSelectedToggle().getUserData(), problem));
        inputs.values().forEach(input -> input.setOnAction(event -> create.run()));
        String reason = model.points().advice().map(FormAdvice::reason).orElse("");
        Label open = Rows.small("");
        modes.selectedToggleProperty().subscribe(toggle -> {
            if (toggle != null) {
                open.setText(String.join(
                        " ",
                        FormAdvice.leavesOpen(
                                (Form) toggle.getUserData(), model.points().gate())));
            }
        });
        nodes.add(new VBox(4, Labels.caption("Type"), pills, Rows.small(reason), open));
        nodes.add(problem);
        nodes.add(Buttons.primary(create));
        return nodes;
    }

    private ToggleButton mode(String text, Form form, String style, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass().add(style);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(group);
        button.setUserData(form);
        button.setSelected(form == model.points().advice().map(FormAdvice::form).orElse(Form.CONSTRAINED));
        button.setOnAction(event -> button.setSelected(true));
        return button;
    }

    private void create(Pattern pattern, Map<String, TextField> inputs, Form form, Label problem) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        inputs.forEach((key, input) -> values.put(key, words(input.getText())));
        try {
            pattern.drafts(values, form);
            problem.setManaged(false);
            problem.setText("");
            model.starts().fromPattern(pattern, values, form);
        } catch (IllegalArgumentException wrong) {
            problem.setManaged(true);
            problem.setText(String.valueOf(wrong.getMessage()));
        }
    }

    /// Puts the caret into the filter, or to where the patterns are chosen.
    public void find() {
        if (filter.getScene() == null && kinds.getToggles().getLast().isSelected()) {
            getCenter().lookupAll(".path-list").stream().findFirst().ifPresent(Node::requestFocus);
        } else {
            filter.requestFocus();
        }
    }
}
