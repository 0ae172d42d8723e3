package dev.guise.cluster.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What an API server would refuse in the demo's manifests, and what in them is meant to dangle.
class DemoManifestsTest {
    private static final String DEMO = "/dev/guise/cluster/demo/";
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "Namespace",
            "Node",
            "ClusterRole",
            "ClusterRoleBinding",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration");
    private static final Set<String> PATH_NAMED = Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    private static List<String> files = List.of();
    private static List<Map<?, ?>> objects = List.of();
    private static Set<String> names = Set.of();

    @BeforeAll
    static void read() throws IOException {
        files = resource("index.txt").lines().toList();
        List<Map<?, ?>> all = new ArrayList<>();
        for (String file : files) {
            Load yaml = new Load(LoadSettings.builder().setLabel(file).build());
            yaml.loadAllFromString(resource(file)).forEach(document -> all.add((Map<?, ?>) document));
        }
        objects = List.copyOf(all);
        names = objects.stream().map(DemoManifestsTest::key).collect(Collectors.toSet());
    }

    @Test
    void theIndexListsEveryFileOnce() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(DemoManifestsTest.class.getResource(DEMO + "index.txt"))
                        .toURI())
                .resolveSibling("");
        try (Stream<Path> there = Files.list(folder)) {
            assertEquals(
                    new TreeSet<>(files),
                    there.map(path -> path.getFileName().toString())
                            .filter(name -> !name.equals("index.txt"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertEquals(files.size(), Set.copyOf(files).size());
    }

    @Test
    void everyFileBeginsWithItsStory() throws IOException {
        for (String file : files) {
            assertTrue(resource(file).startsWith("# "), file);
        }
    }

    @Test
    void noObjectIsThereTwice() {
        assertEquals(objects.size(), names.size());
    }

    @Test
    void namesAndNamespacesAreThoseOfTheKind() {
        for (Map<?, ?> object : objects) {
            String kind = text(object, "kind");
            Map<?, ?> meta = map(object, "metadata");
            String name = text(meta, "name");
            assertTrue(
                    name.matches(PATH_NAMED.contains(kind) ? "[^/%]+" : "[a-z0-9]([-a-z0-9.]*[a-z0-9])?"), key(object));
            assertEquals(CLUSTER_SCOPED.contains(kind), meta.get("namespace") == null, key(object));
            assertTrue(name.length() <= (kind.equals("CronJob") ? 52 : 253), key(object));
            if (!CLUSTER_SCOPED.contains(kind)) {
                assertTrue(names.contains("Namespace//" + text(meta, "namespace")), key(object));
            }
        }
    }

    @Test
    void rulesAreComplete() {
        for (Map<?, ?> role : of("Role", "ClusterRole")) {
            for (Map<?, ?> rule : list(role, "rules")) {
                assertTrue(rule.get("verbs") instanceof List<?> verbs && !verbs.isEmpty(), key(role));
                boolean paths = rule.containsKey("nonResourceURLs");
                assertTrue(paths != (rule.containsKey("apiGroups") && rule.containsKey("resources")), key(role));
                assertTrue(!paths || text(role, "kind").equals("ClusterRole"), key(role));
            }
        }
    }

    @Test
    void podsRunAsAccountsAndOnNodesThatExist() {
        for (Map<?, ?> pod : of("Pod")) {
            Map<?, ?> spec = map(pod, "spec");
            Object account = spec.get("serviceAccountName");
            String namespace = text(map(pod, "metadata"), "namespace");
            assertTrue(
                    names.contains("ServiceAccount/" + namespace + "/" + (account == null ? "default" : account)),
                    key(pod));
            assertTrue(names.contains("Node//" + text(spec, "nodeName")), key(pod));
        }
    }

    @Test
    void onlyTheTwoForgottenBindingsReferToMissingRoles() {
        Set<String> missing = new TreeSet<>();
        for (Map<?, ?> binding : of("RoleBinding", "ClusterRoleBinding")) {
            Map<?, ?> ref = map(binding, "roleRef");
            boolean inNamespace = text(ref, "kind").equals("Role");
            String role = text(ref, "kind") + "/" + (inNamespace ? text(map(binding, "metadata"), "namespace") : "")
                    + "/" + text(ref, "name");
            if (!names.contains(role)) {
                missing.add(role);
            }
        }
        assertEquals(Set.of("Role/sandbox/print-tokens", "ClusterRole//dashboard-admin-2019"), missing);
    }

    @Test
    void onlyTheTwoGoneAccountsAreOrphans() {
        Set<String> orphans = new TreeSet<>();
        for (Map<?, ?> binding : of("RoleBinding", "ClusterRoleBinding")) {
            for (Map<?, ?> subject : list(binding, "subjects")) {
                boolean account = text(subject, "kind").equals("ServiceAccount");
                assertEquals(account, subject.containsKey("namespace"), key(binding));
                if (account
                        && !names.contains("ServiceAccount/" + subject.get("namespace") + "/" + subject.get("name"))) {
                    orphans.add(subject.get("namespace") + "/" + subject.get("name"));
                }
            }
        }
        assertEquals(Set.of("sandbox/old-operator", "tracking/ship-tracker"), orphans);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DemoManifestsTest.class.getResourceAsStream(DEMO + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static List<Map<?, ?>> of(String... kinds) {
        return objects.stream()
                .filter(object -> List.of(kinds).contains(text(object, "kind")))
                .toList();
    }

    private static String key(Map<?, ?> object) {
        Map<?, ?> meta = map(object, "metadata");
        Object namespace = meta.get("namespace");
        return text(object, "kind") + "/" + (namespace == null ? "" : namespace) + "/" + text(meta, "name");
    }

    private static String text(Map<?, ?> map, String key) {
        return (String) Objects.requireNonNull(map.get(key), key);
    }

    private static Map<?, ?> map(Map<?, ?> map, String key) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(key), key);
    }

    private static List<Map<?, ?>> list(Map<?, ?> map, String key) {
        List<Map<?, ?>> items = new ArrayList<>();
        if (map.get(key) instanceof List<?> values) {
            values.forEach(value -> items.add((Map<?, ?>) value));
        }
        return items;
    }
}
