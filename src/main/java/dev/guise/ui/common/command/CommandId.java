package dev.guise.ui.common.command;

import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;

/// Every command of the window with its text, icon and key. Menus, buttons, the palette and the sheet of keyboard
/// shortcuts all read this list. A view turns an entry into a [Command] by adding its action.
public enum CommandId {
    // The window, with or without a cluster.
    WINDOW_PALETTE("window.palette", "Search or run a command", Feather.SEARCH, KeyBinding.PALETTE),
    WINDOW_OPEN_FILES("window.openFiles", "Open files…", Feather.FILE_TEXT, KeyBinding.OPEN_FILES),
    WINDOW_OPEN_FOLDER("window.openFolder", "Open folder…", Feather.FOLDER, KeyBinding.OPEN_FOLDER),
    WINDOW_DEMO("window.demo", "Open the demo", Feather.PLAY_CIRCLE),
    WINDOW_CLOSE("window.close", "Close cluster", Feather.X, KeyBinding.CLOSE),
    WINDOW_REFRESH("window.refresh", "Reload", Feather.REFRESH_CW, KeyBinding.REFRESH),
    WINDOW_DARK("window.dark", "Toggle light and dark theme", Feather.MOON, KeyBinding.TOGGLE_DARK),
    WINDOW_AS_SYSTEM("window.asSystem", "Use system theme", Feather.MONITOR),
    WINDOW_LARGER("window.larger", "Larger text", Feather.PLUS, KeyBinding.TEXT_LARGER),
    WINDOW_SMALLER("window.smaller", "Smaller text", Feather.MINUS, KeyBinding.TEXT_SMALLER),
    WINDOW_USUAL("window.usual", "Reset text size", Feather.TYPE, KeyBinding.TEXT_USUAL),
    WINDOW_SETTINGS("window.settings", "Settings…", Feather.SETTINGS, KeyBinding.SETTINGS),
    WINDOW_KEYS("window.keys", "Keyboard shortcuts", Feather.HELP_CIRCLE, KeyBinding.KEYS),
    WINDOW_QUIT("window.quit", "Quit", Feather.LOG_OUT, KeyBinding.QUIT),

    // A cluster that is open.
    CLUSTER_SAVE("cluster.save", "Save snapshot…", Feather.SAVE, KeyBinding.SAVE_SNAPSHOT),

    // The frame around the views.
    FRAME_BACK("frame.back", "Go back", Feather.ARROW_LEFT, KeyBinding.BACK),
    FRAME_FORWARD("frame.forward", "Go forward", Feather.ARROW_RIGHT, KeyBinding.FORWARD),
    FRAME_FILTER("frame.filter", "Filter identities", Feather.FILTER, KeyBinding.FILTER),
    FRAME_FIND("frame.find", "Find in view", Feather.SEARCH, KeyBinding.FIND),
    FRAME_IDENTITIES("frame.identities", "Show or hide identities", Feather.SIDEBAR, KeyBinding.TOGGLE_IDENTITIES),
    FRAME_INSPECTOR("frame.inspector", "Show or hide inspector", Feather.COLUMNS, KeyBinding.TOGGLE_INSPECTOR),
    FRAME_NEXT_PANE("frame.nextPane", "Next pane", Feather.CORNER_DOWN_RIGHT, KeyBinding.NEXT_PANE),
    FRAME_PREVIOUS_PANE("frame.previousPane", "Previous pane", Feather.CORNER_UP_LEFT, KeyBinding.PREVIOUS_PANE),

    // A view; its id and title follow.
    TAB("tab", "Go to %s", Feather.LAYOUT),

    // A graph, and what is selected in it.
    GRAPH_SAVE("graph", "Save graph as %s…", Feather.SHARE),
    GRAPH_CONSTRAIN("graph.constrain", "Constrain this…", Feather.EDIT_3),
    GRAPH_COPY_NAME("graph.copyName", "Copy name", Feather.COPY),
    GRAPH_COPY_YAML("graph.copyYaml", "Copy YAML", Feather.FILE_TEXT),
    GRAPH_COPY_KUBECTL("graph.copyKubectl", "Copy kubectl command", Feather.TERMINAL),
    GRAPH_START("graph.start", "From here", Feather.LOG_OUT),
    GRAPH_END("graph.end", "To here", Feather.LOG_IN),
    GRAPH_ZOOM_IN("graph.in", "Zoom in", Feather.ZOOM_IN, KeyBinding.GRAPH_ZOOM_IN),
    GRAPH_ZOOM_OUT("graph.out", "Zoom out", Feather.ZOOM_OUT, KeyBinding.GRAPH_ZOOM_OUT),
    GRAPH_FIT("graph.fit", "Zoom to fit", Feather.MAXIMIZE, KeyBinding.GRAPH_FIT),
    GRAPH_PNG("graph.png", "Save as PNG…", Feather.IMAGE),
    GRAPH_SVG("graph.svg", "Save as SVG…", Feather.PEN_TOOL),
    GRAPH_COPY_PNG("graph.copyPng", "Copy image", Feather.COPY),
    GRAPH_COPY_SVG("graph.copySvg", "Copy as SVG", Feather.COPY),
    GRAPH_COPY_DOT("graph.copyDot", "Copy as Graphviz", Feather.COPY),
    GRAPH_CANCEL("graph.cancel", "Cancel", Feather.X),
    GRAPH_AGAIN("graph.again", "Lay out graph", Feather.PLAY),
    GRAPH_MORE("graph.more", "Show them", Feather.PLUS),
    GRAPH_LIST("graph.list", "Show as a list", Feather.LIST, KeyBinding.GRAPH_LIST),

    // Paths.
    PATHS_CANCEL_CUT("paths.cancelCut", "Cancel", Feather.X),
    PATHS_DRAFT_CUT("paths.draftCut", "Draft this change", Feather.EDIT_3),
    PATHS_COPY_NAMES("paths.copyNames", "Copy names", Feather.COPY),
    PATHS_SHOW("paths.show", "Show in graph", Feather.SHARE_2),
    PATHS_COPY("paths.copy", "Copy as text", Feather.COPY),
    PATHS_FROM("paths.from", "Paths from here", Feather.GIT_BRANCH),
    PATHS_TO("paths.to", "Paths to here", Feather.TARGET),
    PATHS_FIND("paths.find", "Find paths", Feather.SEARCH),
    PATHS_CUT("paths.cut", "Find what cuts these paths", Feather.SCISSORS),
    PATHS_CANCEL("paths.cancel", "Cancel", Feather.X),
    PATHS_GOAL("paths.goal", "%s", Feather.TARGET),
    PATHS_STOP("paths.stop", "Stop", Feather.X),
    PATHS_OWNED("paths.owned", "Paths from owned identities", Feather.FLAG),

    // One finding.
    FINDING_PATH("finding.path", "Show in graph", Feather.SHARE_2),
    FINDING_BINDING("finding.binding", "Show binding", Feather.LINK),
    FINDING_DRAFT("finding.draft", "Draft a fix…", Feather.EDIT_3),
    FINDING_SUPPRESS("finding.suppress", "Suppress…", Feather.BELL_OFF),
    FINDING_UNSUPPRESS("finding.unsuppress", "Remove suppression", Feather.BELL),
    FINDING_COPY("finding.copy", "Copy as text", Feather.COPY),
    FINDING_SUBJECT("finding.subject", "Select", Feather.USER),
    FINDING_NOTICE("finding.notice", "Close", Feather.X),
    FINDING_UNDO("finding.undo", "Undo", Feather.CORNER_UP_LEFT),

    // All findings.
    FINDINGS_REPORT("findings.report", "Save report…", Feather.FILE_TEXT),
    FINDINGS_UNDO("findings.undo", "Undo last decision", Feather.CORNER_UP_LEFT, KeyBinding.UNDO),
    FINDINGS_CLEAR("findings.clear", "Clear filters", Feather.X),

    // Access.
    ACCESS_WHO("access.who", "Who can do this?", Feather.KEY),
    ACCESS_WHAT("access.what", "What can an identity do?", Feather.GRID),
    ACCESS_TWO("access.two", "Compare two identities", Feather.COLUMNS),
    ACCESS_COMPARE("access.compare", "Compare", Feather.COLUMNS),
    ACCESS_COPY("access.copy", "Copy as text", Feather.COPY),
    ACCESS_WAY("access.way", "Show shortest path", Feather.MAP),
    ACCESS_ASK("access.ask", "Search", Feather.SEARCH),

    // A simulated request.
    SIMULATE_GROUP("simulate.group", "Add group", Feather.PLUS),
    SIMULATE_EXTRA("simulate.extra", "Add extra", Feather.PLUS),
    SIMULATE_REMOVE("simulate.remove", "Remove header", Feather.X),
    SIMULATE_CLUSTER("simulate.cluster", "Ask the cluster", Feather.RADIO),
    SIMULATE_RUN("simulate.run", "Try it", Feather.PLAY),
    SIMULATE_COPY("simulate.copy", "Copy %s", Feather.COPY),

    // Drafts.
    DRAFT_UNDO("draft.undo", "Undo in drafts", Feather.CORNER_UP_LEFT),
    DRAFT_REDO("draft.redo", "Redo in drafts", Feather.CORNER_UP_RIGHT),
    DRAFT_RENAME("draft.rename", "Rename draft…", Feather.EDIT_2),
    DRAFT_DUPLICATE("draft.duplicate", "Duplicate draft", Feather.COPY),
    DRAFT_REMOVE("draft.remove", "Remove draft", Feather.TRASH_2),
    DRAFT_PAIRS("draft.pairs", "Split pairs…", Feather.GIT_BRANCH),
    DRAFT_SAVE("draft.save", "Save as single file…", Feather.FILE_TEXT),
    DRAFT_FOLDER("draft.folder", "Save as folder…", Feather.FOLDER),
    DRAFT_KUSTOMIZE("draft.kustomize", "Save as Kustomize component…", Feather.LAYERS),
    DRAFT_DIFF("draft.diff", "Save diff…", Feather.GIT_COMMIT),
    DRAFT_WAY_BACK("draft.wayBack", "Save undo file…", Feather.ROTATE_CCW),
    DRAFT_COPY("draft.copy", "Copy YAML", Feather.CLIPBOARD),
    DRAFT_COPY_DIFF("draft.copyDiff", "Copy diff", Feather.CLIPBOARD),
    DRAFT_EVIDENCE("draft.evidence", "Draft from evidence…", Feather.ARCHIVE),
    DRAFT_START_EVIDENCE("draft.startEvidence", "From evidence…", Feather.ARCHIVE),
    DRAFT_OPEN("draft.open", "Open manifest as draft…", Feather.FILE_TEXT),
    DRAFT_START_MANIFEST("draft.startManifest", "Open manifest…", Feather.FILE_TEXT),
    DRAFT_EMPTY("draft.empty", "New empty draft", Feather.FILE),
    DRAFT_GRANT("draft.grant", "New draft: constrain a grant…", Feather.LOCK),
    DRAFT_FINDING("draft.finding", "New draft: fix a finding…", Feather.ALERT_OCTAGON),
    DRAFT_TENANTS("draft.tenants", "New draft: split by tenant…", Feather.GIT_BRANCH),
    DRAFT_PATTERNS("draft.patterns", "New draft: from a pattern…", Feather.LAYOUT),
    DRAFT_TAKE_GRANT("draft.takeGrant", "Constrain", Feather.EDIT_3),
    DRAFT_TAKE_FINDING("draft.takeFinding", "Draft a fix", Feather.EDIT_3),
    DRAFT_TAKE_TENANTS("draft.takeTenants", "Split", Feather.EDIT_3),
    DRAFT_PATTERN("draft.pattern", "Create draft", Feather.EDIT_3),
    DRAFT_SPLIT_PAIRS("draft.splitPairs", "Split", Feather.GIT_BRANCH),
    DRAFT_PAIRS_BACK("draft.pairsBack", "Back to draft", Feather.ARROW_LEFT),
    DRAFT_COULD_APPLY("draft.couldApply", "Check permissions", Feather.USER_CHECK),
    DRAFT_DRY_RUN("draft.dryRun", "Ask the cluster (dry run)", Feather.SERVER),

    // Audit logs as evidence.
    EVIDENCE_FILES("evidence.files", "Open audit logs…", Feather.FILE_TEXT),
    EVIDENCE_FOLDER("evidence.folder", "Open audit log folder…", Feather.FOLDER),
    EVIDENCE_DEMO("evidence.demo", "Open the demo audit log", Feather.PLAY_CIRCLE),
    EVIDENCE_POLICY("evidence.policy", "Check audit policy…", Feather.CHECK_SQUARE),
    EVIDENCE_CLEAR("evidence.clear", "Clear evidence", Feather.X),
    EVIDENCE_DRAFT("evidence.draft", "Draft from this evidence", Feather.EDIT_3),
    EVIDENCE_CANCEL("evidence.cancel", "Cancel", Feather.X),

    // The comparison of two clusters.
    COMPARE_FILES("compare.files", "Compare with files…", Feather.FILE_TEXT),
    COMPARE_FOLDER("compare.folder", "Compare with folder…", Feather.FOLDER),
    COMPARE_COPY("compare.copy", "Copy as text", Feather.COPY),
    COMPARE_STOP("compare.stop", "Stop", Feather.X),
    COMPARE_OTHER("compare.other", "New comparison", Feather.X),

    // What is selected, in the inspector.
    INSPECT_WHO("inspect.who", "Show who can reach this", Feather.GIT_BRANCH),
    INSPECT_CONSTRAIN("inspect.constrain", "Constrain this…", Feather.EDIT_3),
    INSPECT_TAKE_AWAY("inspect.takeAway", "Draft removal from %s", Feather.SCISSORS),
    INSPECT_FROM("inspect.from", "From here", Feather.LOG_OUT),
    INSPECT_TO("inspect.to", "To here", Feather.LOG_IN),
    INSPECT_PATHS("inspect.paths", "Paths", Feather.GIT_BRANCH),
    INSPECT_COPY("inspect.copy", "Copy name", Feather.COPY),
    INSPECTOR_COPY("inspector.copy", "Copy name", Feather.COPY),
    INSPECTOR_COPY_CODE("inspector.copyCode", "Copy %s", Feather.COPY),

    // An identity.
    MARK_OWNED("identity.own", "Mark as owned", Feather.FLAG),
    MARK_NOT_OWNED("identity.notOwned", "Mark as not owned", Feather.FLAG),
    ACCEPT("identity.accept", "Accept as administrator", Feather.USER_CHECK),
    NOT_ACCEPT("identity.notAccept", "Stop accepting as administrator", Feather.USER_CHECK),

    // States of a view.
    REVIEW_AGAIN("review.again", "Try again", Feather.REFRESH_CW),
    READING_CANCEL("reading.cancel", "Cancel", Feather.X),
    READING_RETRY("reading.retry", "Try again", Feather.REFRESH_CW),
    READING_BACK("reading.back", "Back to start", Feather.ARROW_LEFT),
    STATE_COPY("state.copy", "Copy details", Feather.COPY),

    // The settings.
    SETTINGS_DONE("settings.done", "Done", Feather.CHECK),
    SETTINGS_USUAL("settings.usual", "Reset", Feather.TYPE),
    SETTINGS_NO_COLOUR("settings.noColour", "Remove colour of %s", Feather.X),
    SETTINGS_TECHNIQUES("settings.techniques", "Add files…", Feather.PLUS),
    SETTINGS_REMOVE("settings.remove", "Remove %s", Feather.X);

    private final String id;
    private final String text;
    private final Feather icon;
    private final Optional<KeyBinding> key;

    CommandId(String id, String text, Feather icon) {
        this(id, text, icon, Optional.empty());
    }

    CommandId(String id, String text, Feather icon, KeyBinding key) {
        this(id, text, icon, Optional.of(key));
    }

    CommandId(String id, String text, Feather icon, Optional<KeyBinding> key) {
        this.id = id;
        this.text = text;
        this.icon = icon;
        this.key = key;
    }

    /// Stable, never shown: recent commands are kept by it.
    public String id() {
        return id;
    }

    /// In sentence case, named for what it does; `%s` stands for a name that is known only later.
    public String text() {
        return text;
    }

    public Feather icon() {
        return icon;
    }

    public Optional<KeyBinding> key() {
        return key;
    }

    /// The command that does this.
    ///
    /// @param names what stands for each `%s` of the text
    public Command command(Runnable action, Object... names) {
        return new Command(this, id, text.formatted(names), icon, key, action);
    }

    /// One of several commands of this kind, which differ by what they are about.
    ///
    /// @param which distinguishes it from the others; stable, never shown
    /// @param names what stands for each `%s` of the text
    public Command each(String which, Runnable action, Object... names) {
        return new Command(this, id + "." + which, text.formatted(names), icon, key, action);
    }
}
