package dev.guise.ui.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person chose. Immutable; kept by [SettingsStore].
///
/// @param appearance      light, dark, or as the system is
/// @param textSize        size of plain text in logical pixels, within [#SMALLEST_TEXT] and [#LARGEST_TEXT]
/// @param columns         the columns of each table by the table's name
/// @param contextColours  a colour such as `#cf222e` for each context's name
/// @param pluginPath      where credential plugins are looked for; empty for the process's own PATH
/// @param techniqueFiles  further technique files
/// @param tenants         the namespaces of each tenant by its name
/// @param kubeconfigFiles further kubeconfig files
/// @param recentFiles     snapshots and files opened before, newest first
/// @param recentCommands  ids used in the command palette, newest first
public record Settings(
        Appearance appearance,
        double textSize,
        Map<String, List<Column>> columns,
        Map<String, String> contextColours,
        String pluginPath,
        List<String> techniqueFiles,
        Map<String, List<String>> tenants,
        List<String> kubeconfigFiles,
        List<String> recentFiles,
        List<String> recentCommands) {

    public static final double SMALLEST_TEXT = 10;
    public static final double LARGEST_TEXT = 24;
    private static final double USUAL_TEXT = 13;
    private static final int RECENT = 20;

    public static final Settings DEFAULTS = new Settings(
            Appearance.AUTO, USUAL_TEXT, Map.of(), Map.of(), "", List.of(), Map.of(), List.of(), List.of(), List.of());

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
        textSize = Double.isFinite(textSize) ? Math.clamp(textSize, SMALLEST_TEXT, LARGEST_TEXT) : USUAL_TEXT;
        columns = Map.copyOf(columns);
        contextColours = Map.copyOf(contextColours);
        techniqueFiles = List.copyOf(techniqueFiles);
        tenants = Map.copyOf(tenants);
        kubeconfigFiles = List.copyOf(kubeconfigFiles);
        recentFiles = recentFiles.stream().distinct().limit(RECENT).toList();
        recentCommands = recentCommands.stream().distinct().limit(RECENT).toList();
    }

    public Settings withAppearance(Appearance other) {
        return new Settings(
                other,
                textSize,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    public Settings withTextSize(double other) {
        return new Settings(
                appearance,
                other,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    /// With the columns of one table.
    public Settings withColumns(String table, List<Column> other) {
        return new Settings(
                appearance,
                textSize,
                with(columns, table, List.copyOf(other)),
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    /// With a colour for a context; `""` takes it away.
    public Settings withContextColour(String context, String colour) {
        Map<String, String> colours = with(contextColours, context, colour);
        colours.values().removeIf(String::isEmpty);
        return new Settings(
                appearance,
                textSize,
                columns,
                colours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    public Settings withPluginPath(String other) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                other,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    public Settings withTechniqueFiles(List<String> other) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                pluginPath,
                other,
                tenants,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    public Settings withTenants(Map<String, List<String>> other) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                other,
                kubeconfigFiles,
                recentFiles,
                recentCommands);
    }

    public Settings withKubeconfigFiles(List<String> other) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                other,
                recentFiles,
                recentCommands);
    }

    /// With a file as the newest of the recent ones.
    public Settings withRecentFile(String file) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                first(file, recentFiles),
                recentCommands);
    }

    /// With a command as the newest of the recent ones.
    public Settings withRecentCommand(String id) {
        return new Settings(
                appearance,
                textSize,
                columns,
                contextColours,
                pluginPath,
                techniqueFiles,
                tenants,
                kubeconfigFiles,
                recentFiles,
                first(id, recentCommands));
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
