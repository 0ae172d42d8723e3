package dev.guise.ui.frame;

/// A line of the list of identities.
///
/// @param id        what is selected by it
/// @param kind      of identity
/// @param name      without namespace
/// @param namespace of a service account, else `""`
/// @param rank      how bad the worst thing is that it reaches
/// @param badge     a word or two about that, such as `cluster-admin`; may be empty
public record IdentityRow(String id, IdentityKind kind, String name, String namespace, Rank rank, String badge) {}
