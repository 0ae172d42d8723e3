package dev.guise.ui.frame;

import org.kordamp.ikonli.feather.Feather;

/// A view of a cluster, which has a tab of its own. Those that others send a person to are constants here.
///
/// @param id    stable, never shown: by it a view is kept in a workspace
/// @param title on its tab
/// @param icon  shown next to the title
public record ViewId(String id, String title, Feather icon) {
    public static final ViewId GRAPH = new ViewId("graph", "Graph", Feather.SHARE_2);
    public static final ViewId PATHS = new ViewId("paths", "Paths", Feather.GIT_BRANCH);
    public static final ViewId FINDINGS = new ViewId("findings", "Findings", Feather.ALERT_OCTAGON);
    public static final ViewId ACCESS = new ViewId("access", "Access", Feather.KEY);
    public static final ViewId SIMULATE = new ViewId("simulate", "Simulate", Feather.PLAY);
    public static final ViewId DRAFTS = new ViewId("drafts", "Drafts", Feather.EDIT_3);
    public static final ViewId COMPARE = new ViewId("compare", "Compare", Feather.COPY);
}
