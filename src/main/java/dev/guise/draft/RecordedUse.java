package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What audit logs have of a requestor as those that it may become: what a grant is really used for. Without logs
/// nothing is known of that, and nothing is guessed.
public final class RecordedUse {
    private final Evidence evidence;

    public RecordedUse(Evidence evidence) {
        this.evidence = evidence;
    }

    /// The spec with the actions that were recorded; without any where none were. In the constrained form, nodes that
    /// were only ever the requestor's own become just that.
    DraftSpec filled(DraftSpec spec) {
        List<Action> recorded = recorded(spec);
        Who who = withOwnNode(spec.who(), recorded);
        return spec.withWho(who).withActions(recorded).withoutIdleModes();
    }

    /// What was done by any of the requestors of a spec as any of those whom it names; none for a legacy one, which
    /// says nothing of actions.
    public List<Action> actions(DraftSpec spec) {
        return spec.withActions(recorded(spec)).withoutIdleModes().actions();
    }

    private static Who withOwnNode(Who who, List<Action> actions) {
        boolean own = actions.stream().anyMatch(action -> action.modes().contains(Mode.ASSOCIATED_NODE));
        boolean other = actions.stream().anyMatch(action -> action.modes().contains(Mode.ARBITRARY_NODE));
        if (!own) {
            return who;
        }
        Who sorted = who.sorted().withOwnNode(OwnNode.YES);
        return other ? sorted : sorted.withNodes(NameSet.NONE);
    }

    private List<Action> recorded(DraftSpec spec) {
        List<String> names =
                spec.requestors().stream().map(Subject::requestName).toList();
        List<Pairs.Target> targets = Pairs.targets(spec.who().sorted());
        List<ImpersonationUse> uses = evidence.uses().stream()
                .filter(use -> names.contains(use.requestor().name()))
                .filter(use -> targets.stream().anyMatch(target -> isOf(use, target)))
                .toList();
        Evidence theirs = evidence.withUses(uses);
        return new FromEvidence(spec.form(), Set.of())
                .drafts(theirs).specs().stream()
                        .flatMap(RecordedUse::withModes)
                        .distinct()
                        .toList();
    }

    private static Stream<Action> withModes(DraftSpec found) {
        return found.actions().stream()
                .map(action ->
                        action.modes().isEmpty() ? action.forModes(found.who().modes()) : action);
    }

    // Who may become any user may become any node.
    private static boolean isOf(ImpersonationUse use, Pairs.Target target) {
        String wanted = use.wanted().name();
        return target.covers(wanted)
                || (target.who().users().any() && NodeName.parse(wanted).isPresent());
    }
}
