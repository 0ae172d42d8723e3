package dev.guise.ui.draft.result;

import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.layout.BorderPane;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/// The whole plan against what is in the cluster, as a unified diff.
public final class DiffPane extends BorderPane {
    private final CodeArea code = new CodeArea();

    public DiffPane(DraftModel model) {
        code.setEditable(false);
        code.setSyntaxDecorator(new Colours());
        code.setContentPadding(new Insets(6));
        code.setAccessibleText("Differences from the cluster");
        setCenter(code);
        model.checks().checkedProperty().subscribe(this::show);
    }

    private void show(Optional<Checked> checked) {
        String diff = checked.map(Checked::diff).orElse("");
        code.setText(diff.isEmpty() ? "The drafts change nothing in the cluster." : diff.stripTrailing());
    }

    private static final class Colours implements SyntaxDecorator {
        @Override
        public RichParagraph createRichParagraph(CodeTextModel model, int index) {
            String line = model.getPlainText(index);
            String style = line.startsWith("+++") || line.startsWith("---") || line.startsWith("@@")
                    ? "yaml-comment"
                    : line.startsWith("+") ? "diff-added" : line.startsWith("-") ? "diff-removed" : "yaml-value";
            return line.isEmpty()
                    ? RichParagraph.builder().build()
                    : RichParagraph.builder().addWithStyleNames(line, style).build();
        }

        @Override
        public void handleChange(CodeTextModel model, TextPos start, TextPos end, int top, int lines, int bottom) {
            // Each line is coloured by itself.
        }
    }
}
