package dev.guise.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessEdge;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessGraph.SharedGrants;
import dev.guise.graph.AccessNode;
import dev.guise.graph.NodeId;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.inspect.IdentityContent;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Thing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExploreModelTest {
    /// Whoever is drawn or counted before an identity is whoever the inspector lists.
    @Test
    void whoCanBecomeSomebodyIsTheSameInGraphAndList() throws Exception {
        Review demo = Review.of(new DemoSource().read(ReadProgress.NONE));
        Map<String, Reach> reaches = new HashMap<>();
        demo.objects()
                .identities()
                .forEach(who -> reaches.put(who.id(), demo.escalation().reach(who.identity())));
        for (Thing.Somebody who : demo.objects().identities()) {
            AccessGraph graph = ExploreModel.answer(demo, new Question.To(who), reaches, SharedGrants.COLLAPSED);
            Set<String> drawn = new TreeSet<>();
            int counted = 0;
            for (AccessNode node : graph.graph().vertexSet()) {
                if (node.id() instanceof NodeId.Others) {
                    counted = Integer.parseInt(node.title().replace(" others", ""));
                } else if (demo.objects().identity(node.id().text()).isPresent()) {
                    drawn.add(node.id().text());
                }
            }
            drawn.remove(who.id());
            Set<String> listed = IdentityContent.reaching(who, demo, reaches).stream()
                    .map(InspectorContent.Link::target)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> more = new TreeSet<>(drawn);
            more.removeAll(listed);
            assertEquals(Set.of(), more, who.id());
            assertEquals(listed.size(), drawn.size() + counted, who.id());
        }
    }

    @Test
    void whatIsDrawnDoesNotDependOnWhatWasAskedBefore() throws Exception {
        Review demo = Review.of(new DemoSource().read(ReadProgress.NONE));
        List<Thing.Somebody> all = demo.objects().identities();
        List<Set<String>> before = all.stream().map(who -> edges(demo, who)).toList();
        demo.escalation().reachAll();
        for (int i = 0; i < all.size(); i++) {
            assertEquals(before.get(i), edges(demo, all.get(i)), all.get(i).id());
        }
    }

    private static Set<String> edges(Review review, Thing.Somebody who) {
        return ids(ExploreModel.answer(review, new Question.From(who), Map.of(), SharedGrants.COLLAPSED));
    }

    private static Set<String> ids(AccessGraph graph) {
        return graph.graph().edgeSet().stream().map(AccessEdge::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whoComesToSomebodyIsDrawnOnceItIsKnown() throws Exception {
        OpenSession open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        Review review = open.session().loader().reviewProperty().get().orElseThrow();
        Question to =
                new Question.To(review.objects().identity("user:deploy-bot").orElseThrow());
        ExploreModel model = new ExploreModel(open.session());
        open.session().navigator().ask(to);
        open.await(() -> !open.session().loader().reachesProperty().get().isEmpty());
        Set<String> known = ids(ExploreModel.answer(
                review, to, open.session().loader().reachesProperty().get(), SharedGrants.COLLAPSED));
        open.await(() -> model.stateProperty().get() instanceof ExploreModel.Answer(Question asked, AccessGraph shown)
                && asked.equals(to)
                && ids(shown).equals(known));
    }

    @Test
    void whoeverIsMeantByAnyNameIsDrawnWhenItIsOpened() throws Exception {
        OpenSession open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        Review review = open.session().loader().reviewProperty().get().orElseThrow();
        ExploreModel model = new ExploreModel(open.session());
        Question from = review.objects().identities().stream()
                .map(Question.From::new)
                .filter(question -> any(ExploreModel.answer(review, question, Map.of(), SharedGrants.COLLAPSED))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        open.session().navigator().ask(from);
        open.await(() -> shown(model, from).isPresent());
        AccessGraph before = shown(model, from).orElseThrow();
        AccessNode any = any(before).orElseThrow();
        assertTrue(model.openAny(any.id().text()));
        open.await(() -> !ids(shown(model, from).orElseThrow()).equals(ids(before)));
        AccessGraph after = shown(model, from).orElseThrow();
        List<AccessNode> come = after.graph().outgoingEdgesOf(any).stream()
                .map(after.graph()::getEdgeTarget)
                .toList();
        assertTrue(
                come.stream()
                        .allMatch(node ->
                                review.objects().identity(node.id().text()).isPresent()),
                come::toString);
        long meant = review.objects().identities().stream()
                .filter(who -> any.standsFor(who.identity()))
                .count();
        assertTrue(come.size() == meant || come.size() == meant - 1, "all but the start itself");
        assertTrue(ids(after).containsAll(ids(before)));
        assertFalse(model.openAny("any:serviceaccount:nowhere/"));
    }

    private static Optional<AccessNode> any(AccessGraph graph) {
        return graph.nodes(AccessNode.Kind.ANYONE).stream()
                .filter(node -> node.id() instanceof NodeId.OfObject(ObjectId.AnyAccount ignored))
                .findFirst();
    }

    private static Optional<AccessGraph> shown(ExploreModel model, Question question) {
        return model.stateProperty().get() instanceof ExploreModel.Answer(Question asked, AccessGraph graph)
                        && asked.equals(question)
                ? Optional.of(graph)
                : Optional.empty();
    }
}
