package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandsTest {
    private static final String HOSTILE = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: "role\\e[31m"}
        rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: "binding\\r\\nroot: all is well"}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "role\\e[31m"}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "mallory\\u202e\\x9b2J\\a"}]
        """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"scan", "simulate", "paths", "who-can", "snapshot", "reach", "compare", "evidence"})
    void everyCommandExplainsItself(String command) {
        Ran ran = Ran.of(command, "--help");
        assertEquals(ExitCodes.OK, ran.code());
        assertTrue(ran.out().contains("Usage: guise " + command), ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void theVersionNamesTheProgram() {
        assertTrue(Ran.of("--version").out().startsWith("guise "));
    }

    @Test
    void reachHasTheShapeOfTheContract() {
        JsonNode root = Ran.json("reach", "--demo", "--from", "ci/pipeline", "--format", "json");
        assertEquals(Set.of("reach", "limits"), Set.copyOf(root.propertyNames()));
        JsonNode reach = root.path("reach").get(0);
        assertEquals(Set.of("from", "credentials", "acting", "nodes", "goals"), Set.copyOf(reach.propertyNames()));
        assertEquals("system:serviceaccount:ci:pipeline", reach.path("from").asString(""));
        assertTrue(texts(reach.path("credentials")).contains("system:serviceaccount:ci:pipeline"));
    }

    @Test
    void compareTellsWhatCame() throws IOException {
        Path before = write("before.yaml", """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: a, namespace: ns}
            rules: []
            """);
        Path after = write("after.yaml", HOSTILE);
        JsonNode root = Ran.json("compare", before.toString(), after.toString(), "--format", "json");
        assertEquals(Set.of("before", "after", "changes", "limits"), Set.copyOf(root.propertyNames()));
        assertTrue(root.path("changes").toString().contains("\"topic\":\"grant\""), root.toString());
        Ran text = Ran.of("compare", before.toString(), after.toString());
        assertTrue(text.out().contains("+ object  role\\u{1b}[31m: ClusterRole"), text.out());
        assertTrue(text.out().contains("− object  a in ns: Role"), text.out());
        assertEquals(
                ExitCodes.FAILED,
                Ran.of("compare", before.toString(), "no-such-file").code());
        assertEquals(ExitCodes.USAGE, Ran.of("compare", before.toString()).code());
    }

    @Test
    void reachOfAllHasEverybodyOnceAndTheSameAsAlone() {
        JsonNode all = Ran.json("reach", Ran.PATTERNS.toString(), "--all", "--format", "json")
                .path("reach");
        Set<String> from = new TreeSet<>();
        all.forEach(entry -> assertTrue(from.add(entry.path("from").asString("")), entry.toString()));
        assertTrue(from.contains("system:serviceaccount:ci:legacy-ci"), from.toString());
        JsonNode first = all.get(0);
        JsonNode alone = Ran.json(
                "reach", Ran.PATTERNS.toString(), "--from", first.path("from").asString(""), "--format", "json");
        assertEquals(first, alone.path("reach").get(0));
    }

    @Test
    void techniquesOfOnesOwnCount() throws IOException {
        Path manifest = write("m.yaml", """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: a, namespace: ns}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: b, namespace: ns}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: r}
            rules: [{apiGroups: [vault.example.com], resources: [leases], verbs: [create]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: r}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
            subjects: [{kind: ServiceAccount, name: a, namespace: ns}]
            """);
        Path own = write("own.yaml", """
            techniques:
            - id: vault-lease
              title: Lease a token
              what: The controller makes a token for any account. Whoever may ask for leases has it.
              audit: create leases
              close: Name the leases.
              reference: https://vault.example.com/
              cost: 1
              confidence: high
              needs:
              - anyOf: [{verbs: [create], apiGroup: vault.example.com, resources: [leases]}]
              gives: credentials-of-namespace
            """);
        assertEquals(List.of("system:serviceaccount:ns:a"), credentials(manifest));
        assertTrue(credentials(manifest, "--techniques", own.toString())
                .containsAll(List.of("system:serviceaccount:ns:a", "system:serviceaccount:ns:b")));
        Path broken = write("broken.yaml", "techniques: [{id: x}]\n");
        Ran ran = Ran.of("reach", manifest.toString(), "--all", "--techniques", broken.toString());
        assertEquals(ExitCodes.FAILED, ran.code());
        assertTrue(ran.err().contains("broken.yaml"), ran.err());
    }

    private static List<String> credentials(Path manifest, String... more) {
        List<String> args =
                new ArrayList<>(List.of("reach", manifest.toString(), "--from", "ns/a", "--format", "json"));
        args.addAll(List.of(more));
        return texts(Ran.json(args.toArray(new String[0])).path("reach").get(0).path("credentials"));
    }

    @Test
    void pathsHaveTheShapeOfTheContract() {
        JsonNode root = Ran.json(
                "paths",
                "--demo",
                "--from",
                "ci/pipeline",
                "--to",
                "cluster-control",
                "--most",
                "2",
                "--format",
                "json");
        JsonNode derivations = root.path("derivations");
        assertTrue(!derivations.isEmpty() && derivations.size() <= 2, root.toString());
        JsonNode step = derivations.get(0).path("steps").get(0);
        assertTrue(step.propertyNames().containsAll(List.of("hold", "technique", "needs", "grants", "gives")));
        assertEquals(
                "the credential of system:serviceaccount:ci:pipeline",
                step.path("hold").asString(""));
        JsonNode grant = step.path("grants").get(0);
        assertTrue(grant.propertyNames().containsAll(List.of("subject", "binding", "role", "rule", "namespace")));
        assertFalse(root.has("cut"));
    }

    @Test
    void theCutIsToldWhenAskedFor() {
        JsonNode cut = Ran.json(
                        "paths",
                        "--demo",
                        "--from",
                        "ci/pipeline",
                        "--to",
                        "cluster-control",
                        "--most",
                        "1",
                        "--cut",
                        "--format",
                        "json")
                .path("cut");
        assertEquals("smallest", cut.path("quality").asString(""));
        assertFalse(cut.path("elements").isEmpty());
        assertTrue(cut.path("elements").get(0).has("remove"));
    }

    @Test
    void pathsAreNumberedSentences() {
        Ran ran = Ran.of("paths", "--demo", "--from", "ci/pipeline", "--to", "cluster-control", "--most", "1");
        assertTrue(ran.out().startsWith("Path 1 from ci/pipeline"), ran.out());
        assertTrue(ran.out().contains("  1. With the credential of"), ran.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        system:serviceaccount:ci:legacy-ci | somebody                 | 1
        ci/legacy-ci                       | somebody                 | 1
        ci/group-only                      | somebody                 | 0
        ci/legacy-ci                       | node:node-1              | 1
        ci/legacy-ci                       | anonymous                | 1
        ci/group-only                      | production/deployer      | 0
        anonymous                          | secrets-everywhere       | 0
        group:system:masters               | cluster-control          | 1
        """)
    void endsAndStartsAreCalledInSeveralWays(String from, String to, int least) {
        JsonNode root = Ran.json(
                "paths", Ran.PATTERNS.toString(), "--from", from, "--to", to, "--most", "1", "--format", "json");
        assertEquals(least, root.path("derivations").size(), root.toString());
    }

    @Test
    void whoCanNamesGrantsAndMembers() throws IOException {
        Path manifest = write("w.yaml", """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: a, namespace: ns}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: b, namespace: other}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: ns}
            rules: [{apiGroups: [apps], resources: [deployments/scale], verbs: [update], resourceNames: [web]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: rb, namespace: ns}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
            subjects:
            - {kind: Group, name: "system:serviceaccounts:ns", apiGroup: rbac.authorization.k8s.io}
            - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
            """);
        JsonNode root = Ran.json(
                "who-can",
                manifest.toString(),
                "update",
                "deployments.apps/scale",
                "web",
                "-n",
                "ns",
                "--format",
                "json");
        List<String> subjects = new ArrayList<>();
        root.path("whoCan")
                .forEach(
                        entry -> subjects.add(entry.path("subject").path("kind").asString("") + " "
                                + entry.path("subject").path("name").asString("")));
        // beside those whom every cluster lets do it
        assertTrue(subjects.containsAll(List.of("Group system:serviceaccounts:ns", "User jane")), subjects.toString());
        assertEquals(
                "system:serviceaccounts:ns",
                root.path("groups").get(0).path("name").asString(""));
        assertEquals(
                "a",
                root.path("groups").get(0).path("members").get(0).path("name").asString(""));
        assertEquals(1, root.path("groups").get(0).path("members").size());
        JsonNode counts = root.path("counts");
        assertEquals(subjects.size(), counts.path("grants").asInt());
        assertEquals(subjects.size(), counts.path("subjects").asInt());
        JsonNode entry = root.path("whoCan").get(subjects.indexOf("User jane"));
        assertEquals("rb", entry.path("binding").path("name").asString(""));
        assertEquals("ns", entry.path("namespace").asString(""));
        assertEquals("web", entry.path("rule").path("resourceNames").get(0).asString(""));
        assertEquals("scale", root.path("request").path("subresource").asString(""));
        JsonNode other = Ran.json(
                "who-can",
                manifest.toString(),
                "update",
                "deployments.apps/scale",
                "api",
                "-n",
                "ns",
                "--format",
                "json");
        assertFalse(other.path("whoCan").toString().contains("jane"));
    }

    @Test
    void whoCanTellsWhoCanEndUpDoingIt() {
        JsonNode root = Ran.json(
                "who-can",
                Ran.PATTERNS.toString(),
                "list",
                "pods",
                "-n",
                "production",
                "--indirect",
                "--format",
                "json");
        assertTrue(root.has("indirect"));
        Ran plain = Ran.of("who-can", Ran.PATTERNS.toString(), "list", "pods", "-n", "production", "--indirect");
        assertTrue(plain.out().contains("directly or by escalation"), plain.out());
    }

    @Test
    void aSavedSnapshotIsASourceWithTheSameAnswers() {
        Path saved = folder.resolve("demo.guise.json.gz");
        assertEquals(
                ExitCodes.OK,
                Ran.of("snapshot", "--demo", "--output", saved.toString()).code());
        String[] rest = {"--from", "ci/pipeline", "--format", "json"};
        assertEquals(
                Ran.json("reach", "--demo", rest[0], rest[1], rest[2], rest[3]),
                Ran.json("reach", saved.toString(), rest[0], rest[1], rest[2], rest[3]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                           | 64 | no command
        frobnicate                                   | 64 | neither a command nor an existing file
        --frobnicate                                 | 64 | Unknown option
        reach                                        | 64 | --from NAME or --all
        reach --all                                  | 64 | no cluster specified
        reach --demo --all --from x                  | 64 | --from NAME or --all
        reach --demo --context x --all               | 64 | only one of
        reach --demo pom.xml --all                   | 64 | only one of
        reach pom.xml --kubeconfig x --all           | 64 | --context
        reach --demo --all --format yaml             | 64 | --format
        reach --demo --all --server-version latest   | 64 | is not a version
        reach --demo --all --confidence certain      | 64 | --confidence
        paths --demo --from x                        | 64 | --to
        paths --demo --from x --to y --most 0        | 64 | --most
        paths --demo --from x --to y --most many     | 64 | --most
        who-can --demo get                           | 64 | a request must be
        who-can --demo get pods a b                  | 64 | a request must be
        snapshot --demo                              | 64 | --output
        reach no-such-file.yaml --all                | 1  | no-such-file.yaml: File or folder not found
        reach pom.xml --all                          | 1  | pom.xml
        reach --context x --all                      | 1  | no-home
        reach --demo --all --output no/such/folder/f | 1  | does not exist
        reach --demo --all --output src              | 1  | is a folder
        reach --demo --all --techniques none.yaml    | 1  | none.yaml
        """)
    void badInputIsOneClearLine(String args, int code, String message) {
        Ran ran = Ran.of(args.isEmpty() ? new String[0] : args.split(" +"));
        assertEquals(code, ran.code(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void hostileNamesAreHarmlessInTextAndWholeInJson() throws IOException {
        Path manifest = write("hostile.yaml", HOSTILE);
        Ran text = Ran.of("who-can", manifest.toString(), "get", "secrets");
        assertOnlyPrintable(text.out());
        assertTrue(text.out().contains("mallory"), text.out());
        Ran reach = Ran.of("reach", manifest.toString(), "--all");
        assertOnlyPrintable(reach.out());
        Ran json = Ran.of("who-can", manifest.toString(), "get", "secrets", "--format", "json");
        assertOnlyPrintable(json.out());
        JsonNode entry = StreamSupport.stream(
                        Ran.parse(json.out()).path("whoCan").spliterator(), false)
                .filter(one -> one.path("subject").path("kind").asString("").equals("User"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "mallory\u202e\u009b2J\u0007",
                entry.path("subject").path("name").asString(""));
        assertEquals(
                "binding\r\nroot: all is well",
                entry.path("binding").path("name").asString(""));
        Ran error = Ran.of("reach", "no\u001b[31mfile", "--all");
        assertOnlyPrintable(error.err());
    }

    private static void assertOnlyPrintable(String text) {
        assertFalse(text.isEmpty());
        text.codePoints()
                .forEach(c -> assertTrue(c == '\n' || (c >= ' ' && c < 0x7f), () -> "U+" + Integer.toHexString(c)));
    }

    @Test
    void anOutputIsWholeOrNotThereAtAll() throws IOException {
        Path file = write("out.json", "before");
        Ran failed = Ran.of("reach", "no-such-file.yaml", "--all", "--output", file.toString());
        assertEquals(ExitCodes.FAILED, failed.code());
        assertEquals("before", Files.readString(file));
        Ran ran = Ran.of("reach", Ran.PATTERNS.toString(), "--all", "--format", "json", "--output", file.toString());
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(Ran.parse(Files.readString(file)).has("reach"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asString("")));
        return texts;
    }
}
