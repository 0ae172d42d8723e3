package dev.guise.ui.frame;

import java.util.Locale;

/// The views of a cluster, each in a tab of its own.
public enum ViewId {
    GRAPH,
    PATHS,
    FINDINGS,
    ACCESS,
    SIMULATE,
    DRAFTS,
    COMPARE;

    /// By which it is kept in a workspace and known to its tab.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
