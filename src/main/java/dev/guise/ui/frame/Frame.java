package dev.guise.ui.frame;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.PulseQueue;
import dev.guise.ui.common.background.WindowThread;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.KeyBinding;
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
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Everything around the views: top bar, identities, tabs, inspector, status bar, palette, keys.
public final class Frame extends StackPane {
    private static final double SIDE = 248;
    private static final double MOST_SIDE = 320;
    private static final double INSPECTOR = 304;
    private static final double LEAST_MIDDLE = 640;
    private static final List<KeyBinding> TAB_KEYS = List.of(
            KeyBinding.TAB_1,
            KeyBinding.TAB_2,
            KeyBinding.TAB_3,
            KeyBinding.TAB_4,
            KeyBinding.TAB_5,
            KeyBinding.TAB_6,
            KeyBinding.TAB_7);

    private final FrameModel model;
    private final SettingsStore settings;
    private final List<WorkspaceTab> workspaces;
    private final TabPane tabs = new TabPane();
    private final SplitPane split = new SplitPane();
    private final IdentityPane identities;
    private final InspectorPane inspector;
    private final CommandPalette palette;
    private final PulseQueue filling = new PulseQueue();
    private final List<Command> own;
    private final List<Command> commands;

    /// @param workspaces the tabs, in their order
    /// @param given      commands of the window, for keys and the palette; one named `window.refresh` has a button
    public Frame(
            FrameModel model,
            Background background,
            Dialogs dialogs,
            SettingsStore settings,
            List<WorkspaceTab> workspaces,
            List<Command> given) {
        this.model = model;
        this.workspaces = List.copyOf(workspaces);
        this.settings = settings;
        identities = new IdentityPane(model);
        inspector = new InspectorPane(model, dialogs);
        Command paletteCommand = Command.of("frame.palette", "Search or run", Feather.SEARCH, this::openPalette)
                .withKey(KeyBinding.PALETTE);
        own = ownCommands();
        commands = new ArrayList<>(own);
        commands.addAll(tabCommands());
        commands.addAll(given);
        palette = new CommandPalette(
                new PaletteModel(this::paletteItems, this::recent, this::ran),
                "Search identities, roles, bindings and commands");
        commands.add(paletteCommand);
        build(background, paletteCommand, given);
        addEventHandler(KeyEvent.ANY, this::key);
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
        Command back = Command.of("frame.back", "Go back", Feather.ARROW_LEFT, model::back)
                .withKey(KeyBinding.BACK);
        back.executableProperty().bind(model.history().canGoBackProperty());
        Command forward = Command.of("frame.forward", "Go forward", Feather.ARROW_RIGHT, model::forward)
                .withKey(KeyBinding.FORWARD);
        forward.executableProperty().bind(model.history().canGoForwardProperty());
        return List.of(
                back,
                forward,
                Command.of("frame.filter", "Filter identities", Feather.FILTER, this::focusFilter)
                        .withKey(KeyBinding.FILTER),
                Command.of("frame.find", "Find in view", Feather.SEARCH, this::find)
                        .withKey(KeyBinding.FIND),
                Command.of("frame.identities", "Show or hide identities", Feather.SIDEBAR, () -> toggle(identities))
                        .withKey(KeyBinding.TOGGLE_IDENTITIES),
                Command.of("frame.inspector", "Show or hide inspector", Feather.COLUMNS, () -> toggle(inspector))
                        .withKey(KeyBinding.TOGGLE_INSPECTOR),
                Command.of("frame.nextPane", "Next pane", Feather.CORNER_DOWN_RIGHT, () -> movePane(1))
                        .withKey(KeyBinding.NEXT_PANE),
                Command.of("frame.previousPane", "Previous pane", Feather.CORNER_UP_LEFT, () -> movePane(-1))
                        .withKey(KeyBinding.PREVIOUS_PANE));
    }

    private List<Command> tabCommands() {
        List<Command> list = new ArrayList<>();
        for (int i = 0; i < workspaces.size(); i++) {
            WorkspaceTab workspace = workspaces.get(i);
            Command go = Command.of(
                    "tab." + workspace.id(), "Go to " + workspace.title(), workspace.icon(), () -> goTo(workspace));
            list.add(i < TAB_KEYS.size() ? go.withKey(TAB_KEYS.get(i)) : go);
            list.addAll(workspace.commands());
        }
        return list;
    }

    private void build(Background background, Command paletteCommand, List<Command> given) {
        List<Command> right = given.stream()
                .filter(command ->
                        command.id().equals("window.refresh") || command.id().equals("window.dark"))
                .toList();
        TopBar top = new TopBar(model, InstantSource.system(), paletteCommand, own.subList(0, 2), right);
        tabs.getStyleClass().add("workspace");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setMinWidth(400);
        workspaces.forEach(workspace -> tabs.getTabs().add(tab(workspace)));
        Node middle = workspaces.isEmpty()
                ? StatePane.empty(Feather.LAYOUT, "No views", "Nothing can be shown of this cluster yet.")
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
        if (beside > 0 && width - beside < LEAST_MIDDLE * settings.get().scale()) {
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
        double wanted = Math.clamp(width * 0.17, SIDE, MOST_SIDE) * scale;
        return Math.max(SIDE, Math.min(wanted, width * 0.23));
    }

    private Tab tab(WorkspaceTab workspace) {
        Tab tab = new Tab(workspace.title());
        tab.setId(workspace.id());
        tab.setGraphic(Buttons.icon(workspace.icon()));
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
        workspace(tab.getId()).ifPresent(workspace -> {
            if (tab.getContent() == null) {
                filling.start(List.of(() -> {
                    tab.setContent(workspace.node());
                    workspace.shown();
                }));
            } else {
                filling.stop();
                workspace.shown();
            }
        });
    }

    private Optional<WorkspaceTab> workspace(String id) {
        return workspaces.stream().filter(tab -> tab.id().equals(id)).findFirst();
    }

    private void goTo(WorkspaceTab workspace) {
        model.tabProperty().set(workspace.id());
        focusView();
    }

    // Its tab has the focus until the view is there, which takes it unless a person went on meanwhile.
    private void focusView() {
        tabs.requestFocus();
        filling.then(() -> {
            if (isWithin(tabs)) {
                focusWorkspace();
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
                .filter(command -> !command.id().equals("frame.palette"))
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
        workspace(model.tabProperty().get()).ifPresent(WorkspaceTab::find);
    }

    private void toggle(Node pane) {
        if (!split.getItems().remove(pane)) {
            split.getItems().add(pane == identities ? 0 : split.getItems().size(), pane);
        }
        placeDividers();
    }

    private void movePane(int by) {
        List<Runnable> panes = List.of(identities::focusList, this::focusWorkspace, inspector::requestFocus);
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

    private void focusWorkspace() {
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

    /// Does what a key is for, unless somebody else did already.
    public void key(KeyEvent event) {
        if (palette.isVisible() || event.isConsumed()) {
            return;
        }
        boolean typing = event.getTarget() instanceof TextInputControl;
        for (Command command : commands) {
            Optional<KeyBinding> key = command.key();
            boolean meant = key.isPresent()
                    && !(typing && key.get().isTyped())
                    && key.get().matches(event);
            if (meant && command.executableProperty().get() && isWindowWide(key.get())) {
                command.run();
                event.consume();
                return;
            }
        }
    }

    // Letters of a view are for that view only.
    private static boolean isWindowWide(KeyBinding key) {
        return !key.name().startsWith("GRAPH_");
    }
}
