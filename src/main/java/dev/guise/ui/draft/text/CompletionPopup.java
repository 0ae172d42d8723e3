package dev.guise.ui.draft.text;

import dev.guise.ui.common.background.WindowThread;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Popup;

/// A list of completions at the caret of a text: Ctrl+Space opens it, and so does typing; Down and Up choose, Enter and
/// Tab take, Esc closes.
public final class CompletionPopup {
    private static final double ROW = 26;
    private static final int ROWS = 8;
    private static final double WIDTH = 300;
    private static final int LEAST = 2;

    /// The text that is completed.
    interface Target {
        Node node();

        String text();

        int caret();

        /// Where the list is shown below, in the coordinates of the screen.
        Bounds place();

        void replace(int start, int end, String by);
    }

    private final Target target;
    private final Completion completion;
    private final ListView<String> list = new ListView<>();
    private final Popup popup = new Popup();
    private int start;

    public CompletionPopup(TextArea area, Completion completion) {
        this(new Area(area), completion);
    }

    CompletionPopup(YamlPane pane, Completion completion) {
        this(new Yaml(pane), completion);
    }

    private CompletionPopup(Target target, Completion completion) {
        this.target = target;
        this.completion = completion;
        list.getStyleClass().add("suggest-list");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> take());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        target.node().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        target.node().addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        target.node().focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    private record Area(TextArea area) implements Target {
        @Override
        public Node node() {
            return area;
        }

        @Override
        public String text() {
            return area.getText();
        }

        @Override
        public int caret() {
            return area.getCaretPosition();
        }

        @Override
        public Bounds place() {
            return area.localToScreen(area.getBoundsInLocal());
        }

        @Override
        public void replace(int start, int end, String by) {
            area.replaceText(start, end, by);
        }
    }

    private record Yaml(YamlPane pane) implements Target {
        @Override
        public Node node() {
            return pane.code();
        }

        @Override
        public String text() {
            return pane.text();
        }

        @Override
        public int caret() {
            return pane.caret();
        }

        @Override
        public Bounds place() {
            Node caret = pane.code().lookup(".caret");
            Node shown = caret == null ? pane.code() : caret;
            return shown.localToScreen(shown.getBoundsInLocal());
        }

        @Override
        public void replace(int start, int end, String by) {
            pane.type(start, end, by);
        }
    }

    private void typed(KeyEvent event) {
        String typed = event.getCharacter();
        boolean word = !typed.isEmpty()
                && !event.isShortcutDown()
                && !event.isAltDown()
                && (Character.isLetterOrDigit(typed.charAt(0)) || "-./:*".contains(typed));
        if (word) {
            // The text has the character only after this event.
            WindowThread.later(() -> suggest(LEAST));
        } else {
            popup.hide();
        }
    }

    private void suggest(int least) {
        String text = target.text();
        int caret = Math.min(target.caret(), text.length());
        Completion.Found found = completion.at(text, caret);
        String word = text.substring(Math.min(found.start(), caret), caret);
        boolean useless = found.words().isEmpty()
                || word.length() < least
                || (found.words().size() == 1 && found.words().getFirst().equals(word));
        Bounds place = useless ? null : target.place();
        if (place == null) {
            popup.hide();
            return;
        }
        start = found.start();
        list.getItems().setAll(found.words());
        list.getSelectionModel().clearSelection();
        if (least == 0) {
            list.getSelectionModel().selectFirst();
        }
        list.setPrefSize(WIDTH, Math.min(found.words().size(), ROWS) * ROW + 4);
        popup.show(target.node(), place.getMinX(), place.getMaxY() + 2);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            suggest(0);
            event.consume();
            return;
        }
        if (!popup.isShowing()) {
            return;
        }
        switch (event.getCode()) {
            case DOWN -> move(1, event);
            case UP -> move(-1, event);
            case ENTER -> {
                if (list.getSelectionModel().getSelectedItem() == null) {
                    popup.hide();
                } else {
                    take();
                    event.consume();
                }
            }
            case TAB -> {
                if (list.getSelectionModel().getSelectedItem() == null) {
                    list.getSelectionModel().selectFirst();
                }
                take();
                event.consume();
            }
            case ESCAPE -> {
                popup.hide();
                event.consume();
            }
            case LEFT, RIGHT, HOME, END -> popup.hide();
            default -> {
                // Everything else is typed.
            }
        }
    }

    private void move(int by, KeyEvent event) {
        int size = list.getItems().size();
        int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - ROWS + 2));
        event.consume();
    }

    private void take() {
        String chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen != null) {
            target.replace(start, target.caret(), chosen);
        }
    }
}
