package dev.guise.graph;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.GainedGrants;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.graph.AccessNode.Kind;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Subject;
import dev.guise.words.GrantWords;
import dev.guise.words.RuleWords;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws steps: from what is held, by the rules used, over the technique to what it gives. Rules of the start that are
/// drawn already with their binding and role are used as they are; others are drawn as one node with both in words.
final class StepEdges {

    private final AccessDrawing drawing;
    private final NodeId root;
    private final Set<Grant> own;
    private final EquallyGood equallyGood;
    private final List<Step> steps;
    private final Map<Grant, List<ResourceAttributes>> asked = new HashMap<>();

    /// @param own         the grants of the start that are drawn with their binding and role
    /// @param equallyGood what is drawn beside the rules that the steps name
    StepEdges(AccessDrawing drawing, NodeId root, List<Grant> own, EquallyGood equallyGood, List<Step> steps) {
        this.drawing = drawing;
        this.root = root;
        this.own = new HashSet<>(own);
        this.equallyGood = equallyGood;
        this.steps = steps;
        steps.forEach(this::note);
    }

    private void note(Step step) {
        for (Need need : step.needs()) {
            need.grants().forEach(grant -> note(grant, need.asked()));
            if (isOfRoot(need)) {
                List<ResourceAttributes> wanted = equallyGood.wanted(step, need);
                equallyGood.grants(step, need).forEach(grant -> note(grant, wanted));
            }
        }
    }

    private void note(Grant grant, List<ResourceAttributes> requests) {
        asked.computeIfAbsent(grant, g -> new ArrayList<>()).addAll(requests);
    }

    private boolean isOfRoot(Need need) {
        return !own.isEmpty() && drawing.hold(need.by()).equals(root);
    }

    /// Whether some step is taken by a grant, or could be.
    boolean concerns(Grant grant) {
        return asked.containsKey(grant);
    }

    /// What is asked for by that grant.
    List<ResourceAttributes> asked(Grant grant) {
        return asked.getOrDefault(grant, List.of());
    }

    void draw() {
        steps.forEach(this::draw);
    }

    private void draw(Step step) {
        NodeId end = drawing.hold(step.gives());
        boolean impersonates = Technique.isImpersonation(step.technique());
        AccessEdge.Kind kind = !impersonates
                ? AccessEdge.Kind.TECHNIQUE
                : step.technique().equals(Technique.IMPERSONATE_CONSTRAINED)
                        ? AccessEdge.Kind.CONSTRAINED
                        : AccessEdge.Kind.LEGACY;
        NodeId place = impersonates ? end : technique(step, end);
        for (Need need : step.needs()) {
            NodeId from = drawing.hold(need.by());
            List<Grant> grants = need.grants().stream()
                    .filter(grant -> !GainedGrants.isGained(grant))
                    .toList();
            if (grants.isEmpty()) {
                drawing.link(from, place, kind, "", StepWords.of(need), List.of(), step.technique());
            }
            for (Grant grant : grants) {
                NodeId rule = rule(need, from, grant);
                drawing.link(rule, place, kind, List.of(grant), step);
            }
            if (isOfRoot(need) && !impersonates) {
                drawEquallyGood(step, need, place);
            }
        }
    }

    private void drawEquallyGood(Step step, Need need, NodeId place) {
        for (Grant grant : equallyGood.grants(step, need)) {
            String note = step.title() + ": " + RuleWords.of(grant.rule(), asked(grant)) + " also allows it, by "
                    + GrantWords.of(grant);
            drawing.link(
                    rule(need, root, grant),
                    place,
                    AccessEdge.Kind.TECHNIQUE,
                    "",
                    note,
                    List.of(grant),
                    step.technique());
        }
    }

    private NodeId technique(Step step, NodeId end) {
        if (step.technique().isEmpty()) {
            return end;
        }
        boolean fromRoot =
                step.holds().stream().allMatch(hold -> drawing.hold(hold).equals(root));
        NodeId id = new NodeId.OfTechnique(
                step.technique(),
                fromRoot ? Optional.empty() : Optional.of(step.holds().getFirst()));
        drawing.add(new AccessNode(id, Kind.TECHNIQUE, step.title(), "Technique", Set.of(), StepWords.of(step)));
        drawing.link(id, end, AccessEdge.Kind.TECHNIQUE, step.grants(), step);
        return id;
    }

    private NodeId rule(Need need, NodeId holder, Grant grant) {
        if (holder.equals(root) && own.contains(grant)) {
            return NodeId.of(ObjectId.ruleOf(grant));
        }
        NodeId from =
                need.memberOf(grant).map(group -> member(holder, group, need)).orElse(holder);
        NodeId id = NodeId.of(grant);
        String where = grant.namespace().isEmpty() ? "" : " in " + grant.namespace();
        drawing.add(new AccessNode(
                id,
                Kind.RULE,
                RuleWords.of(grant.rule(), asked(grant)) + where,
                grant.role().kind().kind() + " " + grant.role().name(),
                Set.of(),
                GrantWords.of(grant) + ": " + RuleWords.all(grant.rule())));
        drawing.link(from, id, AccessEdge.Kind.BINDS, "", GrantWords.of(grant), List.of(grant));
        return id;
    }

    // What a group was given is drawn with the group: taking it from the member alone is not possible.
    private NodeId member(NodeId holder, String group, Need need) {
        NodeId node = drawing.subject(Subject.group(group));
        drawing.link(holder, node, AccessEdge.Kind.MEMBER, "", StepWords.name(need.by()) + " is a member", List.of());
        return node;
    }
}
