package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One cluster in which nobody has a harmless name: nothing crashes, nobody is mistaken for another, and what a command
/// prints can be typed.
class HostileNamesTest {
    private static final List<String> NAMES = List.of(
            "group admins",
            "admins",
            "group:admins",
            "user:admins",
            "node n1",
            "node:n1",
            "anonymous",
            "ci/runner",
            "serviceaccount:ci/runner",
            "bob with keys",
            "bob",
            "CN=user1, O=acme",
            "CN=user2, O=acme",
            "\"quoted\"",
            "it's",
            "a/b/c",
            " blank ",
            "%2F",
            "Control of the cluster",
            "ClusterRole:r",
            "\u202Ecod.exe",
            "line\nbreak",
            "\u001B[31m",
            "x".repeat(8192));

    @TempDir
    private static Path folder = Path.of("");

    private static Path cluster = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        ObjectNode list = JsonMapper.shared().createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        ArrayNode items = list.putArray("items");
        ObjectNode role = object(items, "ClusterRole", "r, \"x\" #0 with");
        ObjectNode rule = role.putArray("rules").addObject();
        rule.putArray("apiGroups").add("");
        rule.putArray("resources").add("secrets").add("users");
        rule.putArray("verbs").add("get").add("list").add("impersonate");
        ObjectNode binding = object(items, "ClusterRoleBinding", "b of group admins");
        binding.putObject("roleRef")
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "ClusterRole")
                .put("name", "r, \"x\" #0 with");
        ArrayNode subjects = binding.putArray("subjects");
        for (String name : NAMES) {
            subject(subjects, "User", name);
            subject(subjects, "Group", name);
        }
        subjects.addObject()
                .put("kind", "ServiceAccount")
                .put("namespace", "ci")
                .put("name", "runner");
        subject(subjects, "User", "system:node:n1");
        cluster = Files.writeString(folder.resolve("hostile.json"), list.toString());
    }

    private static ObjectNode object(ArrayNode items, String kind, String name) {
        ObjectNode object = items.addObject();
        object.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static void subject(ArrayNode subjects, String kind, String name) {
        subjects.addObject()
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", kind)
                .put("name", name);
    }

    /// Who may get Secrets, as it is printed.
    private static List<String> printed() {
        Ran ran = Ran.of("who-can", cluster.toString(), "get", "secrets");
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        List<String> names = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            int end = line.indexOf(" through ClusterRoleBinding b of group admins, rule 1");
            if (line.startsWith("  ") && end > 0) {
                names.add(line.substring(2, end).replaceAll(" \\([0-9]+ known members?\\)$", ""));
            }
        }
        return names;
    }

    @Test
    void whatIsPrintedCanBeTypedAndNobodyIsMistakenForAnother() {
        List<String> names = printed();
        assertEquals(2 * NAMES.size() + 2, names.size());
        List<String> arguments = new ArrayList<>(List.of("reach", cluster.toString(), "--format", "json"));
        names.forEach(name -> arguments.addAll(List.of("--from", name)));
        Ran ran = Ran.of(arguments.toArray(String[]::new));
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        assertFalse(ran.err().contains("not known"), ran.err());
        assertEquals(names.size(), new LinkedHashSet<>(names).size(), "printed twice");
        assertTrue(names.contains("ci/runner") && names.contains("user:ci/runner"), names.toString());
        assertTrue(names.contains("group admins") && names.contains("user:group admins"), names.toString());
    }

    @Test
    void aPathStartsFromWhoeverIsPrinted() {
        for (String name : Set.of("user:group admins", "group admins", "ci/runner", "bob with keys")) {
            Ran ran = Ran.of("paths", cluster.toString(), "--from", name, "--to", "user:cluster-control");
            assertEquals(ExitCodes.OK, ran.code(), ran.err());
            assertTrue(ran.out().startsWith("Path 1 from " + name + " to: "), ran.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "html", "sarif", "csv"})
    void everyReportIsWritten(String format) {
        Ran ran = Ran.of("scan", cluster.toString(), "--format", format);
        assertTrue(List.of(ExitCodes.OK, ExitCodes.FOUND, ExitCodes.LIMITED).contains(ran.code()), ran.err());
        assertFalse(ran.out().contains("\u202E"), "the reading direction is turned");
        assertFalse(ran.out().contains("\u001B"), "a terminal would act on it");
        if (format.equals("text")) {
            assertTrue(ran.out().contains("ci/runner"), "accounts are namespace/name");
            assertFalse(ran.out().contains("runner/ci"), "the server's own order");
        }
    }

    @Test
    void everythingThatCanBeComparedIs() {
        for (String format : List.of("text", "json")) {
            Ran ran = Ran.of("compare", cluster.toString(), cluster.toString(), "--format", format);
            assertEquals(ExitCodes.OK, ran.code(), ran.err());
        }
    }
}
