package dev.guise.rbac;

/// A request with the strings under which rules may list its resource, put together once for all the roles that are
/// looked at.
///
/// @param combined       `resource` or `resource/subresource`; `""` for a path
/// @param anySubresource `*/subresource`; `""` without one
record Lookup(Attributes attributes, String combined, String anySubresource) {

    static Lookup of(Attributes attributes) {
        return switch (attributes) {
            case NonResourceAttributes a -> new Lookup(a, "", "");
            case ResourceAttributes a when a.subresource().isEmpty() -> new Lookup(a, a.resource(), "");
            case ResourceAttributes a -> new Lookup(a, a.combinedResource(), "*/" + a.subresource());
        };
    }

    String namespace() {
        return attributes instanceof ResourceAttributes a ? a.namespace() : "";
    }
}
