package dev.guise.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Stops, before it leaves the process, every request that could change something: all but GET, and POST of access
/// reviews, which only ask. A GET of a subresource that runs commands or opens tunnels is stopped too.
final class ReadOnlyGuard implements Interceptor {
    private static final Pattern REVIEW = Pattern.compile(
            "/apis/authorization\\.k8s\\.io/v1/(self)?subject(access|rules)reviews"
                    + "|/apis/authorization\\.k8s\\.io/v1/namespaces/[^/]+/localsubjectaccessreviews"
                    + "|/apis/authentication\\.k8s\\.io/v1/selfsubjectreviews");
    private static final Pattern TUNNEL = Pattern.compile(
            "(?i).*/(pods|services|nodes)/[^/]+/(exec|attach|portforward|proxy|run)(/.*)?|.*/proxy/.*");
    private static final Pattern TRICK = Pattern.compile("(?i).*(/\\.\\.?(/|$)|//|%2e|%2f|%5c|\\\\).*");

    /// A request that was stopped. The program is wrong when it tries one.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String method, String path) {
            super("Guise only reads: " + method + " " + path + " was stopped before it was sent");
        }
    }

    private final String base;

    /// @param server the server's address; paths are looked at behind its own path
    ReadOnlyGuard(URI server) {
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        this.base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String method = request.method() == null ? "GET" : request.method().toUpperCase(Locale.ROOT);
        String path = request.uri().getRawPath();
        if (builder instanceof WebSocket.Builder || !isAllowed(method, path)) {
            throw new RefusedException(method, path);
        }
    }

    private boolean isAllowed(String method, String path) {
        if (!path.startsWith(base + "/") || TRICK.matcher(path).matches()) {
            return false;
        }
        String inside = path.substring(base.length());
        return switch (method) {
            case "GET" -> !TUNNEL.matcher(inside).matches();
            case "POST" -> REVIEW.matcher(inside).matches();
            default -> false;
        };
    }
}
