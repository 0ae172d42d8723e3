package dev.guise.findings;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A technique that is a step of somebody's shortest way to a goal; one kind for each technique of the catalogue.
final class EscalationStep extends FindingKind {
    private final Technique technique;

    EscalationStep(Technique technique) {
        super(
                new KindPage(
                        "ESC-" + technique.id(),
                        Severity.HIGH,
                        technique.title(),
                        "The technique `" + technique.id()
                                + "` is a step on the shortest path of some identity to its worst goal: control of the"
                                + " cluster or of admission (critical), a node, or Secrets everywhere or in"
                                + " kube-system (high). One finding for each rule that allows it, however many"
                                + " identities use it.",
                        technique.what(),
                        technique.close(),
                        technique.audit(),
                        technique.reference()),
                Repair.CONSTRAIN);
        this.technique = technique;
    }

    @Override
    boolean isStepOfImpersonation() {
        return technique.isImpersonation();
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        for (TechniqueUse use : survey.uses(technique.id())) {
            Optional<Grant> grant = use.grant();
            FindingDraft draft = draft().severity(Severity.of(use.worst()))
                    .reaches(Survey.titles(survey.goals(use.through().getFirst())))
                    .path(use.path())
                    .detail(detail(use));
            if (grant.isPresent()) {
                draft.subject(grant.get().subject()).grant(grant.get());
            } else {
                draft.part(use.about()).expectedIf(use.through().stream().allMatch(EscalationStep::isOwn));
                withoutRule(use).ifPresent(draft::subject);
            }
            found.add(draft.done());
        }
        return found;
    }

    /// Who takes a step that no rule allows: the node that it is about, or the only one whose way it is.
    private Optional<Subject> withoutRule(TechniqueUse use) {
        if (technique.id().equals(Technique.NODE)) {
            return Optional.of(Subject.user(new NodeName(use.about()).userName()));
        }
        return use.through().size() == 1
                ? Optional.of(Holder.subjectOf(use.through().getFirst()))
                : Optional.empty();
    }

    private static boolean isOwn(Identity identity) {
        return identity.id() instanceof ObjectId.Node
                || identity.groups().getFirst().equals("system:nodes");
    }

    // Only shortest paths are looked at: many more may come through here, and that is said.
    private static String detail(TechniqueUse use) {
        List<String> names = use.through().stream()
                .map(identity -> ObjectName.of(identity.id()))
                .toList();
        String what = (use.grant().isPresent() ? "This permission" : "This technique")
                + (use.about().isEmpty() ? "" : ", used on " + use.about() + ",");
        String goal = use.worst().inSentence();
        return names.size() == 1
                ? what + " is a step on the shortest path of " + names.getFirst() + " to " + goal + "."
                : what + " is a step on the shortest paths of " + names.size()
                        + " identities, each to the worst goal it can reach, at worst " + goal + ": "
                        + Survey.some(names)
                        + ". Identities that use it only on longer paths are not counted.";
    }
}
