package dev.guise.ui.common.control;

import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;

/// Keeps order, width and visibility of a table's columns in the settings, follows them there, and puts a button at the
/// table's corner by which they are chosen. Each column has its id of the table's description; columns without one come
/// after them and are not kept.
///
/// @param <C> the columns
public final class ColumnKeeper<C extends TableColumnBase<?, ?>> {
    private final TableDescription table;
    private final ObservableList<C> columns;
    private final SettingsStore settings;
    private final Set<String> useless = new HashSet<>();
    private final InvalidationListener changed = property -> keepSoon();
    private boolean following;
    private boolean waiting;

    private ColumnKeeper(TableDescription table, ObservableList<C> columns, SettingsStore settings) {
        this.table = table;
        this.columns = columns;
        this.settings = settings;
        order();
        for (C column : described()) {
            chosen(column.getId())
                    .filter(choice -> choice.width() > column.getMinWidth())
                    .ifPresent(choice -> column.setPrefWidth(choice.width()));
            column.widthProperty().addListener(changed);
            column.visibleProperty().addListener(changed);
            column.visibleProperty().subscribe(shown -> leaveOne(column));
        }
        columns.addListener((ListChangeListener<C>) change -> keepSoon());
        // Told of values, not of their becoming invalid, which is told once only as long as nobody asks for them.
        settings.settingsProperty()
                .map(now -> now.columns().getOrDefault(table.id(), List.of()))
                .subscribe(chosen -> follow());
    }

    /// Keeps the columns of a table, which has them all by now.
    public static <T> ColumnKeeper<?> keep(TableDescription description, TableView<T> table, SettingsStore settings) {
        table.setTableMenuButtonVisible(true);
        return new ColumnKeeper<>(description, table.getColumns(), settings);
    }

    /// The same of a tree.
    public static <T> ColumnKeeper<?> keep(
            TableDescription description, TreeTableView<T> table, SettingsStore settings) {
        table.setTableMenuButtonVisible(true);
        return new ColumnKeeper<>(description, table.getColumns(), settings);
    }

    /// A column that has nothing to tell now is not shown, whatever was chosen; that choice is kept.
    ///
    /// @param useful whether it has
    public void showWhile(String column, boolean useful) {
        if (useful ? useless.remove(column) : useless.add(column)) {
            follow();
        }
    }

    private List<C> described() {
        return columns.stream().filter(this::isDescribed).toList();
    }

    private boolean isDescribed(C column) {
        return table.columns().stream().anyMatch(known -> known.id().equals(column.getId()));
    }

    private Optional<Settings.Column> chosen(String id) {
        return settings.get().columns().getOrDefault(table.id(), List.of()).stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
    }

    private boolean isWanted(String id) {
        return chosen(id).map(Settings.Column::visible).orElse(true);
    }

    // Widths are followed only at first: they are what the table says, not what it is told.
    private void follow() {
        following = true;
        described().forEach(column -> column.setVisible(isWanted(column.getId()) && !useless.contains(column.getId())));
        following = false;
    }

    // A table without columns has nothing by which one could be brought back.
    private void leaveOne(C column) {
        if (columns.stream().noneMatch(TableColumnBase::isVisible)) {
            column.setVisible(true);
        }
    }

    private void order() {
        List<String> wanted = settings.get().columns().getOrDefault(table.id(), List.of()).stream()
                .map(Settings.Column::id)
                .toList();
        if (!wanted.isEmpty()) {
            List<C> ordered = new ArrayList<>(described());
            ordered.sort(Comparator.comparingInt((C column) -> Math.max(0, wanted.indexOf(column.getId()))));
            columns.stream().filter(Predicate.not(this::isDescribed)).forEach(ordered::add);
            columns.setAll(ordered);
        }
    }

    // All columns change with every change of the window's width; what is kept is what was seen last.
    private void keepSoon() {
        if (!following && !waiting) {
            waiting = true;
            Platform.runLater(this::keep);
        }
    }

    private void keep() {
        waiting = false;
        List<Settings.Column> now = described().stream()
                .map(column -> new Settings.Column(column.getId(), column.getWidth(), isShown(column)))
                .toList();
        if (!now.equals(settings.get().columns().get(table.id()))) {
            settings.update(before -> before.withColumns(table.id(), now));
        }
    }

    private boolean isShown(C column) {
        return useless.contains(column.getId()) ? isWanted(column.getId()) : column.isVisible();
    }
}
