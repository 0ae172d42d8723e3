package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.model.Mark;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// The whole diagram, small, with a frame around what the canvas shows. A click or drag moves the canvas there. Hidden
/// while everything is shown anyway. It lies in the corner where it hides least, and fades where it hides a node all
/// the same, unless the pointer is over it. While a person moves the diagram it does not jump.
public final class DiagramOverview extends StackPane {
    private static final double BORDER = 1;
    private static final double WIDTH = OverviewCorner.WIDTH - 2 * BORDER;
    private static final double HEIGHT = OverviewCorner.HEIGHT - 2 * BORDER;
    private static final double PADDING = 6;
    private static final double FADED = 0.3;
    private static final double MIN_HEIGHT = 380;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final DiagramModel model;
    private final DiagramCanvas main;
    private final ReadOnlyObjectWrapper<OverviewCorner> corner = new ReadOnlyObjectWrapper<>(OverviewCorner.RIGHT);
    private Viewport view = Viewport.IDENTITY;

    public DiagramOverview(DiagramModel model, DiagramCanvas main) {
        this.model = model;
        this.main = main;
        getStyleClass().add("diagram-overview");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(canvas);
        setAccessibleText("Overview of the diagram");
        model.diagramProperty().subscribe(this::paint);
        main.viewportProperty().subscribe(this::paint);
        main.paletteProperty().subscribe(this::paint);
        main.widthProperty().subscribe(this::paint);
        main.heightProperty().subscribe(this::paint);
        model.selectionProperty().subscribe(() -> {
            settle();
            fade();
        });
        hoverProperty().subscribe(this::fade);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::move);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::move);
    }

    private void move(MouseEvent event) {
        main.centre(view.toWorldX(event.getX() - BORDER), view.toWorldY(event.getY() - BORDER));
        event.consume();
    }

    /// Where it lies.
    public ReadOnlyObjectProperty<OverviewCorner> cornerProperty() {
        return corner.getReadOnlyProperty();
    }

    private void settle() {
        corner.set(OverviewCorner.freest(
                main.placed(), model.selectedNode(), main.viewportProperty().get(), main.getWidth(), main.getHeight()));
    }

    private void fade() {
        boolean hides = !corner.get()
                .hidden(main.placed(), main.viewportProperty().get(), main.getWidth(), main.getHeight())
                .isEmpty();
        setOpacity(hides && !isHover() ? FADED : 1);
    }

    private void paint() {
        LaidOutDiagram diagram = model.diagram();
        Box shown = main.viewportProperty().get().visible(main.getWidth(), main.getHeight());
        boolean all = shown.x() <= 0
                && shown.y() <= 0
                && shown.right() >= diagram.width()
                && shown.bottom() >= diagram.height();
        // Where there is little height it would lie on what is looked at.
        setVisible(!all && !diagram.diagram().isEmpty() && main.getHeight() >= MIN_HEIGHT);
        if (!isVisible()) {
            return;
        }
        if (!main.camera().isMoved()) {
            settle();
        }
        fade();
        double scale = Math.min(
                (WIDTH - 2 * PADDING) / Math.max(diagram.width(), 1),
                (HEIGHT - 2 * PADDING) / Math.max(diagram.height(), 1));
        view = new Viewport(scale, (WIDTH - diagram.width() * scale) / 2, (HEIGHT - diagram.height() * scale) / 2);
        DiagramPalette palette = main.paletteProperty().get();
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(palette.background());
        g.fillRect(0, 0, WIDTH, HEIGHT);
        diagram.diagram().nodes().forEach(node -> dot(g, palette, node, diagram));
        g.setStroke(palette.accent());
        g.setLineWidth(1);
        double left = Math.max(view.toScreenX(shown.x()), 1);
        double top = Math.max(view.toScreenY(shown.y()), 1);
        double right = Math.min(view.toScreenX(shown.right()), WIDTH - 1);
        double bottom = Math.min(view.toScreenY(shown.bottom()), HEIGHT - 1);
        g.setFill(palette.accent().deriveColor(0, 1, 1, 0.1));
        g.fillRect(left, top, Math.max(right - left, 2), Math.max(bottom - top, 2));
        g.strokeRect(
                Math.round(left) + 0.5, Math.round(top) + 0.5, Math.max(right - left, 2), Math.max(bottom - top, 2));
    }

    private void dot(GraphicsContext g, DiagramPalette palette, DiagramNode node, LaidOutDiagram diagram) {
        Box box = diagram.boxes().get(node.id());
        if (box == null) {
            return;
        }
        g.setFill(node.has(Mark.DEAD) ? palette.border() : palette.of(node.kind()));
        g.fillRect(
                view.toScreenX(box.x()),
                view.toScreenY(box.y()),
                Math.max(box.width() * view.scale(), 1.5),
                Math.max(box.height() * view.scale(), 1.5));
    }
}
