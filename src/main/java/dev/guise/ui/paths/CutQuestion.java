package dev.guise.ui.paths;

import dev.guise.escalation.Cut;
import dev.guise.escalation.CutElement;
import dev.guise.escalation.Derivation;
import dev.guise.escalation.Identity;
import dev.guise.ui.paths.PathsModel.Start;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose ways are to be cut.
///
/// @param asked    who is to be kept away from the end
/// @param accepted who comes there, too, and is left out as an accepted administrator
/// @param scope    how they were chosen
record CutQuestion(List<Start> asked, List<Start> accepted, Scope scope) {
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

    /// Whom a cut keeps away though they need no step, the names in order.
    List<String> lockedOut(Cut cut) {
        Set<Identity> remaining = cut.remaining().stream().map(Derivation::from).collect(Collectors.toSet());
        return names(asked.stream().filter(start -> !remaining.contains(start.who().identity())).toList(), cut);
    }

    /// Which accepted administrators a cut takes a grant from that they need no step for, the names in order.
    List<String> alsoTakenFrom(Cut cut) {
        return names(accepted, cut);
    }

    private static List<String> names(List<Start> starts, Cut cut) {
        return starts.stream()
                .filter(start -> start.way().filter(way -> isTaken(way, cut.elements())).isPresent())
                .map(start -> start.who().identity().displayName())
                .sorted()
                .toList();
    }

    private static boolean isTaken(Derivation way, List<CutElement> elements) {
        return way.cost() == 0
                && way.grants().stream().map(CutElement::of).flatMap(List::stream).anyMatch(elements::contains);
    }
}
