package dev.guise.ui.common.control;

import dev.guise.ui.common.settings.TableDescription;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Columns of tables.
public final class Columns {
    private static final double MIN_WIDTH = 56;

    private Columns() {}

    /// A column of text. A tooltip shows text that does not fit.
    ///
    /// @param width at first, in pixels
    public static <T> TableColumn<T, String> text(String title, double width, Function<T, String> text) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(MIN_WIDTH, width));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        column.setCellFactory(ignored -> new TextCell<>());
        return column;
    }

    /// A column of a table whose columns can be chosen.
    ///
    /// @param width at first, in pixels
    public static <T> TableColumn<T, String> text(
            TableDescription.Column description, double width, Function<T, String> text) {
        TableColumn<T, String> column = text(description.title(), width, text);
        column.setId(description.id());
        return column;
    }

    /// A column of text that wraps, for tables of few rows: the rows are as high as they need to be.
    ///
    /// @param width at first, in pixels
    public static <T> TableColumn<T, String> wrapped(
            TableDescription.Column description, double width, Function<T, String> text) {
        TableColumn<T, String> column = text(description, width, text);
        column.setCellFactory(WrappedCell::new);
        return column;
    }

    private static final class WrappedCell<T> extends TableCell<T, String> {
        private static final double PADDING = 18;
        private final Text drawn = new Text();
        // Room above and below is the box's: a table takes a cell's own from its middle.
        private final VBox boxed = new VBox(drawn);

        WrappedCell(TableColumn<T, String> column) {
            drawn.wrappingWidthProperty().bind(column.widthProperty().subtract(PADDING));
            drawn.getStyleClass().add("wrapped-text");
            boxed.setAlignment(Pos.CENTER_LEFT);
            boxed.getStyleClass().add("wrapped-box");
            setPrefHeight(USE_COMPUTED_SIZE);
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            drawn.setText(item == null ? "" : item);
            setGraphic(empty ? null : boxed);
        }
    }

    /// Whether a text is cut shows only once it is drawn, so that is looked at when the pointer comes.
    private static final class TextCell<T> extends TableCell<T, String> {
        TextCell() {
            setOnMouseEntered(event -> {
                String whole = getText();
                setTooltip(whole == null || isWhole(whole) ? null : tooltip(whole));
            });
        }

        private boolean isWhole(String text) {
            return getChildrenUnmodifiable().stream()
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast)
                    .allMatch(drawn -> text.equals(drawn.getText()));
        }

        private static Tooltip tooltip(String text) {
            Tooltip tooltip = new Tooltip(text);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(480);
            return tooltip;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
        }
    }
}
