package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {

    /// Every request that was sent to a real server comes out as it did there.
    @Test
    void theRecordedScenariosAreTheServers() throws IOException {
        List<String> differences = new ArrayList<>();
        JsonNode requests = recorded().path("requests");
        for (JsonNode request : requests) {
            JsonNode answer = Ran.json(arguments(request).toArray(new String[0]));
            String expected =
                    summary(request, request.path("as").path("username").asString(""));
            String actual = summary(answer, answer.path("as").path("user").asString(""));
            if (!expected.equals(actual)) {
                differences.add(
                        request.path("note").asString("") + "\n expected " + expected + "\n but was  " + actual);
            }
        }
        assertEquals(24, requests.size());
        assertEquals(List.of(), differences);
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream in =
                SimulateCommandTest.class.getResourceAsStream("/dev/guise/conformance/scenarios-expected.json.gz")) {
            return JsonMapper.builder().build().readTree(new GZIPInputStream(java.util.Objects.requireNonNull(in)));
        }
    }

    private static List<String> arguments(JsonNode request) {
        JsonNode requestor = request.path("requestor");
        List<String> args = new ArrayList<>(List.of(
                "simulate",
                Ran.PATTERNS.toString(),
                "--server-version",
                "1.36",
                "--format",
                "json",
                "--requestor",
                requestor.path("serviceAccount").asString(""),
                "--verb",
                "get",
                "--path",
                request.path("get").asString("")));
        String node = requestor.path("node").asString("");
        if (!node.isEmpty()) {
            args.addAll(List.of("--requestor-extra", "authentication.kubernetes.io/node-name=" + node));
        }
        JsonNode impersonate = request.path("impersonate");
        if (impersonate.has("user")) {
            args.addAll(List.of("--as", impersonate.path("user").asString("")));
        }
        impersonate.path("groups").forEach(group -> args.addAll(List.of("--as-group", group.asString(""))));
        impersonate
                .path("extra")
                .properties()
                .forEach(extra -> extra.getValue()
                        .forEach(value ->
                                args.addAll(List.of("--as-extra", extra.getKey() + "=" + value.asString("")))));
        return args;
    }

    private static String summary(JsonNode answer, String user) {
        String outcome = answer.path("outcome").asString("");
        if (!outcome.equals("accepted")) {
            return outcome;
        }
        TreeSet<String> groups = new TreeSet<>();
        answer.path("as").path("groups").forEach(group -> groups.add(group.asString("")));
        JsonNode extra = answer.path("as").path("extra");
        return String.join(
                " | ",
                outcome,
                user,
                groups.toString(),
                extra.isEmpty() ? "" : extra.toString(),
                answer.path("constraint").asString("?"),
                answer.path("allowed").asString("?"));
    }

    @Test
    void theShapeIsTheContract() {
        JsonNode answer = Ran.json(
                "simulate",
                Ran.PATTERNS.toString(),
                "--requestor",
                "system:serviceaccount:ci:pipeline",
                "--as",
                "deploy-bot",
                "--verb",
                "create",
                "--resource",
                "pods/exec",
                "-n",
                "shop",
                "--name",
                "web",
                "--format",
                "json",
                "--constrained-impersonation",
                "on");
        assertTrue(answer.propertyNames()
                .containsAll(List.of("outcome", "constraint", "as", "allowed", "checks", "message", "others")));
        assertTrue(answer.path("as").propertyNames().containsAll(List.of("user", "uid", "groups", "extra")));
        JsonNode action = answer.path("checks").get(0);
        assertEquals(
                "{\"mode\":\"user-info\",\"step\":\"action\",\"verb\":\"impersonate-on:user-info:create\",\"group\":\"\","
                    + "\"resource\":\"pods\",\"subresource\":\"exec\",\"namespace\":\"shop\",\"name\":\"web\","
                    + "\"passed\":false,\"by\":\"\",\"note\":\"\"}",
                action.toString());
        assertTrue(answer.path("checks").get(1).path("by").asString("").contains("pipeline-impersonates"));
    }

    @Test
    void aRequestorHasTheGroupsThatTheClusterGivesAndThoseGiven() {
        JsonNode without = simulate("--requestor", "somebody", "--as", "x");
        JsonNode with = simulate("--requestor", "somebody", "--requestor-group", "system:masters", "--as", "x");
        assertEquals("refused", without.path("outcome").asString(""));
        assertEquals("accepted", with.path("outcome").asString(""));
    }

    private static JsonNode simulate(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "simulate", Ran.PATTERNS.toString(), "--verb", "list", "--resource", "pods", "--format", "json"));
        all.addAll(List.of(args));
        return Ran.json(all.toArray(new String[0]));
    }

    @Test
    void groupsWithoutAUserAreABadRequestAndNothingAtAllIsAWrongCommand() {
        assertEquals(
                "bad-request",
                simulate("--requestor", "ci/pipeline", "--as-group", "g")
                        .path("outcome")
                        .asString(""));
        assertEquals(
                "bad-request",
                simulate("--requestor", "ci/pipeline", "--as-uid", "7")
                        .path("outcome")
                        .asString(""));
        Ran ran = Ran.of("simulate", "--demo", "--requestor", "x", "--verb", "get", "--resource", "pods");
        assertEquals(ExitCodes.USAGE, ran.code());
        assertTrue(ran.err().contains("--as"), ran.err());
    }

    @Test
    void headersHaveNoCase() {
        JsonNode answer = simulate(
                "--requestor", "m", "--requestor-group", "system:masters", "--as", "x", "--as-extra", "Acme.com/T=a=b");
        assertEquals(
                "{\"acme.com/t\":[\"a=b\"]}", answer.path("as").path("extra").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --verb get                                  | either --resource or --path
        --verb get --resource pods --path /x        | either --resource or --path
        --verb get --path metrics                   | must start with /
        --verb get --path /metrics -n a             | must start with /
        --verb get --resource pods --as-extra k     | KEY=VALUE
        --verb get --resource pods --as-extra =v    | KEY=VALUE
        --verb get --resource pods/                 | is not a resource
        --resource pods                             | --verb
        """)
    void wrongArgumentsAreNamed(String args, String message) {
        List<String> all = new ArrayList<>(List.of("simulate", "--demo", "--requestor", "x", "--as", "y"));
        all.addAll(List.of(args.strip().split(" +")));
        Ran ran = Ran.of(all.toArray(new String[0]));
        assertEquals(ExitCodes.USAGE, ran.code(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void aNamespaceObjectCarriesItsOwnNamespace() {
        JsonNode answer = Ran.json(
                "simulate",
                Ran.PATTERNS.toString(),
                "--requestor",
                "ci/pipeline",
                "--as",
                "deploy-bot",
                "--verb",
                "patch",
                "--resource",
                "namespaces",
                "--name",
                "ci",
                "--constrained-impersonation",
                "on",
                "--format",
                "json");
        assertEquals("ci", answer.path("checks").get(0).path("namespace").asString(""));
    }

    @Test
    void textTellsEveryCheck() {
        Ran ran = Ran.of(
                "simulate",
                Ran.PATTERNS.toString(),
                "--requestor",
                "ci/pipeline",
                "--as",
                "deploy-bot",
                "--verb",
                "list",
                "--resource",
                "pods",
                "--server-version",
                "1.34");
        assertTrue(ran.out().contains("accepted by impersonate (legacy)"), ran.out());
        assertTrue(ran.out().contains("passed legacy: impersonate users \"deploy-bot\""), ran.out());
        assertFalse(ran.out().contains("user-info"), ran.out());
    }
}
