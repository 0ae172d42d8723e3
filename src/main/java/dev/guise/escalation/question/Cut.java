package dev.guise.escalation.question;

import java.util.List;

/// A set of grants whose removal leaves no path.
///
/// @param elements  what to take away; empty when there was no path to begin with, or when nothing can be taken away
/// @param quality   what is known of the set
/// @param remaining for each start that no removal keeps away a path that only what the API server itself maintains, or
///                  what is to be spared, is behind; the elements cut the paths of all others
public record Cut(List<CutElement> elements, Quality quality, List<Derivation> remaining) {

    public Cut {
        elements = List.copyOf(elements);
        remaining = List.copyOf(remaining);
    }

    /// What is known of a cut. Each was checked by a fixed point on the cluster without it.
    public enum Quality {
        /// No smaller set cuts every path.
        SMALLEST,
        /// It cuts every path, and is small, but was found greedily.
        SMALL,
        /// There was nothing to cut.
        NOTHING_TO_CUT,
        /// Nothing that lasts and is not to be spared can be taken away to cut a path.
        IMPOSSIBLE,
        /// It takes too long to find one.
        UNKNOWN
    }
}
