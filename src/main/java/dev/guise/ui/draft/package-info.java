/// Drafts: a grant, the form that constrains it, the YAML, what is wrong with it and what it changes. Here stand the
/// view, its bar and how drafts are saved; the parts are in the packages below.
/// What the YAML says is decided by the room `draft`; nothing here is ever sent to a cluster.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft;
