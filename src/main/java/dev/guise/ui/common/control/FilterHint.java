package dev.guise.ui.common.control;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/// What a filter understands besides words, in small letters below it; a click writes the term.
public final class FilterHint extends FlowPane {

    /// A term.
    ///
    /// @param key     without the colon
    /// @param meaning as a tooltip
    public record Term(String key, String meaning) {}

    public FilterHint(TextField field, List<Term> terms) {
        super(2, 0);
        getStyleClass().add("filter-hint");
        Label also = Labels.plain("Also");
        also.getStyleClass().add("text-small");
        getChildren().add(also);
        for (Term term : terms) {
            getChildren().add(button(field, term));
        }
    }

    private static Button button(TextField field, Term term) {
        Button button = new Button(term.key() + ":");
        button.getStyleClass().add("filter-term");
        button.setTooltip(new Tooltip(term.meaning()));
        button.setAccessibleText("Filter term " + term.key() + ", " + term.meaning());
        // The caret stays in the field.
        button.setFocusTraversable(false);
        button.setOnAction(event -> write(field, term.key() + ":"));
        return button;
    }

    private static void write(TextField field, String term) {
        String typed = field.getText();
        String space = typed.isEmpty() || typed.endsWith(" ") ? "" : " ";
        field.setText(typed + space + term);
        field.requestFocus();
        field.end();
    }
}
