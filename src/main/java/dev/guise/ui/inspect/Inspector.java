package dev.guise.ui.inspect;

import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessGraph;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Note;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import dev.guise.ui.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows what is selected and says what is known of it. Knows no controls.
public final class Inspector {
    private static final String WAITING = "inspector.waiting";
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Session session;
    private final IdentityContent identities;
    private final ObjectContent objects;
    private final GraphContent graphs;
    /// Id of what is shown or being calculated.
    private String told = "";

    public Inspector(Session session) {
        this.session = session;
        EndQuestions ends = new EndQuestions(session.navigator());
        identities = new IdentityContent(session.navigator());
        objects = new ObjectContent(ends);
        graphs = new GraphContent(session.navigator(), ends);
    }

    /// Follows the selection and shows its details.
    public void start() {
        session.frame().selectionProperty().subscribe(this::look);
        session.frame().setIdentityCommands(this::commands);
        session.loader().reviewProperty().subscribe(this::look);
        session.loader().reachesProperty().subscribe(this::look);
        session.navigator().graphProperty().subscribe(this::lookInGraph);
        var workspace = session.marks().workspace().workspaceProperty();
        workspace.map(Workspace::owned).subscribe(now -> look());
        workspace.map(now -> now.triage().administrators()).subscribe(now -> look());
    }

    // What the cluster itself has does not change with the picture.
    private void lookInGraph() {
        String id = session.frame().selectionProperty().get();
        if (session.loader()
                .reviewProperty()
                .get()
                .flatMap(review -> review.objects().find(id))
                .isEmpty()) {
            look();
        }
    }

    private void look() {
        String id = session.frame().selectionProperty().get();
        Optional<Review> review = session.loader().reviewProperty().get();
        if (id.isEmpty() || review.isEmpty()) {
            return;
        }
        Map<String, Reach> reaches = session.loader().reachesProperty().get();
        Optional<AccessGraph> graph = session.navigator().graphProperty().get();
        if (!id.equals(told)) {
            session.background().cancel(WAITING);
            review.get().objects().find(id).ifPresent(this::announce);
        }
        told = id;
        session.background()
                .shortJob("inspector", progress -> describe(id, review.get(), reaches, graph))
                .onDone(content -> {
                    session.background().cancel(WAITING);
                    content.ifPresent(known -> show(withWorkspace(id, known)));
                })
                .start();
    }

    // Its name is there at once; that the rest takes a while is said only when it does.
    private void announce(Thing thing) {
        show(ThingHeading.over(thing, List.of()));
        session.background()
                .shortJob(WAITING, progress -> ThingHeading.over(thing, List.of(new Prose("", "Calculating…"))))
                .after(PATIENCE)
                .onDone(this::show)
                .start();
    }

    private void show(InspectorContent content) {
        session.frame().inspectorProperty().set(Optional.of(content));
    }

    // What the reviewer says of it stands above what the cluster says.
    private InspectorContent withWorkspace(String id, InspectorContent content) {
        Optional<ObjectId> key = ObjectId.parse(id);
        if (key.isEmpty() || !(key.get() instanceof ObjectId.Named named)) {
            return content;
        }
        List<Section> sections = new ArrayList<>();
        boolean identity = named instanceof ObjectId.Identity;
        content.sections().stream().limit(1).forEach(sections::add);
        if (identity) {
            marked(id).ifPresent(sections::add);
            sections.add(new Actions("", actions(id, content)));
        }
        sections.add(new Note(
                "Your note",
                id,
                session.marks().note(id),
                Workspace.MAX_NOTE,
                text -> session.marks().setNote(id, text)));
        content.sections().stream().skip(identity ? 2 : 1).forEach(sections::add);
        return new InspectorContent(content.title(), content.kind(), content.icon(), sections);
    }

    private Optional<Section> marked(String id) {
        List<Fact> facts = new ArrayList<>();
        if (session.marks().owned().contains(id)) {
            facts.add(new Fact("Owned", "Marked as attacker-controlled."));
        }
        if (session.marks().isAccepted(id)) {
            facts.add(new Fact("Accepted", "Accepted as administrator; its findings are expected."));
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(new Facts("", facts));
    }

    private List<Command> actions(String id, InspectorContent content) {
        List<Command> commands = new ArrayList<>();
        content.sections().stream().limit(2).forEach(section -> {
            if (section instanceof Actions(String ignored, List<Command> own)) {
                commands.addAll(own);
            }
        });
        commands.addAll(marking(id));
        return commands;
    }

    private List<Command> marking(String id) {
        CommandId own = session.marks().owned().contains(id) ? CommandId.MARK_NOT_OWNED : CommandId.MARK_OWNED;
        CommandId accept = session.marks().isAccepted(id) ? CommandId.NOT_ACCEPT : CommandId.ACCEPT;
        return List.of(
                own.command(() -> session.marks().toggleOwned(id)),
                accept.command(() -> session.marks().toggleAccepted(id)));
    }

    // The same as the buttons, for the menu of the list.
    private List<Command> commands(String id) {
        List<Command> commands = new ArrayList<>();
        session.loader()
                .reviewProperty()
                .get()
                .flatMap(review -> review.objects().identity(id))
                .ifPresent(who -> {
                    commands.addAll(identities.asking(
                            who,
                            Optional.ofNullable(
                                    session.loader().reachesProperty().get().get(id))));
                    commands.addAll(marking(id));
                    commands.add(CommandId.INSPECT_COPY.command(
                            () -> session.dialogs().copy(ObjectIndex.label(who))));
                });
        return commands;
    }

    /// What is known of the thing with that id; empty when there is no such thing.
    Optional<InspectorContent> describe(
            String id, Review review, Map<String, Reach> reaches, Optional<AccessGraph> graph) {
        Optional<Thing> thing = review.objects().find(id);
        if (thing.isPresent()) {
            return Optional.of(
                    switch (thing.get()) {
                        case Thing.Somebody who -> identities.of(who, review, reaches);
                        case Thing.ABinding(var ignored, Binding binding) ->
                            ObjectContent.binding(thing.get(), binding, review);
                        case Thing.ARole(var ignored, RoleObject role) -> objects.role(thing.get(), role, review);
                        case Thing.ARule(var ignored, RoleObject role, int index) ->
                            ObjectContent.rule(thing.get(), role, index);
                    });
        }
        Optional<InspectorContent> edge =
                graph.flatMap(shown -> shown.edge(id).map(found -> graphs.edge(found, shown, review)));
        return edge.isPresent()
                ? edge
                : graph.flatMap(shown -> shown.node(id)).map(node -> graphs.node(node, review, reaches));
    }
}
