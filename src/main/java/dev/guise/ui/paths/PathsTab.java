package dev.guise.ui.paths;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.Derivation;
import dev.guise.graph.AccessGraph;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.explore.AccessDiagram;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.graph.DiagramView;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.paths.Ends.Target;
import dev.guise.ui.review.Session;
import dev.guise.words.StepWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Two ends, the paths between them, the chosen one as a graph and as sentences.
public final class PathsTab implements ViewTab {
    private final Session session;
    private final PathsModel model;
    private final DiagramView diagram;
    private final BorderPane root = new BorderPane();
    private final SuggestField from;
    private final SuggestField to;
    private final PathList list;
    private final VBox steps = new VBox();
    private final CutPane cut;
    private final ScrollPane scroll;
    private final Label order = Labels.muted("");
    private final Label rest = Labels.plain("");
    private final Label noCut = Labels.muted("");
    private final Command cancel;
    private final Node results;
    private final Button find;
    private final Command askCut;
    private Optional<Derivation> shown = Optional.empty();

    public PathsTab(Session session, PathsModel model, DiagramView diagram) {
        this.session = session;
        this.model = model;
        this.diagram = diagram;
        from = new SuggestField("Anyone", model::suggestFrom);
        to = new SuggestField("Identity, role, goal, or request like “delete nodes”", model::suggestTo);
        cut = new CutPane(session.navigator(), model.cut());
        scroll = new ScrollPane(new VBox(cut, steps));
        list = new PathList(session, model, this::choose);
        find = Buttons.text(CommandId.PATHS_FIND.command(model::find));
        askCut = CommandId.PATHS_CUT.command(model::askCut);
        cancel = CommandId.PATHS_CANCEL.command(model::cancel);
        root.setTop(new VBox(head(), goals()));
        results = results();
        model.stateProperty().subscribe(this::show);
        model.cut().stateProperty().subscribe(this::showCut);
        model.chosenProperty().subscribe(way -> way.ifPresent(this::choose));
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
        find.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(caption("From"), from, caption("To"), to, find);
        head.getStyleClass().add("view-header");
        return head;
    }

    // What people ask first, while there is no answer to look at.
    private Node goals() {
        FlowPane goals = new FlowPane(8, 6, caption("To a goal"));
        goals.setAlignment(Pos.CENTER_LEFT);
        for (Goal goal : Goal.values()) {
            goals.getChildren()
                    .add(Buttons.text(CommandId.PATHS_GOAL.each(
                            goal.id(),
                            () -> {
                                to.setText(goal.title());
                                // the goals go away once there is an answer
                                find.requestFocus();
                                model.find();
                            },
                            goal.title())));
        }
        goals.getStyleClass().add("path-goals");
        goals.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> to.getText().isEmpty()
                                || !hasPaths(model.stateProperty().get()),
                        to.textProperty(),
                        model.stateProperty()));
        goals.managedProperty().bind(goals.visibleProperty());
        return goals;
    }

    private static boolean hasPaths(PathsModel.State state) {
        return switch (state) {
            case PathsModel.Found found -> !found.paths().isEmpty();
            case PathsModel.Anyone anyone -> !anyone.groups().isEmpty();
            // what was found so far is about to be followed by something like it
            case PathsModel.Working ignored -> true;
            default -> false;
        };
    }

    private static Label caption(String text) {
        Label label = Labels.caption(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node results() {
        session.marks().owned().addListener((SetChangeListener<String>) change -> redraw());
        steps.getStyleClass().add("path-steps");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("inspector-scroll");
        Button button = Buttons.text(askCut);
        rest.getStyleClass().add("text-small");
        rest.setWrapText(true);
        Button stop = Buttons.text(CommandId.PATHS_STOP.command(model::stop));
        stop.visibleProperty()
                .bind(rest.textProperty().isNotEmpty().and(rest.textProperty().isNotEqualTo(PathsModel.STOPPED)));
        stop.managedProperty().bind(stop.visibleProperty());
        noCut.getStyleClass().add("text-small");
        noCut.setWrapText(true);
        noCut.visibleProperty().bind(noCut.textProperty().isNotEmpty());
        noCut.managedProperty().bind(noCut.visibleProperty());
        VBox foot = new VBox(6, rest, stop, button, noCut);
        rest.managedProperty().bind(rest.textProperty().isNotEmpty());
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("path-foot");
        order.getStyleClass().addAll("path-order", "text-small");
        BorderPane left = new BorderPane(list, order, null, foot, null);
        left.setMinWidth(210);
        SplitPane lower = new SplitPane(left, scroll);
        lower.setDividerPositions(0.38);
        scroll.setMinWidth(220);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        lower.getStyleClass().add("frame-split");
        SplitPane split = new SplitPane(diagram, lower);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.46);
        split.getStyleClass().add("frame-split");
        diagram.setMinHeight(160);
        diagram.model()
                .selectionProperty()
                .subscribe(
                        target -> target.ifPresent(chosen -> session.navigator().selectInGraph(chosen.id())));
        return split;
    }

    private void show(PathsModel.State state) {
        root.setCenter(
                switch (state) {
                    case PathsModel.Waiting(String title, String advice) ->
                        StatePane.empty(Feather.GIT_BRANCH, title, advice);
                    case PathsModel.Choices choices -> new ChoicesPane(choices, meant -> model.choose(choices, meant));
                    case PathsModel.Working(String text) -> StatePane.loading("Looking for paths…", text, cancel);
                    case PathsModel.Failed(var problem) -> StatePane.error(problem, session.dialogs());
                    case PathsModel.Found found -> found(found);
                    case PathsModel.Anyone anyone -> anyone(anyone);
                });
    }

    private Node found(PathsModel.Found found) {
        if (found.paths().isEmpty()) {
            return StatePane.empty(
                    Feather.CHECK_CIRCLE,
                    "No path",
                    found.start() + " cannot reach " + found.to().text() + ". "
                            + found.to().meaning());
        }
        order.setText(lines("", found.to()));
        list.show(found);
        rest.setText(found.more());
        tellNoCut();
        return results;
    }

    private Node anyone(PathsModel.Anyone anyone) {
        if (anyone.groups().isEmpty()) {
            return StatePane.empty(
                    Feather.CHECK_CIRCLE,
                    "No path",
                    "No identity in the cluster can reach " + anyone.to().text() + ". "
                            + anyone.to().meaning());
        }
        int count = anyone.count();
        String who =
                (count == 1 ? "1 identity can reach " : String.format(Locale.ROOT, "%,d identities can reach ", count))
                        + anyone.to().text() + ".";
        order.setText(lines(who, anyone.to()));
        list.show(anyone);
        rest.setText(anyone.more());
        tellNoCut();
        return results;
    }

    private void tellNoCut() {
        noCut.setText(model.noCut());
        askCut.executableProperty().set(model.noCut().isEmpty());
    }

    private static String lines(String who, Target to) {
        return String.join(
                "\n",
                Stream.of(who, to.meaning(), PathWords.ORDER)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private void choose(Derivation path) {
        shown = Optional.of(path);
        AccessGraph graph = AccessGraph.of(path);
        session.navigator().graphProperty().set(Optional.of(graph));
        diagram.model().clearSelection();
        diagram.begin(drawn(graph));
        session.navigator().selectInGraph(model.subject(path, graph));
        steps.getChildren().clear();
        if (path.steps().isEmpty()) {
            steps.getChildren().add(Labels.muted("No step is needed: the path starts where it ends."));
        }
        for (int i = 0; i < path.steps().size(); i++) {
            Derivation.Step step = path.steps().get(i);
            steps.getChildren().add(StepCard.of(i + 1, step, () -> read(step, graph)));
        }
        scroll.setVvalue(0);
        Command copy = CommandId.PATHS_COPY.command(() -> session.dialogs().copy(StepWords.of(path)));
        steps.getChildren().add(new HBox(Buttons.text(copy)));
    }

    private void redraw() {
        shown.ifPresent(path -> diagram.show(drawn(AccessGraph.of(path))));
    }

    private Diagram drawn(AccessGraph graph) {
        return AccessDiagram.of(graph, Set.copyOf(session.marks().owned()), model.taken());
    }

    private void read(Derivation.Step step, AccessGraph graph) {
        graph.edge(step).ifPresent(edge -> {
            diagram.model().selectEdge(edge.id());
            diagram.canvas().revealSelection();
        });
    }

    // What is to be taken away is marked in the picture, too.
    private void showCut(CutModel.CutState state) {
        cut.show(state);
        if (!(state instanceof CutModel.CutState.Working)) {
            scroll.setVvalue(0);
            redraw();
        }
    }

    @Override
    public ViewId id() {
        return ViewId.PATHS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(askCut, CommandId.PATHS_OWNED.command(model::findFromOwned));
    }

    @Override
    public void find() {
        to.requestFocus();
    }
}
