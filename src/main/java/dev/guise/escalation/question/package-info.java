/// What can be asked of a cluster: what an identity reaches, by which paths, who reaches an end, and which grants to
/// take away so that no path is left.
/// Nothing is drawn here.
@org.jspecify.annotations.NullMarked
package dev.guise.escalation.question;
