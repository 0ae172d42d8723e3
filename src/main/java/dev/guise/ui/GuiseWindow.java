package dev.guise.ui;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.ui.ClusterViews.View;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.background.PulseQueue;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyDispatch;
import dev.guise.ui.common.control.KeySheet;
import dev.guise.ui.common.control.Theme;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.FxDialogs;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.frame.CommandPalette;
import dev.guise.ui.frame.Frame;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.frame.PaletteItem;
import dev.guise.ui.frame.PaletteModel;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.layout.ElkLayout;
import dev.guise.ui.graph.layout.KeptLayouts;
import dev.guise.ui.settings.SettingsModel;
import dev.guise.ui.settings.SettingsView;
import dev.guise.ui.start.ContextEntry;
import dev.guise.ui.start.ReadingModel;
import dev.guise.ui.start.ReadingView;
import dev.guise.ui.start.StartModel;
import dev.guise.ui.start.StartView;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// The window: the start page, then the progress of a read, then the frame around the views.
public final class GuiseWindow {
    private static final Logger LOG = System.getLogger(GuiseWindow.class.getName());
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;
    private static final Duration WARM_UP = Duration.ofMillis(400);
    private static final String NAME = "Guise";

    private final Stage stage;
    private final WindowParts parts;
    private final WindowServices services;
    private final Background background;
    private final Dialogs dialogs;
    private final SettingsStore settings;
    private final Theme theme;
    private final BorderPane root = new BorderPane();
    private final BooleanProperty opened = new SimpleBooleanProperty();
    private final StartModel start;
    private final StartView startView;
    private final ReadingModel reading;
    private final ReadingView readingView;
    private final PulseQueue warming = new PulseQueue();
    private final PulseQueue making = new PulseQueue();
    private Optional<KeySheet> keySheet = Optional.empty();
    private Optional<SettingsView> settingsView = Optional.empty();
    private final List<Command> commands;
    private final Command search;
    private final CommandPalette palette;
    private Optional<Node> behindSettings = Optional.empty();
    private Optional<Node> focusedBefore = Optional.empty();
    private Optional<ClusterSource> source = Optional.empty();
    private Lifetime life = new Lifetime();
    private Optional<ClusterViews> views = Optional.empty();
    private Optional<Frame> frame = Optional.empty();

    public GuiseWindow(Stage stage, Environment environment, WindowParts parts) {
        this.stage = stage;
        this.parts = parts;
        background = Background.onFxThread(this::fail);
        settings = SettingsStore.of(environment.configDirectory().resolve("settings.json"), background, this::notSaved);
        dialogs = new FxDialogs(stage, settings);
        theme = new Theme(settings.get());
        settings.settingsProperty().subscribe(theme::follow);
        DiagramFonts fonts = new DiagramFonts();
        KeptLayouts layout = new KeptLayouts(() -> new ElkLayout(fonts));
        services = new WindowServices(environment, background, dialogs, settings, theme.darkProperty(), fonts, layout);
        start = new StartModel(parts.catalog(services), settings, background, dialogs, this::read);
        startView = new StartView(start);
        reading = new ReadingModel(background, InstantSource.system(), this::show);
        readingView = new ReadingView(reading, dialogs, this::leaveReading);
        commands = commands();
        search = CommandId.WINDOW_PALETTE.command(this::openPalette);
        palette = new CommandPalette(
                new PaletteModel(this::paletteItems, start::recentIds, start::ran),
                "Search contexts, recent files and commands");
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        StackPane layers = new StackPane(root, palette);
        stage.setScene(new Scene(layers, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight())));
        stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
        // On the scene itself, so that keys count also while nothing has the focus.
        stage.getScene().addEventHandler(KeyEvent.ANY, this::key);
        warmUp(layout);
    }

    // What is not needed by the first window comes while a person looks at it.
    private void warmUp(KeptLayouts layout) {
        background
                .shortJob("window.warmUp", progress -> "")
                .after(WARM_UP)
                .onDone(now -> warming.start(WarmUp.steps(theme.stylesheet())))
                .start();
        background
                .job("graph.warmUp", progress -> {
                    layout.warmUp();
                    return layout;
                })
                .after(WARM_UP.multipliedBy(2))
                .start();
    }

    private List<Command> commands() {
        List<Command> list = new ArrayList<>(List.of(
                CommandId.WINDOW_OPEN_FILES.command(start::askForFiles),
                CommandId.WINDOW_OPEN_FOLDER.command(start::askForFolder),
                CommandId.WINDOW_DEMO.command(start::openDemo),
                CommandId.WINDOW_CLOSE.command(this::showStart),
                CommandId.WINDOW_REFRESH.command(this::refresh),
                CommandId.WINDOW_DARK
                        .command(this::toggleDark)
                        .withFace(theme.darkProperty().map(GuiseWindow::otherTheme)),
                CommandId.WINDOW_AS_SYSTEM.command(() -> settings.update(now -> now.withAppearance(Appearance.AUTO))),
                CommandId.WINDOW_LARGER.command(() -> text(1)),
                CommandId.WINDOW_SMALLER.command(() -> text(-1)),
                CommandId.WINDOW_USUAL.command(() -> settings.update(now -> now.withTextSize(Double.NaN))),
                CommandId.WINDOW_SETTINGS.command(this::showSettings),
                CommandId.WINDOW_KEYS.command(this::toggleKeys),
                CommandId.WINDOW_QUIT.command(stage::close)));
        list.stream()
                .filter(command ->
                        command.kind() == CommandId.WINDOW_CLOSE || command.kind() == CommandId.WINDOW_REFRESH)
                .forEach(command -> command.executableProperty().bind(opened));
        return List.copyOf(list);
    }

    private static Command.Face otherTheme(boolean dark) {
        return dark
                ? new Command.Face("Switch to light theme", Feather.SUN)
                : new Command.Face("Switch to dark theme", Feather.MOON);
    }

    // Made when they are first wanted: the first window does not wait for them.
    private void toggleKeys() {
        KeySheet sheet = keySheet.orElseGet(() -> new KeySheet(parts.tabs()));
        keySheet = Optional.of(sheet);
        sheet.toggle(stage);
    }

    private SettingsView settingsView() {
        SettingsView view = settingsView.orElseGet(() -> new SettingsView(
                new SettingsModel(settings, background, dialogs), this::contexts, parts::tables, this::leaveSettings));
        settingsView = Optional.of(view);
        return view;
    }

    /// What can be run now.
    List<Command> commandsNow() {
        return frame.map(Frame::commands).orElse(commands);
    }

    private List<PaletteItem> paletteItems() {
        Stream<PaletteItem> run = commands.stream()
                .filter(command -> command.executableProperty().get())
                .map(PaletteItem::of);
        return Stream.concat(start.paletteItems().stream(), run).toList();
    }

    /// Opens the palette: that of the cluster where one is shown.
    public void openPalette() {
        shownFrame().ifPresentOrElse(Frame::openPalette, palette::open);
    }

    private Optional<Frame> shownFrame() {
        return frame.filter(shown -> shown.equals(root.getCenter()));
    }

    private void showSettings() {
        SettingsView view = settingsView();
        if (root.getCenter() != view) {
            behindSettings = Optional.ofNullable(root.getCenter());
            focusedBefore = Optional.ofNullable(stage.getScene().getFocusOwner());
            root.setCenter(view);
            view.open();
        }
    }

    private void leaveSettings() {
        behindSettings.ifPresent(root::setCenter);
        behindSettings = Optional.empty();
        focusedBefore.filter(node -> node.getScene() != null).ifPresent(Node::requestFocus);
        focusedBefore = Optional.empty();
        if (frame.isEmpty()) {
            start.look();
        }
    }

    // Whatever has a colour or may get one: also what is looked at, which need not be a context.
    private List<String> contexts() {
        Stream<String> found = start.contexts().stream().map(ContextEntry::name);
        Stream<String> shown = views.stream()
                .flatMap(open -> open.model().clusterProperty().get().stream())
                .map(FrameModel.Cluster::name);
        return Stream.concat(found, shown).distinct().toList();
    }

    private void text(double by) {
        settings.update(now -> now.withTextSize(now.textSize() + by));
    }

    private void toggleDark() {
        Appearance other = theme.darkProperty().get() ? Appearance.LIGHT : Appearance.DARK;
        settings.update(now -> now.withAppearance(other));
    }

    /// Shows the window with the start page, or reads what was given on the command line.
    ///
    /// @param files to open at once; none for the start page
    public void open(List<Path> files) {
        showStart();
        stage.show();
        settings.notice()
                .ifPresent(text -> background.onWindowThread(() -> dialogs.show(new Problem(
                        "Settings could not be loaded",
                        text,
                        "Default settings are used. Nothing else is affected.",
                        ""))));
        if (!files.isEmpty()) {
            start.openFiles(files);
        }
    }

    /// Shows the start page.
    public void showStart() {
        leave();
        source = Optional.empty();
        opened.set(false);
        stage.setTitle(NAME);
        showMenus(WindowMenus.of(onStartPage()));
        root.setCenter(startView);
        start.look();
    }

    // What is to be kept of the cluster is saved before anything else takes its place.
    private void leave() {
        making.stop();
        // What it offers is of the page that was there.
        palette.close();
        life.close();
        views = Optional.empty();
        frame.ifPresent(this::forget);
        frame = Optional.empty();
    }

    // Settings that are open go on, but there is no way back from them to what is closed.
    private void forget(Frame closed) {
        behindSettings = behindSettings.map(node -> node.equals(closed) ? startView : node);
        focusedBefore = Optional.empty();
    }

    /// Reads a cluster and shows it.
    public void read(ClusterSource from) {
        source = Optional.of(from);
        opened.set(true);
        reading.read(from);
        root.setCenter(readingView);
    }

    private void refresh() {
        source.ifPresent(this::read);
    }

    private void leaveReading() {
        frame.ifPresentOrElse(root::setCenter, this::showStart);
    }

    /// Shows what was read, when its views are made.
    public void show(ClusterSnapshot snapshot) {
        leave();
        // One thing at a pulse; and from now on the views themselves are made.
        warming.stop();
        making.start(List.of(() -> open(snapshot)));
    }

    private void open(ClusterSnapshot snapshot) {
        life = new Lifetime();
        WindowServices own = services.within(life);
        ClusterViews made = parts.open(source.orElseGet(() -> new Given(snapshot)), snapshot, own, life);
        views = Optional.of(made);
        List<ViewTab> tabs = new ArrayList<>();
        List<Runnable> steps = new ArrayList<>();
        List<View> told = new ArrayList<>();
        for (Supplier<View> tab : made.tabs()) {
            steps.add(() -> told.add(tab.get()));
            steps.add(() -> tabs.add(told.getLast().make()));
        }
        List<Command> all = new ArrayList<>(commands);
        all.addAll(made.commands());
        steps.add(() ->
                frame = Optional.of(new Frame(made.model(), own.background(), dialogs, own.settings(), tabs, all)));
        steps.add(() -> frame.ifPresent(shown -> showMenus(WindowMenus.of(shown.commands()))));
        steps.add(() -> frame.ifPresent(shown -> show(shown, snapshot.origin().name())));
        steps.add(made.onShow());
        making.start(steps);
    }

    private void show(Frame shown, String name) {
        stage.setTitle(name + " – " + NAME);
        root.setCenter(shown);
    }

    /// A snapshot that is at hand already.
    private record Given(ClusterSnapshot snapshot) implements ClusterSource {
        @Override
        public String name() {
            return snapshot.origin().name();
        }

        @Override
        public ClusterSnapshot read(ReadProgress progress) {
            return snapshot;
        }
    }

    public WindowServices services() {
        return services;
    }

    /// Saves settings and ends everything.
    public void close() {
        warming.stop();
        leave();
        try {
            settings.flush();
        } catch (UncheckedIOException failed) {
            LOG.log(Level.WARNING, "Settings were not saved", failed);
        }
        background.close();
    }

    // Keys work on the start page and in the settings too, where there is no frame.
    private void key(KeyEvent event) {
        if (palette.isVisible()) {
            return;
        }
        shownFrame().ifPresentOrElse(shown -> shown.key(event), () -> KeyDispatch.run(event, onStartPage()));
    }

    // The toolkit may remember the bar before, as that which had the focus last: it is not to keep what is closed.
    private void showMenus(MenuBar bar) {
        if (root.getTop() instanceof MenuBar before) {
            before.getMenus().clear();
        }
        root.setTop(bar);
    }

    // Where no cluster is shown.
    private List<Command> onStartPage() {
        return Stream.concat(Stream.of(search), commands.stream()).toList();
    }

    private void notSaved(String problem) {
        dialogs.show(new Problem(
                "Could not save settings",
                problem,
                "Changes are lost when you close the window, unless the file becomes writable before then.",
                ""));
    }

    private void fail(Throwable error) {
        LOG.log(Level.ERROR, "Unexpected error", error);
        dialogs.show(Problem.of("Guise ran into an unexpected error", error));
    }
}
