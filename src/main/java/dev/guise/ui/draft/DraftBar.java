package dev.guise.ui.draft;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.draft.plan.DraftEntry;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.plan.PlanState;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The drafts of the plan, and what can be done with them.
final class DraftBar extends VBox {
    private static final double CHIP = 210;
    /// Behind more than these what adds one has no words.
    private static final int MANY = 3;
    /// Nor has it in a row narrower than so many times the size of its letters.
    private static final double NARROW = 50;
    private final DraftModel model;
    private final HBox chips = new HBox(6);
    private final ScrollPane row = new ScrollPane(chips);
    private final HBox ends = new HBox(6);
    private final MenuButton all = new MenuButton("", Buttons.icon(Feather.LIST));
    private final Command rename;
    private final Command duplicate;
    private final Command remove;
    private final Command pairs;
    private final Command undo;
    private final Command redo;
    private final List<Command> saving;

    DraftBar(DraftModel model, DraftSaving files) {
        this.model = model;
        undo = CommandId.DRAFT_UNDO.command(model::undo);
        redo = CommandId.DRAFT_REDO.command(model::redo);
        rename = CommandId.DRAFT_RENAME.command(this::rename);
        duplicate = CommandId.DRAFT_DUPLICATE.command(model::duplicate);
        remove = CommandId.DRAFT_REMOVE.command(model::remove);
        pairs = CommandId.DRAFT_PAIRS.command(() -> model.show(Page.PAIRS));
        saving = List.of(
                CommandId.DRAFT_SAVE.command(files::file),
                CommandId.DRAFT_FOLDER.command(files::folder),
                CommandId.DRAFT_KUSTOMIZE.command(files::kustomize),
                CommandId.DRAFT_DIFF.command(files::diff),
                CommandId.DRAFT_WAY_BACK.command(files::wayBack),
                CommandId.DRAFT_COPY.command(files::copy),
                CommandId.DRAFT_COPY_DIFF.command(files::copyDiff));
        undo.executableProperty().bind(model.undoableProperty());
        redo.executableProperty().bind(model.redoableProperty());
        getChildren().add(top());
        getStyleClass().add("view-header");
        setSpacing(4);
        widthProperty().subscribe(width -> fitEnds());
        model.stateProperty().subscribe(this::show);
        model.pageProperty().subscribe(this::show);
        model.formStateProperty().subscribe(this::show);
        show();
    }

    private Node top() {
        row.setFitToHeight(true);
        row.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        row.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        row.setMinWidth(120);
        row.setMinHeight(Region.USE_PREF_SIZE);
        row.setFocusTraversable(false);
        row.getStyleClass().addAll("edge-to-edge", "draft-chips");
        // A wheel that turns up and down moves the row.
        row.addEventFilter(ScrollEvent.SCROLL, event -> {
            double beyond = chips.getWidth() - row.getViewportBounds().getWidth();
            if (beyond > 0) {
                row.setHvalue(row.getHvalue() - (event.getDeltaX() + event.getDeltaY()) / beyond);
                event.consume();
            }
        });
        row.viewportBoundsProperty().subscribe(() -> reveal());
        chips.widthProperty().subscribe(() -> reveal());
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setAccessibleText("All drafts");
        all.setTooltip(new Tooltip("All drafts"));
        ends.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(ends, Priority.ALWAYS);
        MenuButton export = new MenuButton("Export", Buttons.icon(Feather.DOWNLOAD));
        export.setMinWidth(Region.USE_PREF_SIZE);
        saving.forEach(command -> export.getItems().add(Buttons.menuItem(command)));
        MenuButton more = new MenuButton("", Buttons.icon(Feather.MORE_HORIZONTAL));
        more.setAccessibleText("More for this draft");
        more.setTooltip(new Tooltip("Rename, duplicate, remove or split pairs"));
        List.of(rename, duplicate, remove, pairs)
                .forEach(command -> more.getItems().add(Buttons.menuItem(command)));
        HBox buttons = new HBox(4, Buttons.iconOnly(undo), Buttons.iconOnly(redo), more, export);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(6, row, all, ends, buttons);
        top.setAlignment(Pos.CENTER_LEFT);
        return top;
    }

    // The chip that is chosen, or has the keys, is never out of sight.
    private void reveal() {
        chips.getChildren().stream()
                .filter(Node::isFocused)
                .findFirst()
                .or(() -> chips.getChildren().stream()
                        .filter(chip -> chip instanceof ToggleButton button && button.isSelected())
                        .findFirst())
                .ifPresent(this::reveal);
    }

    private void reveal(Node chip) {
        double shown = row.getViewportBounds().getWidth();
        double beyond = chips.getWidth() - shown;
        if (beyond <= 0) {
            return;
        }
        double left = row.getHvalue() * beyond;
        double start = chip.getBoundsInParent().getMinX();
        double end = chip.getBoundsInParent().getMaxX();
        // of one that is wider than the room its beginning is seen
        double wanted = start < left ? start : end > left + shown ? Math.min(start, end - shown) : left;
        row.setHvalue(wanted / beyond);
    }

    private void rename() {
        model.stateProperty()
                .get()
                .current()
                .ifPresent(draft -> model.session()
                        .dialogs()
                        .ask("Rename draft", "Name", draft.title())
                        .ifPresent(model::rename));
    }

    private void show() {
        PlanState state = model.stateProperty().get();
        Page page = model.pageProperty().get();
        boolean within = Stream.concat(chips.getChildren().stream(), ends.getChildren().stream())
                .anyMatch(Node::isFocused);
        chips.getChildren().clear();
        all.getItems().clear();
        for (DraftEntry draft : state.drafts()) {
            boolean shown = (page == Page.DRAFT || page == Page.PAIRS) && draft.id() == state.selected();
            ToggleButton chip = chip(draft.title(), Feather.EDIT_3, shown, () -> model.select(draft.id()));
            chip.setContextMenu(
                    new ContextMenu(Buttons.menuItem(rename), Buttons.menuItem(duplicate), Buttons.menuItem(remove)));
            chip.focusedProperty().subscribe(focused -> {
                if (focused) {
                    reveal(chip);
                }
            });
            chips.getChildren().add(chip);
            all.getItems().add(item(draft, shown));
        }
        giveRoom(state);
        row.setVisible(!state.drafts().isEmpty());
        row.setManaged(!state.drafts().isEmpty());
        boolean several = state.drafts().size() > 1;
        all.setText(String.valueOf(state.drafts().size()));
        all.setVisible(several);
        all.setManaged(several);
        String start = state.drafts().isEmpty() ? "Start a draft" : "Add";
        ends.getChildren()
                .setAll(
                        chip(
                                start,
                                Feather.PLUS,
                                page == Page.START,
                                () -> model.pageProperty().set(Page.START)),
                        chip(
                                "Evidence",
                                Feather.ARCHIVE,
                                page == Page.EVIDENCE,
                                () -> model.pageProperty().set(Page.EVIDENCE)));
        fitEnds();
        // The chips are new ones, and must have their places to be brought into sight.
        chips.applyCss();
        chips.layout();
        reveal();
        if (within) {
            focusChosen();
        }
        boolean any = state.current().isPresent();
        List.of(rename, duplicate, remove)
                .forEach(command -> command.executableProperty().set(any && page == Page.DRAFT));
        pairs.executableProperty().set(page == Page.DRAFT && model.pairs().isPresent());
        saving.forEach(command -> command.executableProperty().set(any));
    }

    private void fitEnds() {
        boolean many = model.stateProperty().get().drafts().size() > MANY;
        ends.getChildren().stream().map(ToggleButton.class::cast).forEach(chip -> {
            boolean narrow =
                    getWidth() > 0 && getWidth() < NARROW * chip.getFont().getSize();
            chip.setContentDisplay(many || narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        });
    }

    // One chip has the row to itself; several have a width each and are scrolled.
    private void giveRoom(PlanState state) {
        boolean alone = state.drafts().size() == 1;
        row.setFitToWidth(alone);
        if (alone) {
            ((Region) chips.getChildren().getFirst()).setMaxWidth(Region.USE_PREF_SIZE);
        }
    }

    private MenuItem item(DraftEntry draft, boolean shown) {
        RadioMenuItem item = new RadioMenuItem(draft.title());
        item.setMnemonicParsing(false);
        item.setSelected(shown);
        item.setOnAction(event -> model.select(draft.id()));
        return item;
    }

    // The chip that was pressed is gone; what stands for it takes the keys on.
    private void focusChosen() {
        Stream.concat(chips.getChildren().stream(), ends.getChildren().stream())
                .filter(chip -> chip instanceof ToggleButton button && button.isSelected())
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    private static ToggleButton chip(String text, Feather icon, boolean selected, Runnable action) {
        ToggleButton chip = new ToggleButton(text, Buttons.icon(icon));
        chip.setMnemonicParsing(false);
        chip.setMaxWidth(CHIP);
        // The row gives what a chip wants up to that; a smallest width as wide as its text would go beyond it.
        chip.setMinWidth(0);
        chip.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        chip.setTooltip(new Tooltip(text));
        chip.setAccessibleText(text);
        chip.setSelected(selected);
        chip.getStyleClass().add("draft-chip");
        chip.setOnAction(event -> {
            chip.setSelected(true);
            action.run();
        });
        return chip;
    }

    /// For the palette and the menu.
    List<Command> commands() {
        List<Command> all = new java.util.ArrayList<>(List.of(undo, redo, rename, duplicate, remove, pairs));
        all.addAll(saving);
        return all;
    }
}
