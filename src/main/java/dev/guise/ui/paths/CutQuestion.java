package dev.guise.ui.paths;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Cut;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.rbac.ClusterRole;
import dev.guise.ui.paths.PathsModel.Start;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whose ways are to be cut.
///
/// @param asked    who is to be kept away from the end
/// @param accepted who comes there, too, and is left out as an accepted administrator: what they hold is not taken away
/// @param scope    how they were chosen
/// @param roles    every ClusterRole of the cluster
record CutQuestion(List<Start> asked, List<Start> accepted, Scope scope, List<ClusterRole> roles) {
    CutQuestion {
        asked = List.copyOf(asked);
        accepted = List.copyOf(accepted);
    }

    /// How those who are to be kept away were chosen.
    enum Scope {
        /// By a person, each of them.
        CHOSEN,
        /// As all who come to the end.
        ANYONE
    }

    List<Identity> starts() {
        return asked.stream().map(start -> start.who().identity()).toList();
    }

    private Stream<CutElement> heldBy(Start start) {
        return start.way().stream().filter(way -> way.cost() == 0).flatMap(this::elements);
    }

    private Stream<CutElement> elements(Derivation way) {
        return way.grants().stream().flatMap(grant -> CutElement.of(grant, roles).stream());
    }

    /// What a cut must not take away: a place in a binding of an accepted administrator, and what they hold the end by
    /// without a step.
    Predicate<CutElement> spared() {
        Set<CutElement> held = accepted.stream().flatMap(this::heldBy).collect(Collectors.toSet());
        Set<Identity> administrators =
                accepted.stream().map(start -> start.who().identity()).collect(Collectors.toSet());
        return element -> held.contains(element)
                || (element instanceof CutElement.SubjectEntry(var binding, int index)
                        && administrators.contains(
                                Identity.of(binding.subjects().get(index))));
    }

    /// Who remains only since what an accepted administrator holds is not taken away, the names in order.
    List<String> remainingBySpared(Cut cut) {
        Predicate<CutElement> spared = spared();
        return remaining(cut, way -> elements(way).anyMatch(spared));
    }

    /// Who remains by what the API server itself maintains, the names in order.
    List<String> remainingByServer(Cut cut) {
        Predicate<CutElement> spared = spared();
        return remaining(cut, way -> elements(way).noneMatch(spared));
    }

    private static List<String> remaining(Cut cut, Predicate<Derivation> why) {
        return cut.remaining().stream()
                .filter(why)
                .map(Derivation::from)
                .map(Identity::displayName)
                .sorted()
                .toList();
    }

    /// Whom a cut keeps away though they need no step, the names in order.
    List<String> lockedOut(Cut cut) {
        Set<Identity> remaining = cut.remaining().stream().map(Derivation::from).collect(Collectors.toSet());
        return asked.stream()
                .filter(start -> !remaining.contains(start.who().identity()))
                .filter(start -> heldBy(start).anyMatch(cut.elements()::contains))
                .map(start -> start.who().identity().displayName())
                .sorted()
                .toList();
    }
}
