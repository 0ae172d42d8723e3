/// Audit logs beside a draft: what was read of them, and drafts made of it.
/// How a log is read belongs into the room `evidence`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft.evidence;
