package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.AccessReviewer;
import dev.guise.cluster.AccessReviewer.Review;
import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.FakeApiServer.Reply;
import dev.guise.cluster.read.KubeKind;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.UserInfo;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigSourceTest {
    private static final String ROLES = FakeApiServer.RBAC + "clusterroles";
    private static final String PODS = "/api/v1/pods";

    @TempDir
    Path folder;

    private FakeApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FakeApiServer(null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private KubeconfigSource source(String userFields) throws Exception {
        return new KubeconfigSource(server.kubeconfig(folder, "", userFields), "c", Map.of());
    }

    private ClusterSnapshot read() throws Exception {
        return source("token: t").read(ReadProgress.NONE);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "expected <" + part + "> in <" + text + ">");
    }

    private static String named(String name) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\"}}".formatted(name);
    }

    private static Reply ok(String body) {
        return new Reply(200, body);
    }

    @Test
    void readsAllPagesOfAllKinds() throws Exception {
        server.reply(ROLES, request -> switch (request.query()) {
            case "limit=500" -> ok(FakeApiServer.list("ClusterRoleList", "a/b+c=", named("one")));
            case "limit=500&continue=a/b+c=" -> ok(FakeApiServer.list("ClusterRoleList", "", named("two")));
            default -> new Reply(400, request.query());
        });
        ClusterSnapshot snapshot = read();
        assertEquals(List.of(), snapshot.warnings());
        assertEquals(
                List.of("one", "two"),
                snapshot.rbac().clusterRoles().stream().map(ClusterRole::name).toList());
        assertEquals("v1.36.2-gke.1", snapshot.server().version());
        assertEquals(36, snapshot.server().minor());
        assertEquals(Gate.ON, snapshot.server().constrainedImpersonation());
        assertEquals(server.address(), snapshot.origin().server());
        for (KubeKind kind : KubeKind.values()) {
            assertFalse(server.requestsFor("/" + kind.path()).isEmpty(), kind.kind());
        }
        assertTrue(server.requests.stream().allMatch(r -> r.method().equals("GET")));
        assertTrue(server.requests.stream()
                .allMatch(r -> "Bearer t".equals(r.headers().getFirst("Authorization"))));
    }

    @Test
    void aForgottenListIsBegunAgain() throws Exception {
        AtomicInteger firstPages = new AtomicInteger();
        server.reply(ROLES, request -> {
            if (request.query().contains("continue")) {
                return firstPages.get() == 1
                        ? new Reply(410, FakeApiServer.status(410, "expired"))
                        : ok(FakeApiServer.list("ClusterRoleList", "", named("last")));
            }
            firstPages.incrementAndGet();
            return ok(FakeApiServer.list("ClusterRoleList", "t", named("first")));
        });
        ClusterSnapshot snapshot = read();
        assertEquals(2, snapshot.rbac().clusterRoles().size());
        assertEquals(List.of(), snapshot.warnings());
        assertEquals(2, firstPages.get());
    }

    @Test
    void aListThatIsAlwaysForgottenIsAtLastReadInOnePiece() throws Exception {
        server.reply(ROLES, request -> {
            if (request.query().equals("null")) {
                return ok(FakeApiServer.list("ClusterRoleList", "", named("a") + "," + named("b")));
            }
            return request.query().contains("continue")
                    ? new Reply(410, FakeApiServer.status(410, "expired"))
                    : ok(FakeApiServer.list("ClusterRoleList", "t", named("a")));
        });
        assertEquals(2, read().rbac().clusterRoles().size());
        assertEquals(5, server.requestsFor(ROLES).size());
    }

    @Test
    void pagesWithoutEndAreAWarning() throws Exception {
        server.reply(PODS, request -> ok(FakeApiServer.list("PodList", "same", named("p"))));
        ClusterSnapshot snapshot = assertTimeoutPreemptively(Duration.ofSeconds(30), this::read);
        assertContains(snapshot.warnings().getLast().what(), "endless list of pages");
    }

    @Test
    void aForbiddenKindIsAWarningThatSaysWhatIsMissing() throws Exception {
        server.reply(PODS, 403, FakeApiServer.status(403, "pods is forbidden: User \\\"jane\\\" cannot list"));
        server.reply("/api/v1/nodes", 404, "");
        server.reply("/apis/apps/v1/deployments", 200, "<html>login</html>");
        server.reply(
                "/apis/apps/v1/daemonsets", 200, "{\"kind\":\"DaemonSetList\",\"items\":[" + named("whole") + ",{");
        ClusterSnapshot snapshot = read();
        assertEquals(1, snapshot.workloads().size());
        Warning pods = snapshot.warnings().stream()
                .filter(w -> w.where().equals("api/v1/pods"))
                .findFirst()
                .orElseThrow();
        assertContains(pods.what(), "forbidden: pods is forbidden: User \"jane\" cannot list");
        assertEquals(KubeKind.POD.consequence(), pods.consequence());
        assertEquals(4, snapshot.warnings().size(), () -> snapshot.warnings().toString());
    }

    @Test
    void withoutAnyRbacKindThereIsNothingToJudge() throws Exception {
        for (String kind : List.of("roles", "clusterroles", "rolebindings")) {
            server.reply(FakeApiServer.RBAC + kind, 403, FakeApiServer.status(403, "no"));
        }
        assertEquals(0, read().rbac().size());
        server.reply(FakeApiServer.RBAC + "clusterrolebindings", 403, FakeApiServer.status(403, "no"));
        SourceException e = assertThrows(SourceException.class, this::read);
        assertContains(e.problem(), "forbidden: no");
        assertContains(e.advice(), "clusterrolebindings");
    }

    @Test
    void valuesAreNotAskedForAndThrownAwayWhenTheyCome() throws Exception {
        String secret =
                "{\"metadata\":{\"name\":\"s\",\"namespace\":\"shop\"},\"data\":{\"p\":\"hunter2\"},\"type\":\"Opaque\"}";
        server.reply("/api/v1/secrets", 200, FakeApiServer.list("SecretList", "", secret));
        ClusterSnapshot snapshot = read();
        assertEquals(1, snapshot.secrets().size());
        assertFalse(snapshot.toString().contains("hunter2"));
        assertContains(snapshot.warnings().getFirst().consequence(), "discarded");
        for (String path : List.of("/api/v1/secrets", "/api/v1/configmaps")) {
            assertEquals(
                    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
                    server.requestsFor(path).getFirst().headers().getFirst("Accept"));
        }
        assertEquals(
                "application/json",
                server.requestsFor(PODS).getFirst().headers().getFirst("Accept"));
    }

    @ParameterizedTest
    @CsvSource({"1,ON", "0,OFF", "2,ON"})
    void metricsDecideAboutTheGate(String value, Gate expected) throws Exception {
        server.reply("/metrics", 200, """
            # HELP kubernetes_feature_enabled x
            kubernetes_feature_enabled{name="Other",stage="BETA"} 1
            kubernetes_feature_enabled{name="ConstrainedImpersonation",stage="BETA"} %s
            """.formatted(value));
        assertEquals(expected, read().server().constrainedImpersonation());
    }

    @Test
    void whoMayListNoRolesIsToldSoOnce() throws Exception {
        for (String resource : List.of("roles", "clusterroles", "rolebindings", "clusterrolebindings")) {
            server.reply(
                    FakeApiServer.RBAC + resource,
                    403,
                    FakeApiServer.status(403, resource + " is forbidden: User \\\"jane\\\" cannot list resource"));
        }
        SourceException e = assertThrows(SourceException.class, this::read);
        assertEquals(
                "Neither roles nor bindings can be read: listing them is forbidden: "
                        + "roles is forbidden: User \"jane\" cannot list resource",
                e.problem());
    }

    @Test
    void rolesThatFailForSeveralReasonsAreToldEach() throws Exception {
        for (String resource : List.of("roles", "clusterroles", "rolebindings")) {
            server.reply(FakeApiServer.RBAC + resource, 403, FakeApiServer.status(403, "no " + resource));
        }
        server.reply(FakeApiServer.RBAC + "clusterrolebindings", 500, FakeApiServer.status(500, "boom"));
        SourceException e = assertThrows(SourceException.class, this::read);
        assertContains(e.problem(), "forbidden: no roles; ");
        assertContains(e.problem(), "HTTP 500: boom");
    }

    @Test
    void forbiddenMetricsLeaveItToTheVersion() throws Exception {
        server.reply("/metrics", 403, FakeApiServer.status(403, "no"));
        assertEquals(Gate.ON, read().server().constrainedImpersonation());
        server.reply("/version", 200, "{\"major\":\"1\",\"minor\":\"35\",\"gitVersion\":\"v1.35.0\"}");
        assertEquals(Gate.UNKNOWN, read().server().constrainedImpersonation());
        server.reply("/version", 200, "{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.0\"}");
        int before = server.requestsFor("/metrics").size();
        assertEquals(Gate.OFF, read().server().constrainedImpersonation());
        assertEquals(before, server.requestsFor("/metrics").size());
    }

    @Test
    void anExpiredTokenHasItsOwnError() throws Exception {
        server.reply("/version", 401, FakeApiServer.status(401, "Unauthorized"));
        SourceException e = assertThrows(SourceException.class, this::read);
        assertContains(e.problem(), "expired");
        assertContains(e.advice(), "Log in again");
        server.reply("/version", 403, "");
        server.reply(PODS, 401, FakeApiServer.status(401, "Unauthorized"));
        assertContains(assertThrows(SourceException.class, this::read).problem(), "expired");
    }

    @Test
    void whatIsNotAnApiServerHasItsOwnError() throws Exception {
        server.reply("/version", 200, "<html>Please log in</html>");
        assertContains(assertThrows(SourceException.class, this::read).problem(), "not a Kubernetes API server");
    }

    @Test
    void aServerThatIsAwayHasItsOwnError() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SourceException refused = failing("http://127.0.0.1:" + port);
        assertEquals("The server cannot be reached: connection refused", refused.problem());
        SourceException unknown = failing("https://no-such-host.invalid:6443");
        assertContains(unknown.problem(), "name cannot be resolved");
    }

    private SourceException failing(String address) throws Exception {
        Kubeconfig config = FakeApiServer.kubeconfig(folder, address, "", "token: t");
        KubeconfigSource source = new KubeconfigSource(config, "c", Map.of());
        return assertThrows(
                SourceException.class,
                () -> assertTimeoutPreemptively(Duration.ofSeconds(25), () -> source.read(ReadProgress.NONE)));
    }

    @Test
    void aSilentServerCanBeCancelled() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        server.reply(PODS, request -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(500, "");
        });
        ReadProgress impatient = new ReadProgress() {
            @Override
            public boolean isCancelled() {
                return asked.getCount() == 0;
            }
        };
        KubeconfigSource source = source("token: t");
        SourceException e = assertThrows(
                SourceException.class,
                () -> assertTimeoutPreemptively(Duration.ofSeconds(15), () -> source.read(impatient)));
        assertContains(e.problem(), "stopped");
        never.countDown();
    }

    @Test
    void impersonationOfTheKubeconfigIsPassedOnWithAWarning() throws Exception {
        String user = "token: t, as: boss, as-uid: '7', as-groups: [g1, g2], as-user-extra: {'Ex.org/A B': [x, y]}";
        ClusterSnapshot snapshot = source(user).read(ReadProgress.NONE);
        assertContains(snapshot.warnings().getFirst().what(), "impersonates \"boss\"");
        var headers = server.requestsFor(PODS).getFirst().headers();
        assertEquals(List.of("boss"), headers.get("Impersonate-User"));
        assertEquals(List.of("7"), headers.get("Impersonate-Uid"));
        assertEquals(List.of("g1", "g2"), headers.get("Impersonate-Group"));
        assertEquals(List.of("x", "y"), headers.get("Impersonate-Extra-ex.org%2Fa%20b"));
    }

    @Test
    void basicAuthenticationIsSent() throws Exception {
        source("username: jane, password: secret").read(ReadProgress.NONE);
        assertEquals(
                "Basic amFuZTpzZWNyZXQ=",
                server.requestsFor(PODS).getFirst().headers().getFirst("Authorization"));
    }

    private ClusterConnection connection() throws Exception {
        Kubeconfig config = server.kubeconfig(folder, "", "token: t");
        return ClusterConnection.open(config, config.context("c"), Map.of(), ReadProgress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/namespaces/shop/pods",
        "POST,/api/v1/namespaces/shop/serviceaccounts/web/token",
        "POST,/apis/authorization.k8s.io/v1/../../../api/v1/namespaces/shop/pods",
        "POST,/apis/authorization.k8s.io/v1/subjectaccessreviews/../../../../api/v1/pods",
        "POST,/apis/authorization.k8s.io/v1/%2e%2e/pods",
        "POST,/apis/authorization.k8s.io/v1/subjectaccessreviews/x",
        "POST,/apis/authentication.k8s.io/v1/tokenreviews",
        "DELETE,/api/v1/namespaces/shop/pods/web",
        "DELETE,/apis/authorization.k8s.io/v1/subjectaccessreviews",
        "PATCH,/api/v1/namespaces/shop/pods/web",
        "PUT,/api/v1/namespaces/shop/pods/web",
        "GET,/api/v1/namespaces/shop/pods/web/exec",
        "GET,/api/v1/namespaces/shop/pods/web/Attach",
        "GET,/api/v1/namespaces/shop/pods/web/portforward",
        "GET,/api/v1/nodes/n1/proxy/run",
        "GET,/api/v1/namespaces/shop/services/web/proxy/",
        "GET,//api/v1/pods",
    })
    void nothingThatCouldChangeAnythingLeavesTheProcess(String method, String path) throws Exception {
        try (ClusterConnection connection = connection()) {
            HttpClient http = connection.http();
            HttpRequest request = http.newHttpRequestBuilder()
                    .uri(server.address() + path)
                    .method(method, "application/json", method.equals("GET") ? null : "{}")
                    .build();
            assertThrows(ReadOnlyGuard.RefusedException.class, () -> http.sendAsync(request, String.class));
            HttpClient derived = http.newBuilder().build();
            assertThrows(ReadOnlyGuard.RefusedException.class, () -> derived.sendAsync(request, String.class));
            assertThrows(
                    ReadOnlyGuard.RefusedException.class,
                    () -> http.newWebSocketBuilder()
                            .uri(java.net.URI.create(server.address() + "/api/v1/pods"))
                            .buildAsync(new io.fabric8.kubernetes.client.http.WebSocket.Listener() {}));
        }
        assertEquals(List.of(), server.requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
                "/apis/authorization.k8s.io/v1/namespaces/shop/localsubjectaccessreviews",
                "/apis/authentication.k8s.io/v1/selfsubjectreviews"
            })
    void reviewsGetThrough(String path) throws Exception {
        server.reply(path, 201, "{}");
        try (ClusterConnection connection = connection()) {
            assertEquals(201, connection.post(path.substring(1), "{}").code());
        }
        assertEquals(1, server.requestsFor(path).size());
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        String review = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
        server.reply(review, 307, server.address() + "/api/v1/namespaces/shop/pods");
        try (ClusterConnection connection = connection()) {
            assertEquals(307, connection.post(review.substring(1), "{}").code());
        }
        assertEquals(1, server.requests.size());
        server.reply("/version", 307, server.address() + "/login");
        assertContains(assertThrows(SourceException.class, this::read).problem(), "not a Kubernetes API server");
        assertEquals(0, server.requestsFor("/login").size());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugin is a shell script")
    void aPluginsTokenIsUsedAndRenewedWhenItEnds() throws Exception {
        Path script = java.nio.file.Files.writeString(folder.resolve("login"), """
            #!/bin/sh
            echo x >> "$(dirname "$0")/runs"
            n=$(wc -l < "$(dirname "$0")/runs" | tr -d ' ')
            printf '{"status":{"token":"token-%s","expirationTimestamp":"%s"}}' "$n" "$END"
            """);
        assertTrue(script.toFile().setExecutable(true));
        String soon = java.time.Instant.now().plusSeconds(8).toString();
        Kubeconfig config =
                server.kubeconfig(folder, "", "exec: {command: ./login, env: [{name: END, value: '" + soon + "'}]}");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
        try (ClusterConnection connection =
                ClusterConnection.open(config, config.context("c"), environment, ReadProgress.NONE)) {
            connection.get("version", "application/json").close();
        }
        assertEquals(
                "Bearer token-2",
                server.requestsFor("/version").getFirst().headers().getFirst("Authorization"));
    }

    @Test
    void theGuardLooksBehindTheServersOwnPath() throws Exception {
        ReadOnlyGuard guard = new ReadOnlyGuard(java.net.URI.create("https://rancher.example.com/k8s/clusters/c-1/"));
        try (ClusterConnection connection = connection()) {
            HttpRequest.Builder builder = connection.http().newHttpRequestBuilder();
            HttpRequest inside = builder.uri("https://rancher.example.com/k8s/clusters/c-1/api/v1/pods")
                    .build();
            guard.before(builder, inside, new NoTags());
            HttpRequest outside =
                    builder.uri("https://rancher.example.com/v3/tokens").build();
            assertThrows(ReadOnlyGuard.RefusedException.class, () -> guard.before(builder, outside, new NoTags()));
        }
    }

    private static final class NoTags implements io.fabric8.kubernetes.client.http.Interceptor.RequestTags {
        @Override
        public <T> T getTag(Class<T> type) {
            throw new AssertionError("not asked for");
        }
    }

    @Test
    void accessReviewsAreAskedAndAnswered() throws Exception {
        String path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
        UserInfo user = new UserInfo("jane", "", List.of("g"), Map.of("k", List.of("v")));
        ResourceAttributes create = ResourceAttributes.of("create", "", "pods/exec", "shop", "web");
        server.reply(path, 201, "{\"status\":{\"allowed\":true,\"reason\":\"RBAC: allowed by x\"}}");
        try (AccessReviewer reviewer = source("token: t").reviewer()) {
            assertEquals(new Review.Answered(true, false, "RBAC: allowed by x", ""), reviewer.review(user, create));
            assertEquals(
                    "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"jane\","
                        + "\"uid\":\"\",\"groups\":[\"g\"],\"extra\":{\"k\":[\"v\"]},\"resourceAttributes\":{\"verb\":\"create\","
                        + "\"group\":\"\",\"resource\":\"pods\",\"subresource\":\"exec\",\"namespace\":\"shop\",\"name\":\"web\"}}}",
                    server.requestsFor(path).getFirst().body());
            server.reply(path, 403, FakeApiServer.status(403, "no reviews for you"));
            Review.Problem forbidden = assertInstanceOf(Review.Problem.class, reviewer.review(user, create));
            assertContains(forbidden.what(), "forbidden: no reviews for you");
            server.reply(path, 201, "[]");
            assertInstanceOf(Review.Problem.class, reviewer.review(user, create));
            assertInstanceOf(Review.Problem.class, reviewer.reviewSelf(create));
        }
    }
}
