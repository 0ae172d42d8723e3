/// What the API server's impersonation filter does: the modes, the wanted user, the review with every check in its
/// order; and, set-wise, whom an identity can become. Mirrors `k8s.io/apiserver/pkg/endpoints/filters/impersonation`.
/// It decides nothing about roles itself: that is for `rbac` below.
@org.jspecify.annotations.NullMarked
package dev.guise.impersonation;
