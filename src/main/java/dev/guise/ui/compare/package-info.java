/// What came, went and changed between the cluster under review and another look at it, or at another cluster.
/// How two identities of one cluster differ is for `ui.access`, what a draft would change for `ui.draft`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.compare;
