package dev.guise.ui.findings;

import java.util.List;

/// Findings under one heading.
///
/// @param title `""` when nothing is grouped
/// @param rows  the worst first
record FindingGroup(String title, List<FindingRow> rows) {
    FindingGroup {
        rows = List.copyOf(rows);
    }
}
