package dev.guise.ui.simulate;

import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The impersonation headers: one user, one uid, and as many groups and extras as are added.
final class HeaderForm extends FlowPane {
    private final SimulateModel model;
    private final Node user;
    private final Node uid;
    private final Node add;

    HeaderForm(SimulateModel model) {
        super(12, 8);
        this.model = model;
        user = labelled("Impersonate-User", field("nobody", model.userProperty(), model::suggest, 15));
        uid = labelled("Impersonate-Uid", field("none", model.uidProperty(), typed -> List.of(), 6));
        HBox buttons = new HBox(
                8,
                Buttons.text(CommandId.SIMULATE_GROUP.command(() -> model.add(Header.Kind.GROUP))),
                Buttons.text(CommandId.SIMULATE_EXTRA.command(() -> model.add(Header.Kind.EXTRA))));
        add = labelled(" ", buttons);
        model.headers().addListener((ListChangeListener<Header>) change -> fill());
        fill();
    }

    private void fill() {
        getChildren().setAll(user);
        model.headers().forEach(header -> getChildren().add(row(header)));
        getChildren().addAll(uid, add);
    }

    private Node row(Header header) {
        Node remove = Buttons.iconOnly(CommandId.SIMULATE_REMOVE.command(() -> model.remove(header)));
        HBox line = new HBox(2);
        line.setAlignment(Pos.CENTER_LEFT);
        if (header.kind() == Header.Kind.EXTRA) {
            SuggestField key = field("key", header.keyProperty(), typed -> List.of(), 8);
            key.setAccessibleText("Extra key");
            line.getChildren().addAll(key, Labels.plain("="));
        }
        Function<String, List<String>> source =
                header.kind() == Header.Kind.GROUP ? model::suggestGroups : typed -> List.of();
        SuggestField value = field("none", header.valueProperty(), source, 10);
        String name = header.kind() == Header.Kind.GROUP ? "Impersonate-Group" : "Impersonate-Extra-…";
        value.setAccessibleText(name);
        line.getChildren().add(value);
        if (header.kind() == Header.Kind.EXTRA || model.headers().size() > 1) {
            line.getChildren().add(remove);
        }
        return new VBox(4, Labels.caption(name), line);
    }

    private static VBox labelled(String label, Node node) {
        if (node instanceof SuggestField field) {
            field.setAccessibleText(label);
        }
        return new VBox(4, Labels.caption(label), node);
    }

    private SuggestField field(String prompt, StringProperty text, Function<String, List<String>> source, int columns) {
        SuggestField field = new SuggestField(prompt, source);
        field.setPrefColumnCount(columns);
        field.textProperty().bindBidirectional(text);
        field.setOnCommit(committed -> model.run());
        return field;
    }
}
