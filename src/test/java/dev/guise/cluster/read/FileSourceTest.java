package dev.guise.cluster.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.LabelSelector.Operator;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    private static final String ROLE = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: keeper}
        rules:
        - {apiGroups: [""], resources: [pods], verbs: [get]}
        """;

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private ClusterSnapshot yaml(String content) throws IOException, SourceException {
        return read(file("a.yaml", content));
    }

    private static ClusterSnapshot read(Path... paths) throws SourceException {
        return new FileSource(List.of(paths)).read(ReadProgress.NONE);
    }

    private static List<String> roleNames(ClusterSnapshot snapshot) {
        return snapshot.rbac().clusterRoles().stream().map(ClusterRole::name).toList();
    }

    private static Warning onlyWarning(ClusterSnapshot snapshot) {
        assertEquals(1, snapshot.warnings().size(), () -> snapshot.warnings().toString());
        return snapshot.warnings().getFirst();
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "expected <" + part + "> in <" + text + ">");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FileSourceTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsTheRecordedPatterns() throws Exception {
        Path patterns = Files.write(folder.resolve("p.yaml"), resource("impersonation-patterns.yaml"));
        ClusterSnapshot snapshot = read(patterns);
        assertEquals(List.of(), snapshot.warnings());
        String text = Files.readString(patterns);
        int clusterRoles = text.split("(?m)^kind: ClusterRole$", -1).length - 1;
        int bindings = text.split("(?m)^kind: ClusterRoleBinding$", -1).length - 1;
        assertTrue(clusterRoles > 5);
        assertEquals(clusterRoles, snapshot.rbac().clusterRoles().size());
        assertEquals(bindings, snapshot.rbac().clusterRoleBindings().size());
        ClusterRole role = snapshot.rbac().clusterRoles().stream()
                .filter(r -> r.name().equals("ci-impersonator"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("deploy-bot", "test-runner"), role.rules().getFirst().resourceNames());
    }

    @Test
    void readsAllKindsOfJsonAndYamlAlike() throws Exception {
        byte[] json = resource("every-kind.json");
        ClusterSnapshot fromJson = read(Files.write(folder.resolve("dump.json"), json));
        ClusterSnapshot fromYaml = read(Files.write(folder.resolve("dump.yaml"), resource("every-kind.yaml")));
        assertEquals(fromJson.rbac(), fromYaml.rbac());
        assertEquals(fromJson.counts(), fromYaml.counts());
        assertEquals(fromJson.pods(), fromYaml.pods());
        assertEquals(fromJson.workloads(), fromYaml.workloads());
        assertEquals(List.of(), fromJson.warnings());
        assertEquals(List.of(), fromYaml.warnings());
        assertEquals(
                List.of(
                        new Pod(ObjectMeta.namespaced("shop", "legacy"), "old", ""),
                        new Pod(ObjectMeta.namespaced("shop", "new"), "web", "n1"),
                        new Pod(ObjectMeta.namespaced("shop", "silent"), "default", "")),
                fromJson.pods());
        assertEquals(
                Set.of(WorkloadKind.values()),
                fromJson.workloads().stream().map(Workload::kind).collect(Collectors.toSet()));
        assertTrue(
                fromJson.workloads().stream().allMatch(w -> w.serviceAccount().equals("runner")));
        assertEquals(
                Set.of(true, false),
                fromJson.webhookConfigurations().stream().map(w -> w.mutating()).collect(Collectors.toSet()));
        assertEquals("web", fromJson.secrets().getFirst().tokenOf());
        assertEquals("restricted", fromJson.namespaces().getFirst().enforcedPodSecurity());
        assertFalse(fromJson.toString().contains("hunter2"), "a Secret's value was kept");
        assertFalse(fromYaml.toString().contains("hunter2"), "a Secret's value was kept");
        var selector = fromJson.rbac().clusterRoles().getFirst().aggregation().getFirst();
        assertEquals(Map.of("a", "b"), selector.matchLabels());
        assertEquals(Operator.NOT_IN, selector.matchExpressions().getFirst().operator());
        assertEquals(List.of("x"), selector.matchExpressions().getFirst().values());
        assertEquals(12, fromJson.counts().values().stream().filter(n -> n > 0).count());
    }

    @Test
    void itemsOfTypedListsNeedNoKind() throws Exception {
        String kindFirst = """
            {"kind":"ClusterRoleList","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{},
             "items":[{"metadata":{"name":"a"},"rules":null},{"metadata":{"name":"b"}}]}\
            """;
        assertEquals(List.of("a", "b"), roleNames(read(file("first.json", kindFirst))));
        String kindLast = """
            {"apiVersion":"rbac.authorization.k8s.io/v1",
             "items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}],"kind":"ClusterRoleList"}\
            """;
        assertEquals(List.of("a", "b"), roleNames(read(file("last.json", kindLast))));
    }

    @Test
    void readsJsonArraysAndSeveralValuesInOneFile() throws Exception {
        String role = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"%s"}}
            """;
        String text = "[" + role.formatted("a") + "," + role.formatted("b") + "]\n" + role.formatted("c");
        ClusterSnapshot snapshot = read(file("a.json", text));
        assertEquals(List.of("a", "b", "c"), roleNames(snapshot));
        assertEquals(List.of(), snapshot.warnings());
    }

    @Test
    void aBrokenDocumentDoesNotTakeTheOthersAlong() throws Exception {
        ClusterSnapshot snapshot = yaml("# first\n---\n" + ROLE + "---\nkind: Role\n  bad: [indent\n---\n"
                + ROLE.replace("keeper", "second") + "...\n");
        assertEquals(List.of("keeper", "second"), roleNames(snapshot));
        Warning warning = onlyWarning(snapshot);
        assertContains(warning.where(), "a.yaml, document 2, line 10");
        assertContains(warning.what(), "malformed");
        assertContains(warning.consequence(), "cannot be analyzed");
    }

    @Test
    void dashesInsideABlockAreNoMarker() throws Exception {
        ClusterSnapshot snapshot = yaml(ROLE.replace("metadata: {name: keeper}", """
            metadata:
              name: keeper
              annotations:
                text: |
                  ---
                  no marker\
            """) + "---\t# comment\n"
                + ROLE.replace("keeper", "other") + "---");
        assertEquals(List.of("keeper", "other"), roleNames(snapshot));
        assertEquals(List.of(), snapshot.warnings());
        assertEquals(
                "---\nno marker",
                snapshot.rbac()
                        .clusterRoles()
                        .getFirst()
                        .meta()
                        .annotations()
                        .getOrDefault("text", "")
                        .strip());
    }

    @Test
    void aMalformedJsonFileDoesNotTakeTheOthersAlong() throws Exception {
        file("a.json", "{\"kind\": \"List\",\n \"items\": [\n oops ]}");
        file("b.yaml", ROLE);
        ClusterSnapshot snapshot = read(folder);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        assertContains(onlyWarning(snapshot).where(), "a.json, document 1, line 3");
    }

    @Test
    void whatIsCompleteBeforeACutIsKept() throws Exception {
        String list = """
            {"apiVersion":"v1","items":[
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"whole"}},
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"cut\
            """;
        ClusterSnapshot snapshot = read(file("a.json", list));
        assertEquals(List.of("whole"), roleNames(snapshot));
        assertContains(onlyWarning(snapshot).what(), "truncated");
    }

    @Test
    void aYamlListWithoutItsEndIsTakenForCutOff() throws Exception {
        String list = "apiVersion: v1\nitems:\n- " + ROLE.strip().replace("\n", "\n  ") + "\n";
        ClusterSnapshot snapshot = yaml(list);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        assertContains(onlyWarning(snapshot).what(), "truncated");
        assertEquals(
                List.of(),
                yaml(list + "kind: List\nmetadata: {resourceVersion: \"\"}\n").warnings());
    }

    @Test
    void readsGzipAndSaysWhenItIsCutOff() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            many.append("---\n").append(ROLE.replace("keeper", "r" + Integer.toHexString(i * 7919)));
        }
        byte[] zipped = gzip(many.toString());
        assertEquals(
                3000,
                read(Files.write(folder.resolve("all.yaml.gz"), zipped)).rbac().size());
        byte[] half = java.util.Arrays.copyOf(zipped, zipped.length / 2);
        ClusterSnapshot cut = read(Files.write(folder.resolve("half.yml.gz"), half));
        assertTrue(
                cut.rbac().size() > 10 && cut.rbac().size() < 3000,
                () -> "" + cut.rbac().size());
        assertContains(onlyWarning(cut).what(), "truncated");
        Files.write(folder.resolve("fake.yaml.gz"), "not gzip".getBytes(StandardCharsets.UTF_8));
        ClusterSnapshot both = read(folder.resolve("all.yaml.gz"), folder.resolve("fake.yaml.gz"));
        assertContains(onlyWarning(both).where(), "fake.yaml.gz");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsFilesWithByteOrderMarks(String charset) throws Exception {
        Charset wanted = Charset.forName(charset);
        String json = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"ü"}}\
            """;
        Path jsonFile = Files.write(folder.resolve("a.json"), ("\uFEFF" + json).getBytes(wanted));
        assertEquals(List.of("ü"), roleNames(read(jsonFile)));
        Path yamlFile = Files.write(folder.resolve("a.yaml"), ("\uFEFF" + ROLE).getBytes(wanted));
        assertEquals(List.of("keeper"), roleNames(read(yamlFile)));
    }

    @Test
    void bytesThatAreNoTextAreAProblem() throws Exception {
        Files.write(folder.resolve("a.yaml"), new byte[] {'k', ':', ' ', (byte) 0xff, (byte) 0xfe, '\n'});
        Files.write(folder.resolve("b.yaml"), new byte[] {'k', ':', ' ', 0, 1, 2, '\n'});
        file("c.yaml", ROLE);
        ClusterSnapshot snapshot = read(folder);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        assertTrue(snapshot.warnings().stream().anyMatch(w -> w.where().contains("b.yaml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata: {name: 123}",
                "metadata: {name: yes}",
                "metadata: {name: null}",
                "metadata: {}",
                "metadata: [name]",
                "metadata: text",
                "metadata: {generateName: x-}",
                "metadata: {name: x}\nrules: text",
                "metadata: {name: x}\nrules: {verbs: [get]}",
                "metadata: {name: x}\nrules: [text]",
                "metadata: {name: x}\nrules: [{verbs: get}]",
                "metadata: {name: x}\nrules: [{verbs: [1]}]",
                "metadata: {name: x}\nrules: [{verbs: [get], resources: [[pods]]}]",
                "metadata: {name: x}\n"
                        + "aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: a, operator: Like}]}]}",
                "metadata: {name: x}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {a: 1}}]}",
            })
    void objectsThatAServerWouldRefuseAreLeftOut(String fields) throws Exception {
        ClusterSnapshot snapshot =
                yaml(ROLE + "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n" + fields);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        Warning warning = snapshot.warnings().getLast();
        assertContains(warning.where(), "a.yaml, document 2, line ");
        assertContains(warning.consequence(), "ignored");
    }

    @Test
    void nullsAndOddLabelsDoNoHarm() throws Exception {
        ClusterSnapshot snapshot = yaml("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: x, labels: {a: 1, b: "1", c: null}, annotations: text}
            rules:
            - null
            - {verbs: [get, null], resources: null, apiGroups: []}
            """);
        ClusterRole role = snapshot.rbac().clusterRoles().getFirst();
        assertEquals(Map.of("b", "1", "c", ""), role.meta().labels());
        assertEquals(1, role.rules().size());
        assertEquals(List.of("get"), role.rules().getFirst().verbs());
        assertEquals(4, snapshot.warnings().size());
    }

    @Test
    void quotedNumbersAndLookalikesAreStrings() throws Exception {
        ClusterSnapshot snapshot = yaml("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: "123"}
            rules: [{verbs: ["yes", 1.2.3, 10.0.0.1, nope, 2024-01-01, !!str 5, 0x, 1e]}]
            """);
        assertEquals(
                List.of("yes", "1.2.3", "10.0.0.1", "nope", "2024-01-01", "5", "0x", "1e"),
                snapshot.rbac().clusterRoles().getFirst().rules().getFirst().verbs());
    }

    @Test
    void subjectsAndReferencesAreCheckedAsTheServerDoes() throws Exception {
        ClusterSnapshot snapshot = yaml("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: here, namespace: shop}
            roleRef: {kind: Role, name: r}
            subjects:
            - {kind: ServiceAccount, name: own}
            - {kind: ServiceAccount, name: other, namespace: far}
            - {kind: User, name: jane, namespace: ignored}
            - {kind: Group, name: g, apiGroup: rbac.authorization.k8s.io}
            - {kind: Robot, name: r2}
            - {kind: User, name: wrong, apiGroup: apps}
            - {kind: ServiceAccount, name: wrong, apiGroup: rbac.authorization.k8s.io}
            - {kind: User}
            - text
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: nowhere}
            roleRef: {kind: ClusterRole, name: r, apiGroup: rbac.authorization.k8s.io}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: everywhere, namespace: ignored}
            roleRef: {kind: ClusterRole, name: r}
            subjects: [{kind: ServiceAccount, name: lost}, {kind: ServiceAccount, name: found, namespace: shop}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: to-role}
            roleRef: {kind: Role, name: r}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: to-other}
            roleRef: {kind: Deployment, name: r}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: to-group}
            roleRef: {kind: Role, name: r, apiGroup: apps}
            """);
        var bindings = snapshot.rbac().roleBindings();
        assertEquals(
                List.of(
                        Subject.serviceAccount("shop", "own"),
                        Subject.serviceAccount("far", "other"),
                        Subject.user("jane"),
                        Subject.group("g")),
                bindings.get(1).subjects());
        assertEquals(2, bindings.size());
        assertEquals("default", bindings.getFirst().namespace());
        assertEquals(RoleRef.clusterRole("r"), bindings.getFirst().roleRef());
        assertEquals(1, snapshot.rbac().clusterRoleBindings().size());
        var everywhere = snapshot.rbac().clusterRoleBindings().getFirst();
        assertEquals(List.of(Subject.serviceAccount("shop", "found")), everywhere.subjects());
        assertEquals("", everywhere.namespace());
        assertEquals(
                5 + 1 + 3, snapshot.warnings().size(), () -> snapshot.warnings().toString());
    }

    @Test
    void theLastOfSeveralCounts() throws Exception {
        file("a.yaml", ROLE);
        file("b.yaml", ROLE.replace("[get]", "[delete]"));
        ClusterSnapshot snapshot = read(folder);
        assertEquals(
                List.of("delete"),
                snapshot.rbac().clusterRoles().getFirst().rules().getFirst().verbs());
        assertContains(onlyWarning(snapshot).what(), "more than once");
    }

    @Test
    void otherKindsAreCountedInOneWarningEach() throws Exception {
        ClusterSnapshot snapshot = yaml(ROLE + """
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: b}}
            ---
            {apiVersion: iam.example.com/v1, kind: Role, metadata: {name: foreign}}
            """);
        assertEquals(2, snapshot.warnings().size());
        assertEquals(0, snapshot.rbac().roles().size());
        assertEquals(
                "Role of iam.example.com/v1: 1 object not read",
                snapshot.warnings().get(0).what());
        assertEquals("Service: 2 objects not read", snapshot.warnings().get(1).what());
    }

    @Test
    void anchorsAndMergeKeysAreFollowed() throws Exception {
        ClusterSnapshot snapshot = yaml("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            x-skipped: {deep: [&verbs [get, list], &base {resources: [pods], apiGroups: [""]}]}
            metadata: &meta {name: x}
            rules:
            - {<<: *base, verbs: *verbs}
            - {<<: *base, verbs: *verbs, resources: [secrets]}
            """);
        var rules = snapshot.rbac().clusterRoles().getFirst().rules();
        assertEquals(List.of("get", "list"), rules.get(0).verbs());
        assertEquals(List.of("pods"), rules.get(0).resources());
        assertEquals(List.of("secrets"), rules.get(1).resources());
    }

    @Test
    void onlyAggregatedRolesThatNoServerHasSeenAreFilledIn() throws Exception {
        String template = """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: %s, %s}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "yes"}}]}
            rules: []
            """;
        String part = ROLE.replace("name: keeper", "name: part, labels: {part: \"yes\"}");
        ClusterSnapshot snapshot = yaml(part
                + template.formatted("own", "creationTimestamp: null")
                + template.formatted("empty", "resourceVersion: ''")
                + template.formatted("seen", "uid: u"));
        assertEquals(List.of(), snapshot.warnings());
        assertEquals(
                List.of(1, 1, 1, 0),
                snapshot.rbac().clusterRoles().stream()
                        .map(r -> r.rules().size())
                        .toList());
    }

    @Test
    void hostileYamlEndsInAWarning() throws Exception {
        StringBuilder bomb = new StringBuilder("kind: ClusterRole\nx:\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append(
                    "  a%d: &a%d [%s]\n".formatted(i, i, String.join(",", java.util.Collections.nCopies(10, alias))));
        }
        file("bomb.yaml", bomb.toString());
        file("deep.yaml", "kind: ClusterRole\nrules: " + "[".repeat(5000) + "]".repeat(5000) + "\n");
        file("self.yaml", "kind: ClusterRole\nrules: &a [*a]\n");
        file("keys.yaml", "kind: ClusterRole\nrules: [{? [a, b] : c}]\n");
        file("ok.yaml", ROLE);
        ClusterSnapshot snapshot = read(folder);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        assertEquals(4, snapshot.warnings().size(), () -> snapshot.warnings().toString());
        assertTrue(snapshot.warnings().stream().allMatch(w -> w.what().startsWith("malformed")));
    }

    @Test
    void deepJsonEndsInAWarning() throws Exception {
        file("deep.json", "{\"kind\":\"ClusterRole\",\"rules\":" + "[".repeat(100_000));
        file("ok.yaml", ROLE);
        assertContains(onlyWarning(read(folder)).where(), "deep.json");
    }

    @Test
    void millionsOfProblemsAreOnlyCounted() throws Exception {
        ClusterSnapshot snapshot = yaml(ROLE + "---\nmetadata: {}\n".repeat(2000));
        assertEquals(Warnings.MAX_WARNINGS + 1, snapshot.warnings().size());
        assertContains(snapshot.warnings().getLast().what(), "1500 more");
    }

    @Test
    void warningsCarryNoControlCharacters() throws Exception {
        ClusterSnapshot snapshot =
                yaml(ROLE + "---\napiVersion: v1\nkind: \"a\\u001b[31m\\u202e\\nb\"\nmetadata: {name: x}\n");
        assertEquals(
                "a\\u{1b}[31m\\u{202e}\\u{a}b: 1 object not read",
                onlyWarning(snapshot).what());
    }

    @Test
    void duplicateFieldsAreRemarked() throws Exception {
        assertContains(onlyWarning(yaml(ROLE + "rules: []\n")).what(), "\"rules\" appears twice");
        String json = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"a","name":"b"}}\
            """;
        assertContains(onlyWarning(read(file("a.json", json))).what(), "\"name\" appears twice");
    }

    @Test
    void nothingUsefulIsAnErrorThatSaysWhatToDo() throws Exception {
        for (String content :
                List.of("", "# nothing\n", "---\n", "a: b\n", "- 1\n", "kind: Service\napiVersion: v1\n", "{")) {
            SourceException e = assertThrows(SourceException.class, () -> yaml(content));
            assertContains(e.where(), "a.yaml");
            assertContains(e.problem().toLowerCase(Locale.ROOT), "role");
            assertContains(e.advice(), "kubectl get");
        }
        SourceException empty =
                assertThrows(SourceException.class, () -> read(Files.createDirectory(folder.resolve("sub"))));
        assertContains(empty.problem(), "No manifests found");
        SourceException missing = assertThrows(SourceException.class, () -> read(folder.resolve("gone.yaml")));
        assertContains(missing.describe(), "not found");
        assertThrows(SourceException.class, () -> new FileSource(List.of()).read(ReadProgress.NONE));
    }

    @Test
    void foldersAreSearchedAndLinksThatLoopAreNot() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(deep.resolve("r.yml"), ROLE);
        Files.writeString(deep.resolve("notes.txt"), "kind: [");
        Files.createSymbolicLink(deep.resolve("up"), folder);
        ClusterSnapshot snapshot = read(folder);
        assertEquals(List.of("keeper"), roleNames(snapshot));
        assertContains(onlyWarning(snapshot).what(), "link");
    }

    @Test
    void readingStopsWhenAsked() throws Exception {
        Path file = file("a.yaml", ("---\n" + ROLE).repeat(2000));
        List<Integer> counts = new ArrayList<>();
        ReadProgress impatient = new ReadProgress() {
            @Override
            public void reading(String what, int count) {
                counts.add(count);
            }

            @Override
            public boolean isCancelled() {
                return counts.size() > 1;
            }
        };
        SourceException e = assertThrows(SourceException.class, () -> new FileSource(List.of(file)).read(impatient));
        assertContains(e.problem(), "stopped");
        assertEquals(List.of(0, 500), counts);
    }

    @Test
    void theServerIsWhatWasSaid() throws Exception {
        ServerProfile server = ServerProfile.ofVersion(1, 36);
        FileSource source = new FileSource(List.of(file("a.yaml", ROLE)), server);
        assertEquals(server, source.read(ReadProgress.NONE).server());
        assertEquals("a.yaml", source.name());
    }
}
