package dev.guise.cluster.live;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stops, before it leaves the process, every request that could change something: all but GET, and POST of access
/// reviews, which only ask. A GET of a subresource that runs commands or opens tunnels is stopped too.
///
/// A role or binding may be sent with POST or PUT when the query is [#DRY_RUN] to the letter: the server then goes
/// through everything that it would do and stores nothing. Any other query, in any other case or order, is stopped. A
/// DELETE never gets through, not even so: with options in its body the server would not look at the query.
final class ReadOnlyGuard implements Interceptor {
    private static final Pattern REVIEW =
            Pattern.compile("/apis/authorization\\.k8s\\.io/v1/(self)?subject(access|rules)reviews"
                    + "|/apis/authorization\\.k8s\\.io/v1/namespaces/[^/]+/localsubjectaccessreviews"
                    + "|/apis/authentication\\.k8s\\.io/v1/selfsubjectreviews");
    /// The query of a dry run. Nothing may stand before or behind it.
    static final String DRY_RUN = "dryRun=All&fieldValidation=Strict";

    private static final String RBAC = "/apis/rbac\\.authorization\\.k8s\\.io/v1/";
    private static final String KINDS = "(clusterroles|clusterrolebindings|namespaces/[^/]+/(roles|rolebindings))";
    private static final Pattern CREATED = Pattern.compile(RBAC + KINDS);
    private static final Pattern REPLACED = Pattern.compile(RBAC + KINDS + "/[^/]+");
    private static final Pattern TUNNEL =
            Pattern.compile("(?i).*/(pods|services|nodes)/[^/]+/(exec|attach|portforward|proxy|run)(/.*)?|.*/proxy/.*");
    private static final Pattern TRICK = Pattern.compile("(?i).*(/\\.\\.?(/|$)|//|%2e|%2f|%5c|\\\\).*");

    /// A request that was stopped. The program is wrong when it tries one.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String method, String path) {
            super("Guise is read-only: " + method + " " + path + " was blocked before it was sent");
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
        boolean allowed =
                isAllowed(method, path) || isDryRun(method, path, request.uri().getRawQuery());
        if (builder instanceof WebSocket.Builder || !allowed) {
            throw new RefusedException(method, path);
        }
    }

    private boolean isTrick(String path) {
        return !path.startsWith(base + "/") || TRICK.matcher(path).matches();
    }

    private boolean isDryRun(String method, String path, @Nullable String query) {
        if (isTrick(path) || !DRY_RUN.equals(query)) {
            return false;
        }
        String inside = path.substring(base.length());
        return switch (method) {
            case "POST" -> CREATED.matcher(inside).matches();
            case "PUT" -> REPLACED.matcher(inside).matches();
            default -> false;
        };
    }

    private boolean isAllowed(String method, String path) {
        if (isTrick(path)) {
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
