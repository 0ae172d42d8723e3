package dev.guise.ui.graph.paint;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.Mark;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/// The kinds of edges in the diagram, each with its line and a checkbox that shows or hides it, below one another, or
/// beside one another where there is little height for the diagram; and what the marks on its nodes mean.
public final class DiagramLegend extends FlowPane {
    private static final double WIDTH = 34;
    private static final double SHORT = 26;
    private static final double HEIGHT = 12;
    private static final double LOW = 380;
    private static final double EDGES = 2 * OverviewCorner.EDGE;
    private static final double MARKS = 190;

    private final DiagramModel model;
    private final DiagramCanvas canvas;
    private boolean low;

    public DiagramLegend(DiagramModel model, DiagramCanvas canvas) {
        this.model = model;
        this.canvas = canvas;
        getStyleClass().add("diagram-legend");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        model.diagramProperty().subscribe(this::rebuild);
        canvas.paletteProperty().subscribe(this::build);
        canvas.widthProperty().subscribe(this::wrap);
        canvas.heightProperty().subscribe(this::wrap);
    }

    private void wrap() {
        if (low == isLow()) {
            setPrefWrapLength(low ? Math.max(canvas.getWidth() - EDGES, 1) : 1);
        } else {
            rebuild();
        }
    }

    private void rebuild() {
        build();
        wrap();
    }

    // Where the diagram is larger than the view, what lies over it takes as little of its height as can be.
    private boolean isLow() {
        LaidOutDiagram diagram = model.diagram();
        return canvas.getHeight() < LOW
                || !Viewport.fit(diagram.width(), diagram.height(), canvas.getWidth(), canvas.getHeight())
                        .isReadable();
    }

    // No wider than what is in it.
    @Override
    protected double computePrefWidth(double height) {
        if (!low) {
            return super.computePrefWidth(height);
        }
        double all = getChildren().stream()
                .mapToDouble(child -> snapSizeX(child.prefWidth(-1)) + getHgap())
                .sum();
        return Math.min(snappedLeftInset() + Math.ceil(all) + snappedRightInset(), getPrefWrapLength());
    }

    private void build() {
        low = isLow();
        getChildren().clear();
        for (EdgeKind kind : model.kinds()) {
            CheckBox box = new CheckBox(kind.text());
            box.setGraphic(sample(kind));
            box.setSelected(!model.hiddenKindsProperty().get().contains(kind));
            box.selectedProperty().addListener((property, before, shown) -> change(kind, shown));
            getChildren().add(box);
        }
        List<Label> marks = model.marks().stream().map(this::meaning).toList();
        if (low) {
            getChildren().addAll(marks);
        } else if (!marks.isEmpty()) {
            getChildren().add(beside(marks));
        }
    }

    private static FlowPane beside(List<Label> marks) {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("diagram-marks");
        pane.setPrefWrapLength(MARKS);
        pane.getChildren().addAll(marks);
        return pane;
    }

    private Label meaning(Mark mark) {
        Label label = Labels.plain(mark.text());
        label.getStyleClass().addAll("diagram-mark", mark.style());
        label.setGraphic(Buttons.icon(mark.icon()));
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
        Canvas sample = new Canvas(low ? SHORT : WIDTH, HEIGHT);
        GraphicsContext g = sample.getGraphicsContext2D();
        g.setStroke(canvas.paletteProperty().get().of(kind));
        g.setLineWidth(kind.isStep() ? 2 : 1.2);
        g.setLineDashes(kind.dash().stream().mapToDouble(Double::doubleValue).toArray());
        g.strokeLine(0, HEIGHT / 2, sample.getWidth(), HEIGHT / 2);
        return sample;
    }
}
