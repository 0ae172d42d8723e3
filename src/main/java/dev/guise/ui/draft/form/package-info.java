/// The form of a draft and the page that starts a new one. Controls only: what a form means is in `ui.draft.plan`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft.form;
