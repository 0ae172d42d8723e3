package dev.guise.ui.findings;

import dev.guise.findings.Severity;
import dev.guise.ui.common.control.Labels;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// How bad something is, in a word on a colour.
final class SeverityChip {
    private SeverityChip() {}

    static Label of(Severity severity) {
        Label chip = Labels.plain(severity.id());
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.getStyleClass()
                .addAll(
                        "chip",
                        switch (severity) {
                            case CRITICAL, HIGH -> "danger";
                            case MEDIUM -> "warning";
                            case LOW, INFO -> "plain";
                        });
        return chip;
    }
}
