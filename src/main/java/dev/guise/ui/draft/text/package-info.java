/// Text that is edited or read beside a draft: the YAML, what completes a word, lines with an icon.
/// What the text says is for `ui.draft.plan`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft.text;
