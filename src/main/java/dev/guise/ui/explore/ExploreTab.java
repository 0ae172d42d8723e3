package dev.guise.ui.explore;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.End;
import dev.guise.files.SafeFile;
import dev.guise.graph.AccessEdge;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.GraphExport;
import dev.guise.rbac.Grant;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.control.WidthCheck;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.graph.DiagramView;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.NodeKind;
import dev.guise.ui.inspect.Texts;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The graph with the question above it.
public final class ExploreTab implements ViewTab {
    private static final double FADED = 0.35;
    private static final double NARROW = 36;

    private final Session session;
    private final ExploreModel model;
    private final PauseTransition waiting = new PauseTransition(Duration.millis(300));
    private final DiagramView diagram;
    private final BorderPane root = new BorderPane();
    private final Label question = Labels.heading("");
    private final ToggleButton from = new ToggleButton("From here", Buttons.icon(Feather.LOG_OUT));
    private final ToggleButton to = new ToggleButton("To here", Buttons.icon(Feather.LOG_IN));
    private final ToggleButton path = new ToggleButton("Most dangerous path", Buttons.icon(Feather.GIT_COMMIT));
    private final List<Command> commands;
    private boolean showing;
    private @Nullable Question shown;

    public ExploreTab(Session session, ExploreModel model, DiagramView diagram) {
        this.session = session;
        this.model = model;
        this.diagram = diagram;
        commands = new ArrayList<>(diagram.commands());
        for (GraphExport.Form form : GraphExport.Form.values()) {
            commands.add(CommandId.GRAPH_SAVE.each(form.ending(), () -> save(form), title(form)));
        }
        build();
    }

    private static String title(GraphExport.Form form) {
        return switch (form) {
            case DOT -> "Graphviz";
            case GRAPHML -> "GraphML";
            case JSON -> "JSON";
        };
    }

    private void build() {
        ToggleGroup modes = new ToggleGroup();
        modes.getToggles().setAll(from, to, path);
        from.getStyleClass().add("left-pill");
        to.getStyleClass().add("center-pill");
        path.getStyleClass().add("right-pill");
        from.setOnAction(event -> ask(Question.From::new));
        to.setOnAction(event -> ask(Question.To::new));
        path.setOnAction(event -> askPath());
        HBox pills = new HBox(from, to, path);
        pills.setMinWidth(Region.USE_PREF_SIZE);
        question.setMinWidth(0);
        question.setWrapText(true);
        question.setMinHeight(Region.USE_PREF_SIZE);
        question.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(question, Priority.ALWAYS);
        HBox head = new HBox(question, pills);
        head.getStyleClass().add("view-header");
        shortenButtons(head);
        root.setTop(head);
        root.setCenter(diagram);
        diagram.model().selectionProperty().subscribe(this::selected);
        diagram.setOnOpen(this::open);
        diagram.setMenuCommands(this::menu);
        model.stateProperty().subscribe(this::show);
        waiting.setOnFinished(event -> diagram.canvas().setOpacity(FADED));
        session.navigator().questionProperty().subscribe(asked -> {
            pills.setDisable(asked.isEmpty());
            asked.ifPresent(this::await);
        });
        // What is worst is known once it is worked out who reaches what.
        session.loader().reachesProperty().subscribe(reaches -> path.setDisable(reaches.isEmpty()));
        session.marks().owned().addListener((SetChangeListener<String>) change -> redraw());
    }

    // Where both have no room the question is told in words.
    private void shortenButtons(Region head) {
        BooleanBinding narrow = WidthCheck.isShort(head, question, NARROW);
        for (ToggleButton button : List.of(from, to, path)) {
            button.setTooltip(new Tooltip(button.getText()));
            button.contentDisplayProperty()
                    .bind(narrow.map(on -> on ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
        }
    }

    // The question is seen at once; a picture that answers another one fades when the answer takes long.
    private void await(Question asked) {
        name(asked);
        if (model.stateProperty().get() instanceof ExploreModel.Answer answer
                && !answer.question().equals(asked)) {
            waiting.playFromStart();
        }
    }

    private void name(Question asked) {
        question.setText(asked.text());
        from.setSelected(asked instanceof Question.From);
        to.setSelected(asked instanceof Question.To);
        path.setSelected(asked instanceof Question.Between || asked instanceof Question.OnePath);
    }

    private void show(ExploreModel.State state) {
        waiting.stop();
        diagram.canvas().setOpacity(1);
        switch (state) {
            case ExploreModel.Nothing() -> {
                question.setText("");
                diagram.showState(StatePane.loading("Reading roles and bindings…", "The graph opens on one identity."));
            }
            case ExploreModel.Working(String text) -> {
                question.setText(text);
                diagram.showState(StatePane.loading("Calculating…", text));
            }
            case ExploreModel.Failed(Problem problem) -> diagram.showState(StatePane.error(problem, session.dialogs()));
            case ExploreModel.Answer answer -> show(answer);
        }
    }

    private void show(ExploreModel.Answer answer) {
        name(answer.question());
        if (answer.graph().graph().vertexSet().size() < 2) {
            diagram.showState(StatePane.empty(Feather.CHECK_CIRCLE, "Nothing found", nothing(answer.question())));
            return;
        }
        showing = true;
        diagram.model().clearSelection();
        showing = false;
        Diagram drawn = AccessDiagram.of(answer.graph(), session.marks().owned());
        if (answer.question().equals(shown)) {
            diagram.show(drawn);
        } else {
            diagram.begin(drawn);
        }
        shown = answer.question();
    }

    private static String nothing(Question asked) {
        return switch (asked) {
            case Question.From(Thing.Somebody who) ->
                ObjectIndex.label(who) + " has no bindings and cannot become any other identity.";
            case Question.To(Thing.Somebody who) ->
                "No identity in the cluster can become " + ObjectIndex.label(who) + ".";
            case Question.Between(Thing.Somebody who, End to) ->
                ObjectIndex.label(who) + " cannot reach " + StepWords.of(to) + ".";
            case Question.OnePath ignored -> "No step is needed: the path starts where it ends.";
        };
    }

    private void redraw() {
        if (model.stateProperty().get() instanceof ExploreModel.Answer answer) {
            diagram.show(AccessDiagram.of(answer.graph(), session.marks().owned()));
        }
    }

    private Optional<Thing.Somebody> subject() {
        return session.navigator().questionProperty().get().map(Question::subject);
    }

    private void ask(java.util.function.Function<Thing.Somebody, Question> make) {
        subject().ifPresent(who -> ask(make.apply(who)));
    }

    // Pressing the question that is shown would release its button.
    private void ask(Question asked) {
        session.navigator().questionProperty().set(Optional.of(asked));
        name(asked);
    }

    private void askPath() {
        subject().ifPresent(who -> {
            Goal goal = Optional.ofNullable(
                            session.loader().reachesProperty().get().get(who.id()))
                    .flatMap(dev.guise.ui.review.Ranking::worst)
                    .orElse(Goal.CLUSTER_CONTROL);
            ask(new Question.Between(who, new End.OfGoal(goal)));
        });
    }

    private void selected(Optional<DiagramTarget> target) {
        if (!showing) {
            target.ifPresent(chosen -> session.navigator().selectInGraph(chosen.id()));
        }
    }

    private void open(DiagramTarget target) {
        if (target instanceof DiagramTarget.OfNode(var node) && node.kind() == NodeKind.MORE) {
            model.openCounted();
            return;
        }
        if (target instanceof DiagramTarget.OfNode(var node) && node.kind() == NodeKind.ANYONE) {
            openAnyone(node);
            return;
        }
        review().flatMap(review -> review.objects().identity(target.id()))
                .ifPresent(who -> session.navigator().ask(new Question.From(who)));
    }

    // Who comes to somebody by further steps is for Paths; who is meant by any name is drawn.
    private void openAnyone(DiagramNode node) {
        if (session.navigator().questionProperty().get().orElse(null) instanceof Question.To(Thing.Somebody who)) {
            session.navigator().askWhoReaches(ObjectIndex.label(who));
        } else if (!model.openAny(node.id())) {
            session.dialogs()
                    .tell(
                            "No identities to show",
                            "The cluster has none that match: " + node.title() + ", " + node.subtitle());
        }
    }

    private Optional<Review> review() {
        return session.loader().reviewProperty().get();
    }

    // ---- context menu ----

    private List<Command> menu(Optional<DiagramTarget> target) {
        List<Command> list = new ArrayList<>();
        target.ifPresent(chosen -> {
            Optional<Thing> thing = review().flatMap(review -> review.objects().find(chosen.id()));
            if (thing.isPresent() && thing.get() instanceof Thing.Somebody who) {
                list.addAll(identityCommands(who));
            }
            grant(chosen)
                    .ifPresent(grant -> list.add(CommandId.GRAPH_CONSTRAIN.command(
                            () -> session.navigator().constrain(grant))));
            list.add(CommandId.GRAPH_COPY_NAME.command(() -> session.dialogs().copy(name(chosen))));
            thing.map(Texts::yaml)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> list.add(CommandId.GRAPH_COPY_YAML.command(
                            () -> session.dialogs().copy(text))));
            thing.map(Texts::kubectl)
                    .ifPresent(text -> list.add(CommandId.GRAPH_COPY_KUBECTL.command(
                            () -> session.dialogs().copy(text))));
        });
        return list;
    }

    private List<Command> identityCommands(Thing.Somebody who) {
        CommandId own = session.marks().owned().contains(who.id()) ? CommandId.MARK_NOT_OWNED : CommandId.MARK_OWNED;
        return List.of(
                CommandId.GRAPH_START.command(() -> session.navigator().ask(new Question.From(who))),
                CommandId.GRAPH_END.command(() -> session.navigator().ask(new Question.To(who))),
                own.command(() -> session.marks().toggleOwned(who.id())));
    }

    private static String name(DiagramTarget target) {
        return switch (target) {
            case DiagramTarget.OfNode(var node) -> node.title();
            case DiagramTarget.OfEdge(var edge) ->
                edge.note().isEmpty() ? edge.kind().text() : edge.note();
        };
    }

    /// The impersonation grant that a rule or an impersonation edge represents.
    private Optional<Grant> grant(DiagramTarget target) {
        Optional<AccessGraph> graph = session.navigator().graphProperty().get();
        if (graph.isEmpty()) {
            return Optional.empty();
        }
        return graph.get().graph().edgeSet().stream()
                .filter(edge -> edge.kind() == AccessEdge.Kind.LEGACY || edge.kind() == AccessEdge.Kind.CONSTRAINED)
                .filter(edge -> edge.id().equals(target.id())
                        || graph.get().graph().getEdgeSource(edge).id().text().equals(target.id()))
                .flatMap(edge -> edge.grants().stream())
                .findFirst();
    }

    private void save(GraphExport.Form form) {
        Optional<AccessGraph> graph = session.navigator().graphProperty().get();
        FileKind kind = new FileKind(title(form), List.of(form.ending()));
        graph.flatMap(shown -> session.dialogs().saveFile("Save graph", "guise-graph." + form.ending(), List.of(kind)))
                .ifPresent(file -> session.background()
                        .waitingJob("graph.save", progress -> {
                            SafeFile.write(file, GraphExport.write(graph.get(), form));
                            return file;
                        })
                        .goingOn()
                        .onDone(saved -> session.dialogs().tell("Saved", saved.toString()))
                        .onError(error -> session.dialogs()
                                .show(new Problem(
                                        "Could not save graph",
                                        file + ": " + error.getMessage(),
                                        "Choose another location.",
                                        "")))
                        .start());
    }

    @Override
    public ViewId id() {
        return ViewId.GRAPH;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void find() {
        diagram.focusSearch();
    }
}
