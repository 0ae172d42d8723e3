package dev.guise.rbac;

/// What a request asks for, as an authorizer sees it.
///
/// Mirrors `authorizer.Attributes` of `k8s.io/apiserver/pkg/authorization/authorizer/interfaces.go`.
public sealed interface Attributes permits ResourceAttributes, NonResourceAttributes {

    /// The verb.
    String verb();

    /// The same request with another verb.
    Attributes withVerb(String verb);

    /// The request in words: `create pods/exec "web" in namespace "shop"`.
    String describe();
}
