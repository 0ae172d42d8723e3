package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every answer carries what it rests on, and no check passes where something that grants was not read.
class LimitsTest {
    private static final String HARMLESS = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: r}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: b}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
        subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: jane}]
        """;
    private static final String UNKNOWN =
            "---\n{apiVersion: management.cattle.io/v3, kind: GlobalRole, metadata: {name: g}}\n";

    @TempDir
    Path folder;

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("f.yaml"), content).toString();
    }

    private static List<String> ids(JsonNode root) {
        return root.path("limits")
                .valueStream()
                .map(limit -> limit.path("id").asString(""))
                .toList();
    }

    @Test
    void everyAnswerHasThem() throws IOException {
        String file = file(HARMLESS + UNKNOWN);
        List<String> expected = List.of("unknown-kinds-that-grant", "default-roles-assumed", "any-node-assumed");
        for (List<String> args : List.of(
                List.of("scan", file),
                List.of("reach", file, "--from", "jane"),
                List.of("paths", file, "--from", "jane", "--to", "cluster-control"),
                List.of("who-can", file, "list", "nodes"),
                List.of("simulate", file, "--requestor", "jane", "--as", "x", "--verb", "get", "--path", "/"),
                List.of("compare", file, file))) {
            List<String> all = new java.util.ArrayList<>(args);
            all.addAll(List.of("--format", "json"));
            JsonNode root = Ran.json(all.toArray(new String[0]));
            assertEquals(expected, ids(root), args.getFirst());
            for (JsonNode limit : root.path("limits")) {
                assertFalse(limit.path("text").asString("").isEmpty());
                assertTrue(limit.path("count").asInt() > 0);
                assertFalse(limit.path("hides").asString("").isEmpty());
            }
            Ran text = Ran.of(args.toArray(new String[0]));
            assertTrue(text.out().contains("What this rests on:"), text.out());
            assertTrue(text.out().contains("GlobalRole"), text.out());
            all.add("--strict");
            assertEquals(ExitCodes.LIMITED, Ran.of(all.toArray(new String[0])).code(), args.getFirst());
        }
    }

    @Test
    void aCheckPassesOnlyWhereEverythingThatGrantsWasRead() throws IOException {
        assertEquals(
                ExitCodes.OK, Ran.of("scan", file(HARMLESS), "--fail-on", "low").code());
        Ran ran = Ran.of("scan", file(HARMLESS + UNKNOWN), "--fail-on", "low");
        assertEquals(ExitCodes.LIMITED, ran.code());
        assertTrue(ran.err().contains("--fail-on cannot pass"), ran.err());
        assertEquals(
                ExitCodes.LIMITED,
                Ran.of("scan", file(HARMLESS + "---\nkind: [\n"), "--fail-on", "critical")
                        .code());
        assertEquals(ExitCodes.OK, Ran.of("scan", file(HARMLESS + UNKNOWN)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "sarif"})
    void documentsHaveThemToo(String format) throws IOException {
        Ran ran = Ran.of("scan", file(HARMLESS + UNKNOWN), "--format", format);
        assertTrue(ran.out().contains("GlobalRole"), ran.out());
    }

    @Test
    void aNameThatBeginsLikeTheServersOwnHidesNothing() throws IOException {
        String binding = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: "system:backup-agent", labels: {kubernetes.io/bootstrapping: rbac-defaults}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:mallory"}]
            """;
        Ran ran = Ran.of("scan", file(binding), "--fail-on", "low");
        assertEquals(ExitCodes.FOUND, ran.code());
        assertTrue(ran.out().contains("system:mallory"), ran.out());
        assertFalse(ran.out().contains("DEAD-ROLEREF"), ran.out());
    }

    @Test
    void standardInputIsAFile() {
        Ran ran = Ran.withInput(
                new ByteArrayInputStream(HARMLESS.getBytes(StandardCharsets.UTF_8)),
                "who-can",
                "-",
                "get",
                "configmaps");
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        assertTrue(ran.out().contains("jane"), ran.out());
    }
}
