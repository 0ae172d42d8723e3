package dev.guise.ui.findings;

import dev.guise.draft.Fixes;
import dev.guise.findings.Finding;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Binding;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;

/// What can be done with findings: the same below the list and in the menu on a line.
final class FindingCommands {
    private final Session session;
    private final FindingsModel model;
    private final Runnable focusTable;

    /// @param focusTable gives the focus back to the list, once a decision is made
    FindingCommands(Session session, FindingsModel model, Runnable focusTable) {
        this.session = session;
        this.model = model;
        this.focusTable = focusTable;
    }

    /// What leads from a finding to where more is known of it.
    List<Command> going(FindingRow row) {
        Finding finding = row.finding();
        List<Command> commands = new ArrayList<>();
        commands.add(CommandId.FINDING_PATH.command(() -> model.openPath(finding)));
        Binding binding = finding.origin().binding();
        if (binding != null) {
            commands.add(CommandId.FINDING_BINDING.command(
                    () -> session.navigator().selectInGraph(AccessNode.idOf(binding))));
        }
        if (Fixes.isLikely(finding)) {
            commands.add(
                    CommandId.FINDING_DRAFT.command(() -> session.navigator().fix(finding)));
        }
        return commands;
    }

    /// What can be decided about findings, and their text.
    ///
    /// @param rows  every finding that is meant
    /// @param above where to ask for the reason
    List<Command> deciding(List<FindingRow> rows, Supplier<Node> above) {
        List<Command> commands = new ArrayList<>();
        commands.add(CommandId.FINDING_SUPPRESS.command(() -> suppress(rows, above.get())));
        if (rows.stream().anyMatch(row -> row.suppression().isPresent())) {
            commands.add(CommandId.FINDING_UNSUPPRESS.command(() -> unsuppress(rows)));
        }
        commands.add(CommandId.FINDING_COPY.command(() -> model.copy(rows)));
        return commands;
    }

    /// The commands for the identity that has a finding, as in the list of identities.
    List<Command> withSubject(FindingRow row) {
        List<Command> commands = new ArrayList<>();
        if (!row.subject().isEmpty()) {
            commands.add(CommandId.FINDING_SUBJECT.command(() -> session.frame().select(row.subject())));
            commands.addAll(session.frame().identityCommands(row.subject()));
        }
        return commands;
    }

    private void suppress(List<FindingRow> rows, Node above) {
        new SuppressForm(model, rows, (reason, until) -> model.suppress(rows, reason, until)).show(above, focusTable);
    }

    // What had the focus is gone with the decision.
    private void unsuppress(List<FindingRow> rows) {
        model.unsuppress(rows);
        focusTable.run();
    }
}
