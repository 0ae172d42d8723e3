/// What every view needs, by kind: work in the background, settings, commands and keys, dialogs, small controls.
/// Nothing below here knows what a cluster, a path or a finding is, and no class stands in this package itself.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common;
