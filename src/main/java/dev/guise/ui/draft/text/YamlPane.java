package dev.guise.ui.draft.text;

import dev.guise.draft.DraftProblem;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.SideDecorator;
import jfx.incubator.scene.control.richtext.TextPos;

/// The YAML of a draft, with marks at the lines that have a problem.
public final class YamlPane extends BorderPane {
    private final CodeArea code = new CodeArea();
    private final Consumer<String> onTyped;
    private boolean filling;
    private boolean leaving;

    /// @param onTyped    told of the whole text when a person changed it
    /// @param completion of what is being typed
    public YamlPane(Consumer<String> onTyped, Completion completion) {
        this.onTyped = onTyped;
        new CompletionPopup(this, completion);
        code.setSyntaxDecorator(new YamlColours(List.of()));
        code.setContentPadding(new Insets(6));
        code.setAccessibleText(
                "YAML of the draft. Tab indents; Ctrl+Tab, or Esc and then Tab, leaves the editor; Ctrl+Space"
                        + " completes.");
        code.setUndoRedoEnabled(false);
        code.setLeftDecorator(new Gutter(List.of()));
        code.getModel().addListener(change -> typed());
        code.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Label keys = Labels.plain("Tab indents  ·  Esc, then Tab leaves  ·  Ctrl+Space completes");
        keys.getStyleClass().addAll("text-small", "draft-keys");
        keys.setMinWidth(0);
        keys.setMaxWidth(Double.MAX_VALUE);
        setCenter(code);
        setBottom(keys);
        setMinWidth(200);
    }

    CodeArea code() {
        return code;
    }

    private void typed() {
        if (!filling) {
            onTyped.accept(text());
        }
    }

    String text() {
        String text = code.getText();
        return text == null ? "" : text;
    }

    // YAML takes no tabs, and a person without a mouse must get out again.
    private void key(KeyEvent event) {
        boolean leave = leaving;
        if (!event.isConsumed()) {
            leaving = event.getCode() == KeyCode.ESCAPE || (leaving && event.getCode() == KeyCode.SHIFT);
        }
        if (event.isConsumed() || event.getCode() != KeyCode.TAB || event.isAltDown()) {
            return;
        }
        if (event.isShiftDown()) {
            code.requestFocusTraversal(TraversalDirection.PREVIOUS);
        } else if (event.isShortcutDown() || leave) {
            code.requestFocusTraversal(TraversalDirection.NEXT);
        } else {
            TextPos caret = code.getCaretPosition();
            if (caret != null && !code.hasNonEmptySelection()) {
                TextPos end = code.replaceText(caret, caret, "  ");
                code.select(end);
            }
        }
        event.consume();
    }

    /// Shows a text; what is the same stays where it is, and so does the caret.
    public void show(String text) {
        String now = text();
        if (now.equals(text)) {
            return;
        }
        int start = 0;
        int most = Math.min(now.length(), text.length());
        while (start < most && now.charAt(start) == text.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < most - start && now.charAt(now.length() - 1 - same) == text.charAt(text.length() - 1 - same)) {
            same++;
        }
        filling = true;
        try {
            if (start == 0 && same == 0) {
                code.setText(text);
            } else {
                replace(now, start, now.length() - same, text.substring(start, text.length() - same));
            }
        } finally {
            filling = false;
        }
    }

    private void replace(String now, int start, int end, String by) {
        TextPos caret = code.getCaretPosition();
        code.replaceText(position(now, start), position(now, end), by);
        if (caret != null) {
            code.select(code.getModel().clamp(caret));
        }
    }

    /// Puts something in the place of a part of the text, as if typed.
    void type(int start, int end, String by) {
        TextPos after = code.replaceText(position(text(), start), position(text(), end), by);
        if (after != null) {
            code.select(after);
        }
    }

    /// The caret as an offset in the text.
    int caret() {
        TextPos caret = code.getCaretPosition();
        if (caret == null) {
            return 0;
        }
        String text = text();
        int offset = 0;
        for (int line = 0; line < caret.index(); line++) {
            int end = text.indexOf('\n', offset);
            if (end < 0) {
                return text.length();
            }
            offset = end + 1;
        }
        return Math.min(text.length(), offset + caret.offset());
    }

    private static TextPos position(String text, int offset) {
        int line = 0;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
            line++;
            start = end + 1;
        }
        return TextPos.ofLeading(line, offset - start);
    }

    /// Goes to a line.
    ///
    /// @param line   from 1
    /// @param column from 1
    public void goTo(int line, int column) {
        TextPos place = code.getModel().clamp(TextPos.ofLeading(Math.max(0, line - 1), Math.max(0, column - 1)));
        code.select(place);
        code.requestFocus();
    }

    /// Marks the lines of problems, if they are those of the text shown.
    /// Goes to the text.
    public void find() {
        code.requestFocus();
    }

    public void mark(Optional<Checked> checked) {
        List<DraftProblem> problems = checked.filter(found -> found.text().equals(text()))
                .map(Checked::problems)
                .orElse(List.of());
        code.setLeftDecorator(new Gutter(problems));
        code.setSyntaxDecorator(new YamlColours(problems));
    }

    /// Line numbers, with a mark where there is something to see.
    private static final class Gutter implements SideDecorator {
        private static final double DIGIT = 9;
        private final Map<Integer, DraftProblem> worst = new HashMap<>();

        Gutter(List<DraftProblem> problems) {
            problems.forEach(problem -> worst.merge(
                    problem.line() - 1,
                    problem,
                    (one, other) -> one.severity().compareTo(other.severity()) <= 0 ? one : other));
        }

        @Override
        public double getPrefWidth(double viewWidth) {
            return 0;
        }

        @Override
        public Node getMeasurementNode(int index) {
            return label(index, true);
        }

        @Override
        public Node getNode(int index) {
            return label(index, false);
        }

        private Label label(int index, boolean measure) {
            Label label = new Label(String.valueOf(index + 1));
            label.getStyleClass().add("draft-gutter");
            label.setMinWidth(Math.max(3, String.valueOf(index + 1).length()) * DIGIT + 8);
            DraftProblem problem = measure ? null : worst.get(index);
            if (problem != null) {
                label.getStyleClass()
                        .add(
                                switch (problem.severity()) {
                                    case ERROR, ALARM -> "draft-gutter-error";
                                    case WARNING -> "draft-gutter-warning";
                                });
                label.setTooltip(new Tooltip(problem.message() + "\n" + problem.title() + "  ·  " + problem.id()));
                label.setAccessibleText("Line " + (index + 1) + ": " + problem.message());
            }
            return label;
        }
    }
}
