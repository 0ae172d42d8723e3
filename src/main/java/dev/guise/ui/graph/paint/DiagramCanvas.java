package dev.guise.ui.graph.paint;

import dev.guise.ui.common.control.MenuKeys;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.PlacedDiagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Duration;

/// Shows a diagram on a canvas the size of its place, never of the world. Draws only when something changed, once a
/// pulse. Wheel zooms at the pointer, drag pans, double click centres, arrow keys walk, Enter opens, Esc clears.
public final class DiagramCanvas extends Region {
    private static final double WHEEL = 1.0018;
    private static final long TRANSITION = 200_000_000L;
    private static final int MAX_ANIMATED = 400;

    private final Canvas canvas = new Canvas();
    private final DiagramModel model;
    private final DiagramFonts fonts;
    private final ObjectProperty<DiagramPalette> palette = new SimpleObjectProperty<>(DiagramPalette.LIGHT);
    private final Camera camera;
    private final Tooltip tooltip = new Tooltip();
    private final AnimationTimer frames;
    private PlacedDiagram placed = new PlacedDiagram(LaidOutDiagram.EMPTY);
    private Map<String, Box> from = Map.of();
    private long started = -1;
    private boolean dirty = true;
    private boolean dragged;
    private Optional<ContextMenu> menu = Optional.empty();
    private double lastX;
    private double lastY;
    private Consumer<DiagramTarget> onOpen = target -> {};
    private Function<Optional<DiagramTarget>, Optional<ContextMenu>> menus = target -> Optional.empty();

    public DiagramCanvas(DiagramModel model, DiagramFonts fonts) {
        this.model = model;
        camera = new Camera(model);
        this.fonts = fonts;
        getStyleClass().add("diagram-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleRoleDescription("Diagram");
        getChildren().add(canvas);
        canvas.setManaged(false);
        frames = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frame(now);
            }
        };
        watchModel();
        watchInput();
        // A timer that runs keeps what it draws, also when the window is gone.
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(shown -> {
                    if (shown) {
                        frames.start();
                        dirty = true;
                    } else {
                        frames.stop();
                    }
                });
        tooltip.setShowDelay(Duration.millis(400));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(420);
    }

    private void watchModel() {
        model.diagramProperty().subscribe(this::changeDiagram);
        model.selectionProperty().subscribe(selection -> announce());
        model.hoveredProperty().subscribe(this::redraw);
        model.hiddenKindsProperty().subscribe(this::redraw);
        model.pathProperty().subscribe(this::redraw);
        model.searchProperty().subscribe(this::redraw);
        palette.subscribe(this::redraw);
        camera.viewportProperty().subscribe(this::redraw);
        focusedProperty().subscribe(this::redraw);
        widthProperty().subscribe(this::resized);
        heightProperty().subscribe(this::resized);
    }

    private void watchInput() {
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.DEFAULT));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(-1, -1));
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::showMenu);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    public ObjectProperty<DiagramPalette> paletteProperty() {
        return palette;
    }

    /// What part of the world is shown.
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return camera.viewportProperty();
    }

    /// What to do when a node or edge is opened with Enter.
    public void setOnOpen(Consumer<DiagramTarget> action) {
        onOpen = action;
    }

    /// Makes the menu for what was clicked, or for the background.
    public void setContextMenus(Function<Optional<DiagramTarget>, Optional<ContextMenu>> source) {
        menus = source;
    }

    // ---- what is shown ----

    private void changeDiagram(LaidOutDiagram next) {
        LaidOutDiagram before = placed.diagram();
        Map<String, Box> shown = boxesNow();
        placed = new PlacedDiagram(next);
        boolean related = next.boxes().keySet().stream().anyMatch(before.boxes()::containsKey);
        if (!related) {
            lookAtBeginning();
            return;
        }
        keepInPlace(before, next);
        from = next.boxes().size() <= MAX_ANIMATED ? shown : Map.of();
        started = from.isEmpty() ? -1 : 0;
        redraw();
    }

    // What the person looks at stays where it is on the screen; the rest moves around it.
    private void keepInPlace(LaidOutDiagram before, LaidOutDiagram next) {
        String anchor = model.selection()
                .map(DiagramTarget::id)
                .filter(before.boxes()::containsKey)
                .filter(next.boxes()::containsKey)
                .orElseGet(() -> nearestToMiddle(before, next));
        Box old = before.boxes().get(anchor);
        Box now = next.boxes().get(anchor);
        if (old == null || now == null) {
            return;
        }
        double dx = now.x() - old.x();
        double dy = now.y() - old.y();
        camera.follow(dx, dy);
        Map<String, Box> moved = new HashMap<>();
        before.boxes()
                .forEach((id, box) -> moved.put(id, new Box(box.x() + dx, box.y() + dy, box.width(), box.height())));
        from = moved;
    }

    private String nearestToMiddle(LaidOutDiagram before, LaidOutDiagram next) {
        double x = camera.viewport().toWorldX(getWidth() / 2);
        double y = camera.viewport().toWorldY(getHeight() / 2);
        return before.boxes().entrySet().stream()
                .filter(entry -> next.boxes().containsKey(entry.getKey()))
                .min(java.util.Comparator.comparingDouble(entry -> Math.hypot(
                        entry.getValue().centreX() - x, entry.getValue().centreY() - y)))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private Map<String, Box> boxesNow() {
        return placed.diagram().boxes();
    }

    private void announce() {
        setAccessibleText(model.describeSelection());
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        redraw();
    }

    // ---- frames ----

    private void redraw() {
        dirty = true;
    }

    private void resized() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        camera.resize(getWidth(), getHeight());
        redraw();
    }

    private void frame(long now) {
        if (started == 0) {
            started = now;
        }
        if (!dirty && started < 0) {
            return;
        }
        dirty = false;
        double t = started < 0 ? 1 : Math.min((now - started) / (double) TRANSITION, 1);
        if (t >= 1) {
            started = -1;
            from = Map.of();
        }
        paint(t);
    }

    private void paint(double t) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        DiagramPainter painter =
                new DiagramPainter(fonts, palette.get(), g, camera.viewport(), Emphasis.of(model), pixels());
        double eased = 1 - Math.pow(1 - t, 3);
        Function<DiagramNode, Box> boxes = t >= 1 ? placed::box : node -> between(node, eased);
        painter.paint(placed, getWidth(), getHeight(), boxes, t >= 1 ? 1 : Math.max(0, 2 * t - 1));
        if (isFocused()) {
            g.setStroke(palette.get().accent());
            g.setLineWidth(1);
            g.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
        }
    }

    private Box between(DiagramNode node, double t) {
        Box to = placed.box(node);
        Box start = from.get(node.id());
        if (start == null) {
            return to;
        }
        return new Box(
                start.x() + (to.x() - start.x()) * t, start.y() + (to.y() - start.y()) * t, to.width(), to.height());
    }

    private double pixels() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(window.getRenderScaleX(), 1);
    }

    // ---- moving about ----

    /// What is shown, by place.
    PlacedDiagram placed() {
        return placed;
    }

    /// What is looked at, and how it is moved.
    public Camera camera() {
        return camera;
    }

    /// Shows all of it.
    public void fit() {
        camera.lookAtAll();
    }

    /// Looks at it as if for the first time: all of it, or its beginning where all is too small to read.
    public void lookAtBeginning() {
        stopMoving();
        camera.lookAtBeginning();
    }

    /// Looks at the same as before, of a diagram that has been laid out for another size.
    public void aimAgain() {
        stopMoving();
        camera.aimAgain();
    }

    private void stopMoving() {
        from = Map.of();
        started = -1;
        redraw();
    }

    /// Zooms about the middle.
    public void zoom(double factor) {
        camera.zoom(factor);
    }

    /// Moves so that a place of the world is in the middle.
    public void centre(double x, double y) {
        camera.centre(x, y);
    }

    /// Moves as little as needed to show what is selected.
    public void revealSelection() {
        model.selection().ifPresent(target -> {
            switch (target) {
                case DiagramTarget.OfNode(DiagramNode node) -> reveal(List.of(node));
                case DiagramTarget.OfEdge(DiagramEdge edge) ->
                    camera.reveal(placed.route(edge).bounds());
            }
        });
    }

    /// Moves as little as needed to show some nodes, and to have them where nothing lies over them.
    public void reveal(List<DiagramNode> nodes) {
        nodes.stream().map(placed::box).reduce(DiagramCanvas::around).ifPresent(camera::reveal);
    }

    private static Box around(Box one, Box other) {
        double x = Math.min(one.x(), other.x());
        double y = Math.min(one.y(), other.y());
        return new Box(x, y, Math.max(one.right(), other.right()) - x, Math.max(one.bottom(), other.bottom()) - y);
    }

    // ---- input ----

    private void scroll(ScrollEvent event) {
        if (event.isDirect() && !event.isShortcutDown()) {
            camera.pan(event.getDeltaX(), event.getDeltaY());
        } else {
            camera.zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
        }
        event.consume();
    }

    private void press(MouseEvent event) {
        requestFocus();
        dragged = false;
        lastX = event.getX();
        lastY = event.getY();
        // A tab pane around would take the focus back.
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.SECONDARY) {
            return;
        }
        double dx = event.getX() - lastX;
        double dy = event.getY() - lastY;
        if (!dragged && Math.hypot(dx, dy) < 3) {
            return;
        }
        dragged = true;
        setCursor(Cursor.CLOSED_HAND);
        camera.pan(dx, dy);
        lastX = event.getX();
        lastY = event.getY();
    }

    private void click(MouseEvent event) {
        if (dragged || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Optional<DiagramTarget> target = at(event.getX(), event.getY());
        target.ifPresentOrElse(model::select, model::clearSelection);
        if (event.getClickCount() == 2) {
            doubleClick(target, event);
        }
    }

    private void doubleClick(Optional<DiagramTarget> target, MouseEvent event) {
        boolean opens =
                model.selectedNode().filter(node -> node.kind().isOpened()).isPresent();
        if (opens) {
            target.ifPresent(onOpen);
        } else {
            centre(camera.viewport().toWorldX(event.getX()), camera.viewport().toWorldY(event.getY()));
        }
    }

    private void hover(double x, double y) {
        Optional<DiagramTarget> target = x < 0 ? Optional.empty() : at(x, y);
        if (target.equals(model.hoveredProperty().get())) {
            return;
        }
        model.hoveredProperty().set(target);
        String text = target.map(DiagramCanvas::words).orElse("");
        tooltip.hide();
        if (text.isEmpty()) {
            Tooltip.uninstall(this, tooltip);
        } else {
            tooltip.setText(text);
            Tooltip.install(this, tooltip);
        }
    }

    private static String words(DiagramTarget target) {
        return switch (target) {
            case DiagramTarget.OfNode(DiagramNode node) -> node.tooltip();
            case DiagramTarget.OfEdge(DiagramEdge edge) -> edge.note().isEmpty() ? edge.label() : edge.note();
        };
    }

    private Optional<DiagramTarget> at(double x, double y) {
        Viewport view = camera.viewport();
        return placed.at(view.toWorldX(x), view.toWorldY(y), view.scale(), model);
    }

    private void showMenu(ContextMenuEvent event) {
        Optional<DiagramTarget> target = event.isKeyboardTrigger() ? model.selection() : at(event.getX(), event.getY());
        target.ifPresent(model::select);
        Point2D place =
                event.isKeyboardTrigger() ? selectionOnScreen() : new Point2D(event.getScreenX(), event.getScreenY());
        showMenu(target, place);
        event.consume();
    }

    // The system may ask for a menu once more for a key that has opened one.
    private void showMenu(Optional<DiagramTarget> target, Point2D place) {
        menu.ifPresent(ContextMenu::hide);
        menu = menus.apply(target);
        menu.ifPresent(shown -> shown.show(this, place.getX(), place.getY()));
    }

    private Point2D selectionOnScreen() {
        Viewport view = camera.viewport();
        return model.selectedNode()
                .map(placed::box)
                .map(box -> localToScreen(view.toScreenX(box.centreX()), view.toScreenY(box.centreY())))
                .orElseGet(() -> localToScreen(getWidth() / 2, getHeight() / 2));
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (MenuKeys.match(event)) {
            showMenu(model.selection(), selectionOnScreen());
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case LEFT -> walk(event, DiagramModel.Direction.LEFT);
            case RIGHT -> walk(event, DiagramModel.Direction.RIGHT);
            case UP -> walk(event, DiagramModel.Direction.UP);
            case DOWN -> walk(event, DiagramModel.Direction.DOWN);
            case ENTER -> {
                model.selection().ifPresent(onOpen);
                event.consume();
            }
            case HOME -> {
                fit();
                event.consume();
            }
            case ESCAPE -> clear(event);
            default -> {
                // Letters are commands of the view.
            }
        }
    }

    private void walk(KeyEvent event, DiagramModel.Direction direction) {
        model.walk(direction);
        revealSelection();
        event.consume();
    }

    // Only when there is something to clear: else Esc is the window's.
    private void clear(KeyEvent event) {
        if (model.selection().isPresent()) {
            model.clearSelection();
            event.consume();
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.TEXT) {
            return model.describeSelection();
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 400;
    }

    public List<DiagramNode> visibleNodes() {
        return List.copyOf(placed.nodesIn(camera.viewport().visible(getWidth(), getHeight())));
    }
}
