package dev.guise.cluster.live;

import java.nio.file.Path;

/// A context of a kubeconfig.
///
/// @param name      its name
/// @param cluster   the cluster it names
/// @param server    that cluster's address, `""` when the kubeconfig does not have the cluster
/// @param user      the user it names
/// @param namespace its namespace, `""` when it says none
/// @param file      the file it stands in
public record KubeContext(String name, String cluster, String server, String user, String namespace, Path file) {}
