package dev.guise.cli;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import java.util.List;
import java.util.Set;

/// Reads a request's path as the API server does: most paths below `/api/` and `/apis/` ask for a resource.
///
/// Mirrors `NewRequestInfo` in `k8s.io/apiserver/pkg/endpoints/request/requestinfo.go`.
final class RequestPath {
    private static final Set<String> OF_THE_NAMESPACE_ITSELF = Set.of("status", "finalize");
    private static final String SELECTED_NAME = "fieldSelector=metadata.name=";

    private RequestPath() {}

    /// What the server asks its authorizers for.
    ///
    /// @param verb what is done: an HTTP method or a verb
    /// @param uri  the path, perhaps with a query
    static Attributes parse(String verb, String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        List<String> parameters =
                query < 0 ? List.of() : List.of(uri.substring(query + 1).split("&"));
        List<String> parts = List.of(path.split("/")).stream()
                .filter(part -> !part.isEmpty())
                .toList();
        int version = parts.isEmpty()
                ? 0
                : switch (parts.getFirst()) {
                    case "api" -> 1;
                    case "apis" -> 2;
                    default -> 0;
                };
        if (version == 0 || parts.size() <= version + 1) {
            return new NonResourceAttributes(verb, path);
        }
        String group = version == 1 ? "" : parts.get(1);
        return resource(verb, group, parts.subList(version + 1, parts.size()), parameters);
    }

    private static ResourceAttributes resource(String verb, String group, List<String> parts, List<String> parameters) {
        boolean oldWatch = parts.getFirst().equals("watch") && parts.size() > 1;
        List<String> rest = oldWatch ? parts.subList(1, parts.size()) : parts;
        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            boolean inside = rest.size() > 2 && !OF_THE_NAMESPACE_ITSELF.contains(rest.get(2));
            rest = inside ? rest.subList(2, rest.size()) : rest;
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        String asked = oldWatch ? "watch" : verb(verb, name.isEmpty(), parameters);
        String selected = name.isEmpty() && takesSelector(asked) ? selectedName(parameters) : name;
        return new ResourceAttributes(asked, group, rest.getFirst(), subresource, namespace, selected);
    }

    private static boolean takesSelector(String verb) {
        return Set.of("list", "watch", "deletecollection").contains(verb);
    }

    private static String selectedName(List<String> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(SELECTED_NAME))
                .map(parameter -> parameter.substring(SELECTED_NAME.length()))
                .findFirst()
                .orElse("");
    }

    private static String verb(String verb, boolean collection, List<String> parameters) {
        boolean watch = parameters.contains("watch=true") || parameters.contains("watch=1");
        return switch (verb) {
            case "get", "head" -> !collection ? "get" : watch ? "watch" : "list";
            case "list" -> watch ? "watch" : "list";
            case "post" -> "create";
            case "put" -> "update";
            case "delete" -> collection ? "deletecollection" : "delete";
            default -> verb;
        };
    }
}
