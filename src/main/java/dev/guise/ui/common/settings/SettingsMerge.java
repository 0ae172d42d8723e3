package dev.guise.ui.common.settings;

/// Puts the settings of two windows together: what one of them changed counts, of what both changed the later.
final class SettingsMerge {
    private SettingsMerge() {}

    /// @param base   what both began with
    /// @param theirs what others made of it
    /// @param mine   what was made of it here, later
    static Settings merge(Settings base, Settings theirs, Settings mine) {
        return new Settings(
                ThreeWay.value(base.appearance(), theirs.appearance(), mine.appearance()),
                ThreeWay.value(base.textSize(), theirs.textSize(), mine.textSize()),
                ThreeWay.entries(base.columns(), theirs.columns(), mine.columns()),
                ThreeWay.entries(base.contextColours(), theirs.contextColours(), mine.contextColours()),
                ThreeWay.value(base.pluginPath(), theirs.pluginPath(), mine.pluginPath()),
                ThreeWay.members(base.techniqueFiles(), theirs.techniqueFiles(), mine.techniqueFiles()),
                ThreeWay.entries(base.tenants(), theirs.tenants(), mine.tenants()),
                ThreeWay.value(base.tenantLabel(), theirs.tenantLabel(), mine.tenantLabel()),
                ThreeWay.value(base.tenantPattern(), theirs.tenantPattern(), mine.tenantPattern()),
                ThreeWay.members(base.kubeconfigFiles(), theirs.kubeconfigFiles(), mine.kubeconfigFiles()),
                ThreeWay.recent(base.recentFiles(), theirs.recentFiles(), mine.recentFiles()),
                ThreeWay.recent(base.recentCommands(), theirs.recentCommands(), mine.recentCommands()),
                ThreeWay.entries(base.folders(), theirs.folders(), mine.folders()),
                ThreeWay.value(base.window(), theirs.window(), mine.window()));
    }
}
