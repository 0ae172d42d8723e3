package dev.guise.escalation.question;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Edge;
import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.Proof;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the derivation of one fact out of its proof: its technique edges become steps, and what lies between them says
/// by which rules a step's needs were met.
public final class DerivationBuilder {
    private final EscalationGraph graph;
    private final Proof proof;
    private final Set<Integer> order = new LinkedHashSet<>();
    private final Map<Integer, Fact> unfoldedTo = new HashMap<>();

    DerivationBuilder(EscalationGraph graph, Proof proof) {
        this.graph = graph;
        this.proof = proof;
    }

    Derivation build(Identity from, int goal) {
        visit(goal);
        List<Step> steps = new ArrayList<>();
        for (int fact : order) {
            Edge edge = proof.by(fact);
            if (edge != null && !edge.technique().isEmpty()) {
                steps.add(step(edge));
            }
        }
        Edge last = proof.by(goal);
        boolean told = !steps.isEmpty() && grantsBehind(goal).isEmpty() && !(graph.fact(goal) instanceof Fact.Allowed);
        if (last != null && last.technique().isEmpty() && !told) {
            steps.add(rights(goal));
        }
        return new Derivation(from, graph.fact(goal), steps, proof.cost(goal));
    }

    /// The edges of the derivation, each after those that it rests on.
    Set<Edge> edges(int goal) {
        visit(goal);
        Set<Edge> edges = new LinkedHashSet<>();
        for (int fact : order) {
            Edge edge = proof.by(fact);
            if (edge != null) {
                edges.add(edge);
            }
        }
        return edges;
    }

    /// The step that gives a fact; empty where the fact is only another way to see what is had already.
    Optional<Step> lastStep(int fact) {
        Edge edge = proof.by(fact);
        if (edge == null || edge.technique().isEmpty()) {
            return Optional.empty();
        }
        visit(fact);
        return Optional.of(step(edge));
    }

    private void visit(int goal) {
        List<Integer> open = new ArrayList<>(List.of(goal));
        Set<Integer> entered = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            int fact = open.getLast();
            Edge edge = proof.by(fact);
            if (order.contains(fact) || edge == null || !entered.add(fact)) {
                order.add(fact);
                open.removeLast();
                continue;
            }
            for (int i = edge.premiseCount() - 1; i >= 0; i--) {
                open.add(edge.premise(i));
            }
            if (edge.technique().isEmpty()) {
                unfoldedTo.putIfAbsent(edge.premise(0), graph.fact(fact));
            }
        }
    }

    private Step step(Edge edge) {
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < edge.premiseCount(); i++) {
            needs.add(need(edge, edge.premise(i), i == 0 ? edge.grants() : List.of()));
        }
        List<Fact> holds = needs.stream().map(Need::by).distinct().toList();
        String title = graph.catalogue()
                .technique(edge.technique())
                .map(Technique::title)
                .orElse(edge.technique());
        return new Step(holds, edge.technique(), title, needs, edge.note(), gives(graph.fact(edge.conclusion())));
    }

    /// What a conclusion comes to: the hold that the rest of the derivation makes of it.
    private Fact gives(Fact conclusion) {
        Fact fact = conclusion;
        for (int i = 0; i < order.size() && !isEnd(fact); i++) {
            Fact next = unfoldedTo.get(graph.number(fact));
            if (next == null) {
                break;
            }
            fact = next;
        }
        return fact;
    }

    private static boolean isEnd(Fact fact) {
        return fact instanceof Fact.Hold || Goal.of(fact).isPresent();
    }

    private Need need(Edge edge, int premise, List<Grant> direct) {
        List<Grant> grants = new ArrayList<>(direct);
        grantsBehind(premise).stream().filter(grant -> !grants.contains(grant)).forEach(grants::add);
        Fact fact = graph.fact(premise);
        List<ResourceAttributes> asked = Technique.isImpersonation(edge.technique())
                ? StepRequests.impersonating(graph.fact(edge.conclusion()), grants)
                : graph.requests().behind(fact, grants);
        return need(fact, holder(premise), grants, asked);
    }

    private static Need need(Fact fact, Fact by, List<Grant> grants, List<ResourceAttributes> asked) {
        boolean told = !grants.isEmpty() || (fact instanceof Fact.May && !asked.isEmpty());
        return new Need(told ? Optional.empty() : Optional.of(fact), by, grants, asked);
    }

    /// The rules on the unfoldings between a fact and the nearest hold or technique before it.
    private List<Grant> grantsBehind(int fact) {
        List<Grant> grants = new ArrayList<>();
        int current = fact;
        @Nullable Edge edge = proof.by(current);
        while (edge != null
                && edge.technique().isEmpty()
                && !(graph.fact(current) instanceof Fact.Hold && current != fact)) {
            edge.grants().stream().filter(grant -> !grants.contains(grant)).forEach(grants::add);
            current = edge.premise(0);
            edge = proof.by(current);
        }
        return grants;
    }

    // What groups have together is worked out for somebody who is in just these; that is no hold of its own.
    private boolean isMembership(int fact) {
        return graph.fact(fact) instanceof Fact.Credential credential
                && credential.who().userName().isEmpty();
    }

    /// The hold that a fact rests on.
    private Fact holder(int fact) {
        int current = fact;
        Edge edge = proof.by(current);
        boolean isControl = graph.fact(fact) instanceof Fact.Influence;
        while (edge != null
                && ((isControl && current == fact)
                        || !(graph.fact(current) instanceof Fact.Hold)
                        || isMembership(current))
                && edge.technique().isEmpty()) {
            current = edge.premise(0);
            edge = proof.by(current);
        }
        return graph.fact(current);
    }

    /// The end is not the conclusion of a technique: a hold simply has the rights.
    private Step rights(int goal) {
        List<Grant> grants = grantsBehind(goal);
        Fact holder = holder(goal);
        List<ResourceAttributes> asked = graph.requests().behind(graph.fact(goal), grants);
        return new Step(
                List.of(holder),
                "",
                "Use its own permissions",
                List.of(need(graph.fact(goal), holder, grants, asked)),
                "",
                graph.fact(goal));
    }
}
