package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What people type for resources and identities.
class QuestionWordsTest {
    private static final String OBJECTS = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: dep}
        rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [list]}
        - {apiGroups: [argoproj.io], resources: [workflows, workflows/status], verbs: [list]}
        - {apiGroups: [a.example.com, b.example.com], resources: [things], verbs: [list]}
        - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [dev/jane, root]}
        - {apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: [devs]}
        - {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [db]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: dep}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: dep}
        subjects:
        - {kind: User, apiGroup: rbac.authorization.k8s.io, name: "Alice, the Doe"}
        - {kind: User, apiGroup: rbac.authorization.k8s.io, name: "CN=ops/O=acme"}
        """;

    @TempDir
    private Path folder = Path.of("");

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("b.yaml"), OBJECTS).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployments.apps",
                "deploy",
                "Deployment",
                "deployments.v1.apps",
                "workflows",
                "workflow",
                "workflow.argoproj.io",
                "workflows.v1alpha1.argoproj.io",
                "workflows/status"
            })
    void whoCanTakesThem(String word) {
        Ran ran = Ran.of("who-can", file, "list", word);
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        assertTrue(ran.out().contains("Alice, the Doe"), ran.out());
    }

    @Test
    void whatNobodyKnowsOrSeveralAreIsNoAnswer() {
        Ran unknown = Ran.of("who-can", file, "list", "deploymnts");
        assertEquals(ExitCodes.USAGE, unknown.code());
        assertTrue(unknown.err().contains("did you mean deployments.apps"), unknown.err());
        Ran several = Ran.of("who-can", file, "list", "things");
        assertEquals(ExitCodes.USAGE, several.code());
        assertTrue(several.err().contains("things.a.example.com or things.b.example.com"), several.err());
        Ran paths = Ran.of("paths", file, "--from", "x", "--to", "list podz");
        assertEquals(ExitCodes.USAGE, paths.code());
        assertTrue(paths.err().contains("did you mean pods"), paths.err());
        Ran simulate =
                Ran.of("simulate", file, "--requestor", "x", "--as", "y", "--verb", "list", "--resource", "podz");
        assertEquals(ExitCodes.USAGE, simulate.code());
        assertTrue(simulate.err().contains("did you mean pods"), simulate.err());
    }

    @Test
    void whatHasAlwaysANameIsAnsweredForAnyName() {
        Ran users = Ran.of("who-can", file, "impersonate", "users");
        assertTrue(
                users.out()
                        .startsWith(
                                "Who can impersonate users at cluster scope for any name (1 subject named in bindings,"
                                        + " by 1 grant):\n"
                                        + "  group system:masters through ClusterRoleBinding cluster-admin"),
                users.out());
        assertTrue(users.out().contains("Alice, the Doe"), users.out());
        assertTrue(users.out().contains("only for dev/jane, root"), users.out());
        JsonNode json = Ran.json("who-can", file, "get", "secret", "--format", "json");
        assertTrue(
                json.path("whoCan").size() > 0
                        && !json.path("whoCan").toString().contains("\"dep\""),
                () -> "only the server's own bindings hold for any name: " + json);
        assertEquals("db", json.path("byName").get(0).path("names").get(0).asString(""));
        assertEquals(
                0,
                Ran.json("who-can", file, "list", "secrets", "--format", "json")
                        .path("byName")
                        .size());
    }

    @Test
    void namesAreNamesWhateverIsInThem() {
        for (String to : new String[] {"dev/jane", "group:devs", "group devs"}) {
            JsonNode found = Ran.json(
                    "paths",
                    file,
                    "--from",
                    "CN=ops/O=acme",
                    "--to",
                    to,
                    "--format",
                    "json",
                    "--server-version",
                    "1.34");
            assertTrue(found.path("derivations").size() > 0, to);
        }
        Ran stranger = Ran.of("paths", file, "--from", "Alice, the Doe", "--to", "Jane A Doe");
        assertEquals(ExitCodes.OK, stranger.code(), stranger.err());
        assertTrue(stranger.out().contains("There is no path from Alice, the Doe to: Jane A Doe"), stranger.out());
        assertFalse(stranger.err().contains("not known"), stranger.err());
        assertEquals(
                0,
                Ran.json("paths", file, "--from", "Alice, the Doe", "--to", "group:others", "--format", "json")
                        .path("derivations")
                        .size());
    }
}
