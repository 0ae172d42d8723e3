package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.access.AccessTab;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.TableDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The columns of every table can be chosen, in one way.
class ColumnsWindowTest {
    private static final TableDescription WHO = AccessTab.TABLES.getFirst();

    @TempDir
    Path directory;

    private WindowDriver open() throws Exception {
        WindowDriver driver = WindowDriver.open(new ReviewParts(), directory, Map.of(), 1440, 900);
        driver.open(new DemoSource());
        return driver;
    }

    private static List<? extends TableColumnBase<?, ?>> columns(Control table) {
        return table instanceof TableView<?> flat ? flat.getColumns() : ((TreeTableView<?>) table).getColumns();
    }

    private static TableView<?> table(WindowDriver driver, TableDescription description) {
        return driver.all(TableView.class).stream()
                .map(table -> (TableView<?>) table)
                .filter(table -> table.getColumns().stream()
                        .map(TableColumnBase::getId)
                        .toList()
                        .containsAll(description.columns().stream()
                                .map(TableDescription.Column::id)
                                .toList()))
                .findFirst()
                .orElseThrow();
    }

    private static TableView<?> who(WindowDriver driver) {
        return table(driver, WHO);
    }

    private static List<String> shown(TableView<?> table) {
        return table.getVisibleLeafColumns().stream()
                .map(TableColumnBase::getId)
                .toList();
    }

    @Test
    void everyTableIsDescribedAndHasItsMenu() throws Exception {
        try (WindowDriver driver = open()) {
            List<List<String>> described = FxThread.call(() -> new ReviewParts()
                    .tables().stream()
                            .map(table -> table.columns().stream()
                                    .map(TableDescription.Column::id)
                                    .toList())
                            .toList());
            driver.tab("access");
            for (String question : List.of("What can an identity do?", "Compare two", "Who can do this?")) {
                FxThread.run(() -> driver.all(javafx.scene.control.ToggleButton.class).stream()
                        .filter(button -> question.equals(button.getText()))
                        .forEach(javafx.scene.control.ToggleButton::fire));
            }
            for (String tab : List.of("paths", "findings", "simulate", "compare")) {
                driver.tab(tab);
            }
            FxThread.await(() -> driver.all(TreeTableView.class).size() >= 2);
            List<Control> tables = FxThread.call(() -> {
                List<Control> all = new ArrayList<>(driver.all(TableView.class));
                all.addAll(driver.all(TreeTableView.class));
                return all;
            });
            assertTrue(tables.size() >= 4, tables.toString());
            for (Control table : tables) {
                boolean button = table instanceof TableView<?> flat
                        ? flat.isTableMenuButtonVisible()
                        : ((TreeTableView<?>) table).isTableMenuButtonVisible();
                assertTrue(button, table.getAccessibleText());
                List<String> ids = columns(table).stream()
                        .map(TableColumnBase::getId)
                        .filter(id -> id != null && !id.isEmpty())
                        .toList();
                assertTrue(described.contains(ids), table.getAccessibleText() + " " + ids);
                columns(table).forEach(column -> assertFalse(column.getText().isBlank(), table.getAccessibleText()));
            }
        }
    }

    @Test
    void whatIsChosenInTheSettingsOrTheMenuIsThereAnotherTime() throws Exception {
        try (WindowDriver driver = open()) {
            driver.tab("access");
            FxThread.run(() -> driver.window()
                    .services()
                    .settings()
                    .update(now -> now.withColumns(
                            WHO.id(),
                            List.of(new Settings.Column("who", 200, true), new Settings.Column("where", 100, false)))));
            FxThread.await(() -> shown(who(driver)).equals(List.of("who", "binding", "role", "rule")));
            FxThread.run(() -> {
                who(driver).getColumns().get(3).setVisible(false);
                move(who(driver));
            });
            FxThread.await(() -> kept(driver, WHO.id()).getFirst().id().equals("rule"));
        }
        try (WindowDriver driver = open()) {
            driver.tab("access");
            assertEquals(List.of("rule", "who", "binding"), FxThread.call(() -> shown(who(driver))));
            FxThread.run(() -> driver.stage()
                    .getScene()
                    .getRoot()
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.COMMA, false, true, false, false)));
            FxThread.await(() -> role(driver).isPresent());
            FxThread.run(() -> role(driver).orElseThrow().fire());
            FxThread.run(() -> driver.stage()
                    .getScene()
                    .getRoot()
                    .lookup(".settings-content")
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
            FxThread.await(() -> shown(who(driver)).equals(List.of("rule", "who", "binding", "role")));
        }
    }

    private static List<Settings.Column> kept(WindowDriver driver, String table) {
        return driver.window().services().settings().get().columns().getOrDefault(table, List.of());
    }

    private static Optional<CheckBox> role(WindowDriver driver) {
        return driver.all(CheckBox.class).stream()
                .filter(box -> "Role".equals(box.getText()) && !box.isSelected())
                .findFirst();
    }

    private static <T> void move(TableView<T> table) {
        List<TableColumn<T, ?>> columns = new ArrayList<>(table.getColumns());
        columns.addFirst(columns.removeLast());
        table.getColumns().setAll(columns);
    }

    @Test
    void theLastColumnStays() throws Exception {
        try (WindowDriver driver = open()) {
            driver.tab("access");
            FxThread.run(() -> List.copyOf(who(driver).getColumns()).forEach(column -> column.setVisible(false)));
            assertEquals(List.of("rule"), FxThread.call(() -> shown(who(driver))));
        }
    }

    @Test
    void theClustersColumnIsShownOnlyWhileTheClusterWasAsked() throws Exception {
        try (WindowDriver driver = open()) {
            driver.tab("simulate");
            FxThread.run(() -> driver.all(javafx.scene.control.Button.class).stream()
                    .filter(button -> "Try it".equals(button.getText()))
                    .forEach(javafx.scene.control.Button::fire));
            FxThread.await(() -> driver.shown(TableView.class).stream()
                    .anyMatch(table -> "Checks in the server's order".equals(table.getAccessibleText())));
            List<String> ids =
                    FxThread.call(() -> shown(driver.shown(TableView.class).getFirst()));
            assertEquals(List.of("number", "passed", "mode", "check", "asks", "why"), ids);
            FxThread.await(() -> !kept(driver, "simulate").isEmpty());
            assertTrue(kept(driver, "simulate").stream().allMatch(Settings.Column::visible));
        }
    }
}
