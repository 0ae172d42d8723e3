/// Reads running clusters: kubeconfig, credentials, TLS, lists page by page, access reviews and dry runs.
/// fabric8 lives here and nowhere else, no type of it leaves, and every request passes the guard that only lets reading
/// ones through. What a list holds is turned into objects by `cluster.read`.
@org.jspecify.annotations.NullMarked
package dev.guise.cluster.live;
