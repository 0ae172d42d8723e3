package dev.guise.escalation;

import dev.guise.escalation.AccessNode.Kind;
import dev.guise.escalation.Derivation.NeedView;
import dev.guise.escalation.Derivation.Step;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Draws steps: from what is held, by the rules used, over the technique to what it gives. Rules of the start that are
/// drawn already with their binding and role are used as they are; others are drawn as one node with both in words.
final class StepEdges {
    private static final String CONSTRAINED = "impersonate-constrained";

    private final AccessDrawing drawing;
    private final String root;
    private final Set<Grant> own;
    private Set<Grant> used = Set.of();
    private List<Step> known = List.of();

    StepEdges(AccessDrawing drawing, String root, List<Grant> own) {
        this.drawing = drawing;
        this.root = root;
        this.own = new HashSet<>(own);
    }

    boolean concerns(List<Step> steps, Grant grant) {
        if (!known.equals(steps) || used.isEmpty()) {
            known = steps;
            used = new HashSet<>();
            steps.forEach(step -> used.addAll(step.grants()));
        }
        return used.contains(grant);
    }

    void draw(List<Step> steps) {
        steps.forEach(this::draw);
    }

    private void draw(Step step) {
        String end = drawing.hold(step.gives());
        boolean impersonates = step.technique().startsWith("impersonate");
        AccessEdge.Kind kind = !impersonates
                ? AccessEdge.Kind.TECHNIQUE
                : step.technique().equals(CONSTRAINED) ? AccessEdge.Kind.CONSTRAINED : AccessEdge.Kind.LEGACY;
        String place = impersonates ? end : technique(step, end);
        for (NeedView need : step.needs()) {
            String from = drawing.hold(need.by());
            List<Grant> grants =
                    need.grants().stream().filter(grant -> !GainedGrants.isGained(grant)).toList();
            if (grants.isEmpty()) {
                drawing.link(from, place, kind, "", need.request(), List.of(), step.technique());
            }
            for (Grant grant : grants) {
                String rule = rule(need, from, grant);
                drawing.link(rule, place, kind, "", step.sentence(), List.of(grant), step.technique());
            }
        }
    }

    private String technique(Step step, String end) {
        if (step.technique().isEmpty()) {
            return end;
        }
        boolean fromRoot = step.holds().stream().allMatch(hold -> drawing.hold(hold).equals(root));
        String id = "technique:" + step.technique() + (fromRoot ? "" : "|" + step.holds().getFirst().words());
        drawing.add(new AccessNode(id, Kind.TECHNIQUE, step.title(), "Technique", Set.of(), step.sentence()));
        drawing.link(
                id, end, AccessEdge.Kind.TECHNIQUE, "", step.sentence(), step.grants(), step.technique());
        return id;
    }

    private String rule(NeedView need, String holder, Grant grant) {
        if (holder.equals(root) && own.contains(grant)) {
            return AccessNode.idOf(grant.role(), grant.ruleIndex());
        }
        String from = need.memberOf(grant).map(group -> member(holder, group, need)).orElse(holder);
        String id = "grant:" + AccessNode.idOf(grant.binding()) + ">" + AccessNode.idOf(grant.role(), grant.ruleIndex());
        String where = grant.namespace().isEmpty() ? "" : " in " + grant.namespace();
        drawing.add(new AccessNode(
                id,
                Kind.RULE,
                need.rule(grant) + where,
                grant.role().kind().kind() + " " + grant.role().name(),
                Set.of(),
                GrantWords.of(grant) + ": " + grant.rule().compact()));
        drawing.link(from, id, AccessEdge.Kind.BINDS, "", GrantWords.of(grant), List.of(grant));
        return id;
    }

    // What a group was given is drawn with the group: taking it from the member alone is not possible.
    private String member(String holder, String group, NeedView need) {
        String node = drawing.subject(Subject.group(group));
        drawing.link(holder, node, AccessEdge.Kind.MEMBER, "", need.by().name() + " is a member", List.of());
        return node;
    }
}
