/// The page on which a person chooses how the program looks and what it regards. What was chosen is kept by
/// `ui.common.SettingsStore`; what belongs to one cluster is kept by `ui.workspace`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.settings;
