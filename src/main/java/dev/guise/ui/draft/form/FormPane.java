package dev.guise.ui.draft.form;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.KnownNames;
import dev.guise.draft.Pairs;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.draft.plan.DraftEntry;
import dev.guise.ui.draft.plan.DraftForm;
import dev.guise.ui.draft.plan.DraftForm.Field;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.plan.FormState;
import dev.guise.ui.draft.text.ActionCompletion;
import dev.guise.ui.draft.text.CompletionPopup;
import dev.guise.ui.draft.text.NameCompletion;
import dev.guise.ui.draft.text.Rows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who may become whom, for what.
public final class FormPane extends ScrollPane {
    private static final double MIN_WIDTH = 230;
    /// Around the content, the scroll bar included.
    private static final double PADDING = 56;

    private final DraftModel model;
    private final VBox notice = new VBox(4);
    private final ComboBox<String> part = new ComboBox<>();
    private final VBox form = new VBox(10);
    private final VBox advice = new VBox(2);
    private final TextField name = new TextField();
    private final TextField requestors;
    private final TextField users;
    private final TextField accounts;
    private final TextField groups;
    private final TextField nodes;
    private final TextField uids = new TextField();
    private final TextField extras;
    private final CheckBox ownNode = new CheckBox("The node that its pod runs on");
    private final TextArea actions = new TextArea();
    private final VBox actionsBox;
    private final HBox product = new HBox(6);
    private final Label mixed = Rows.small("");
    private final TitledPane more = new TitledPane();
    private final Map<Field, VBox> wrong = new EnumMap<>(Field.class);
    private final ToggleGroup modes = new ToggleGroup();
    private Form mode = Form.CONSTRAINED;
    private String finding = "";
    private boolean filling;
    private boolean undecided;

    public FormPane(DraftModel model) {
        this.model = model;
        NameCompletion names =
                new NameCompletion(() -> model.points().namesProperty().get());
        requestors = field("namespace/name, a user name or group:name", names.of(NameCompletion::subjects));
        users = field("user names, * for any", names.of(KnownNames::users));
        accounts = field("namespace/name, * for any", names.of(NameCompletion::accounts));
        groups = field("", names.of(KnownNames::groups));
        nodes = field("", names.of(KnownNames::nodes));
        extras = field("key=value, such as example.com/tenant=a", names.of(NameCompletion::extras));
        actions.setPrefRowCount(3);
        actions.setWrapText(true);
        actions.setPromptText("Required, such as: get, list pods in shop");
        new CompletionPopup(
                actions,
                ActionCompletion.of(() -> model.points().namesProperty().get()));
        actions.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveWithTab);
        actions.focusedProperty().subscribe((before, now) -> show());
        actionsBox = checked(
                Field.ACTIONS,
                labelled(
                        "Allowed actions",
                        actions,
                        "One action per line: verbs, resources, in namespaces. Ctrl+Space completes."));
        Hyperlink apart = link("Split pairs…", () -> model.pageProperty().set(Page.PAIRS));
        product.getChildren().addAll(mixed, apart);
        actionsBox.getChildren().add(product);
        form.getStyleClass().add("draft-form");
        build();
        setContent(form);
        setFitToWidth(true);
        getStyleClass().add("inspector-scroll");
        model.stateProperty().subscribe(this::show);
        model.formStateProperty().subscribe(this::show);
        // A reviewer may say what the server has, and read what was recorded.
        model.session().loader().reviewProperty().subscribe(this::show);
        model.session().loader().evidenceProperty().subscribe(this::show);
    }

    private static SuggestField field(String prompt, Function<String, List<String>> source) {
        SuggestField field = new SuggestField(prompt, source);
        field.setPromptText(prompt);
        if (!prompt.isEmpty()) {
            // The prompt goes when something is typed, and what it says is still needed then.
            field.setTooltip(new Tooltip(prompt + ", separated by commas"));
        }
        return field;
    }

    private void build() {
        HBox pills = new HBox(
                pill("Constrained", Form.CONSTRAINED, "left-pill"),
                pill("Legacy", Form.LEGACY, "center-pill"),
                pill("Both", Form.BOTH, "right-pill"));
        fit(pills);
        part.setMaxWidth(Double.MAX_VALUE);
        part.setAccessibleText("Part of the YAML shown in the form");
        part.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (!filling && index.intValue() >= 0) {
                model.setPart(index.intValue());
            }
        });
        form.getChildren()
                .addAll(
                        notice,
                        part,
                        new VBox(4, Labels.caption("Type"), pills, advice),
                        labelled("Impersonator", requestors, ""),
                        checked(Field.ACCOUNTS, labelled("May become these service accounts", accounts, "")),
                        checked(Field.USERS, labelled("May become these users", users, "")),
                        checked(Field.GROUPS, labelled("Together with these groups", groups, "")),
                        actionsBox,
                        more,
                        labelled("Name of the new objects", name, ""));
        more.setContent(new VBox(
                10,
                checked(Field.NODES, labelled("May become these nodes", nodes, "")),
                ownNode,
                checked(Field.EXTRAS, labelled("Together with these extras", extras, "")),
                checked(Field.UIDS, labelled("Together with these uids", uids, ""))));
        more.setExpanded(false);
        more.setAnimated(false);
        more.getStyleClass().add("draft-fold");
        for (TextInputControl input :
                List.of(name, requestors, users, accounts, groups, nodes, uids, extras, actions)) {
            input.textProperty().subscribe(() -> changed(input.getAccessibleText()));
        }
        ownNode.setWrapText(true);
        ownNode.selectedProperty().subscribe(() -> changed("own node"));
    }

    // Pills do not wrap: large letters make the pane wider.
    private void fit(HBox pills) {
        List<Region> all = pills.getChildren().stream().map(Region.class::cast).toList();
        Observable[] widths = all.stream().map(Region::widthProperty).toArray(Observable[]::new);
        minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(
                                MIN_WIDTH,
                                PADDING
                                        + all.stream()
                                                .mapToDouble(Region::getWidth)
                                                .sum()),
                        widths));
    }

    private ToggleButton pill(String text, Form form, String style) {
        ToggleButton button = new ToggleButton(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(style);
        button.setToggleGroup(modes);
        button.setUserData(form);
        button.setOnAction(event -> {
            button.setSelected(true);
            mode = form;
            changed("mode");
        });
        return button;
    }

    private static VBox labelled(String label, Node node, String help) {
        Label caption = Labels.caption(label);
        caption.setWrapText(true);
        caption.setLabelFor(node);
        VBox box = new VBox(3, caption, node);
        node.setAccessibleText(label);
        if (!help.isEmpty()) {
            box.getChildren().add(Rows.small(help));
        }
        return box;
    }

    // Below its field: above it the field would move away from who is typing in it.
    private VBox checked(Field field, VBox labelled) {
        VBox below = new VBox(2);
        wrong.put(field, below);
        labelled.getChildren().add(2, below);
        return labelled;
    }

    private void showWrong(Map<Field, List<String>> problems) {
        wrong.forEach((field, below) -> below.getChildren()
                .setAll(problems.getOrDefault(field, List.of()).stream()
                        .map(problem -> Rows.line(Rows.Tone.BAD, problem))
                        .toList()));
        wrong.forEach((field, below) -> below.setManaged(!below.getChildren().isEmpty()));
    }

    // A text area keeps the Tab key for itself; in a form it goes on.
    private void leaveWithTab(KeyEvent event) {
        if (!event.isConsumed() && event.getCode() == KeyCode.TAB && !event.isShortcutDown() && !event.isAltDown()) {
            actions.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    private void changed(String field) {
        if (!filling) {
            model.setForm(written(), field);
        }
    }

    private DraftForm written() {
        return new DraftForm(
                name.getText(),
                requestors.getText(),
                mode,
                accounts.getText(),
                users.getText(),
                groups.getText(),
                nodes.getText(),
                ownNode.isSelected() ? OwnNode.YES : OwnNode.NO,
                uids.getText(),
                extras.getText(),
                actions.getText(),
                finding);
    }

    private void show() {
        filling = true;
        model.stateProperty().get().current().map(DraftEntry::form).ifPresent(this::fill);
        showState(model.formStateProperty().get());
        Optional<Pairs> pairs = model.pairs();
        boolean mixes = pairs.isPresent();
        mixed.setText(
                pairs.filter(Pairs::mixesActions).isPresent()
                        ? "Each identity can be used for every action."
                        : "Each user can be combined with every group, uid and extra.");
        product.setVisible(mixes);
        product.setManaged(mixes);
        filling = false;
    }

    private void fill(DraftForm now) {
        set(name, now.name());
        set(requestors, now.requestors());
        set(users, now.users());
        set(accounts, now.accounts());
        set(groups, now.groups());
        set(nodes, now.nodes());
        set(uids, now.uids());
        set(extras, now.extras());
        set(actions, now.actions());
        ownNode.setSelected(now.ownNode() == OwnNode.YES);
        boolean rare = ownNode.isSelected() || !(now.nodes() + now.extras() + now.uids()).isBlank();
        more.setText(rare ? "Nodes, extras and uids" : "Nodes, extras and uids (none)");
        more.setExpanded(more.isExpanded() || rare);
        finding = now.finding();
        choose(now.mode());
        actions.setDisable(mode == Form.LEGACY);
        advice.getChildren().clear();
        model.points().advice().ifPresent(server -> showAdvice(server, now));
    }

    // A pill that has the keys hands them to the one that is chosen in its place.
    private void choose(Form form) {
        boolean within = mode != form && modes.getToggles().stream().anyMatch(toggle -> ((Node) toggle).isFocused());
        mode = form;
        modes.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == mode));
        if (within) {
            ((Node) modes.getSelectedToggle()).requestFocus();
        }
    }

    // The caret stays where it is while a person types.
    private static void set(TextInputControl field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void showAdvice(FormAdvice server, DraftForm now) {
        advice.getChildren().add(Rows.small(server.reason()));
        FormAdvice.leavesOpen(now.mode(), model.points().gate())
                .forEach(open -> advice.getChildren().add(Rows.small(open)));
    }

    private void showState(FormState state) {
        boolean several = !state.parts().isEmpty();
        part.setVisible(several);
        part.setManaged(several);
        if (!part.getItems().equals(state.parts())) {
            part.getItems().setAll(state.parts());
        }
        int index = model.stateProperty().get().current().map(DraftEntry::part).orElse(0);
        part.getSelectionModel().select(several ? index : -1);
        List<Node> lines = new ArrayList<>();
        if (!state.message().isEmpty()) {
            Rows.Tone tone = state.kind() == FormState.Kind.READY ? Rows.Tone.PLAIN : Rows.Tone.WARNING;
            lines.add(Rows.line(tone, state.message()));
        }
        // What stands above must not jump away under who types the actions.
        undecided = actions.isFocused() ? undecided : model.lacksActions();
        if (undecided) {
            lines.add(toBeChosen());
        }
        Optional<DraftForm> now = model.stateProperty().get().current().map(DraftEntry::form);
        showWrong(now.map(DraftForm::problems).orElse(Map.of()));
        notice.getChildren().setAll(lines);
        notice.setManaged(!lines.isEmpty());
        boolean waits = state.kind() == FormState.Kind.WAITING;
        if (waits && hasFocus()) {
            requestFocus();
        }
        form.getChildren().stream().filter(child -> !child.equals(notice)).forEach(child -> child.setDisable(waits));
        if (!waits && isFocused()) {
            focusFirst();
        }
    }

    // Nobody but the author knows what impersonation is for, unless it was recorded.
    private Node toBeChosen() {
        FlowPane ways = new FlowPane(12, 2, link("Choose…", this::goToActions));
        if (!model.recordedActions().isEmpty()) {
            ways.getChildren().add(link("Use the recorded actions", model::takeRecordedActions));
        } else if (model.session().loader().evidenceProperty().get().uses().isEmpty()) {
            ways.getChildren()
                    .add(link("Open an audit log…", () -> model.pageProperty().set(Page.EVIDENCE)));
        }
        return new VBox(
                2,
                Rows.line(
                        Rows.Tone.WARNING,
                        "Choose the allowed actions. Until then, "
                                + (mode == Form.BOTH
                                        ? "only the legacy half grants anything."
                                        : "the draft grants nothing.")),
                ways);
    }

    private static Hyperlink link(String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("draft-line-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(event -> action.run());
        return link;
    }

    private void goToActions() {
        double beyond = form.getHeight() - getViewportBounds().getHeight();
        if (beyond > 0) {
            setVvalue(Math.min(1, actionsBox.getBoundsInParent().getMinY() / beyond));
        }
        actions.requestFocus();
    }

    /// Goes to where the form begins, as soon as it can be filled in. That is no field of names, so that filling the
    /// form does not bring up suggestions as if somebody had typed.
    public void focusFirst() {
        Toggle chosen = modes.getSelectedToggle() == null ? modes.getToggles().getFirst() : modes.getSelectedToggle();
        if (chosen instanceof ToggleButton first && !first.isDisabled()) {
            first.requestFocus();
        } else {
            requestFocus();
        }
    }

    // A field that is put out of use would hand its keys to the first control of the window: the pane keeps them.
    private boolean hasFocus() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        while (focused != null && !focused.equals(form)) {
            focused = focused.getParent();
        }
        return focused != null;
    }
}
