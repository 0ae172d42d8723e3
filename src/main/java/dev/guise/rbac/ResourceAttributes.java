package dev.guise.rbac;

/// A request for a resource.
///
/// @param verb        the verb
/// @param apiGroup    the API group, `""` for the core group
/// @param resource    the resource, in the plural
/// @param subresource the subresource, or `""`
/// @param namespace   the namespace, or `""` at cluster scope
/// @param name        the object's name, or `""`: list, watch, create and deletecollection have none, unless a
///                    `metadata.name` field selector gives list, watch and deletecollection one
public record ResourceAttributes(
        String verb, String apiGroup, String resource, String subresource, String namespace, String name)
        implements Attributes {

    /// A request on a resource that may be written `resource/subresource`.
    public static ResourceAttributes of(String verb, String apiGroup, String resource, String namespace, String name) {
        int slash = resource.indexOf('/');
        return slash < 0
                ? new ResourceAttributes(verb, apiGroup, resource, "", namespace, name)
                : new ResourceAttributes(
                        verb, apiGroup, resource.substring(0, slash), resource.substring(slash + 1), namespace, name);
    }

    /// The attributes that a real HTTP request for these would carry: a request for a Namespace object has its own
    /// name as namespace too. A SubjectAccessReview is checked as written, without this.
    ///
    /// Mirrors `NewRequestInfo` in `k8s.io/apiserver/pkg/endpoints/request/requestinfo.go`.
    public ResourceAttributes asRequested() {
        boolean namespaceObject = apiGroup.isEmpty() && resource.equals("namespaces") && !name.isEmpty();
        return namespaceObject ? withNamespace(name) : this;
    }

    @Override
    public ResourceAttributes withVerb(String other) {
        return new ResourceAttributes(other, apiGroup, resource, subresource, namespace, name);
    }

    /// The same request in another namespace.
    public ResourceAttributes withNamespace(String other) {
        return new ResourceAttributes(verb, apiGroup, resource, subresource, other, name);
    }

    /// The same request for another name.
    public ResourceAttributes withName(String other) {
        return new ResourceAttributes(verb, apiGroup, resource, subresource, namespace, other);
    }

    /// `resource` or `resource/subresource`, as rules write it.
    public String combinedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    @Override
    public String describe() {
        String group = apiGroup.isEmpty() ? "" : "." + apiGroup;
        String named = name.isEmpty() ? "" : " " + GoFormat.quoted(name);
        String where = namespace.isEmpty() ? " at cluster scope" : " in namespace " + GoFormat.quoted(namespace);
        return verb + " " + combinedResource() + group + named + where;
    }
}
