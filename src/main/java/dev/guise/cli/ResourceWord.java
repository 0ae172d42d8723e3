package dev.guise.cli;

import dev.guise.rbac.ResourceAttributes;

/// A resource as it is typed: `RESOURCE[.GROUP][/SUBRESOURCE]`, such as `pods/exec` or `deployments.apps/scale`.
///
/// The group starts at the first dot in front of the first slash: what is behind the slash may have dots and slashes of
/// its own, as in `userextras.authentication.k8s.io/example.com/tenant`.
///
/// @param apiGroup    the group, `""` for the core group
/// @param resource    the resource
/// @param subresource the subresource, or `""`
record ResourceWord(String apiGroup, String resource, String subresource) {

    /// @throws UsageException when there is no resource in it, or an end without anything behind it
    static ResourceWord parse(String word) {
        int slash = word.indexOf('/');
        String head = slash < 0 ? word : word.substring(0, slash);
        String sub = slash < 0 ? "" : word.substring(slash + 1);
        int dot = head.indexOf('.');
        String resource = dot < 0 ? head : head.substring(0, dot);
        String group = dot < 0 ? "" : head.substring(dot + 1);
        boolean unfinished = resource.isEmpty() || (slash >= 0 && sub.isEmpty()) || (dot >= 0 && group.isEmpty());
        if (unfinished) {
            throw new UsageException("\"" + word
                    + "\" is no resource: write RESOURCE[.GROUP][/SUBRESOURCE], such as deployments.apps/scale");
        }
        return new ResourceWord(group, resource, sub);
    }

    /// The request that a server would see for it.
    ResourceAttributes request(String verb, String namespace, String name) {
        return new ResourceAttributes(verb, apiGroup, resource, subresource, namespace, name).asRequested();
    }
}
