package dev.guise.ui.frame;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.PulseQueue;
import dev.guise.ui.common.background.WindowThread;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.command.KeyDispatch;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.SettingsStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Everything around the views: top bar, identities, tabs, inspector, status bar, palette, keys.
public final class Frame extends StackPane {
    private static final double SIDE = 248;
    private static final double MAX_SIDE = 320;
    private static final double INSPECTOR = 304;
    private static final double MIN_MIDDLE = 640;

    private final FrameModel model;
    private final SettingsStore settings;
    private final List<ViewTab> views;
    private final TabPane tabs = new TabPane();
    private final SplitPane split = new SplitPane();
    private final IdentityPane identities;
    private final InspectorPane inspector;
    private final CommandPalette palette;
    private final PulseQueue filling = new PulseQueue();
    private final List<Command> own;
    private final List<Command> commands;
    private final List<Command> windowWide;

    /// @param views the tabs, in their order
    /// @param given commands of the window, for keys and the palette; those to read again and for dark colours have
    ///              a button
    public Frame(
            FrameModel model,
            Background background,
            Dialogs dialogs,
            SettingsStore settings,
            List<ViewTab> views,
            List<Command> given) {
        this.model = model;
        this.views = List.copyOf(views);
        this.settings = settings;
        identities = new IdentityPane(model);
        inspector = new InspectorPane(model, dialogs);
        Command paletteCommand = CommandId.WINDOW_PALETTE.command(this::openPalette);
        own = ownCommands();
        commands = new ArrayList<>(own);
        commands.addAll(tabCommands());
        commands.addAll(given);
        palette = new CommandPalette(
                new PaletteModel(this::paletteItems, this::recent, this::ran),
                "Search identities, roles, bindings and commands");
        commands.add(paletteCommand);
        windowWide = commands.stream()
                .filter(command ->
                        command.key().filter(KeyBinding::isWindowWide).isPresent())
                .toList();
        build(background, paletteCommand, given);
    }

    private List<String> recent() {
        return Stream.concat(model.recent().stream(), settings.get().recentCommands().stream())
                .toList();
    }

    // Commands are the same for every cluster, objects are not.
    private void ran(String id) {
        if (commands.stream().anyMatch(command -> command.id().equals(id))) {
            settings.update(now -> now.withRecentCommand(id));
        } else {
            model.choose(id);
        }
    }

    private List<Command> ownCommands() {
        Command back = CommandId.FRAME_BACK.command(model::back);
        back.executableProperty().bind(model.history().canGoBackProperty());
        Command forward = CommandId.FRAME_FORWARD.command(model::forward);
        forward.executableProperty().bind(model.history().canGoForwardProperty());
        return List.of(
                back,
                forward,
                CommandId.FRAME_FILTER.command(this::focusFilter),
                CommandId.FRAME_FIND.command(this::find),
                CommandId.FRAME_IDENTITIES.command(() -> toggle(identities)),
                CommandId.FRAME_INSPECTOR.command(() -> toggle(inspector)),
                CommandId.FRAME_NEXT_PANE.command(() -> movePane(1)),
                CommandId.FRAME_PREVIOUS_PANE.command(() -> movePane(-1)));
    }

    private List<Command> tabCommands() {
        List<Command> list = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            ViewTab view = views.get(i);
            Command go = CommandId.TAB
                    .each(view.id().id(), () -> goTo(view), view.id().title())
                    .withIcon(view.id().icon());
            list.add(KeyBinding.tab(i).map(go::withKey).orElse(go));
            list.addAll(view.commands());
        }
        return list;
    }

    private void build(Background background, Command paletteCommand, List<Command> given) {
        List<Command> right = given.stream()
                .filter(command ->
                        command.kind() == CommandId.WINDOW_REFRESH || command.kind() == CommandId.WINDOW_DARK)
                .toList();
        TopBar top = new TopBar(model, InstantSource.system(), paletteCommand, own.subList(0, 2), right);
        tabs.getStyleClass().add("workspace");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setMinWidth(400);
        views.forEach(view -> tabs.getTabs().add(tab(view)));
        Node middle = views.isEmpty()
                ? StatePane.empty(Feather.LAYOUT, "No views", "Guise has nothing to show for this cluster yet.")
                : tabs;
        split.getStyleClass().add("frame-split");
        split.getItems().addAll(identities, middle, inspector);
        SplitPane.setResizableWithParent(identities, false);
        SplitPane.setResizableWithParent(inspector, false);
        identities.setPrefWidth(SIDE);
        inspector.setPrefWidth(INSPECTOR);
        BorderPane frame = new BorderPane(split, top, null, new StatusBar(model, background), null);
        getChildren().addAll(frame, palette);
        placeDividersOnce();
        split.widthProperty().subscribe((before, now) -> keepMiddle(now.doubleValue()));
        followTextSize();
        followTabs();
    }

    // The first width is known only after the first layout.
    private void placeDividersOnce() {
        split.widthProperty().addListener(new javafx.beans.value.ChangeListener<>() {
            @Override
            public void changed(javafx.beans.value.ObservableValue<? extends Number> width, Number before, Number now) {
                if (now.doubleValue() > 0) {
                    width.removeListener(this);
                    placeDividers();
                    focusView();
                }
            }
        });
    }

    // The panes beside keep their width when the window gets narrower, unless that leaves too little between them. The
    // pane lays itself out by its old places first, so new ones come after that.
    private void keepMiddle(double width) {
        double beside = shownWidth(identities) + shownWidth(inspector);
        if (beside > 0 && width - beside < MIN_MIDDLE * settings.get().scale()) {
            WindowThread.later(this::placeDividers);
        }
    }

    private double shownWidth(Region pane) {
        return split.getItems().contains(pane) ? pane.getWidth() : 0;
    }

    // Larger text needs wider panes.
    private void followTextSize() {
        settings.settingsProperty().map(Settings::scale).subscribe((before, now) -> {
            if (getScene() != null) {
                placeDividers();
            }
        });
    }

    private void placeDividers() {
        double width = Math.max(split.getWidth(), 1);
        double scale = settings.get().scale();
        int last = split.getDividers().size() - 1;
        if (split.getItems().contains(identities)) {
            split.setDividerPosition(0, sideWidth(width, scale) / width);
        }
        if (split.getItems().contains(inspector)) {
            double inspectorWidth = Math.clamp(width * 0.24, INSPECTOR, 420 * scale);
            split.setDividerPosition(last, 1 - inspectorWidth / width);
        }
    }

    // Names are told apart by more of them where there is room.
    private static double sideWidth(double width, double scale) {
        double wanted = Math.clamp(width * 0.17, SIDE, MAX_SIDE) * scale;
        return Math.max(SIDE, Math.min(wanted, width * 0.23));
    }

    private Tab tab(ViewTab view) {
        Tab tab = new Tab(view.id().title());
        tab.setId(view.id().id());
        tab.setGraphic(Buttons.icon(view.id().icon()));
        return tab;
    }

    private void followTabs() {
        tabs.getSelectionModel().selectedItemProperty().subscribe(tab -> {
            if (tab != null) {
                fill(tab);
                model.tabProperty().set(tab.getId());
            }
        });
        model.tabProperty()
                .subscribe(id -> tabs.getTabs().stream()
                        .filter(tab -> tab.getId().equals(id))
                        .findFirst()
                        .ifPresentOrElse(tabs.getSelectionModel()::select, this::stay));
    }

    // A tab of another time may be none of these.
    private void stay() {
        Tab shown = tabs.getSelectionModel().getSelectedItem();
        if (shown != null) {
            model.tabProperty().set(shown.getId());
        }
    }

    // A view that is shown for the first time comes a pulse after its tab: both at once would hold the window.
    private void fill(Tab tab) {
        view(tab.getId()).ifPresent(view -> {
            if (tab.getContent() == null) {
                filling.start(List.of(() -> {
                    tab.setContent(view.node());
                    view.shown();
                }));
            } else {
                filling.stop();
                view.shown();
            }
        });
    }

    private Optional<ViewTab> view(String id) {
        return views.stream().filter(tab -> tab.id().id().equals(id)).findFirst();
    }

    private void goTo(ViewTab view) {
        model.tabProperty().set(view.id().id());
        focusView();
    }

    // Its tab has the focus until the view is there, which takes it unless a person went on meanwhile.
    private void focusView() {
        tabs.requestFocus();
        filling.then(() -> {
            if (isWithin(tabs)) {
                focusShownView();
            }
        });
    }

    // ---- commands ----

    /// Every command of the frame, its tabs and the window: for menus.
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    private List<PaletteItem> paletteItems() {
        List<PaletteItem> items = new ArrayList<>();
        commands.stream()
                .filter(command -> command.executableProperty().get())
                .filter(command -> command.kind() != CommandId.WINDOW_PALETTE)
                .map(PaletteItem::of)
                .forEach(items::add);
        for (IdentityRow row : model.identities().rows()) {
            String text = row.namespace().isEmpty() ? row.name() : row.namespace() + "/" + row.name();
            items.add(
                    new PaletteItem(row.id(), text, row.kind().one(), row.kind().icon(), () -> model.select(row.id())));
        }
        items.addAll(model.objects());
        return items;
    }

    /// Opens the command palette.
    public void openPalette() {
        palette.open();
    }

    private void focusFilter() {
        if (!split.getItems().contains(identities)) {
            toggle(identities);
        }
        identities.focusFilter();
    }

    private void find() {
        view(model.tabProperty().get()).ifPresent(ViewTab::find);
    }

    private void toggle(Node pane) {
        if (!split.getItems().remove(pane)) {
            split.getItems().add(pane == identities ? 0 : split.getItems().size(), pane);
        }
        placeDividers();
    }

    private void movePane(int by) {
        List<Runnable> panes = List.of(identities::focusList, this::focusShownView, inspector::requestFocus);
        int current = isWithin(identities) ? 0 : isWithin(inspector) ? 2 : 1;
        int next = Math.floorMod(current + by, panes.size());
        if (next == 2) {
            focusFirst(inspector);
        } else {
            panes.get(next).run();
        }
    }

    private boolean isWithin(Node pane) {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        while (focused != null && !focused.equals(pane)) {
            focused = focused.getParent();
        }
        return focused != null;
    }

    private void focusShownView() {
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        if (tab != null && tab.getContent() != null) {
            focusFirst(tab.getContent());
        }
    }

    // The first thing within that takes the focus; a graph's canvas rather than its toolbar.
    private static boolean focusFirst(Node node) {
        if (node.isFocusTraversable() && !node.isDisabled() && node.isVisible()) {
            node.requestFocus();
            return true;
        }
        if (node instanceof javafx.scene.Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                if (focusFirst(child)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Does what a key is for.
    public void key(KeyEvent event) {
        if (!palette.isVisible()) {
            KeyDispatch.run(event, windowWide);
        }
    }
}
