package dev.guise.ui.draft.form;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.Pairs;
import dev.guise.draft.Pairs.Cell;
import dev.guise.draft.Pairs.Column;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.ActionText;
import dev.guise.ui.draft.plan.DraftForm;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftModel.Page;
import dev.guise.ui.draft.text.Rows;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who may be used for what: a table in which a person takes out the pairs that were not meant.
public final class PairsPane extends BorderPane {
    private static final double HEAD_WIDTH = 140;
    /// So many letters stand in one line.
    private static final int SHORT = 22;
    private static final double SIDE_WIDTH = 160;
    private static final String RECORDED =
            "Combinations seen in the audit logs are selected; the others are already cleared.";
    private final DraftModel model;
    private final GridPane grid = new GridPane();
    private final VBox result = new VBox(4);
    private static final String ONCE =
            "Each user is listed once. The same user with other groups for other actions needs a second draft.";
    private final Label origin = Rows.small("");
    private final Label once = Rows.small(ONCE);
    private final Set<Cell> meant = new LinkedHashSet<>();
    private final Command split;
    private final Button splitButton;
    private Optional<Pairs> shown = Optional.empty();

    public PairsPane(DraftModel model) {
        this.model = model;
        split = CommandId.DRAFT_SPLIT_PAIRS.command(this::split);
        splitButton = Buttons.primary(split);
        Command back = CommandId.DRAFT_PAIRS_BACK.command(this::back);
        VBox head = new VBox(
                8,
                Labels.heading("Which identity may be used for what?"),
                Rows.wrapped(
                        "Kubernetes knows no pairs: an impersonator may perform every listed action as every listed"
                                + " identity, with every group, uid and extra. Clear the unintended combinations; each"
                                + " remaining set then gets its own impersonator, a service account."));
        head.getStyleClass().add("draft-start");
        grid.getStyleClass().add("draft-pairs");
        origin.managedProperty().bind(origin.textProperty().isNotEmpty());
        once.managedProperty().bind(once.visibleProperty());
        FlowPane buttons = new FlowPane(8, 6, splitButton, Buttons.text(back));
        VBox content = new VBox(14, origin, grid, once, result, buttons);
        content.getStyleClass().add("draft-form");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        setTop(head);
        setCenter(scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                back();
                event.consume();
            }
        });
    }

    /// Shows the pairs of the draft that is looked at.
    public void open() {
        shown = model.pairs();
        meant.clear();
        origin.setText("");
        grid.getChildren().clear();
        once.setVisible(shown.filter(Pairs::mixesAttributes).isPresent());
        shown.ifPresent(pairs -> {
            Set<Cell> recorded = model.recorded(pairs);
            meant.addAll(recorded.isEmpty() ? pairs.all() : recorded);
            origin.setText(recorded.isEmpty() ? "" : RECORDED);
            fill(pairs);
        });
        tell();
    }

    // The longer list goes down, where there is room for it.
    private void fill(Pairs pairs) {
        boolean down = pairs.columns().size() > pairs.targets().size();
        Place place = down ? grid::add : (node, target, column) -> grid.add(node, column, target);
        for (int target = 0; target < pairs.targets().size(); target++) {
            String whom = pairs.targets().get(target).label();
            place.add(down ? head(whom) : side(whom), target + 1, 0);
            for (int column = 0; column < pairs.columns().size(); column++) {
                place.add(cell(pairs, new Cell(target, column)), target + 1, column + 1);
            }
        }
        for (int column = 0; column < pairs.columns().size(); column++) {
            String what = words(pairs.columns().get(column));
            place.add(down ? side(what) : head(what), 0, column + 1);
        }
    }

    private interface Place {
        void add(Node node, int target, int column);
    }

    private static Node head(String text) {
        Label label = Rows.wrapped(text);
        label.setMinWidth(text.length() > SHORT ? HEAD_WIDTH : Region.USE_PREF_SIZE);
        GridPane.setMargin(label, new Insets(0, 6, 4, 6));
        GridPane.setValignment(label, VPos.BOTTOM);
        return label;
    }

    private static Node side(String text) {
        Label label = Rows.wrapped(text);
        label.setMinWidth(SIDE_WIDTH);
        return label;
    }

    private static String words(Column column) {
        return switch (column) {
            case Column.Doing(Action action) -> ActionText.write(List.of(action));
            case Column.With(String label, var ignored) -> "with " + label;
        };
    }

    private Node cell(Pairs pairs, Cell cell) {
        CheckBox box = new CheckBox();
        String column = words(pairs.columns().get(cell.column()));
        box.setAccessibleText(pairs.targets().get(cell.target()).label() + ": " + column);
        box.setSelected(meant.contains(cell));
        box.setDisable(!pairs.isPossible(cell));
        box.selectedProperty().subscribe(selected -> {
            boolean changed = selected ? meant.add(cell) : meant.remove(cell);
            if (changed) {
                tell();
            }
        });
        GridPane.setMargin(box, new Insets(4, 6, 4, 6));
        GridPane.setHalignment(box, HPos.LEFT);
        return box;
    }

    private void tell() {
        result.getChildren().clear();
        List<DraftSpec> specs =
                shown.map(pairs -> model.apart(pairs, Set.copyOf(meant))).orElse(List.of());
        boolean told = shown.map(Pairs::canBeTold).orElse(false);
        if (!told) {
            result.getChildren()
                    .add(Rows.line(
                            Rows.Tone.WARNING,
                            shown.isEmpty()
                                    ? "This draft has no pairs to split."
                                    : "Name only service accounts as impersonators first: Guise can split no"
                                            + " other identity."));
        } else if (specs.isEmpty()) {
            result.getChildren().add(Rows.line(Rows.Tone.PLAIN, "No combination is selected."));
        } else {
            result.getChildren()
                    .add(Labels.caption(
                            specs.size() == 1 ? "One impersonator" : "Result: " + specs.size() + " impersonators"));
            specs.forEach(spec -> result.getChildren().add(line(spec)));
        }
        boolean changes = shown.map(pairs -> !pairs.all().equals(meant)).orElse(false);
        split.executableProperty().set(told && changes && !specs.isEmpty());
        splitButton.setText(specs.size() > 1 ? "Split into " + specs.size() + " drafts" : "Apply");
    }

    private static Node line(DraftSpec spec) {
        DraftForm form = DraftForm.of(spec);
        Pairs pairs = Pairs.of(spec);
        String whom = String.join(
                ", ", pairs.targets().stream().map(Pairs.Target::label).toList());
        String with = pairs.columns().stream()
                .filter(Column.With.class::isInstance)
                .map(column -> ((Column.With) column).label())
                .collect(Collectors.joining(", "));
        var line = Rows.line(
                Rows.Tone.PLAIN,
                form.requestors() + " becomes " + whom + (with.isEmpty() ? "" : " with " + with) + " to "
                        + form.actions().replace("\n", ", and to "));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private void split() {
        shown.ifPresent(pairs -> model.tellApart(pairs, Set.copyOf(meant)));
    }

    private void back() {
        model.pageProperty().set(Page.DRAFT);
    }

    /// Goes to the first pair.
    public void find() {
        grid.getChildren().stream()
                .filter(node -> node instanceof CheckBox && !node.isDisabled())
                .findFirst()
                .ifPresentOrElse(Node::requestFocus, this::requestFocus);
    }
}
