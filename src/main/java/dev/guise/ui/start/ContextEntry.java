package dev.guise.ui.start;

/// A context of a kubeconfig, as the start page lists it.
///
/// @param name   of the context
/// @param server its API server's address
/// @param user   the kubeconfig's user
/// @param file   the kubeconfig it was found in
/// @param colour that the reviewer gave it, such as `#cf222e`; `""` for none
public record ContextEntry(String name, String server, String user, String file, String colour) {}
