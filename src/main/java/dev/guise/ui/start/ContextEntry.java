package dev.guise.ui.start;

/// A context of a kubeconfig, as the start page lists it.
///
/// @param name   of the context
/// @param server its API server's address
/// @param user   the kubeconfig's user
/// @param file   the kubeconfig it was found in
/// @param colour that the reviewer gave it, such as `#cf222e`; `""` for none
/// @param use    whether it is the one that kubectl uses
public record ContextEntry(String name, String server, String user, String file, String colour, Use use) {

    /// What kubectl does with it.
    public enum Use {
        /// The kubeconfig's `current-context`.
        CURRENT,
        OTHER
    }

    public boolean isCurrent() {
        return use == Use.CURRENT;
    }
}
