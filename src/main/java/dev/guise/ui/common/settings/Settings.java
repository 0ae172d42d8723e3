package dev.guise.ui.common.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a person chose. Immutable; kept by [SettingsStore].
///
/// @param appearance      light, dark, or as the system is
/// @param textSize        size of plain text in logical pixels, within [#MIN_TEXT] and [#LARGEST_TEXT]
/// @param columns         the columns of each table by the table's name
/// @param contextColours  a colour such as `#cf222e` for each context's name
/// @param pluginPath      where credential plugins are looked for before the process's own PATH; may be empty
/// @param techniqueFiles  further technique files
/// @param tenants         the namespaces of each tenant by its name
/// @param tenantLabel     label of namespaces whose value is the tenant, `""` for none; empty when nothing was chosen
/// @param tenantPattern   pattern of names whose first group is the tenant, the same
/// @param kubeconfigFiles further kubeconfig files
/// @param recentFiles     snapshots and files opened before, newest first
/// @param recentCommands  ids used in the command palette, newest first
/// @param folders         where files were chosen last, by what for
/// @param window          how large the window was left; empty before it was ever closed
public record Settings(
        Appearance appearance,
        double textSize,
        Map<String, List<Column>> columns,
        Map<String, String> contextColours,
        String pluginPath,
        List<String> techniqueFiles,
        Map<String, List<String>> tenants,
        Optional<String> tenantLabel,
        Optional<String> tenantPattern,
        List<String> kubeconfigFiles,
        List<String> recentFiles,
        List<String> recentCommands,
        Map<String, String> folders,
        Optional<WindowSize> window) {

    public static final double MIN_TEXT = 10;
    public static final double LARGEST_TEXT = 24;
    public static final double DEFAULT_TEXT = 13;
    private static final int RECENT = 20;

    public static final Settings DEFAULTS = new Settings(
            Appearance.AUTO,
            DEFAULT_TEXT,
            Map.of(),
            Map.of(),
            "",
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty());

    /// How large the window was left.
    ///
    /// @param width     in logical pixels, while it is not maximised
    /// @param height    the same
    /// @param maximised whether it filled the screen
    public record WindowSize(double width, double height, boolean maximised) {}

    /// Light, dark, or as the system is.
    public enum Appearance {
        AUTO,
        LIGHT,
        DARK
    }

    /// One column of a table.
    ///
    /// @param id      the column
    /// @param width   in logical pixels
    /// @param visible whether it is shown
    public record Column(String id, double width, boolean visible) {}

    public Settings {
        textSize = Double.isFinite(textSize) ? Math.clamp(textSize, MIN_TEXT, LARGEST_TEXT) : DEFAULT_TEXT;
        columns = Map.copyOf(columns);
        contextColours = Map.copyOf(contextColours);
        techniqueFiles = List.copyOf(techniqueFiles);
        tenants = Map.copyOf(tenants);
        kubeconfigFiles = List.copyOf(kubeconfigFiles);
        recentFiles = recentFiles.stream().distinct().limit(RECENT).toList();
        recentCommands = recentCommands.stream().distinct().limit(RECENT).toList();
        folders = Map.copyOf(folders);
    }

    /// How much larger than usual everything is.
    public double scale() {
        return textSize / DEFAULT_TEXT;
    }

    public Settings withAppearance(Appearance other) {
        return with(edit -> edit.appearance = other);
    }

    public Settings withTextSize(double other) {
        return with(edit -> edit.textSize = other);
    }

    /// With the columns of one table.
    public Settings withColumns(String table, List<Column> other) {
        return with(edit -> edit.columns = with(columns, table, List.copyOf(other)));
    }

    /// With a colour for a context; `""` takes it away.
    public Settings withContextColour(String context, String colour) {
        Map<String, String> colours = with(contextColours, context, colour);
        colours.values().removeIf(String::isEmpty);
        return with(edit -> edit.contextColours = colours);
    }

    public Settings withPluginPath(String other) {
        return with(edit -> edit.pluginPath = other);
    }

    public Settings withTechniqueFiles(List<String> other) {
        return with(edit -> edit.techniqueFiles = other);
    }

    public Settings withTenants(Map<String, List<String>> other) {
        return with(edit -> edit.tenants = other);
    }

    /// With a label of namespaces whose value is the tenant; `""` for none.
    public Settings withTenantLabel(String other) {
        return with(edit -> edit.tenantLabel = Optional.of(other));
    }

    /// With a pattern of names whose first group is the tenant; `""` for none.
    public Settings withTenantPattern(String other) {
        return with(edit -> edit.tenantPattern = Optional.of(other));
    }

    public Settings withKubeconfigFiles(List<String> other) {
        return with(edit -> edit.kubeconfigFiles = other);
    }

    /// With a file as the newest of the recent ones.
    public Settings withRecentFile(String file) {
        return with(edit -> edit.recentFiles = first(file, recentFiles));
    }

    /// With a command as the newest of the recent ones.
    public Settings withRecentCommand(String id) {
        return with(edit -> edit.recentCommands = first(id, recentCommands));
    }

    /// With the folder where files were chosen last.
    ///
    /// @param purpose what for
    public Settings withFolder(String purpose, String folder) {
        return with(edit -> edit.folders = with(folders, purpose, folder));
    }

    public Settings withWindow(WindowSize other) {
        return with(edit -> edit.window = Optional.of(other));
    }

    private Settings with(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return edit.done();
    }

    /// The settings while one of them is changed.
    private static final class Edit {
        private Appearance appearance;
        private double textSize;
        private Map<String, List<Column>> columns;
        private Map<String, String> contextColours;
        private String pluginPath;
        private List<String> techniqueFiles;
        private Map<String, List<String>> tenants;
        private Optional<String> tenantLabel;
        private Optional<String> tenantPattern;
        private List<String> kubeconfigFiles;
        private List<String> recentFiles;
        private List<String> recentCommands;
        private Map<String, String> folders;
        private Optional<WindowSize> window;

        Edit(Settings from) {
            appearance = from.appearance;
            textSize = from.textSize;
            columns = from.columns;
            contextColours = from.contextColours;
            pluginPath = from.pluginPath;
            techniqueFiles = from.techniqueFiles;
            tenants = from.tenants;
            tenantLabel = from.tenantLabel;
            tenantPattern = from.tenantPattern;
            kubeconfigFiles = from.kubeconfigFiles;
            recentFiles = from.recentFiles;
            recentCommands = from.recentCommands;
            folders = from.folders;
            window = from.window;
        }

        Settings done() {
            return new Settings(
                    appearance,
                    textSize,
                    columns,
                    contextColours,
                    pluginPath,
                    techniqueFiles,
                    tenants,
                    tenantLabel,
                    tenantPattern,
                    kubeconfigFiles,
                    recentFiles,
                    recentCommands,
                    folders,
                    window);
        }
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> other = new LinkedHashMap<>(map);
        other.put(key, value);
        return other;
    }

    private static List<String> first(String head, List<String> tail) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(head), tail.stream())
                .toList();
    }
}
