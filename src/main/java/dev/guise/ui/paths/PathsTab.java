package dev.guise.ui.paths;

import dev.guise.escalation.AccessGraph;
import dev.guise.escalation.Derivation;
import dev.guise.ui.common.Buttons;
import dev.guise.ui.common.Command;
import dev.guise.ui.common.Labels;
import dev.guise.ui.common.StatePane;
import dev.guise.ui.common.SuggestField;
import dev.guise.ui.explore.AccessDiagram;
import dev.guise.ui.frame.WorkspaceTab;
import dev.guise.ui.graph.DiagramView;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Two ends, the paths between them, the chosen one as a graph and as sentences.
public final class PathsTab implements WorkspaceTab {
    private final Session session;
    private final PathsModel model;
    private final DiagramView diagram;
    private final BorderPane root = new BorderPane();
    private final SuggestField from;
    private final SuggestField to;
    private final ListView<Derivation> list = new ListView<>();
    private final VBox steps = new VBox();
    private final CutPane cut;
    private final ScrollPane scroll;
    private final Label rest = Labels.plain("");
    private final Node results;
    private final Command askCut;
    private boolean several;

    public PathsTab(Session session, PathsModel model, DiagramView diagram) {
        this.session = session;
        this.model = model;
        this.diagram = diagram;
        from = new SuggestField("Identity", model::suggestFrom);
        to = new SuggestField("Identity, goal, or request like “delete nodes”", model::suggestTo);
        cut = new CutPane(session);
        scroll = new ScrollPane(new VBox(cut, steps));
        askCut = Command.of("paths.cut", "What would cut these?", Feather.SCISSORS, model::askCut);
        root.setTop(head());
        results = results();
        model.stateProperty().subscribe(this::show);
        model.cutProperty().subscribe(this::showCut);
    }

    private Node head() {
        from.textProperty().bindBidirectional(model.fromProperty());
        to.textProperty().bindBidirectional(model.toProperty());
        from.setOnCommit(text -> {
            model.find();
            if (to.getText().isEmpty()) {
                to.requestFocus();
            }
        });
        to.setOnCommit(text -> model.find());
        from.setPrefColumnCount(16);
        HBox.setHgrow(to, Priority.ALWAYS);
        to.setMaxWidth(420);
        Button find = Buttons.text(Command.of("paths.find", "Find paths", Feather.SEARCH, model::find));
        find.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(caption("From"), from, caption("To"), to, find);
        head.getStyleClass().add("view-header");
        return head;
    }

    private static Label caption(String text) {
        Label label = Labels.caption(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node results() {
        list.setCellFactory(view -> new PathCell(() -> several));
        session.owned().addListener((SetChangeListener<String>) change -> redraw());
        list.getStyleClass().add("path-list");
        list.setMinWidth(190);
        list.setAccessibleText("Paths, the easiest first");
        list.getSelectionModel().selectedItemProperty().subscribe(this::choose);
        steps.getStyleClass().add("path-steps");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        Button button = Buttons.text(askCut);
        rest.getStyleClass().add("text-small");
        VBox foot = new VBox(6, rest, button);
        rest.managedProperty().bind(rest.textProperty().isNotEmpty());
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("path-foot");
        BorderPane left = new BorderPane(list, null, null, foot, null);
        left.setMinWidth(210);
        SplitPane lower = new SplitPane(left, scroll);
        lower.setDividerPositions(0.34);
        SplitPane.setResizableWithParent(left, false);
        lower.getStyleClass().add("frame-split");
        SplitPane split = new SplitPane(diagram, lower);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.46);
        split.getStyleClass().add("frame-split");
        diagram.setMinHeight(160);
        diagram.model().selectionProperty().subscribe(target -> target.ifPresent(chosen -> session.selectInGraph(chosen.id())));
        return split;
    }

    private void show(PathsModel.State state) {
        root.setCenter(switch (state) {
            case PathsModel.Waiting(String title, String advice) -> StatePane.empty(Feather.GIT_BRANCH, title, advice);
            case PathsModel.Working(String text) -> StatePane.loading("Looking for paths", text);
            case PathsModel.Failed(var problem) -> StatePane.error(problem, session.dialogs());
            case PathsModel.Found found -> {
                List<Derivation> paths = found.paths();
                several = found.from().size() > 1;
                if (paths.isEmpty()) {
                    yield StatePane.empty(
                            Feather.CHECK_CIRCLE, "No path", found.start() + " cannot come to " + found.to().describe() + ".");
                }
                fill(paths);
                rest.setText(found.more());
                yield results;
            }
        });
    }

    // Further paths come later; the one that is being read stays.
    private void fill(List<Derivation> paths) {
        boolean longer = !list.getItems().isEmpty()
                && paths.size() >= list.getItems().size()
                && paths.subList(0, list.getItems().size()).equals(list.getItems());
        if (longer) {
            list.getItems().addAll(paths.subList(list.getItems().size(), paths.size()));
        } else {
            list.getItems().setAll(paths);
            list.getSelectionModel().selectFirst();
        }
    }

    private void choose(@org.jspecify.annotations.Nullable Derivation path) {
        if (path == null) {
            return;
        }
        AccessGraph graph = AccessGraph.of(path);
        session.graphProperty().set(Optional.of(graph));
        diagram.model().clearSelection();
        diagram.begin(AccessDiagram.of(graph, Set.copyOf(session.owned()), model.cutProperty().get().elements()));
        steps.getChildren().clear();
        if (path.steps().isEmpty()) {
            steps.getChildren().add(Labels.muted("There is nothing to do: the end is where it starts."));
        }
        for (int i = 0; i < path.steps().size(); i++) {
            steps.getChildren().add(StepCard.of(i + 1, path.steps().get(i)));
        }
        scroll.setVvalue(0);
        Command copy = Command.of("paths.copy", "Copy as text", Feather.COPY, () -> session.dialogs().copy(path.sentences()));
        steps.getChildren().add(new HBox(Buttons.text(copy)));
    }

    private void redraw() {
        Derivation path = list.getSelectionModel().getSelectedItem();
        if (path != null) {
            diagram.show(AccessDiagram.of(
                    AccessGraph.of(path), Set.copyOf(session.owned()), model.cutProperty().get().elements()));
        }
    }

    // What is to be taken away is marked in the picture, too.
    private void showCut(PathsModel.CutState state) {
        cut.show(state);
        scroll.setVvalue(0);
        redraw();
    }

    private static final class PathCell extends ListCell<Derivation> {
        private final BooleanSupplier several;

        PathCell(BooleanSupplier several) {
            this.several = several;
            // No wider than the list: long titles are cut, not scrolled.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable Derivation path, boolean empty) {
            super.updateItem(path, empty);
            setText(null);
            if (empty || path == null) {
                setGraphic(null);
                return;
            }
            int count = path.steps().size();
            String start = several.getAsBoolean()
                    ? "From " + ObjectIndex.label(ObjectIndex.somebody(path.from()))
                    : "Path " + (getIndex() + 1);
            Label title = Labels.plain(start + ", " + (count == 1 ? "one step" : count + " steps"));
            title.getStyleClass().add("path-title");
            String way = path.steps().stream().map(Derivation.Step::title).collect(Collectors.joining(", then "));
            Label first = Labels.plain(way);
            first.getStyleClass().add("text-small");
            setGraphic(new VBox(1, title, first));
            setAccessibleText(path.sentences());
        }
    }

    @Override
    public String id() {
        return Session.PATHS;
    }

    @Override
    public String title() {
        return "Paths";
    }

    @Override
    public Feather icon() {
        return Feather.GIT_BRANCH;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                askCut,
                Command.of("paths.owned", "Paths from what is owned", Feather.FLAG, model::findFromOwned));
    }

    @Override
    public void find() {
        to.requestFocus();
    }
}
