package dev.guise.cli;

import dev.guise.cluster.defaults.ApiResource;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.cluster.defaults.ApiResources.Meaning;
import dev.guise.rbac.ResourceAttributes;
import java.util.stream.Collectors;

/// A resource as it is typed: `RESOURCE[.GROUP][/SUBRESOURCE]`, such as `pods/exec` or
/// `deployments.apps/scale`.
///
/// The group starts at the first dot in front of the first slash: what is behind the slash may have dots and
/// slashes of its own, as in `userextras.authentication.k8s.io/example.com/tenant`.
///
/// @param head        the resource with its group
/// @param subresource the subresource, or `""`
record ResourceWord(String head, String subresource) {

    /// @throws UsageException when there is no resource in it, or an end without anything behind it
    static ResourceWord parse(String word) {
        int slash = word.indexOf('/');
        String head = slash < 0 ? word : word.substring(0, slash);
        String sub = slash < 0 ? "" : word.substring(slash + 1);
        boolean unfinished =
                head.isEmpty() || head.startsWith(".") || head.endsWith(".") || (slash >= 0 && sub.isEmpty());
        if (unfinished) {
            throw new UsageException("\"" + word
                    + "\" is not a resource: use RESOURCE[.GROUP][/SUBRESOURCE], such as deployments.apps/scale");
        }
        return new ResourceWord(head, sub);
    }

    /// The request that a server would see for it.
    ///
    /// @throws UsageException when the word is unknown or ambiguous
    ResourceAttributes request(ApiResources resources, String verb, String namespace, String name) {
        ApiResource meant = meant(resources, verb);
        return new ResourceAttributes(verb, meant.group(), meant.plural(), subresource, namespace, name).asRequested();
    }

    private ApiResource meant(ApiResources resources, String verb) {
        return switch (resources.meaning(verb, head)) {
            case Meaning.Known(ApiResource resource) -> resource;
            case Meaning.AsWritten(ApiResource resource) -> resource;
            case Meaning.Several(var several) ->
                throw new UsageException("\"" + head + "\" is the name of several resources: use "
                        + several.stream().map(ApiResource::qualifiedName).collect(Collectors.joining(" or ")));
            case Meaning.Unknown(var similar) ->
                throw new UsageException("\"" + head + "\" is not a resource that Kubernetes or a rule in this cluster"
                        + " names; "
                        + (similar.isEmpty()
                                ? "add its group, such as widgets.example.com"
                                : "did you mean " + String.join(", ", similar) + "?"));
        };
    }
}
