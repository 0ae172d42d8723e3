package dev.guise.ui.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.ClusterRole;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.paths.CutModel.CutState;
import dev.guise.ui.paths.PathsModel.Found;
import dev.guise.ui.review.DraftRequest;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Question;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Paths in the demo, and what cuts them.
class PathsModelTest {
    private OpenSession open;
    private PathsModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        model = new PathsModel(open.session());
    }

    private Found find(String from, String to) throws Exception {
        model.fromProperty().set(from);
        model.toProperty().set(to);
        model.find();
        open.await(() -> model.stateProperty().get() instanceof Found found
                && found.more().isEmpty());
        return (Found) model.stateProperty().get();
    }

    @Test
    void eachGrantOfACutIsInThePictureAndCanBeDrafted() throws Exception {
        Found found = find("ci/runner", "cluster-control");
        model.askCut();
        open.await(() -> model.cut().stateProperty().get() instanceof CutState.Known);
        List<CutElement> elements = model.cut().stateProperty().get().elements();
        assertFalse(elements.isEmpty());
        for (Derivation path : found.paths()) {
            List<AccessNode> nodes = List.copyOf(AccessGraph.of(path).graph().vertexSet());
            assertTrue(nodes.stream().anyMatch(node -> elements.stream().anyMatch(node::isCutBy)), StepWords.of(path));
        }
        List<DraftRequest> drafted = new ArrayList<>();
        open.session().navigator().draftRequestProperty().subscribe(wanted -> wanted.ifPresent(drafted::add));
        open.session().navigator().takeAway(elements.getFirst());
        assertEquals(List.of(new DraftRequest.TakeAway(elements.getFirst())), drafted);
        assertEquals(ViewId.DRAFTS.id(), open.session().frame().tabProperty().get());
    }

    private PathsModel.Anyone findAnyone(String to) throws Exception {
        model.fromProperty().set("");
        model.toProperty().set(to);
        model.find();
        open.await(() -> model.stateProperty().get() instanceof PathsModel.Anyone found
                && found.more().isEmpty());
        return (PathsModel.Anyone) model.stateProperty().get();
    }

    private static Set<String> ids(PathsModel.Anyone anyone) {
        return anyone.groups().stream()
                .flatMap(group -> group.starts().stream())
                .map(start -> start.who().id())
                .collect(Collectors.toSet());
    }

    @Test
    void withoutAStartEverybodyWhoComesThereIsFoundTheEasiestFirst() throws Exception {
        PathsModel.Anyone anyone = findAnyone("Control of the cluster");
        Escalation escalation =
                open.session().loader().reviewProperty().get().orElseThrow().escalation();
        Set<String> expected = escalation.whoReaches(new End.OfGoal(Goal.CLUSTER_CONTROL)).stream()
                .map(AccessNode::idOf)
                .collect(Collectors.toSet());
        assertEquals(expected, ids(anyone));
        assertEquals(expected.size(), anyone.count());
        List<Integer> costs = anyone.groups().stream()
                .map(group -> group.starts().getFirst().way().orElseThrow().cost())
                .toList();
        assertEquals(costs.stream().sorted().toList(), costs);
    }

    @Test
    void whoIsAskedAboutIsNoneOfThoseWhoComeThere() throws Exception {
        Set<String> who = ids(findAnyone("alice"));
        assertTrue(who.contains("serviceaccount:ci/legacy-ci"), who.toString());
        assertFalse(who.contains("user:alice"), who.toString());
    }

    @Test
    void whoCanBecomeClusterAdmin() throws Exception {
        PathsModel.Anyone anyone = findAnyone("cluster-admin");
        Set<String> who = ids(anyone);
        assertFalse(
                anyone.groups()
                        .getFirst()
                        .starts()
                        .getFirst()
                        .way()
                        .orElseThrow()
                        .grants()
                        .isEmpty(),
                "by which binding");
        assertTrue(who.contains("group:system:masters"), who.toString());
        assertTrue(who.containsAll(ids(findAnyone("Control of the cluster"))));
        assertTrue(model.suggestTo("cluster-adm").contains("ClusterRole cluster-admin"));
    }

    @Test
    void aRoleIsReachedByThoseWhoBecomeSomebodyBoundToIt() throws Exception {
        PathsModel.Anyone anyone = findAnyone("Role shop-backend/orders");
        Set<String> who = ids(anyone);
        anyone.to().there().forEach(bound -> assertTrue(who.contains(bound.id()), bound.id()));
        assertTrue(who.size() > anyone.to().there().size());
        assertFalse(anyone.to().meaning().isEmpty());
    }

    @Test
    void aWayThatIsNotKnownYetIsWorkedOutWhenChosen() throws Exception {
        PathsModel.Anyone anyone = findAnyone("alice");
        for (PathsModel.Group group : anyone.groups()) {
            PathsModel.Start start = group.starts().getLast();
            model.chooseStart(start);
            open.await(() -> model.chosenProperty()
                    .get()
                    .filter(way ->
                            AccessNode.idOf(way.from()).equals(start.who().id()))
                    .isPresent());
        }
    }

    @Test
    void everyStartIsRankedAndWhoHasItDirectlyComesFirst() throws Exception {
        for (String end : List.of("alice", "delete nodes", "get secrets in shop-backend")) {
            PathsModel.Anyone anyone = findAnyone(end);
            assertTrue(anyone.count() > 40, end);
            List<Integer> costs = anyone.groups().stream()
                    .flatMap(group -> group.starts().stream())
                    .map(start -> start.way().orElseThrow().cost())
                    .toList();
            assertEquals(costs.stream().sorted().toList(), costs, end);
            assertTrue(
                    anyone.groups().getFirst().detail().startsWith("directly"),
                    anyone.groups().getFirst().detail());
        }
    }

    @Test
    void whatCutsManyIsWorkedOut() throws Exception {
        PathsModel.Anyone anyone = findAnyone("Control of the cluster");
        assertTrue(anyone.count() > 40);
        model.askCut();
        assertTrue(model.cut().stateProperty().get() instanceof CutState.Working);
        open.await(() -> model.cut().stateProperty().get() instanceof CutState.Known);
        CutState.Known known = (CutState.Known) model.cut().stateProperty().get();
        assertFalse(known.elements().isEmpty());
        assertFalse(CutModel.lasting(known).isEmpty());
    }

    private CutState.Known cutAnyone() throws Exception {
        findAnyone("Control of the cluster");
        model.askCut();
        open.await(() -> model.cut().stateProperty().get() instanceof CutState.Known);
        return (CutState.Known) model.cut().stateProperty().get();
    }

    @Test
    void whoWouldBeLockedOutIsNamedUntilAccepted() throws Exception {
        CutState.Known all = cutAnyone();
        List<String> lockedOut = all.question().lockedOut(all.cut());
        assertTrue(lockedOut.contains("group platform-admins"), lockedOut.toString());
        assertTrue(CutModel.lockedOut(all).contains("Accept as administrator"), CutModel.lockedOut(all));
        assertEquals("", CutModel.leftOut(all.question()));
        open.session().marks().toggleAccepted("group:platform-admins");
        CutState.Known others = cutAnyone();
        assertEquals("1 accepted administrator is left out.", CutModel.leftOut(others.question()));
        assertEquals(
                all.question().asked().size() - 1, others.question().asked().size());
        assertFalse(others.question().lockedOut(others.cut()).contains("group platform-admins"));
        assertTrue(all.elements().stream().anyMatch(others.question().spared()), "it was taken away before");
        assertTrue(
                others.elements().stream().noneMatch(others.question().spared()),
                others.elements().toString());
        assertEquals("", CutModel.bySpared(others), "everybody else can be kept away by other grants");
    }

    @Test
    void whoHasNothingButTheGrantOfAnAdministratorIsNamed() throws Exception {
        findAnyone("Control of the cluster");
        PathsModel.Start admins = startOf("group platform-admins");
        PathsModel.Start member = new PathsModel.Start(startOf("harbourmaster").who(), admins.way());
        List<ClusterRole> roles = open.session()
                .loader()
                .reviewProperty()
                .get()
                .orElseThrow()
                .snapshot()
                .rbac()
                .clusterRoles();
        CutQuestion question = new CutQuestion(List.of(member), List.of(admins), CutQuestion.Scope.ANYONE, roles);
        Derivation way = new Derivation(
                member.who().identity(),
                admins.way().orElseThrow().to(),
                admins.way().orElseThrow().steps(),
                0);
        CutState.Known known = new CutState.Known(new Cut(List.of(), Cut.Quality.IMPOSSIBLE, List.of(way)), question);
        assertEquals(
                "No lasting change cuts these paths without taking a grant from an accepted administrator.",
                CutModel.words(known));
        assertTrue(
                CutModel.bySpared(known).contains("administrators: harbourmaster. Accept it as an"),
                CutModel.bySpared(known));
        assertEquals("", CutModel.lasting(known));
    }

    private PathsModel.Start startOf(String name) {
        return ((PathsModel.Anyone) model.stateProperty().get())
                .groups().stream()
                        .flatMap(group -> group.starts().stream())
                        .filter(start -> start.who().identity().displayName().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whereAllAreAcceptedThereIsNothingToCut() throws Exception {
        findAnyone("Control of the cluster").groups().stream()
                .flatMap(group -> group.starts().stream())
                .forEach(start ->
                        open.session().marks().toggleAccepted(start.who().id()));
        model.askCut();
        assertTrue(
                model.cut().stateProperty().get() instanceof CutState.Text(String text) && text.contains("accepted"));
    }

    @Test
    void whoeverIsChosenAsTheStartIsNotLeftOut() throws Exception {
        open.session().marks().toggleAccepted("serviceaccount:ci/runner");
        find("ci/runner", "cluster-control");
        model.askCut();
        open.await(() -> model.cut().stateProperty().get() instanceof CutState.Known);
        CutState.Known known = (CutState.Known) model.cut().stateProperty().get();
        assertEquals("", CutModel.lockedOut(known), "it needs steps");
        assertEquals("", CutModel.leftOut(known.question()));
        find("group:platform-admins", "cluster-control");
        model.askCut();
        open.await(() -> model.cut().stateProperty().get() instanceof CutState.Known);
        CutState.Known direct = (CutState.Known) model.cut().stateProperty().get();
        assertEquals(
                "This also takes access from identities that hold it directly: group platform-admins.",
                CutModel.lockedOut(direct));
    }

    @Test
    void anotherQuestionEndsTheWorkOnACut() throws Exception {
        findAnyone("Control of the cluster");
        model.askCut();
        findAnyone("A node");
        assertEquals(new CutState.NotAsked(), model.cut().stateProperty().get());
        assertFalse(open.background().isRunning("paths.cut"));
    }

    @Test
    void aRoleWithSeveralEndsHasNoCutAndSaysSo() throws Exception {
        findAnyone("Role shop-backend/orders");
        assertFalse(model.noCut().isEmpty());
        findAnyone("A node");
        assertEquals("", model.noCut());
    }

    @Test
    void aNameTypedInPartIsTakenWhereItIsTheOnlyOne() throws Exception {
        findAnyone("cluster-adm");
        assertEquals("ClusterRole cluster-admin", model.toProperty().get());
    }

    @Test
    void severalThatMayBeMeantAreShown() throws Exception {
        model.fromProperty().set("");
        model.toProperty().set("tenant-");
        model.find();
        PathsModel.Choices choices = (PathsModel.Choices) model.stateProperty().get();
        assertTrue(choices.meant().size() > 1);
        model.choose(choices, choices.meant().getFirst());
        assertEquals(choices.meant().getFirst(), model.toProperty().get());
        open.await(() -> model.stateProperty().get() instanceof PathsModel.Anyone);
    }

    @Test
    void whatMayBeMeant() {
        assertEquals(java.util.Optional.of("Role a/b"), PathsModel.only("a/b", List.of("Role x-a/b", "Role a/b")));
        assertEquals(java.util.Optional.empty(), PathsModel.only("a", List.of("Role ab", "Role ac")));
    }

    @Test
    void rowsTellWhatDiffers() throws Exception {
        Found found = find("ci/runner", "cluster-control");
        List<String> rows = found.paths().stream()
                .map(path -> PathWords.differing(path, found.paths()))
                .toList();
        assertEquals(rows.size(), rows.stream().distinct().count(), rows.toString());
    }

    private static Command command(List<Command> commands, String text) {
        return commands.stream()
                .filter(command -> command.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPathCanBeCopiedShownAndAskedFromAndTo() throws Exception {
        PathsModel.Found found = find("ci/runner", "cluster-control");
        Derivation path = found.paths().getFirst();
        List<Command> commands = new PathCommands(open.session(), model).of(new PathList.Row.OfPath(path, "", ""));
        command(commands, "Copy as text").run();
        assertEquals(StepWords.of(path), open.dialogs().copied.getLast());
        command(commands, "Show in graph").run();
        assertEquals(
                new Question.OnePath(path),
                open.session().navigator().questionProperty().get().orElseThrow());
        command(commands, "Paths to here").run();
        assertEquals("", model.fromProperty().get());
        assertEquals("ci/runner", model.toProperty().get());
        model.toProperty().set("A node");
        command(commands, "Paths from here").run();
        open.await(() -> model.stateProperty().get() instanceof PathsModel.Found(var from, var to, var paths, var more)
                && from.getFirst().id().equals("serviceaccount:ci/runner")
                && to.text().equals("A node"));
    }

    @Test
    void whatIsReadBesideAPathIsItsEndOrWhoGoesIt() throws Exception {
        Derivation path = find("ci/runner", "cluster-control").paths().getFirst();
        AccessGraph graph = AccessGraph.of(path);
        assertEquals("goal:cluster-control", model.subject(path, graph));
        path.steps().forEach(step -> assertTrue(graph.edge(step).isPresent(), StepWords.of(step)));
        findAnyone("Control of the cluster");
        assertEquals("serviceaccount:ci/runner", model.subject(path, graph));
    }
}
