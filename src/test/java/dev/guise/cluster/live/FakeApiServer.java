package dev.guise.cluster.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.KubeKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A small HTTP server that answers like an API server, and remembers what it was asked.
public final class FakeApiServer implements AutoCloseable {
    static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

    public record Request(String method, String path, String query, Headers headers, String body) {}

    /// @param warnings values of `Warning` headers, each a header of its own
    public record Reply(int code, String body, List<String> warnings) {
        public Reply(int code, String body) {
            this(code, body, List.of());
        }
    }

    public interface Handler {
        Reply answer(Request request);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final boolean secure;
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public FakeApiServer(@Nullable SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        secure = tls != null;
        if (tls == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        reply("/version", 200, "{\"major\":\"1\",\"minor\":\"36+\",\"gitVersion\":\"v1.36.2-gke.1\"}");
        for (KubeKind kind : KubeKind.values()) {
            String list =
                    kind.detail() == KubeKind.Detail.METADATA ? "PartialObjectMetadataList" : kind.kind() + "List";
            reply("/" + kind.path(), 200, list(list, "", ""));
        }
    }

    static String list(String kind, String continueToken, String items) {
        return "{\"kind\":\"%s\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}"
                .formatted(kind, continueToken, items);
    }

    public static String status(int code, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                .formatted(message, code);
    }

    public void reply(String path, int code, String body) {
        handlers.put(path, request -> new Reply(code, body));
    }

    public void reply(String path, Handler handler) {
        handlers.put(path, handler);
    }

    public String address() {
        return (secure ? "https://localhost:" : "http://localhost:")
                + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Handler handler = handlers.getOrDefault(request.path(), r -> new Reply(404, status(404, "not found")));
            Reply reply = handler.answer(request);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            if (reply.code() == 307) {
                exchange.getResponseHeaders().set("Location", reply.body());
            }
            reply.warnings().forEach(warning -> exchange.getResponseHeaders().add("Warning", warning));
            exchange.sendResponseHeaders(reply.code(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public List<Request> requestsFor(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    /// A kubeconfig with one context `c` for this server.
    public Kubeconfig kubeconfig(Path folder, String clusterFields, String userFields)
            throws IOException, SourceException {
        return kubeconfig(folder, address(), clusterFields, userFields);
    }

    static Kubeconfig kubeconfig(Path folder, String address, String clusterFields, String userFields)
            throws IOException, SourceException {
        String text = """
            apiVersion: v1
            kind: Config
            clusters: [{name: k, cluster: {server: "%s", %s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: c, context: {cluster: k, user: u}}]
            """.formatted(address, clusterFields, userFields);
        return Kubeconfig.read(List.of(Files.writeString(folder.resolve("config"), text)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
