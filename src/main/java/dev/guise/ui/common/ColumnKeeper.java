package dev.guise.ui.common;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumnBase;

/// Keeps order, width and visibility of a table's columns in the settings, and follows them there. Each column has its
/// id of the table's description.
///
/// @param <C> the columns
public final class ColumnKeeper<C extends TableColumnBase<?, ?>> {
    private final TableDescription table;
    private final ObservableList<C> columns;
    private final SettingsStore settings;
    private boolean following;

    /// @param columns of the table, as they are at first
    public ColumnKeeper(TableDescription table, ObservableList<C> columns, SettingsStore settings) {
        this.table = table;
        this.columns = columns;
        this.settings = settings;
        order();
        columns.forEach(column -> chosen(column)
                .filter(choice -> choice.width() > column.getMinWidth())
                .ifPresent(choice -> column.setPrefWidth(choice.width())));
        InvalidationListener changed = property -> keep();
        columns.forEach(column -> column.widthProperty().addListener(changed));
        columns.forEach(column -> column.visibleProperty().addListener(changed));
        columns.addListener((ListChangeListener<C>) change -> keep());
        settings.settingsProperty().map(now -> now.columns().getOrDefault(table.id(), List.of())).subscribe(this::follow);
    }

    private Optional<Settings.Column> chosen(C column) {
        return settings.get().columns().getOrDefault(table.id(), List.of()).stream()
                .filter(known -> known.id().equals(column.getId()))
                .findFirst();
    }

    // Widths are followed only at first: they are what the table says, not what it is told.
    private void follow() {
        following = true;
        columns.forEach(column -> chosen(column).ifPresent(choice -> column.setVisible(choice.visible())));
        following = false;
    }

    private void order() {
        List<String> wanted = settings.get().columns().getOrDefault(table.id(), List.of()).stream()
                .map(Settings.Column::id)
                .toList();
        if (!wanted.isEmpty()) {
            columns.setAll(columns.stream()
                    .sorted(Comparator.comparingInt((C column) -> Math.max(0, wanted.indexOf(column.getId()))))
                    .toList());
        }
    }

    // Widths change with every change of the window, too; what is kept is what was seen last.
    private void keep() {
        if (following) {
            return;
        }
        List<Settings.Column> now = columns.stream()
                .map(column -> new Settings.Column(column.getId(), column.getWidth(), column.isVisible()))
                .toList();
        settings.update(before -> before.withColumns(table.id(), now));
    }
}
