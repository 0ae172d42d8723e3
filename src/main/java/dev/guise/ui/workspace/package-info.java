/// What a reviewer does to one cluster in the window, and the file in which it is kept: never in the cluster, never in
/// a kubeconfig. Knows no controls. What suppressions mean is the matter of `findings.triage`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.workspace;
