/// YAML as text that a person wrote: where things stand in it, and the smallest edits that change them; and how Guise
/// writes its own objects. Small drafts only: what comes from a cluster is parsed in `cluster`.
/// What the objects mean, and what a good draft is, belongs to `draft`.
@org.jspecify.annotations.NullMarked
package dev.guise.draft.yaml;
