package dev.guise.escalation.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueFileTest {
    static final String OWN = """
        techniques:
          - id: pod-logs
            title: Read a token from a log
            what: The program in this pod prints its token.
            audit: get on pods/log.
            close: Do not print tokens.
            reference: https://example.com/logs
            cost: 1
            confidence: high
            needs:
              - target: pod
                anyOf:
                  - {verbs: [get], apiGroup: "", resources: [pods/log]}
            gives: credential-of-target
        """;

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), text);
    }

    static String bundledText() throws IOException {
        try (InputStream in = Objects.requireNonNull(CatalogueFile.class.getResourceAsStream("techniques.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bundledCatalogueFollowsTheSchema() throws IOException {
        assertEquals(List.of(), CatalogueFile.problems(bundledText()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "impersonate-user",
                "impersonate-serviceaccount",
                "impersonate-groups",
                "impersonate-constrained",
                "token-request",
                "token-secret-read",
                "token-secret-mint",
                "pod-create",
                "workload-create",
                "workload-update",
                "pod-exec",
                "pod-attach",
                "pod-debug",
                "pod-update",
                "node-proxy",
                "bind-role",
                "escalate-role",
                "create-role-escalate",
                "csr-client-cert",
                "webhook",
                "webhook-read",
                "admission-policy",
                "api-service",
                "privileged-pod",
                "loosen-pod-security",
                "host-path-volume",
                "node",
                "aws-auth",
                "steal-pods"
            })
    void everyKnownTechniqueIsBundled(String id) {
        assertTrue(Catalogue.bundled().technique(id).isPresent());
    }

    @Test
    void ownFileIsRead() throws Exception {
        assertEquals(List.of(), CatalogueFile.problems(OWN));
        List<Technique> read = CatalogueFile.read(file(OWN));
        assertEquals(List.of("pod-logs"), read.stream().map(Technique::id).toList());
        assertEquals(Technique.Effect.CREDENTIAL_OF_TARGET, read.getFirst().effect());
    }

    /// Each mistake is made by putting one text in the place of another.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        id: pod-logs                | id: Pod Logs               | /techniques/0/id
        id: pod-logs                | name: pod-logs             | /techniques/0
        title: Read a token         | heading: Read a token      | heading
        what: The                   | what: 5 #                  | /techniques/0/what
        audit: get on pods/log.     | audit: ''                  | /techniques/0/audit
        close: Do not print tokens. | close: null                | /techniques/0/close
        https://example.com/logs    | somewhere                  | /techniques/0/reference
        cost: 1                     | cost: 4                    | /techniques/0/cost
        cost: 1                     | cost: 0                    | /techniques/0/cost
        cost: 1                     | cost: 1.5                  | /techniques/0/cost
        cost: 1                     | cost: '1'                  | /techniques/0/cost
        confidence: high            | confidence: certain        | /techniques/0/confidence
        credential-of-target        | everything                 | /techniques/0/gives
        target: pod                 | target: house              | /techniques/0/needs/0/target
        target: pod                 | taget: pod                 | taget
        verbs: [get]                | verbs: get                 | /techniques/0/needs/0/anyOf/0/verbs
        verbs: [get]                | verbs: []                  | /techniques/0/needs/0/anyOf/0/verbs
        verbs: [get]                | verb: [get]                | /techniques/0/needs/0/anyOf/0
        apiGroup: "",               | ''                         | apiGroup
        resources: [pods/log]       | resources: ['pods/*']      | /techniques/0/needs/0/anyOf/0/resources/0
        resources: [pods/log]       | resources: [5]             | /techniques/0/needs/0/anyOf/0/resources/0
        resources: [pods/log]       | resources: [p], scope: all | /techniques/0/needs/0/anyOf/0/scope
        anyOf:                      | allOf:                     | /techniques/0/needs/0/allOf
        anyOf:                      | oneOf:                     | oneOf
        techniques:                 | technique:                 | techniques
        """)
    void eachMistakeIsToldWithItsPlace(String right, String wrong, String place) {
        String text = OWN.replace(right, Objects.requireNonNullElse(wrong, ""));
        assertFalse(text.equals(OWN), "nothing was replaced");
        List<String> problems = CatalogueFile.problems(text);
        assertFalse(problems.isEmpty());
        assertTrue(String.join("\n", problems).contains(place), () -> place + " is not in " + problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        versions: {from: 1.36}            | /techniques/0/versions/from
        versions: {from: "v1.36"}         | /techniques/0/versions/from
        versions: {from: "1.99999999999"} | /techniques/0/versions/from
        versions: {before: soon}          | /techniques/0/versions/before
        versions: {}                      | /techniques/0/versions
        versions: {until: "1.36"}         | until
        where: {podSecurity: [strict]}    | /techniques/0/where/podSecurity/0
        where: {podSecurity: []}          | /techniques/0/where/podSecurity
        where: {configMap: aws-auth}      | /techniques/0/where/configMap
        where: {}                         | /techniques/0/where
        reads: everything                 | /techniques/0/reads
        """)
    void optionalFieldsAreCheckedToo(String line, String place) {
        List<String> problems = CatalogueFile.problems(OWN + "    " + line + "\n");
        assertFalse(problems.isEmpty());
        assertTrue(String.join("\n", problems).contains(place), () -> place + " is not in " + problems);
    }

    @Test
    void everyProblemIsToldAtOnce() {
        String text = OWN.replace("cost: 1", "cost: 9").replace("confidence: high", "confidence: sure");
        assertEquals(
                2,
                CatalogueFile.problems(text).size(),
                () -> CatalogueFile.problems(text).toString());
    }

    private static String needs(String needs) {
        int from = OWN.indexOf("    needs:");
        int to = OWN.indexOf("    gives:");
        return OWN.substring(0, from) + "    needs:\n" + needs.indent(6) + OWN.substring(to);
    }

    @Test
    void whatIsNeededMayBeAnotherTechniqueOrANode() {
        String pod = "- target: pod\n  anyOf: [{verbs: [get], apiGroup: '', resources: [pods/log]}]\n";
        assertEquals(List.of(), CatalogueFile.problems(needs(pod + "- technique: [pod-create]\n- hold: node\n")));
        List<String> both = CatalogueFile.problems(needs(pod + "- {technique: [pod-create], hold: node}\n"));
        assertTrue(both.toString().contains("/techniques/0/needs/1"), both::toString);
        List<String> other = CatalogueFile.problems(needs(pod + "- hold: pod\n"));
        assertTrue(other.toString().contains("/techniques/0/needs/1/hold"), other::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pod-craete   | there is no technique pod-craete
        pod-exec     | pod-exec gives credential-of-target
        bind-role    | bind-role gives built-in
        """)
    void techniquesThatAreReferredToMustExistAndBeOfUse(String id, String problem) {
        String text = needs("- technique: [pod-create, " + id + "]").replace("credential-of-target", "any-node");
        List<String> problems = CatalogueFile.problems(text);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("/techniques/0/needs/0/technique/1: "), problems::toString);
        assertTrue(problems.getFirst().contains(problem), problems::toString);
    }

    @Test
    void techniquesOfTheSameFileMayBeReferredTo() {
        String second = needs("- technique: [pod-logs]")
                .replace("techniques:\n", "")
                .replace("id: pod-logs", "id: second")
                .replace("credential-of-target", "any-node");
        assertEquals(
                List.of(),
                CatalogueFile.problems(OWN.replace("credential-of-target", "credentials-of-namespace") + second));
        assertEquals(1, CatalogueFile.problems(OWN + second).size());
    }

    @Test
    void whatATargetGivesNeedsATarget() {
        List<String> problems = CatalogueFile.problems(OWN.replace("target: pod", "target: workload"));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("/techniques/0/gives: credential-of-target"), problems::toString);
        String node = OWN.replace("credential-of-target", "credentials-on-target");
        assertEquals(1, CatalogueFile.problems(node).size());
        assertEquals(List.of(), CatalogueFile.problems(node.replace("target: pod", "target: node")));
    }

    @Test
    void builtInIsForTheProgramsOwn() {
        String text = OWN.substring(0, OWN.indexOf("    needs:")) + "    gives: built-in\n";
        assertTrue(CatalogueFile.problems(text).toString().contains("/techniques/0/gives: built-in"));
        assertEquals(List.of(), CatalogueFile.problems(text.replace("id: pod-logs", "id: bind-role")));
        assertFalse(CatalogueFile.problems(OWN.replace("credential-of-target", "built-in"))
                .isEmpty());
    }

    @Test
    void idsAreUnique() {
        List<String> problems = CatalogueFile.problems(OWN + OWN.replace("techniques:\n", ""));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("/techniques/1/id: "), problems::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "techniques: [",
                "\tx: y",
                "a: b\na: c\n",
                "a: 1\n---\nb: 2\n",
                "a: &x [*x, *x]\nb: *y\n",
                "\u0000",
                "- }"
            })
    void whatIsNotYamlIsTold(String text) throws IOException {
        Path file = file(text);
        CatalogueException e = assertThrows(CatalogueException.class, () -> CatalogueFile.read(file));
        assertTrue(message(e).contains("it is not YAML"), () -> message(e));
        assertTrue(message(e).contains(file.toString()), () -> message(e));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "~", "techniques:\n", "techniques: []\n", "techniques: 5\n", "[]", "hello"})
    void fileWithoutTechniquesIsNone(String text) throws IOException {
        Path file = file(text);
        assertThrows(CatalogueException.class, () -> CatalogueFile.read(file));
    }

    @Test
    void repeatedKeyIsTold() throws IOException {
        Path file = file(OWN.replace("cost: 1", "cost: 1\n    cost: 2"));
        CatalogueException e = assertThrows(CatalogueException.class, () -> CatalogueFile.read(file));
        assertTrue(message(e).contains("cost"), () -> message(e));
    }

    @Test
    void missingFileIsTold() {
        Path missing = folder.resolve("missing.yaml");
        CatalogueException e = assertThrows(CatalogueException.class, () -> CatalogueFile.read(missing));
        assertTrue(message(e).contains("the file does not exist"), () -> message(e));
        assertTrue(message(e).contains(missing.toString()), () -> message(e));
    }

    @Test
    void folderAndBytesThatAreNoTextAreTold() throws IOException {
        assertThrows(CatalogueException.class, () -> CatalogueFile.read(folder));
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, 0x28});
        CatalogueException e = assertThrows(CatalogueException.class, () -> CatalogueFile.read(bytes));
        assertTrue(message(e).contains("UTF-8"), () -> message(e));
    }

    @Test
    void theExampleOfThePageIsRight() throws IOException {
        String page = Files.readString(Path.of("src/docs/techniques.md"));
        int from = page.indexOf("```yaml\n") + 8;
        assertEquals(List.of(), CatalogueFile.problems(page.substring(from, page.indexOf("```", from))));
        String schema = page.substring(page.indexOf("(../main/") + 1, page.indexOf(".json)") + 5);
        assertTrue(Files.isRegularFile(Path.of("src/docs").resolve(schema)), schema);
    }

    private static String message(CatalogueException e) {
        return String.valueOf(e.getMessage());
    }
}
