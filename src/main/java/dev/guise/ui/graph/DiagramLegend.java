package dev.guise.ui.graph;

import dev.guise.ui.common.Labels;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;

/// The kinds of edges in the diagram, each with its line and a checkbox that shows or hides it, below one another, or beside
/// one another where there is little height; and what the marks on its nodes mean.
final class DiagramLegend extends FlowPane {
    private static final double WIDTH = 34;
    private static final double HEIGHT = 12;
    private static final double LOW = 380;
    private static final double BESIDE = 460;
    private static final double MARKS = 190;

    private final DiagramModel model;
    private final DiagramCanvas canvas;

    DiagramLegend(DiagramModel model, DiagramCanvas canvas) {
        this.model = model;
        this.canvas = canvas;
        getStyleClass().add("diagram-legend");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        model.diagramProperty().subscribe(this::build);
        canvas.paletteProperty().subscribe(this::build);
        canvas.widthProperty().subscribe(this::wrap);
        canvas.heightProperty().subscribe(this::wrap);
    }

    private void wrap() {
        setPrefWrapLength(canvas.getHeight() < LOW ? Math.max(canvas.getWidth() - BESIDE, 1) : 1);
    }

    private void build() {
        getChildren().clear();
        for (EdgeKind kind : model.kinds()) {
            CheckBox box = new CheckBox(kind.text());
            box.setGraphic(sample(kind));
            box.setSelected(!model.hiddenKindsProperty().get().contains(kind));
            box.selectedProperty().addListener((property, before, shown) -> change(kind, shown));
            getChildren().add(box);
        }
        FlowPane marks = new FlowPane();
        marks.getStyleClass().add("diagram-marks");
        marks.setPrefWrapLength(MARKS);
        model.marks().stream().map(this::meaning).forEach(marks.getChildren()::add);
        if (!marks.getChildren().isEmpty()) {
            getChildren().add(marks);
        }
    }

    private Label meaning(Mark mark) {
        FontIcon icon = new FontIcon(mark.icon());
        icon.setIconColor(canvas.paletteProperty().get().of(mark));
        Label label = Labels.plain(mark.text());
        label.setGraphic(icon);
        return label;
    }

    private void change(EdgeKind kind, boolean shown) {
        Set<EdgeKind> hidden = new HashSet<>(model.hiddenKindsProperty().get());
        if (shown) {
            hidden.remove(kind);
        } else {
            hidden.add(kind);
        }
        model.hiddenKindsProperty().set(Set.copyOf(hidden));
    }

    private Canvas sample(EdgeKind kind) {
        Canvas sample = new Canvas(WIDTH, HEIGHT);
        GraphicsContext g = sample.getGraphicsContext2D();
        g.setStroke(canvas.paletteProperty().get().of(kind));
        g.setLineWidth(kind.isStep() ? 2 : 1.2);
        g.setLineDashes(kind.dash().stream().mapToDouble(Double::doubleValue).toArray());
        g.strokeLine(0, HEIGHT / 2, WIDTH, HEIGHT / 2);
        return sample;
    }
}
