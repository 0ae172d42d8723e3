package dev.guise.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cli.Ran;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.rbac.AccessMatrix.Row;
import dev.guise.rbac.PolicyRule;
import dev.guise.ui.access.ComparisonModel.Show;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.paths.PathsModel;
import dev.guise.ui.request.RequestText;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Question;
import dev.guise.words.RuleWords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the identity can do, and how two differ, in the demo.
class AccessModelsTest {
    private OpenSession open;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
    }

    private MatrixModel matrix(String who) throws InterruptedException {
        MatrixModel model = new MatrixModel(open.session());
        model.who().textProperty().set(who);
        model.ask();
        open.await(() -> model.matrixProperty().get().isPresent());
        return model;
    }

    private static Row row(MatrixModel model, String resource) {
        return model.rows().stream()
                .filter(row -> row.target().resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverIsSelectedIsLookedAtUntilSomebodyIsWritten() throws Exception {
        MatrixModel model = new MatrixModel(open.session());
        open.session().frame().select("user:alice");
        assertEquals("alice", model.who().textProperty().get());
        model.who().textProperty().set("bob");
        open.session().frame().select("user:carol");
        assertEquals("bob", model.who().textProperty().get());
    }

    private AccessModel whoCan(String verb, String resource) throws InterruptedException {
        AccessModel model = new AccessModel(open.session());
        model.request().verbProperty().set(verb);
        model.request().resourceProperty().set(resource);
        model.ask();
        open.await(
                () -> model.asked().filter(asked -> asked.verb().equals(verb)).isPresent()
                        && model.summaryProperty().get().contains(verb + " " + resource));
        return model;
    }

    @Test
    void theWindowCountsAsTheCommandLineDoes() throws Exception {
        AccessModel model = whoCan("delete", "nodes");
        Ran told = Ran.of("who-can", "--demo", "delete", "nodes");
        String counts = model.summaryProperty().get().replaceAll(".*cluster scope: (.*?)\\. Members.*", "$1");
        assertTrue(counts.contains("named in bindings, by " + model.rows().size() + " grant"), counts);
        assertTrue(told.out().lines().findFirst().orElse("").contains("(" + counts + ")"), told.out() + counts);
        var json = Ran.json("who-can", "--demo", "delete", "nodes", "--format", "json");
        assertEquals(model.rows().size(), json.path("whoCan").size());
        assertTrue(counts.startsWith(json.path("counts").path("subjects").asInt() + " subject"), counts);
    }

    @Test
    void whoGetsThereByEscalationIsToldApart() throws Exception {
        AccessModel model = whoCan("delete", "nodes");
        int direct = model.rows().size();
        assertTrue(model.rows().stream().allMatch(AccessModel.Row::isDirect));
        model.indirectlyProperty().set(true);
        open.await(() -> model.rows().size() > direct);
        List<AccessModel.Row> further =
                model.rows().stream().filter(row -> !row.isDirect()).toList();
        assertEquals(model.rows().size(), direct + further.size());
        assertTrue(
                model.moreProperty().get().startsWith(further.size() + " more"),
                model.moreProperty().get());
        var json = Ran.json("who-can", "--demo", "delete", "nodes", "--indirect", "--format", "json");
        Set<String> ending = new HashSet<>();
        json.path("indirect").forEach(name -> ending.add(name.asString("")));
        assertTrue(further.stream()
                .allMatch(row -> ending.contains(row.who().identity().displayName())));
        model.openWay(further.getFirst());
        Question.Between wanted =
                open.session().navigator().pathRequestProperty().get().orElseThrow();
        assertEquals(further.getFirst().who(), wanted.from());
        assertEquals(ViewId.PATHS.id(), open.session().frame().tabProperty().get());
        PathsModel paths = new PathsModel(open.session());
        open.await(() -> paths.toProperty().get().equals("delete nodes"));
        assertFalse(paths.fromProperty().get().isEmpty());
    }

    @Test
    void whatIsAskedComesFirstInARule() {
        PolicyRule rule = new PolicyRule(
                List.of("list", "watch", "get"),
                List.of(""),
                List.of("configmaps", "namespaces", "pods", "secrets"),
                List.of(),
                List.of());
        assertEquals(
                "get +2 secrets +3",
                RuleWords.of(rule, RequestText.parse("get secrets").orElseThrow()));
    }

    @Test
    void aCellIsExplainedInTheInspector() throws Exception {
        MatrixModel model = matrix("alice");
        model.explain(row(model, "pods/exec"), "create");
        InspectorContent content =
                open.session().frame().inspectorProperty().get().orElseThrow();
        assertEquals("create pods/exec", content.title());
        assertEquals("alice, in payments", content.kind());
        InspectorContent.Links links = content.sections().stream()
                .filter(InspectorContent.Links.class::isInstance)
                .map(InspectorContent.Links.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(
                links.links().stream().anyMatch(link -> link.target().startsWith("ClusterRole:admin#")),
                links.toString());
        assertTrue(
                links.links().stream().anyMatch(link -> link.target().startsWith("RoleBinding:payments/")),
                links.toString());
    }

    @Test
    void theFilterLeavesRowsThatStandForAnyResource() throws Exception {
        MatrixModel model = matrix("group platform-admins");
        model.filterProperty().set("secrets");
        assertTrue(model.rows().stream().anyMatch(row -> row.target().resource().equals("*")));
        assertFalse(
                model.rows().stream().anyMatch(row -> row.target().resource().startsWith("/")));
    }

    @Test
    void inOnePlaceAWildcardIsSpelledOut() throws Exception {
        MatrixModel model = matrix("group platform-admins");
        assertTrue(
                model.rows().stream().noneMatch(row -> row.target().resource().equals("statefulsets")));
        model.placeProperty().set(new Place.In("payments"));
        open.await(() ->
                model.rows().stream().anyMatch(row -> row.target().resource().equals("statefulsets")));
        assertEquals("✱", AccessWords.mark(row(model, "statefulsets").cell("get")));
        assertTrue(model.places().indexOf(new Place.In("payments")) > 1);
    }

    @Test
    void aNameThatTheClusterDoesNotKnowIsToldApart() throws Exception {
        assertTrue(matrix("no-such-user").summaryProperty().get().contains("Nothing in the cluster has this name"));
        assertFalse(matrix("alice").summaryProperty().get().contains("Nothing in the cluster has this name"));
    }

    @Test
    void aMasterNeedsNoRules() throws Exception {
        assertTrue(matrix("group system:masters").summaryProperty().get().contains("can do everything"));
    }

    @Test
    void twoAreComparedAndFiltered() throws Exception {
        ComparisonModel model = new ComparisonModel(open.session());
        model.first().textProperty().set("alice");
        model.ask();
        assertTrue(model.comparisonProperty().get().isEmpty(), "one is not enough");
        model.second().textProperty().set("ci/runner");
        model.ask();
        open.await(() -> model.comparisonProperty().get().isPresent());
        int differences = model.lines().size();
        model.showProperty().set(Show.ONLY_SECOND);
        assertTrue(!model.lines().isEmpty() && model.lines().size() < differences);
        assertTrue(model.lines().stream().noneMatch(line -> line.onlySecond().isEmpty()));
        model.showProperty().set(Show.ALL);
        model.filterProperty().set("token delivery");
        assertEquals(
                List.of("serviceaccounts/token"),
                model.lines().stream().map(line -> line.target().resource()).toList());
        assertTrue(
                model.text().contains("delivery\tcore\tserviceaccounts/token\t\tcreate (only “promoter”)\t"),
                model.text());
    }
}
