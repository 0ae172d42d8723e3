package dev.guise.example.ui;

import javafx.application.Platform;
import javafx.scene.Node;

/// Wrong on purpose: a model knows a control, and goes over to the window's thread by itself.
public record PageModel(Node node) {
    void later() {
        Platform.runLater(() -> node.setVisible(true));
    }
}
