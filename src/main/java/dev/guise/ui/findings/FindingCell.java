package dev.guise.ui.findings;

import dev.guise.findings.Severity;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.findings.FindingLine.Entry;
import dev.guise.ui.findings.FindingLine.Heading;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A cell; the one that stands first shows headings, over the empty ones beside it, and rows further in than these.
abstract sealed class FindingCell extends TreeTableCell<FindingLine, FindingLine> {
    private static final String INSIDE = "in-group";
    private @Nullable Node clip;

    FindingCell() {
        skinProperty().subscribe(skin -> showWhole());
    }

    // What is wider than its cell is cut by a clip; a heading may be wider.
    private void showWhole() {
        clip = getClip() == null ? clip : getClip();
        setClip(getItem() instanceof Heading ? null : clip);
    }

    private boolean isFirst() {
        return getTreeTableView() != null && getTreeTableView().getVisibleLeafIndex(getTableColumn()) == 0;
    }

    abstract void show(Entry entry);

    @Override
    protected void updateItem(@Nullable FindingLine item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setAccessibleText(null);
        getStyleClass().remove(INSIDE);
        if (!(item instanceof Entry) || empty) {
            setGraphic(null);
        }
        if (!empty && item instanceof Entry entry) {
            TreeItem<FindingLine> line =
                    getTableRow() == null ? null : getTableRow().getTreeItem();
            boolean grouped =
                    line != null && line.getParent() != null && line.getParent().getValue() != null;
            if (grouped && isFirst()) {
                getStyleClass().add(INSIDE);
            }
            show(entry);
        } else if (!empty && item instanceof Heading heading && isFirst()) {
            setGraphic(heading(heading.what()));
        }
        showWhole();
    }

    private Node heading(String title) {
        TreeItem<FindingLine> item = getTableRow().getTreeItem();
        boolean open = item == null || item.isExpanded();
        Label label = new Label(title, Buttons.icon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        label.getStyleClass().add("finding-group");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// How bad it is.
    static final class OfSeverity extends FindingCell {
        // A table asks its cells again and again: a new chip each time would be styled each time.
        private final Map<Severity, Label> chips = new EnumMap<>(Severity.class);

        @Override
        void show(Entry entry) {
            setGraphic(chips.computeIfAbsent(entry.severity(), SeverityChip::of));
        }
    }

    /// What it is, with a sign where the reviewer or Kubernetes itself says that it is all right.
    static final class OfWhat extends FindingCell {
        @Override
        void show(Entry entry) {
            setText(entry.what());
            String status = entry.status();
            setGraphic(StandingIcon.of(entry.row().standing())
                    .<Node>map(icon -> Buttons.badge(icon, status))
                    .orElse(null));
            setAccessibleText(status.isEmpty() ? entry.what() : entry.what() + ", " + status);
        }
    }

    /// Whoever has it, with what the reviewer said of it.
    static final class OfWho extends FindingCell {
        @Override
        void show(Entry entry) {
            FindingRow row = entry.row();
            setText(entry.who());
            HBox marks = new HBox(4);
            marks.setAlignment(Pos.CENTER);
            if (row.owned()) {
                marks.getChildren().add(Buttons.badge(Feather.FLAG, "Owned"));
            }
            if (row.noted()) {
                marks.getChildren().add(Buttons.badge(Feather.MESSAGE_SQUARE, "Has a note"));
            }
            setGraphic(marks.getChildren().isEmpty() ? null : marks);
        }
    }

    /// Plain text.
    static final class OfText extends FindingCell {
        private final Function<FindingLine, String> text;

        OfText(Function<FindingLine, String> text) {
            this.text = text;
        }

        @Override
        void show(Entry entry) {
            setText(text.apply(entry));
            setGraphic(null);
        }
    }
}
