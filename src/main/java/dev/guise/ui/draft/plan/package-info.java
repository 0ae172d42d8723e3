/// The drafts at hand as values and view-models: what a form says, its undo history, checks while it is edited,
/// where a draft may start. Controls do not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft.plan;
