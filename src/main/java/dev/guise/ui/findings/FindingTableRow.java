package dev.guise.ui.findings;

import dev.guise.ui.findings.FindingLine.Entry;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeTableRow;
import org.jspecify.annotations.Nullable;

/// A row that stands back where its finding is no longer open.
final class FindingTableRow extends TreeTableRow<FindingLine> {
    private static final PseudoClass SETTLED = PseudoClass.getPseudoClass("settled");

    @Override
    protected void updateItem(@Nullable FindingLine item, boolean empty) {
        super.updateItem(item, empty);
        pseudoClassStateChanged(
                SETTLED,
                item instanceof Entry(FindingRow row) && !row.standing().isOpen());
    }
}
