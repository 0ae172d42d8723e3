package dev.guise.ui.common.settings;

import java.util.List;

/// A table whose columns a person may choose.
///
/// @param id      stable, never shown
/// @param title   as the settings name it
/// @param columns in their first order
public record TableDescription(String id, String title, List<Column> columns) {

    public TableDescription {
        columns = List.copyOf(columns);
    }

    /// A column.
    ///
    /// @param id    stable, never shown
    /// @param title its heading
    public record Column(String id, String title) {}

    /// The column of that id, which it has.
    public Column column(String column) {
        return columns.stream()
                .filter(known -> known.id().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /// Whether a column is shown.
    public boolean isVisible(String column, Settings settings) {
        return settings.columns().getOrDefault(id, List.of()).stream()
                .filter(known -> known.id().equals(column))
                .allMatch(Settings.Column::visible);
    }
}
