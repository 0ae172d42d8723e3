package dev.guise.cluster.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The objects that others bring along: OpenShift's Templates, and the permissions, accounts and Deployments of OLM's
/// ClusterServiceVersions.
final class ContainedObjects {
    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String TEMPLATE = "Template";
    private static final String SERVICE_VERSION = "ClusterServiceVersion";

    private ContainedObjects() {}

    /// What an object brings along; empty for one that brings nothing.
    static Optional<List<Tree>> of(String kind, String apiVersion, Tree.Fields object) {
        return switch (kind) {
            case TEMPLATE ->
                apiVersion.equals("v1") || apiVersion.startsWith("template.openshift.io/")
                        ? Optional.of(template(object))
                        : Optional.empty();
            case SERVICE_VERSION ->
                apiVersion.startsWith("operators.coreos.com/") ? Optional.of(serviceVersion(object)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The objects with the values that the template itself gives its parameters; others stay as they are written.
    private static List<Tree> template(Tree.Fields template) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Tree parameter : elements(template.get("parameters"))) {
            if (parameter instanceof Tree.Fields fields
                    && fields.get("name") instanceof Tree.Text name
                    && fields.get("value") instanceof Tree.Text value) {
                values.put("${" + name.value() + "}", value.value());
            }
        }
        return elements(template.get("objects")).stream()
                .map(object -> values.isEmpty() ? object : filled(object, values))
                .toList();
    }

    private static Tree filled(Tree tree, Map<String, String> values) {
        return switch (tree) {
            case Tree.Text text -> new Tree.Text(filled(text.value(), values), text.line());
            case Tree.Elements list ->
                new Tree.Elements(
                        list.elements().stream().map(e -> filled(e, values)).toList(), list.line());
            case Tree.Fields fields -> {
                Map<String, Tree> entries = new LinkedHashMap<>();
                fields.entries().forEach((name, value) -> entries.put(name, filled(value, values)));
                yield new Tree.Fields(entries, fields.line());
            }
            case Tree.Literal _, Tree.Nothing _ -> tree;
        };
    }

    private static String filled(String text, Map<String, String> values) {
        String all = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            all = all.replace(value.getKey(), value.getValue());
        }
        return all;
    }

    private static List<Tree> serviceVersion(Tree.Fields version) {
        Tree.Fields spec =
                fields(fields(fields(version.get("spec")).get("install")).get("spec"));
        Tree.Fields metadata = fields(version.get("metadata"));
        List<Tree> objects = new ArrayList<>();
        int number = 0;
        for (Tree permission : elements(spec.get("clusterPermissions"))) {
            new Permission(metadata, fields(permission), "Cluster", number++).addTo(objects);
        }
        for (Tree permission : elements(spec.get("permissions"))) {
            new Permission(metadata, fields(permission), "", number++).addTo(objects);
        }
        for (Tree deployment : elements(spec.get("deployments"))) {
            objects.add(deployment(metadata, fields(deployment)));
        }
        return objects;
    }

    private static Tree deployment(Tree.Fields metadata, Tree.Fields deployment) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("apiVersion", new Tree.Text("apps/v1", deployment.line()));
        fields.put("kind", new Tree.Text("Deployment", deployment.line()));
        fields.put("metadata", named(deployment.get("name"), metadata));
        fields.put("spec", deployment.get("spec"));
        return new Tree.Fields(fields, deployment.line());
    }

    private static Tree.Fields named(Tree name, Tree.Fields metadata) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("name", name);
        if (metadata.entries().containsKey("namespace")) {
            fields.put("namespace", metadata.get("namespace"));
        }
        return new Tree.Fields(fields, name.line());
    }

    /// What OLM makes of one entry: the account, a role and its binding.
    private record Permission(Tree.Fields metadata, Tree.Fields entry, String scope, int number) {

        void addTo(List<Tree> objects) {
            Tree account = entry.get("serviceAccountName");
            if (!(account instanceof Tree.Text text) || text.value().isEmpty()) {
                return;
            }
            objects.add(object("v1", "ServiceAccount", named(account, metadata), Map.of()));
            Tree.Text name = new Tree.Text(roleName(text.value()), entry.line());
            Tree.Fields meta = named(name, metadata);
            objects.add(object(RBAC, scope + "Role", meta, Map.of("rules", entry.get("rules"))));
            Map<String, Tree> binding = new LinkedHashMap<>();
            binding.put(
                    "roleRef",
                    new Tree.Fields(
                            Map.of("kind", new Tree.Text(scope + "Role", entry.line()), "name", name), entry.line()));
            binding.put("subjects", new Tree.Elements(List.of(subject(account)), entry.line()));
            objects.add(object(RBAC, scope + "RoleBinding", meta, binding));
        }

        private String roleName(String account) {
            String version = metadata.get("name") instanceof Tree.Text text ? text.value() : "";
            return version + "-" + account + "-" + number;
        }

        private Tree subject(Tree account) {
            Map<String, Tree> fields = new LinkedHashMap<>();
            fields.put("kind", new Tree.Text("ServiceAccount", entry.line()));
            fields.put("name", account);
            fields.put("namespace", metadata.get("namespace"));
            return new Tree.Fields(fields, entry.line());
        }

        private Tree object(String apiVersion, String kind, Tree meta, Map<String, Tree> further) {
            Map<String, Tree> fields = new LinkedHashMap<>();
            fields.put("apiVersion", new Tree.Text(apiVersion, entry.line()));
            fields.put("kind", new Tree.Text(kind, entry.line()));
            fields.put("metadata", meta);
            fields.putAll(further);
            return new Tree.Fields(fields, entry.line());
        }
    }

    private static Tree.Fields fields(Tree tree) {
        return tree instanceof Tree.Fields fields ? fields : new Tree.Fields(Map.of(), tree.line());
    }

    private static List<Tree> elements(Tree tree) {
        return tree instanceof Tree.Elements list ? list.elements() : List.of();
    }
}
