package dev.guise.ui.frame;

import dev.guise.ui.common.control.FocusKeys;
import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.text.Text;

/// A note, written where it is read. It grows with its text; Tab leaves it.
final class NoteArea extends TextArea {
    private static final int FEWEST_ROWS = 2;
    private static final int MAX_ROWS = 12;

    private String about = "";
    private int longest = Integer.MAX_VALUE;
    private Consumer<String> onChange = text -> {};
    private boolean showing;

    NoteArea() {
        setWrapText(true);
        setPrefRowCount(FEWEST_ROWS);
        setPromptText("Write a note");
        setAccessibleText("Note");
        getStyleClass().add("note-area");
        setTextFormatter(new TextFormatter<>(this::within));
        textProperty().subscribe(this::changed);
        widthProperty().subscribe(this::grow);
        FocusKeys.leaveByTab(this);
    }

    /// Shows a note. While a person writes about the same thing, what is written stays.
    NoteArea show(InspectorContent.Note note) {
        onChange = note.onChange();
        longest = note.longest();
        boolean same = note.about().equals(about);
        about = note.about();
        if (!same || (!getText().equals(note.text()) && !isFocused())) {
            showing = true;
            setText(note.text());
            showing = false;
        }
        return this;
    }

    // What is too much is not taken, so that what is seen is what is kept.
    private TextFormatter.Change within(TextFormatter.Change change) {
        if (change.getControlNewText().length() > longest) {
            change.setText("");
            change.selectRange(change.getRangeStart(), change.getRangeStart());
        }
        return change;
    }

    private void changed() {
        grow();
        if (!showing) {
            onChange.accept(getText());
        }
    }

    private void grow() {
        Text text = new Text(getText());
        text.setFont(getFont());
        text.setWrappingWidth(Math.max(80, getWidth() - 28));
        double line = Math.max(1, new Text("x").getLayoutBounds().getHeight());
        long rows = Math.round(text.getLayoutBounds().getHeight() / line);
        setPrefRowCount(Math.clamp(rows, FEWEST_ROWS, MAX_ROWS));
    }
}
