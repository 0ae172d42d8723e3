package dev.guise.ui.findings;

import dev.guise.findings.Finding;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.findings.FindingLine.Entry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The finding that is read, in words, with what can be done about it.
final class FindingDetail {
    private final FindingCommands commands;
    private final Supplier<List<FindingRow>> chosen;
    private final VBox body = new VBox(10);
    private final ScrollPane scroll = new ScrollPane(body);

    /// @param chosen every finding that is selected
    FindingDetail(FindingCommands commands, Supplier<List<FindingRow>> chosen) {
        this.commands = commands;
        this.chosen = chosen;
        body.getStyleClass().add("path-steps");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
    }

    Node node() {
        return scroll;
    }

    void show(Optional<FindingLine> line) {
        body.getChildren().clear();
        if (line.isEmpty()) {
            body.getChildren().add(Labels.muted("Select a finding to see its details."));
        } else if (line.get() instanceof Entry(FindingRow row)) {
            show(row);
        } else {
            body.getChildren()
                    .addAll(
                            Labels.muted("This group contains all findings below it. Select one to see its details."),
                            new FlowPane(8, 8, deciding().toArray(Node[]::new)));
        }
    }

    private void show(FindingRow row) {
        Finding finding = row.finding();
        body.getChildren().addAll(wrapped(Labels.heading(finding.title())), facts(row));
        row.suppression().ifPresent(decision -> body.getChildren().add(decision(row, decision)));
        FlowPane buttons = new FlowPane(8, 8);
        commands.going(row).stream().map(Buttons::text).forEach(buttons.getChildren()::add);
        buttons.getChildren().addAll(deciding());
        body.getChildren().add(buttons);
        part("What was found", finding.detail());
        part("Why it matters", finding.why());
        part("What to do", finding.remedy());
        part("Can reach", String.join(", ", finding.reaches()));
    }

    /// How bad it is, which kind it is, who has it, and by what.
    private static Node facts(FindingRow row) {
        Finding finding = row.finding();
        Label id = Labels.code(finding.id());
        id.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, SeverityChip.of(finding.severity()), id);
        line.setAlignment(Pos.CENTER_LEFT);
        String from = finding.origin().describe();
        String about = row.who() + (from.isEmpty() || row.who().isEmpty() ? from : ", by " + from);
        Label who = wrapped(Labels.plain(about));
        who.setMinWidth(0);
        HBox.setHgrow(who, Priority.ALWAYS);
        line.getChildren().add(who);
        return line;
    }

    private static Node decision(FindingRow row, Suppression decision) {
        boolean over = row.standing() != Standing.SUPPRESSED;
        String until = decision.until().map(day -> " until " + day).orElse("");
        Label label = Labels.plain((over ? "Was suppressed" : "Suppressed") + until + ": " + decision.reason());
        label.setGraphic(Buttons.icon(over ? Feather.BELL : Feather.BELL_OFF));
        label.getStyleClass().addAll("decision", over ? "warning" : "plain");
        return wrapped(label);
    }

    // For everything that is selected, not only for what is told.
    private List<Button> deciding() {
        AtomicReference<Node> pressed = new AtomicReference<>(body);
        List<Button> buttons = commands.deciding(chosen.get(), pressed::get).stream()
                .map(Buttons::text)
                .toList();
        // The reason is asked for at the button that was pressed.
        pressed.set(buttons.getFirst());
        return buttons;
    }

    private void part(String title, String text) {
        if (!text.isEmpty()) {
            body.getChildren().add(new VBox(2, Labels.caption(title), wrapped(Labels.plain(FindingText.plain(text)))));
        }
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
