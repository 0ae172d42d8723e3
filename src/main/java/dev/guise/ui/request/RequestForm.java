package dev.guise.ui.request;

import dev.guise.ui.common.Labels;
import dev.guise.ui.common.SuggestField;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Verb, resource, name and namespace in a row.
public final class RequestForm extends FlowPane {

    /// @param namespaces asked for when namespaces are suggested
    /// @param onCommit   told when Enter is pressed or a suggestion is taken
    public RequestForm(RequestModel model, Supplier<List<String>> namespaces, Runnable onCommit) {
        super(12, 8);
        getChildren().addAll(
                field("Verb", "get", model.verbProperty(), () -> RequestText.VERBS, 6, onCommit),
                field("Resource", "secrets", model.resourceProperty(), RequestText::resources, 13, onCommit),
                field("Name", "none", model.nameProperty(), List::of, 8, onCommit),
                field("Namespace", "cluster scope", model.namespaceProperty(), namespaces, 9, onCommit));
    }

    private static VBox field(
            String label, String prompt, StringProperty text, Supplier<List<String>> all, int columns, Runnable onCommit) {
        SuggestField field = new SuggestField(prompt, typed -> RequestModel.matching(all.get(), typed));
        field.setAccessibleText(label);
        field.setPrefColumnCount(columns);
        field.textProperty().bindBidirectional(text);
        field.setOnCommit(committed -> onCommit.run());
        return new VBox(4, Labels.caption(label), field);
    }
}
