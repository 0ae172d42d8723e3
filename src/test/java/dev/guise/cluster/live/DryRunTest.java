package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.DryRunner;
import dev.guise.cluster.DryRunner.Verdict;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.FakeApiServer.Reply;
import dev.guise.cluster.live.FakeApiServer.Request;
import dev.guise.rbac.UserInfo;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTest {
    private static final String ROLES = FakeApiServer.RBAC + "clusterroles";
    private static final String IN_SHOP = FakeApiServer.RBAC + "namespaces/shop/rolebindings";
    private static final Map<String, Object> ROLE = Map.of(
            "kind", "ClusterRole",
            "metadata", Map.of("name", "x:y z"),
            "rules", List.of(Map.of("verbs", List.of("get"), "apiGroups", List.of(""), "resources", List.of("pods"))));

    @TempDir
    Path folder;

    private FakeApiServer server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void start() throws Exception {
        server = new FakeApiServer(null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DryRunner runner() throws Exception {
        return new KubeconfigSource(server.kubeconfig(folder, "", "token: t"), "c", Map.of()).dryRunner();
    }

    private ClusterConnection connection() throws Exception {
        Kubeconfig config = server.kubeconfig(folder, "", "token: t");
        return ClusterConnection.open(config, config.context("c"), Map.of(), ReadProgress.NONE);
    }

    /// What is not a dry run to the letter stays in the process.
    @ParameterizedTest
    @CsvSource(delimiter = ' ', nullValues = "-", textBlock = """
        POST   clusterroles -
        POST   clusterroles fieldValidation=Strict
        POST   clusterroles dryRun
        POST   clusterroles dryRun=
        POST   clusterroles dryRun=All
        POST   clusterroles dryRun=None&fieldValidation=Strict
        POST   clusterroles dryRun=all&fieldValidation=Strict
        POST   clusterroles dryrun=All&fieldValidation=Strict
        POST   clusterroles DRYRUN=All&fieldValidation=Strict
        POST   clusterroles dryRun=All%20&fieldValidation=Strict
        POST   clusterroles dryRun=%41ll&fieldValidation=Strict
        POST   clusterroles xdryRun=All&fieldValidation=Strict
        POST   clusterroles dryRun=All&dryRun=All&fieldValidation=Strict
        POST   clusterroles dryRun=All&fieldValidation=Strict&dryRun=None
        POST   clusterroles dryRun=None&dryRun=All&fieldValidation=Strict
        POST   clusterroles fieldValidation=Strict&dryRun=All
        POST   clusterroles dryRun=All;fieldValidation=Strict
        POST   clusterroles dryRun=All&fieldValidation=Strict&pretty=true
        POST   clusterroles/x dryRun=All&fieldValidation=Strict
        POST   roles dryRun=All&fieldValidation=Strict
        POST   namespaces/a/b/roles dryRun=All&fieldValidation=Strict
        POST   namespaces/a/clusterroles dryRun=All&fieldValidation=Strict
        POST   clusterroles/../../../../api/v1/pods dryRun=All&fieldValidation=Strict
        PUT    clusterroles dryRun=All&fieldValidation=Strict
        PUT    clusterroles/x -
        PUT    clusterroles/x dryRun=all&fieldValidation=Strict
        PUT    clusterroles/x/status dryRun=All&fieldValidation=Strict
        PUT    clusterroles/%2e%2e dryRun=All&fieldValidation=Strict
        PATCH  clusterroles/x dryRun=All&fieldValidation=Strict
        DELETE clusterroles/x dryRun=All&fieldValidation=Strict
        DELETE clusterroles/x dryRun=All
        DELETE clusterroles dryRun=All&fieldValidation=Strict
        """)
    void nearMissesAreStopped(String method, String path, @org.jspecify.annotations.Nullable String query)
            throws Exception {
        stopped(method, FakeApiServer.RBAC + path, query);
    }

    /// A dry run of anything but roles and bindings is none of ours.
    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/namespaces/shop/pods",
        "POST,/api/v1/namespaces/shop/serviceaccounts",
        "POST,/apis/rbac.authorization.k8s.io/v1beta1/clusterroles",
        "POST,/apis/rbacXauthorization.k8s.io/v1/clusterroles",
        "PUT,/api/v1/namespaces/shop",
        "POST,/x/apis/rbac.authorization.k8s.io/v1/clusterroles",
    })
    void dryRunsOfOtherThingsAreStopped(String method, String path) throws Exception {
        stopped(method, path, ReadOnlyGuard.DRY_RUN);
    }

    private void stopped(String method, String path, @org.jspecify.annotations.Nullable String query) throws Exception {
        try (ClusterConnection connection = connection()) {
            HttpClient http = connection.http();
            HttpRequest request = http.newHttpRequestBuilder()
                    .uri(server.address() + path + (query == null ? "" : "?" + query))
                    .method(method, "application/json", "{}")
                    .build();
            assertThrows(ReadOnlyGuard.RefusedException.class, () -> http.sendAsync(request, String.class));
        }
        assertEquals(List.of(), server.requests);
    }

    @Test
    void anObjectIsAskedForAndTheServersAnswerTold() throws Exception {
        server.reply(ROLES, 201, "{}");
        try (DryRunner runner = runner()) {
            assertEquals(new Verdict.Accepted(List.of()), runner.create(ROLE));
            Request sent = server.requestsFor(ROLES).getLast();
            assertEquals("POST", sent.method());
            assertEquals("dryRun=All&fieldValidation=Strict", sent.query());
            assertTrue(sent.body().contains("\"metadata\":{\"name\":\"x:y z\"}"), sent.body());
            assertTrue(sent.body().contains("\"resources\":[\"pods\"]"), sent.body());
            server.reply(
                    ROLES, 403, FakeApiServer.status(403, "attempting to grant RBAC permissions not currently held"));
            assertEquals(
                    new Verdict.Refused(403, "attempting to grant RBAC permissions not currently held", List.of()),
                    runner.create(ROLE));
            server.reply(ROLES, 409, FakeApiServer.status(409, "already exists"));
            assertEquals(new Verdict.Refused(409, "already exists", List.of()), runner.create(ROLE));
            server.reply(ROLES, 401, "");
            assertInstanceOf(Verdict.Problem.class, runner.create(ROLE));
        }
    }

    @Test
    void whatTheServerWarnsOfIsToldBesideItsAnswer() throws Exception {
        List<String> warnings = List.of(
                "299 - \"unknown field \\\"rulez\\\"\"",
                "299 - \"deprecated, see docs\", 299 api.example/1 \"dubious\"");
        List<String> told = List.of("unknown field \"rulez\"", "deprecated, see docs", "dubious");
        server.reply(ROLES, request -> new Reply(201, "{}", warnings));
        try (DryRunner runner = runner()) {
            assertEquals(new Verdict.Accepted(told), runner.create(ROLE));
            server.reply(ROLES, request -> new Reply(409, FakeApiServer.status(409, "already exists"), warnings));
            assertEquals(new Verdict.Refused(409, "already exists", told), runner.create(ROLE));
        }
    }

    /// Escalation prevention names every missing rule, and that is what the reviewer needs.
    @Test
    void aLongRefusalIsToldWithItsLines() throws Exception {
        String rules = "{APIGroups:[apps], Resources:[deployments], Verbs:[get list watch create update patch delete]}";
        String message =
                "user jane is attempting to grant RBAC permissions not currently held:\\n" + rules + "\\n" + rules;
        server.reply(ROLES, 403, FakeApiServer.status(403, message));
        try (DryRunner runner = runner()) {
            assertEquals(
                    "user jane is attempting to grant RBAC permissions not currently held: " + rules + " " + rules,
                    assertInstanceOf(Verdict.Refused.class, runner.create(ROLE)).message());
            server.reply(ROLES, 403, FakeApiServer.status(403, "x\\u202e".repeat(5_000)));
            String endless =
                    assertInstanceOf(Verdict.Refused.class, runner.create(ROLE)).message();
            assertTrue(endless.startsWith("x\\u{202e}x") && endless.endsWith("…"), endless);
            assertTrue(endless.length() < 10_000, () -> "is " + endless.length());
        }
    }

    @Test
    void oneInTheClusterIsReplacedByItsName() throws Exception {
        server.reply(ROLES + "/x:y z", 200, "{}");
        Map<String, Object> binding = Map.of(
                "kind", "RoleBinding", "metadata", Map.of("name", "b", "namespace", "shop"), "subjects", List.of());
        server.reply(IN_SHOP + "/b", 200, "{}");
        try (DryRunner runner = runner()) {
            assertEquals(new Verdict.Accepted(List.of()), runner.replace(ROLE));
            assertEquals("PUT", server.requestsFor(ROLES + "/x:y z").getLast().method());
            assertEquals(new Verdict.Accepted(List.of()), runner.replace(binding));
            assertEquals(
                    "dryRun=All&fieldValidation=Strict",
                    server.requestsFor(IN_SHOP + "/b").getLast().query());
        }
    }

    @Test
    void whatIsNoRoleIsNeverSent() throws Exception {
        try (DryRunner runner = runner()) {
            int before = server.requests.size();
            Verdict.Problem problem = assertInstanceOf(
                    Verdict.Problem.class,
                    runner.create(Map.of("kind", "Pod", "metadata", Map.of("name", "p", "namespace", "shop"))));
            assertTrue(problem.what().contains("read-only"), problem.what());
            assertEquals(before, server.requests.size());
        }
    }

    @Test
    void aServerThatMayNotKnowDryRunsIsNotAsked() throws Exception {
        server.reply("/version", 200, "{\"major\":\"1\",\"minor\":\"17\",\"gitVersion\":\"v1.17.0\"}");
        assertTrue(assertThrows(SourceException.class, this::runner).problem().contains("v1.17.0"));
        server.reply("/version", 200, "{\"major\":\"1\",\"minor\":\"18\",\"gitVersion\":\"v1.18.0\"}");
        runner().close();
        server.reply("/version", 200, "{\"major\":\"one\",\"minor\":\"\",\"gitVersion\":\"weekly\"}");
        assertThrows(SourceException.class, this::runner);
    }

    @Test
    void theServerSaysWhoAsks() throws Exception {
        String path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
        server.reply(
                path,
                201,
                "{\"status\":{\"userInfo\":{\"username\":\"jane\",\"groups\":[\"a\",\"system:authenticated\"]}}}");
        try (DryRunner runner = runner()) {
            assertEquals(Optional.of(UserInfo.of("jane", List.of("a", "system:authenticated"))), runner.whoAmI());
            server.reply(path, 404, "");
            assertEquals(Optional.empty(), runner.whoAmI());
            server.reply(path, 201, "[]");
            assertEquals(Optional.empty(), runner.whoAmI());
        }
    }
}
