package dev.guise.ui.common.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Popup;

/// A line of text with suggestions below it while a person types: Down and Up choose, Enter takes, Esc closes.
public final class SuggestField extends TextField {
    private static final double ROW = 28;
    private static final int ROWS = 9;
    private static final double MIN_WIDTH = 280;

    private final Function<String, List<String>> source;
    private final ListView<String> list = new ListView<>();
    private final Popup popup = new Popup();
    private Consumer<String> onCommit = text -> {};
    private boolean taking;

    /// @param prompt shown while the field is empty; also what a screen reader calls it
    /// @param source the suggestions for what is typed, the best first
    public SuggestField(String prompt, Function<String, List<String>> source) {
        this.source = source;
        setPromptText(prompt);
        setAccessibleText(prompt);
        list.getStyleClass().add("suggest-list");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Cell());
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> take());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        textProperty().subscribe(this::typed);
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Receives the text when the user picks a suggestion or presses Enter.
    public void setOnCommit(Consumer<String> action) {
        onCommit = action;
    }

    private static final class Cell extends ListCell<String> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
        }
    }

    // A field that was emptied is not asked about: a list would cover what is below. Down opens it all the same.
    private void typed(String text) {
        if (text.isEmpty()) {
            popup.hide();
        } else {
            suggest();
        }
    }

    private void suggest() {
        if (taking || !isFocused() || getScene() == null) {
            return;
        }
        List<String> found = source.apply(getText());
        if (found.isEmpty() || (found.size() == 1 && found.getFirst().equals(getText()))) {
            popup.hide();
            return;
        }
        list.getItems().setAll(found);
        list.getSelectionModel().clearSelection();
        double rows = Math.min(found.size(), ROWS);
        list.setPrefSize(Math.max(getWidth(), MIN_WIDTH), rows * ROW + 4);
        Bounds place = localToScreen(getBoundsInLocal());
        if (place != null && !popup.isShowing()) {
            popup.show(this, place.getMinX(), place.getMaxY() + 2);
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> {
                if (popup.isShowing()) {
                    move(1);
                } else {
                    suggest();
                }
                event.consume();
            }
            case UP -> {
                move(-1);
                event.consume();
            }
            case ENTER -> {
                take();
                event.consume();
            }
            case ESCAPE -> {
                if (popup.isShowing()) {
                    popup.hide();
                    event.consume();
                }
            }
            default -> {
                // Everything else is typed.
            }
        }
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (popup.isShowing() && size > 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS + 2));
        }
    }

    private void take() {
        String chosen = list.getSelectionModel().getSelectedItem();
        taking = true;
        if (popup.isShowing() && chosen != null) {
            setText(chosen);
            end();
        }
        popup.hide();
        taking = false;
        onCommit.accept(getText());
    }
}
