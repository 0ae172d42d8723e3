/// Reads clusters out of files: manifests and dumps in YAML and JSON as kubectl reads them, saved snapshots, the demo.
/// What is broken or not known becomes a warning with its place; the rest goes on.
/// How a server is asked is the business of `cluster.live`; what the objects mean is for the rooms above to say.
@org.jspecify.annotations.NullMarked
package dev.guise.cluster.read;
