package dev.guise.ui.frame;

import java.util.List;
import java.util.Set;

/// A line of the list of identities.
///
/// @param id        what is selected by it
/// @param kind      of identity
/// @param name      without namespace
/// @param namespace of a service account, else `""`
/// @param order     where it stands among others, the least first; finer than the rank
/// @param rank      how bad the worst thing is that it reaches
/// @param badge     a word or two about that, such as `cluster-admin`; may be empty
/// @param reaches   everything that it reaches, in words, for the filter
/// @param marks     what the reviewer said of it
public record IdentityRow(
        String id,
        IdentityKind kind,
        String name,
        String namespace,
        int order,
        Rank rank,
        String badge,
        String reaches,
        Set<IdentityMark> marks) {

    public IdentityRow {
        marks = Set.copyOf(marks);
    }

    /// One of whom nothing more is known or said.
    public IdentityRow(String id, IdentityKind kind, String name, String namespace, Rank rank, String badge) {
        this(id, kind, name, namespace, List.of(Rank.values()).indexOf(rank), rank, badge, "", Set.of());
    }

    /// The same one, of whom the reviewer said this.
    public IdentityRow withMarks(Set<IdentityMark> said) {
        return new IdentityRow(id, kind, name, namespace, order, rank, badge, reaches, said);
    }

    /// Whether the reviewer said that of it.
    public boolean has(IdentityMark mark) {
        return marks.contains(mark);
    }
}
