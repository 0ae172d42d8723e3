/// The snapshot of a cluster and the ways to get one: kubeconfig, files, a saved snapshot, the demo.
/// fabric8 and the parsing of YAML and JSON live here and nowhere else; no type of theirs leaves this room.
/// What the objects mean is for the rooms above to say.
@org.jspecify.annotations.NullMarked
package dev.guise.cluster;
