package dev.guise.ui.request;

import dev.guise.cluster.defaults.ApiResource;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.cluster.defaults.ApiResources.Meaning;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Requests in a line of text: `delete nodes`, `get secrets db in shop`, `create deployments.apps/scale in shop`,
/// `get /metrics`.
public final class RequestText {
    /// The verbs that are suggested.
    public static final List<String> VERBS = List.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "impersonate",
            "bind",
            "escalate",
            "approve",
            "use");

    private static final Map<String, String> GROUPS = groups();

    private RequestText() {}

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        put(
                groups,
                "",
                "pods",
                "pods/exec",
                "pods/log",
                "pods/attach",
                "pods/portforward",
                "pods/ephemeralcontainers",
                "secrets",
                "configmaps",
                "serviceaccounts",
                "serviceaccounts/token",
                "services",
                "endpoints",
                "nodes",
                "nodes/proxy",
                "nodes/status",
                "namespaces",
                "persistentvolumes",
                "persistentvolumeclaims",
                "events",
                "replicationcontrollers",
                "users",
                "groups",
                "pods/eviction",
                "resourcequotas",
                "limitranges");
        put(groups, "apps", "deployments", "daemonsets", "statefulsets", "replicasets", "deployments/scale");
        put(groups, "batch", "jobs", "cronjobs");
        put(groups, "rbac.authorization.k8s.io", "roles", "rolebindings", "clusterroles", "clusterrolebindings");
        put(groups, "networking.k8s.io", "ingresses", "networkpolicies");
        put(
                groups,
                "certificates.k8s.io",
                "certificatesigningrequests",
                "certificatesigningrequests/approval",
                "signers");
        put(
                groups,
                "admissionregistration.k8s.io",
                "mutatingwebhookconfigurations",
                "validatingwebhookconfigurations",
                "mutatingadmissionpolicies",
                "validatingadmissionpolicies");
        put(groups, "apiregistration.k8s.io", "apiservices");
        put(groups, "apiextensions.k8s.io", "customresourcedefinitions");
        put(groups, "storage.k8s.io", "storageclasses", "volumeattachments");
        put(groups, "coordination.k8s.io", "leases");
        put(groups, "policy", "poddisruptionbudgets");
        put(groups, "autoscaling", "horizontalpodautoscalers");
        put(groups, "authentication.k8s.io", "uids", "userextras");
        return groups;
    }

    private static void put(Map<String, String> groups, String group, String... resources) {
        for (String resource : resources) {
            groups.put(resource, group);
        }
    }

    /// Resources to suggest, as they are written: those of other groups than the core with their group.
    public static List<String> resources() {
        return GROUPS.entrySet().stream()
                .map(entry -> write(entry.getValue(), entry.getKey()))
                .toList();
    }

    /// A resource with its group: `deployments.apps/scale`.
    public static String write(String group, String resource) {
        if (group.isEmpty()) {
            return resource;
        }
        int slash = resource.indexOf('/');
        return slash < 0
                ? resource + "." + group
                : resource.substring(0, slash) + "." + group + resource.substring(slash);
    }

    /// The request that a verb, a resource, a name and a namespace make, for a cluster of which only Kubernetes' own
    /// resources are known; a word that means none of them is taken for one of the core group.
    public static Optional<Attributes> of(String verb, String resource, String name, String namespace) {
        return of(ApiResources.builtIn(), verb, resource, name, namespace)
                .or(() -> asWritten(verb, resource, name, namespace));
    }

    /// The group is what stands after the first dot, the core group where nothing stands there.
    private static Optional<Attributes> asWritten(String verb, String resource, String name, String namespace) {
        String word = verb.strip().toLowerCase(Locale.ROOT);
        String wanted = resource.strip();
        if (word.isEmpty() || wanted.isEmpty()) {
            return Optional.empty();
        }
        String full = head(wanted);
        int dot = full.indexOf('.');
        String plain = (dot < 0 ? full : full.substring(0, dot)) + wanted.substring(full.length());
        String group = dot < 0 ? "" : full.substring(dot + 1);
        return Optional.of(ResourceAttributes.of(word, group, plain, namespace.strip(), name.strip())
                .asRequested());
    }

    /// The request that a verb, a resource, a name and a namespace make; empty without verb or resource, and for a
    /// unknown resource. A resource is written as for kubectl; one that begins with a slash is a path.
    public static Optional<Attributes> of(
            ApiResources resources, String verb, String resource, String name, String namespace) {
        String wanted = resource.strip();
        if (verb.isBlank() || wanted.isEmpty()) {
            return Optional.empty();
        }
        String word = verb.strip().toLowerCase(Locale.ROOT);
        if (wanted.startsWith("/")) {
            return Optional.of(new NonResourceAttributes(word, wanted));
        }
        int slash = wanted.indexOf('/');
        String subresource = slash < 0 ? "" : wanted.substring(slash + 1);
        Optional<ApiResource> meant = switch (resources.meaning(word, head(wanted))) {
            case Meaning.Known(ApiResource known) -> Optional.of(known);
            case Meaning.AsWritten(ApiResource written) -> Optional.of(written);
            case Meaning.Several ignored -> Optional.empty();
            case Meaning.Unknown ignored -> Optional.empty();
        };
        return meant.map(found -> new ResourceAttributes(
                        word, found.group(), found.plural(), subresource, namespace.strip(), name.strip())
                .asRequested());
    }

    private static String head(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }

    /// Why a resource means none; `""` when it means one, or is a path.
    static String problem(ApiResources resources, String verb, String resource) {
        String wanted = resource.strip();
        if (wanted.isEmpty() || wanted.startsWith("/")) {
            return "";
        }
        return switch (resources.meaning(verb.strip().toLowerCase(Locale.ROOT), head(wanted))) {
            case Meaning.Known ignored -> "";
            case Meaning.AsWritten ignored -> "";
            case Meaning.Several(var several) ->
                "Several resources have this name. Enter "
                        + several.stream().map(ApiResource::qualifiedName).collect(Collectors.joining(" or ")) + ".";
            case Meaning.Unknown(var similar) ->
                similar.isEmpty()
                        ? "No resource has this name. Enter it with its API group."
                        : "No resource has this name. Did you mean " + String.join(", ", similar) + "?";
        };
    }

    /// A request as a line of text that [#parse] understands.
    public static String text(Attributes request) {
        return switch (request) {
            case NonResourceAttributes path -> path.verb() + " " + path.path();
            case ResourceAttributes a ->
                a.verb() + " " + write(a.apiGroup(), a.combinedResource())
                        + (a.name().isEmpty() ? "" : " " + a.name())
                        + (a.namespace().isEmpty() ? "" : " in " + a.namespace());
        };
    }

    /// The request that a line of text means: `verb resource [name] [in namespace]`; empty when it means none.
    public static Optional<Attributes> parse(String line) {
        return parse(ApiResources.builtIn(), line);
    }

    /// The same for a cluster of which more resources are known.
    public static Optional<Attributes> parse(ApiResources resources, String line) {
        List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+")));
        String namespace = "";
        int in = words.lastIndexOf("in");
        if (in >= 2 && in == words.size() - 2) {
            namespace = words.getLast();
            words = words.subList(0, in);
        }
        if (words.size() < 2 || words.size() > 3) {
            return Optional.empty();
        }
        boolean known = VERBS.contains(words.getFirst().toLowerCase(Locale.ROOT))
                || words.getFirst().startsWith("impersonate");
        return known
                ? of(resources, words.getFirst(), words.get(1), words.size() == 3 ? words.get(2) : "", namespace)
                : Optional.empty();
    }

    /// What could follow what is typed, the whole line each time.
    public static List<String> complete(String line) {
        String typed = line.stripLeading().toLowerCase(Locale.ROOT);
        int blank = typed.indexOf(' ');
        if (blank < 0) {
            return typed.isEmpty()
                    ? List.of()
                    : VERBS.stream()
                            .filter(verb -> verb.startsWith(typed))
                            .map(verb -> verb + " ")
                            .toList();
        }
        String verb = typed.substring(0, blank);
        String rest = typed.substring(blank + 1);
        if (!VERBS.contains(verb) || rest.contains(" ")) {
            return List.of();
        }
        return resources().stream()
                .filter(resource -> resource.startsWith(rest))
                .map(resource -> verb + " " + resource)
                .toList();
    }
}
