package dev.guise.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessEdge;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessNode;
import dev.guise.graph.NodeId;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.review.DraftRequest;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the inspector says of a goal, a role and an edge of the demo, and what can be done from there.
class InspectorTest {
    private Session session;
    private Review review;
    private AccessGraph graph;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        session = OpenSession.of(new DemoSource().read(ReadProgress.NONE)).session();
        review = session.loader().reviewProperty().get().orElseThrow();
        Derivation way = review.escalation()
                .derivation(Identity.serviceAccount("ci", "runner"), new End.OfGoal(Goal.CLUSTER_CONTROL))
                .orElseThrow();
        graph = AccessGraph.of(way);
    }

    private InspectorContent describe(String id, Map<String, Reach> reaches) {
        return new Inspector(session)
                .describe(id, review, reaches, Optional.of(graph))
                .orElseThrow();
    }

    @Test
    void theNameOfWhatIsSelectedIsThereAtOnce() {
        new Inspector(session).start();
        session.frame().select("ClusterRole:cluster-admin");
        assertEquals(
                "cluster-admin",
                session.frame().inspectorProperty().get().orElseThrow().title());
        assertEquals(
                List.of(),
                session.frame().inspectorProperty().get().orElseThrow().sections());
    }

    private static List<Command> commands(InspectorContent content) {
        List<Command> commands = new ArrayList<>();
        content.sections().forEach(section -> {
            if (section instanceof Actions(String ignored, List<Command> own)) {
                commands.addAll(own);
            }
        });
        return commands;
    }

    private static Command command(InspectorContent content, String start) {
        return commands(content).stream()
                .filter(command -> command.text().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMenuOfTheListLeavesWhatIsLookedAt() {
        new Inspector(session).start();
        String before = session.frame().selectionProperty().get();
        List<Command> commands = session.frame().identityCommands("user:carol");
        assertEquals(
                List.of("From here", "To here", "Paths", "Mark as owned", "Accept as administrator", "Copy name"),
                commands.stream().map(Command::text).toList());
        commands.get(3).run();
        assertTrue(session.marks().owned().contains("user:carol"));
        assertEquals(before, session.frame().selectionProperty().get());
        assertEquals(List.of(), session.frame().identityCommands("binding:x"));
    }

    @Test
    void aGoalListsWhoReachesIt() {
        Map<String, Reach> reaches = new HashMap<>();
        review.objects()
                .identities()
                .forEach(who -> reaches.put(who.id(), review.escalation().reach(who.identity())));
        InspectorContent content = describe("goal:" + Goal.CLUSTER_CONTROL.id(), reaches);
        Links links = (Links) content.sections().stream()
                .filter(section -> section instanceof Links)
                .findFirst()
                .orElseThrow();
        assertEquals(
                reaches.values().stream().filter(Reach::controlsCluster).count(),
                links.links().size());
    }

    @Test
    void thoseWhoAreOnlyCountedAreListedAndTheirPathsAskedFor() {
        List<Identity> many = review.objects().identities().stream()
                .map(Thing.Somebody::identity)
                .limit(30)
                .toList();
        Identity alice = review.objects().named("alice").orElseThrow().identity();
        graph = AccessGraph.to(alice, review.policy(), review.snapshot().server(), many);
        String others = graph.graph().vertexSet().stream()
                .filter(node -> node.id() instanceof NodeId.Others)
                .findFirst()
                .orElseThrow()
                .id()
                .text();
        InspectorContent content = describe(others, Map.of());
        Links links = (Links) content.sections().getLast();
        assertTrue(content.title().startsWith(links.links().size() + " others"), content.title());
        command(content, "Show who can reach this").run();
        assertEquals(
                Optional.of("alice"), session.navigator().endRequestProperty().get());
    }

    @Test
    void namesWithCommasAreListedWhole() {
        List<Identity> many = Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
                .map(number -> Identity.ofUser("CN=user" + number + ", O=acme"))
                .toList();
        Identity alice = review.objects().named("alice").orElseThrow().identity();
        graph = AccessGraph.to(alice, review.policy(), review.snapshot().server(), many);
        AccessNode others = graph.nodes(AccessNode.Kind.ANYONE).stream()
                .filter(node -> node.id() instanceof NodeId.Others)
                .findFirst()
                .orElseThrow();
        Links links = (Links) describe(others.id().text(), Map.of()).sections().getLast();
        assertEquals(
                many.stream().map(Identity::userName).toList(),
                links.links().stream().map(Link::text).toList());
    }

    @Test
    void aRoleAsksWhoComesToIt() {
        command(describe("ClusterRole:cluster-admin", Map.of()), "Show who can reach this")
                .run();
        assertEquals(
                Optional.of("ClusterRole cluster-admin"),
                session.navigator().endRequestProperty().get());
        assertEquals(ViewId.PATHS.id(), session.frame().tabProperty().get());
    }

    @Test
    void anEdgeIsClosedByADraft() {
        AccessEdge edge = graph.graph().edgeSet().stream()
                .filter(one -> one.kind() == AccessEdge.Kind.BINDS)
                .findFirst()
                .orElseThrow();
        List<DraftRequest> drafted = new ArrayList<>();
        session.navigator().draftRequestProperty().subscribe(wanted -> wanted.ifPresent(drafted::add));
        command(describe(edge.id(), Map.of()), "Draft removal from ").run();
        assertEquals(1, drafted.size());
        assertTrue(edge.grants().stream()
                .anyMatch(grant -> CutElement.of(grant).stream()
                        .map(DraftRequest.TakeAway::new)
                        .anyMatch(drafted.getFirst()::equals)));
        assertFalse(edge.note().contains("runner/ci"), edge.note());
    }
}
