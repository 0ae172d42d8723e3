package dev.guise.ui.request;

import dev.guise.ui.common.control.FieldMark;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
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
        getChildren()
                .addAll(
                        labelled("Verb", verb(model, onCommit)),
                        labelled("Resource", resource(model, onCommit)),
                        labelled("Name", name(model, onCommit)),
                        labelled("Namespace", namespace(model, namespaces, onCommit)));
    }

    private static SuggestField verb(RequestModel model, Runnable onCommit) {
        SuggestField field = field("get", model.verbProperty(), () -> RequestText.VERBS, 6, onCommit);
        FieldMark.follow(field, model.verbProblem());
        return field;
    }

    private static SuggestField resource(RequestModel model, Runnable onCommit) {
        SuggestField field = field("secrets", model.resourceProperty(), RequestText::resources, 13, onCommit);
        FieldMark.follow(field, model.resourceProblem());
        return field;
    }

    private static SuggestField name(RequestModel model, Runnable onCommit) {
        SuggestField field = field("none", model.nameProperty(), List::of, 8, onCommit);
        FieldMark.follow(field, model.nameProblem());
        return field;
    }

    private static SuggestField namespace(RequestModel model, Supplier<List<String>> all, Runnable onCommit) {
        SuggestField field = field("cluster scope", model.namespaceProperty(), all, 9, onCommit);
        FieldMark.follow(field, model.namespaceProblem());
        return field;
    }

    private static VBox labelled(String label, SuggestField field) {
        field.setAccessibleText(label);
        return new VBox(4, Labels.caption(label), field);
    }

    private static SuggestField field(
            String prompt, StringProperty text, Supplier<List<String>> all, int columns, Runnable onCommit) {
        SuggestField field = new SuggestField(prompt, typed -> RequestModel.matching(all.get(), typed));
        field.setPrefColumnCount(columns);
        field.textProperty().bindBidirectional(text);
        field.setOnCommit(committed -> onCommit.run());
        return field;
    }
}
