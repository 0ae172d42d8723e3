package dev.guise.ui.graph;

import dev.guise.files.SafeFile;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.WindowThread;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyDispatch;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.graph.export.DotWriter;
import dev.guise.ui.graph.export.PictureExport;
import dev.guise.ui.graph.export.SvgWriter;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.DiagramLayout;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramGrouping;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import dev.guise.ui.graph.paint.DiagramCanvas;
import dev.guise.ui.graph.paint.DiagramLegend;
import dev.guise.ui.graph.paint.DiagramOverview;
import dev.guise.ui.graph.paint.DiagramPalette;
import dev.guise.ui.graph.paint.Folding;
import dev.guise.ui.graph.paint.OverviewCorner;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// A diagram with all that belongs to it: canvas, overview, legend, search, list twin, exports. It is given diagrams,
/// groups them, lays them out off the window's thread and shows the last one asked for.
public final class DiagramView extends StackPane {
    private static final double EDGE = OverviewCorner.EDGE;
    private static final double TOOLBAR = 52;
    private static final double STEP = 1.25;
    // What is there sooner would only flicker.
    private static final Duration PATIENCE = Duration.millis(400);
    /// How many of the commands mean nothing for a list.
    private static final int OF_PICTURE = 3;

    private final String name;
    private final Background background;
    private final DiagramLayout layout;
    private final DiagramFonts fonts;
    private final Dialogs dialogs;
    private final DiagramModel model = new DiagramModel();
    private final DiagramCanvas canvas;
    private final DiagramLegend legend;
    private final DiagramTree tree;
    private final StackPane state = new StackPane();
    private final TextField search = new TextField();
    private final ToggleButton list = Buttons.toggle(CommandId.GRAPH_LIST);
    private final ToggleButton legendButton = Buttons.toggle(Feather.LAYERS, "Show the legend");
    private final List<Command> commands;
    private final HBox toolbar;
    private final Set<String> opened = new HashSet<>();
    private Diagram asked = Diagram.EMPTY;
    private LaidOutDiagram unfolded = LaidOutDiagram.EMPTY;
    private boolean resizing;
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    /// The nodes there were when a counting node was opened, until what it stands for is there.
    private Optional<Set<String>> opening = Optional.empty();
    private Map<String, List<String>> hidden = Map.of();
    private Function<Optional<DiagramTarget>, List<Command>> menuCommands = target -> List.of();
    private Consumer<DiagramTarget> onOpen = target -> {};

    /// @param name   of this view's layout job, unique in the window
    /// @param dark   whether the dark palette is to be used
    /// @param layout shared, so that layouts are kept
    public DiagramView(
            String name,
            Background background,
            DiagramLayout layout,
            DiagramFonts fonts,
            Dialogs dialogs,
            SettingsStore settings,
            ObservableValue<Boolean> dark) {
        this.name = name;
        this.background = background;
        this.layout = layout;
        this.fonts = fonts;
        this.dialogs = dialogs;
        canvas = new DiagramCanvas(model, fonts);
        legend = new DiagramLegend(model, canvas);
        tree = new DiagramTree(model, settings);
        canvas.paletteProperty().bind(dark.map(on -> on ? DiagramPalette.DARK : DiagramPalette.LIGHT));
        commands = List.of(
                CommandId.GRAPH_ZOOM_IN.command(() -> canvas.zoom(STEP)),
                CommandId.GRAPH_ZOOM_OUT.command(() -> canvas.zoom(1 / STEP)),
                CommandId.GRAPH_FIT.command(canvas::fit),
                CommandId.GRAPH_PNG.command(this::savePng),
                CommandId.GRAPH_SVG.command(this::saveSvg),
                CommandId.GRAPH_COPY_PNG.command(this::copyPng),
                CommandId.GRAPH_COPY_SVG.command(this::copySvg),
                CommandId.GRAPH_COPY_DOT.command(
                        () -> dialogs.copy(DotWriter.write(model.diagram().diagram(), model::isShown))),
                CommandId.GRAPH_LIST.command(() -> list.setSelected(!list.isSelected())));
        commands.stream()
                .limit(OF_PICTURE)
                .forEach(command -> command.executableProperty()
                        .bind(list.selectedProperty().not()));
        toolbar = toolbar();
        build();
        canvas.setOnOpen(this::open);
        canvas.setContextMenus(this::menu);
        canvas.camera()
                .setCovering(() -> Stream.of(legend, toolbar)
                        .filter(javafx.scene.Node::isVisible)
                        .map(DiagramView::place)
                        .toList());
        tree.setOnOpen(this::open);
        tree.setContextMenus(this::menu);
        canvas.widthProperty().subscribe(this::resized);
        canvas.heightProperty().subscribe(this::resized);
    }

    private void build() {
        getStyleClass().add("diagram-view");
        DiagramOverview overview = new DiagramOverview(model, canvas);
        place(toolbar, Pos.TOP_RIGHT);
        place(legend, Pos.TOP_LEFT);
        legendButton.setSelected(true);
        legend.visibleProperty()
                .bind(legendButton
                        .selectedProperty()
                        .and(canvas.visibleProperty())
                        .and(state.visibleProperty().not())
                        .and(javafx.beans.binding.Bindings.isNotEmpty(legend.getChildren())));
        StackPane overviewHolder = new StackPane(overview);
        overviewHolder.setPickOnBounds(false);
        overviewHolder.visibleProperty().bind(canvas.visibleProperty());
        overviewHolder.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        overview.cornerProperty().subscribe(corner -> place(overviewHolder, corner.pos()));
        canvas.visibleProperty().bind(list.selectedProperty().not());
        tree.visibleProperty().bind(list.selectedProperty());
        StackPane.setMargin(tree, new Insets(TOOLBAR, 0, 0, 0));
        state.setVisible(false);
        state.getStyleClass().add("diagram-view");
        getChildren().addAll(canvas, tree, legend, overviewHolder, toolbar, state);
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    private static Box place(javafx.scene.Node node) {
        Bounds bounds = node.getBoundsInParent();
        return new Box(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }

    // Where there is no room for the two beside one another the legend is below the toolbar.
    @Override
    protected void layoutChildren() {
        double besides = legend.prefWidth(-1) + toolbar.prefWidth(-1) + 2 * EDGE;
        double top = besides > getWidth() ? 2 * EDGE + toolbar.prefHeight(-1) : EDGE;
        Insets insets = new Insets(top, EDGE, EDGE, EDGE);
        if (!insets.equals(StackPane.getMargin(legend))) {
            StackPane.setMargin(legend, insets);
        }
        super.layoutChildren();
    }

    private static void place(javafx.scene.Node node, Pos where) {
        StackPane.setAlignment(node, where);
        StackPane.setMargin(node, new Insets(EDGE));
    }

    private HBox toolbar() {
        search.setPromptText("Find in graph");
        search.setPrefColumnCount(12);
        search.setAccessibleText("Find in graph");
        search.textProperty().bindBidirectional(model.searchProperty());
        search.addEventHandler(KeyEvent.KEY_PRESSED, this::searchKey);
        HBox bar = new HBox(search);
        commands.stream().limit(OF_PICTURE).map(Buttons::iconOnly).forEach(bar.getChildren()::add);
        bar.getChildren().addAll(legendButton, list);
        commands.stream().skip(OF_PICTURE).limit(2).map(Buttons::iconOnly).forEach(bar.getChildren()::add);
        bar.getStyleClass().add("diagram-toolbar");
        bar.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        return bar;
    }

    private void searchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            model.selectNextMatch();
            canvas.revealSelection();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            canvas.requestFocus();
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        KeyDispatch.run(event, commands);
    }

    // ---- what others use ----

    /// Selection, filters, path: all that is done with the diagram.
    public DiagramModel model() {
        return model;
    }

    public DiagramCanvas canvas() {
        return canvas;
    }

    /// Zoom, fit, save: for menus and the palette.
    public List<Command> commands() {
        return commands;
    }

    /// Shows the answer to another question, from its beginning.
    public void begin(Diagram diagram) {
        opened.clear();
        opening = Optional.empty();
        waitFor(diagram);
        show(diagram, this::lookAtBeginning);
    }

    // The legend has another height for each diagram.
    private void lookAtBeginning() {
        applyCss();
        layout();
        canvas.lookAtBeginning();
        foldAgain();
    }

    /// How much of the top is kept free for what lies over it.
    private double covered() {
        Insets margin = StackPane.getMargin(legend);
        double top = margin == null ? EDGE : margin.getTop();
        double wanted = legendButton.isSelected() ? Math.max(legend.prefHeight(-1) + top, TOOLBAR) : TOOLBAR;
        return Math.min(wanted, canvas.getHeight() / 3);
    }

    /// Shows a diagram as soon as it is laid out. What was opened of an earlier one stays open, and what is looked at
    /// stays in its place.
    public void show(Diagram diagram) {
        show(diagram, () -> {});
    }

    // The width and the height come one after the other, and what lies over the canvas has its place after both.
    private void resized() {
        if (!resizing) {
            resizing = true;
            WindowThread.later(() -> {
                resizing = false;
                foldAgain();
            });
        }
    }

    // As long as nobody has moved it, the diagram is folded for the size there is now.
    private void foldAgain() {
        if (canvas.camera().isMoved()) {
            return;
        }
        LaidOutDiagram folded = Folding.fold(unfolded, canvas.getWidth(), canvas.getHeight() - covered());
        if (!folded.equals(model.diagram())) {
            model.show(folded);
        }
        canvas.aimAgain();
    }

    // A picture that answers another question is not left standing for long.
    private void waitFor(Diagram diagram) {
        int count = diagram.nodes().size();
        Command cancel = CommandId.GRAPH_CANCEL.command(this::cancelLayout);
        patience.setOnFinished(event -> replace(StatePane.loading(
                "Laying out the graph…", String.format(Locale.ROOT, "It has %,d nodes.", count), cancel)));
        patience.playFromStart();
    }

    private void cancelLayout() {
        background.cancel(name);
        Diagram wanted = asked;
        Command again = CommandId.GRAPH_AGAIN.command(() -> begin(wanted));
        replace(StatePane.empty(Feather.SHARE_2, "Layout cancelled", "The graph is not laid out.", again));
    }

    private void replace(StatePane pane) {
        state.getChildren().setAll(pane);
        state.setVisible(true);
    }

    private void show(Diagram diagram, Runnable then) {
        asked = diagram;
        state.setVisible(false);
        Set<String> open = Set.copyOf(opened);
        LaidOutDiagram before = unfolded;
        double width = canvas.getWidth();
        double height = canvas.getHeight() - covered();
        record Done(DiagramGrouping.Grouped grouped, LaidOutDiagram laidOut, LaidOutDiagram folded) {}
        background
                .job(name, progress -> {
                    progress.report("Laying out " + diagram.nodes().size() + " nodes", -1);
                    DiagramGrouping.Grouped grouped = DiagramGrouping.USUAL.group(diagram, open);
                    LaidOutDiagram laidOut = layout.layOut(grouped.diagram(), before, progress::isCancelled);
                    return new Done(grouped, laidOut, Folding.fold(laidOut, width, height));
                })
                .onDone(done -> {
                    patience.stop();
                    state.setVisible(false);
                    hidden = done.grouped().hidden();
                    unfolded = done.laidOut();
                    model.show(done.folded());
                    then.run();
                    lookAtOpened();
                })
                .onError(error -> showState(StatePane.error(Problem.of("Could not lay out the graph", error), dialogs)))
                .start();
    }

    /// Shows something in place of the diagram: that there is nothing, that it is being computed, what went wrong.
    public void showState(StatePane pane) {
        background.cancel(name);
        patience.stop();
        replace(pane);
    }

    /// The commands of the context menu for a node, an edge, or the background.
    public void setMenuCommands(Function<Optional<DiagramTarget>, List<Command>> source) {
        menuCommands = source;
    }

    /// What to do when a node or edge is opened; counting nodes open by themselves.
    public void setOnOpen(Consumer<DiagramTarget> action) {
        onOpen = action;
    }

    /// Puts the caret into the search field.
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    // ---- within ----

    private void open(DiagramTarget target) {
        if (counts(target)) {
            opening = Optional.of(model.diagram().boxes().keySet());
        }
        if (hidden.containsKey(target.id())) {
            opened.add(target.id());
            show(asked);
        } else {
            onOpen.accept(target);
        }
    }

    private static boolean counts(DiagramTarget target) {
        return target instanceof DiagramTarget.OfNode(DiagramNode node)
                && node.kind().isOpened();
    }

    // The counting node is gone: what it stood for is selected instead, and brought to where nothing lies over it.
    private void lookAtOpened() {
        opening.ifPresent(before -> {
            List<DiagramNode> come = model.diagram().diagram().nodes().stream()
                    .filter(node -> !before.contains(node.id()))
                    .toList();
            if (!come.isEmpty()) {
                opening = Optional.empty();
                model.select(new DiagramTarget.OfNode(come.getFirst()));
                canvas.reveal(come);
            }
        });
    }

    private Optional<ContextMenu> menu(Optional<DiagramTarget> target) {
        ContextMenu menu = new ContextMenu();
        target.filter(DiagramView::counts)
                .map(one -> CommandId.GRAPH_MORE.command(() -> open(one)))
                .map(Buttons::menuItem)
                .ifPresent(menu.getItems()::add);
        menuCommands.apply(target).stream().map(Buttons::menuItem).forEach(menu.getItems()::add);
        if (target.isEmpty()) {
            commands.stream().map(DiagramView::menuItem).forEach(menu.getItems()::add);
        }
        return menu.getItems().isEmpty() ? Optional.empty() : Optional.of(menu);
    }

    // Keys of one letter are the diagram's own; the menu only tells them.
    private static MenuItem menuItem(Command command) {
        MenuItem item = Buttons.menuItem(command);
        if (item.getAccelerator() == null) {
            command.key().ifPresent(key -> item.setAccelerator(new KeyCharacterCombination(key.display())));
        }
        return item;
    }

    private void savePng() {
        FileKind png = new FileKind("PNG image", List.of("png"));
        dialogs.saveFile("Save as PNG", "guise-graph.png", List.of(png)).ifPresent(file -> {
            BufferedImage picture =
                    new PictureExport(fonts, canvas.paletteProperty().get()).draw(model.diagram());
            write(file, path -> PictureExport.writePng(picture, path));
        });
    }

    private void saveSvg() {
        FileKind svg = new FileKind("SVG image", List.of("svg"));
        dialogs.saveFile("Save as SVG", "guise-graph.svg", List.of(svg)).ifPresent(file -> {
            LaidOutDiagram diagram = model.diagram();
            SvgWriter writer = new SvgWriter(fonts, canvas.paletteProperty().get());
            write(file, path -> SafeFile.write(path, writer.write(diagram)));
        });
    }

    private void copyPng() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(new PictureExport(fonts, canvas.paletteProperty().get()).image(model.diagram()));
        Clipboard.getSystemClipboard().setContent(content);
        dialogs.tell("Copied", "The image of the graph");
    }

    private void copySvg() {
        LaidOutDiagram diagram = model.diagram();
        SvgWriter writer = new SvgWriter(fonts, canvas.paletteProperty().get());
        background
                .shortJob(name + ".copy", progress -> writer.write(diagram))
                .onDone(dialogs::copy)
                .start();
    }

    @FunctionalInterface
    private interface Write {
        void to(Path file) throws java.io.IOException;
    }

    private void write(Path file, Write write) {
        background
                .waitingJob(name + ".save", progress -> {
                    progress.report("Saving " + file.getFileName(), -1);
                    write.to(file);
                    return file;
                })
                .goingOn()
                .onDone(saved -> dialogs.tell("Saved", saved.toString()))
                .onError(error -> dialogs.show(new Problem(
                        "Could not save image",
                        file + ": " + error.getMessage(),
                        "Choose another location.",
                        Problem.of("", error).details())))
                .start();
    }
}
