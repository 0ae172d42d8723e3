package dev.guise.ui.paths;

import dev.guise.ui.common.control.Labels;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

/// The things that what was typed may mean, to choose from.
final class ChoicesPane extends VBox {

    ChoicesPane(PathsModel.Choices choices, Consumer<String> onChoice) {
        super(8);
        getStyleClass().add("state-pane");
        setAlignment(Pos.TOP_CENTER);
        VBox list = new VBox(2);
        list.setAlignment(Pos.TOP_LEFT);
        list.setMaxWidth(USE_PREF_SIZE);
        for (String meant : choices.meant()) {
            Hyperlink link = new Hyperlink(meant);
            link.setOnAction(event -> onChoice.accept(meant));
            list.getChildren().add(link);
        }
        getChildren().addAll(Labels.heading("Which “" + choices.typed() + "” do you mean?"), list);
    }
}
