package dev.guise.ui.explore;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessGraph.SharedGrants;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Ranking;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Answers what the graph is asked, off the window's thread; only the last question counts. Knows no controls.
public final class ExploreModel {
    /// What is to be seen.
    public sealed interface State {}

    /// Nothing was asked yet.
    public record Nothing() implements State {}

    /// At work.
    public record Working(String text) implements State {}

    /// The answer.
    public record Answer(Question question, AccessGraph graph) implements State {

        /// Whether another answer that is the same is shown already: what is looked at then stays where it is.
        private boolean isSeenIn(State shown) {
            return shown instanceof Answer other
                    && other.question.equals(question)
                    && other.seen().equals(seen());
        }

        private Set<Object> seen() {
            Set<Object> seen = new HashSet<>();
            seen.addAll(graph.graph().vertexSet());
            graph.graph().edgeSet().forEach(edge -> seen.add(edge.id()));
            return seen;
        }
    }

    /// It went wrong.
    public record Failed(Problem problem) implements State {}

    private final Session session;
    private SharedGrants everybodys = SharedGrants.COLLAPSED;
    private Set<String> opened = Set.of();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Nothing());

    public ExploreModel(Session session) {
        this.session = session;
        session.navigator().questionProperty().subscribe(() -> {
            everybodys = SharedGrants.COLLAPSED;
            opened = Set.of();
            ask();
        });
        session.loader().reviewProperty().subscribe(this::ask);
        // Who comes to somebody by further steps is drawn once it is known what everybody reaches.
        session.loader().reachesProperty().subscribe(this::ask);
        session.loader().problemProperty().subscribe(problem -> problem.ifPresent(p -> state.set(new Failed(p))));
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Draws the shared grants that were only counted.
    public void openCounted() {
        everybodys = SharedGrants.EXPANDED;
        ask();
    }

    /// Draws the identities behind a node for any name.
    ///
    /// @return whether the cluster knows any that could be drawn
    public boolean openAny(String id) {
        boolean some = state.get() instanceof Answer answer
                && answer.graph()
                        .node(id)
                        .filter(node -> known().stream().anyMatch(node::standsFor))
                        .isPresent();
        if (some) {
            opened = Stream.concat(opened.stream(), Stream.of(id)).collect(Collectors.toSet());
            ask();
        }
        return some;
    }

    private List<Identity> known() {
        return session.loader()
                .reviewProperty()
                .get()
                .map(ExploreModel::identities)
                .orElse(List.of());
    }

    private static List<Identity> identities(Review review) {
        return review.objects().identities().stream()
                .map(Thing.Somebody::identity)
                .toList();
    }

    private void ask() {
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<Question> question = session.navigator().questionProperty().get();
        if (review.isEmpty() || question.isEmpty()) {
            return;
        }
        Map<String, Reach> reaches = session.loader().reachesProperty().get();
        SharedGrants drawn = everybodys;
        Set<String> any = opened;
        if (!(state.get() instanceof Answer)) {
            state.set(new Working(question.get().text()));
        }
        session.background()
                .shortJob("explore.ask", progress -> {
                    progress.report(question.get().text(), -1);
                    AccessGraph graph = answer(review.get(), question.get(), reaches, drawn);
                    return new Answer(
                            question.get(), any.isEmpty() ? graph : graph.opened(any, identities(review.get())));
                })
                .onDone(answer -> {
                    if (!answer.isSeenIn(state.get())) {
                        session.navigator().graphProperty().set(Optional.of(answer.graph()));
                        state.set(answer);
                    }
                })
                .onError(error -> state.set(new Failed(Problem.of("Could not calculate the graph", error))))
                .start();
    }

    static AccessGraph answer(Review review, Question question, Map<String, Reach> reaches, SharedGrants everybodys) {
        Escalation escalation = review.escalation();
        return switch (question) {
            case Question.From(Thing.Somebody who) ->
                AccessGraph.from(who.identity(), escalation, steps(escalation, who.identity()), everybodys);
            case Question.To(Thing.Somebody who) ->
                AccessGraph.to(
                        who.identity(), review.policy(), review.snapshot().server(), reaching(review, who, reaches));
            case Question.Between(Thing.Somebody from, End to) ->
                shortest(escalation, from.identity(), to)
                        .map(AccessGraph::of)
                        .orElseGet(() -> AccessGraph.of(new Derivation(from.identity(), to.fact(), List.of(), 0)));
            case Question.OnePath(Derivation way) -> AccessGraph.of(way);
        };
    }

    // What can be done at once, and the way to the worst that it leads to.
    private static List<Derivation.Step> steps(Escalation escalation, Identity who) {
        List<Derivation.Step> steps = new ArrayList<>(escalation.firstSteps(who));
        Ranking.worst(escalation.reach(who))
                .flatMap(goal -> shortest(escalation, who, new End.OfGoal(goal)))
                .ifPresent(way -> way.steps().stream()
                        .filter(step -> !steps.contains(step))
                        .forEach(steps::add));
        return steps;
    }

    // Of ways that are equally good always the same one, and the one that Paths tells first, whatever was asked before.
    private static Optional<Derivation> shortest(Escalation escalation, Identity from, End to) {
        return escalation.derivations(from, to, 1).stream().findFirst();
    }

    private static List<Identity> reaching(Review review, Thing.Somebody who, Map<String, Reach> reaches) {
        return review.objects().identities().stream()
                .filter(other -> !other.id().equals(who.id()))
                .filter(other -> Optional.ofNullable(reaches.get(other.id()))
                        .filter(reach -> reach.becomes(who.identity()))
                        .isPresent())
                .map(Thing.Somebody::identity)
                .toList();
    }
}
