/// What is said of the thing that is selected: facts, links, YAML, and for edges what they mean and how to close them.
/// It only makes content; the pane that shows it is in `ui.frame`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.inspect;
