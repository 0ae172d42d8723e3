/// What a person has chosen, kept in a file that several windows may write, and the one class that reads the
/// environment. What belongs to one cluster is for `ui.workspace`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.common.settings;
