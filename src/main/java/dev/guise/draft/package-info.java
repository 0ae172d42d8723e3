/// From a dangerous grant to YAML that can be proposed: patterns, the constrainer, checks of a draft, its impact, and
/// the YAML itself. Nothing is ever applied to a cluster.
@org.jspecify.annotations.NullMarked
package dev.guise.draft;
