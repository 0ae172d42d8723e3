package dev.guise.rbac;

/// Decides requests.
///
/// Mirrors `authorizer.Authorizer` of `k8s.io/apiserver/pkg/authorization/authorizer/interfaces.go`.
@FunctionalInterface
public interface Authorizer {

    /// What is decided of the request, and why.
    Decision authorize(UserInfo user, Attributes attributes);
}
