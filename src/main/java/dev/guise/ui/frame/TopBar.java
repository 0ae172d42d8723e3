package dev.guise.ui.frame;

import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;

/// What is looked at: context, server, version, gate, time, read-only mark; and the way to the palette.
final class TopBar extends HBox {
    private static final Duration STALE = Duration.ofHours(1);

    private final FrameModel model;
    private final InstantSource clock;
    private final Circle dot = new Circle(5);
    private final Label name = new Label();
    private final Label server = new Label();
    private final Label version = chip("", Feather.TAG);
    private final MenuButton gate = new MenuButton();
    private final Label time = chip("", Feather.CLOCK);
    private final List<Label> spare;

    TopBar(FrameModel model, InstantSource clock, Command palette, List<Command> left, List<Command> right) {
        this.model = model;
        this.clock = clock;
        getStyleClass().add("top-bar");
        name.getStyleClass().add("context-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setMaxWidth(280);
        server.getStyleClass().add("text-small");
        server.setMinWidth(0);
        prepareGate();
        Label readOnly = chip("Read-only", Feather.LOCK);
        readOnly.setTooltip(new Tooltip("Guise never writes to a cluster or a kubeconfig"));
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        left.stream().map(Buttons::iconOnly).forEach(getChildren()::add);
        getChildren().addAll(dot, name, server, version, gate, time, readOnly, filler, search(palette));
        right.stream().map(Buttons::iconOnly).forEach(getChildren()::add);
        HBox.setMargin(dot, new javafx.geometry.Insets(0, 0, 0, 4));
        setMinWidth(0);
        spare = List.of(readOnly, version, time);
        spare.forEach(chip -> chip.managedProperty().bind(chip.visibleProperty()));
        model.clusterProperty().subscribe(this::show);
        Timeline minutes = new Timeline(new KeyFrame(javafx.util.Duration.seconds(20), event -> showTime()));
        minutes.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                minutes.stop();
            } else {
                minutes.play();
            }
        });
    }

    // What can be done without goes first when there is no room for all, also when the text gets larger.
    @Override
    protected void layoutChildren() {
        fit();
        super.layoutChildren();
    }

    private void fit() {
        double missing = minimum() - getWidth();
        for (Label chip : spare) {
            boolean shown = missing <= 0;
            missing -= shown ? 0 : chip.minWidth(-1) + getSpacing();
            if (chip.isVisible() != shown) {
                chip.setVisible(shown);
            }
        }
    }

    // With all of what can be done without.
    private double minimum() {
        double room = getInsets().getLeft() + getInsets().getRight();
        for (Node child : getChildren()) {
            room += child.minWidth(-1) + getSpacing();
        }
        return room;
    }

    private static Label chip(String text, Feather icon) {
        Label chip = new Label(text, Buttons.icon(icon));
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    private Node search(Command palette) {
        Label key = Labels.plain(KeyBinding.PALETTE.display());
        key.getStyleClass().add("key-cap");
        Label text = Labels.plain("Search or run");
        text.getStyleClass().add("text-muted-plain");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox content = new HBox(8, Buttons.icon(Feather.SEARCH), text, filler, key);
        content.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        content.setMinWidth(200);
        Button button = new Button("", content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("search-button");
        button.setAccessibleText("Search or run a command");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> palette.run());
        return button;
    }

    private void prepareGate() {
        gate.getStyleClass().addAll("chip", "chip-button");
        gate.setMinWidth(Region.USE_PREF_SIZE);
        gate.setGraphic(Buttons.icon(Feather.SHIELD));
        gate.getItems()
                .addAll(choice("Enabled on this cluster", Gate.ON), choice("Disabled on this cluster", Gate.OFF));
    }

    private MenuItem choice(String text, Gate value) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> model.chooseGate(value));
        return item;
    }

    private void show(Optional<FrameModel.Cluster> cluster) {
        cluster.ifPresent(this::show);
    }

    private void show(FrameModel.Cluster cluster) {
        dot.setFill(colour(cluster.colour()));
        name.setText(cluster.name());
        server.setText(cluster.server());
        version.setText(cluster.version().isEmpty() ? "Version unknown" : cluster.version());
        showGate(cluster.gate());
        showTime();
    }

    private static Color colour(String text) {
        try {
            return text.isEmpty() ? Color.gray(0.6) : Color.web(text);
        } catch (IllegalArgumentException unknown) {
            return Color.gray(0.6);
        }
    }

    private void showGate(Gate value) {
        gate.setText(
                switch (value) {
                    case ON -> "Constrained impersonation on";
                    case OFF -> "Constrained impersonation off";
                    case UNKNOWN -> "Constrained impersonation unknown";
                });
        gate.getStyleClass().removeAll("good", "warning");
        switch (value) {
            case ON -> gate.getStyleClass().add("good");
            case UNKNOWN -> gate.getStyleClass().add("warning");
            case OFF -> {
                // A plain chip: off is neither good nor a warning.
            }
        }
        gate.setTooltip(new Tooltip(
                "Whether the ConstrainedImpersonation feature gate is enabled on the API server. Change it if"
                        + " you know better."));
    }

    private void showTime() {
        Optional<Instant> taken = model.clusterProperty().get().map(FrameModel.Cluster::takenAt);
        taken.ifPresent(at -> {
            Duration age = Duration.between(at, clock.instant());
            time.setText("As of " + Times.minute(at));
            time.getStyleClass().remove("warning");
            if (age.compareTo(STALE) > 0) {
                time.getStyleClass().add("warning");
            }
            time.setTooltip(new Tooltip("When Guise read the cluster"));
        });
    }
}
