/// Techniques as data: the catalogue and the YAML file it is read from, with its problems by line.
/// What a technique is worth in a cluster is for `escalation.engine` to say.
@org.jspecify.annotations.NullMarked
package dev.guise.escalation.catalogue;
