package dev.guise.cluster.live;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.Tree;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A connection to an API server through fabric8's HTTP client, behind the [ReadOnlyGuard].
final class ClusterConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;
    private static final long ANSWER_SECONDS = 75;
    private static final int RETRIES = 1;
    private static final int RETRY_MILLIS = 300;
    private static final int MAX_MESSAGE_BYTES = 1 << 16;

    /// An answer; whoever asked closes its body.
    ///
    /// @param warnings what the server warns of beside it
    record Answer(int code, InputStream body, List<String> warnings) implements AutoCloseable {

        boolean isOk() {
            return code >= 200 && code < 300;
        }

        /// What a `Status` says, or the start of what was answered instead.
        String message() {
            try {
                byte[] start = body.readNBytes(MAX_MESSAGE_BYTES);
                Tree tree = JsonObjects.readWhole(new java.io.ByteArrayInputStream(start));
                String message = tree instanceof Tree.Fields status ? KubeEntry.textOf(status.get("message")) : "";
                return Shown.message(message);
            } catch (IOException | BrokenDocumentException e) {
                return "";
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                // nothing more is wanted of it
            }
        }
    }

    /// API servers do not redirect. Redirects are followed behind the guard's back, and would take the token along.
    private static final class WithoutRedirects extends JdkHttpClientFactory {
        @Override
        protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
            builder.followRedirects(java.net.http.HttpClient.Redirect.NEVER);
        }
    }

    private final String server;
    private final HttpClient http;
    private final Credentials credentials;
    private final ImpersonationHeaders impersonation;

    private ClusterConnection(
            String server, HttpClient http, Credentials credentials, ImpersonationHeaders impersonation) {
        this.server = server;
        this.http = http;
        this.credentials = credentials;
        this.impersonation = impersonation;
    }

    /// Prepares to talk to a context's server; an exec plugin runs now, nothing is sent yet.
    static ClusterConnection open(
            Kubeconfig kubeconfig, KubeContext context, Map<String, String> environment, ReadProgress progress)
            throws SourceException {
        KubeEntry cluster = kubeconfig.cluster(context);
        KubeEntry user = kubeconfig.user(context);
        URI address = address(cluster);
        Credentials credentials = Credentials.of(user, cluster, environment, progress);
        ImpersonationHeaders impersonation = ImpersonationHeaders.of(user);
        try {
            HttpClient.Builder builder = new WithoutRedirects().newBuilder(config(cluster, credentials, environment));
            builder.sslContext(credentials.clientCertificate(), new TrustManager[] {trust(cluster)});
            builder.addOrReplaceInterceptor("guise-impersonation", impersonation);
            builder.addOrReplaceInterceptor("guise-read-only", new ReadOnlyGuard(address));
            return new ClusterConnection(address.toString(), builder.build(), credentials, impersonation);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SourceException(
                    cluster.file().toString(),
                    "The cluster " + Shown.quoted(cluster.name()) + " cannot be used: "
                            + Shown.plain(String.valueOf(e.getMessage())),
                    "Fix its entry in the kubeconfig, or download a new kubeconfig.",
                    e);
        }
    }

    private static URI address(KubeEntry cluster) throws SourceException {
        String server = cluster.text("server");
        String full = server.contains("://") ? server : "http://" + server;
        try {
            URI address = new URI(full.replaceAll("/+$", ""));
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return address;
            }
        } catch (java.net.URISyntaxException e) {
            // said below
        }
        throw new SourceException(
                cluster.file().toString(),
                "The cluster " + Shown.quoted(cluster.name()) + " has an invalid server address: "
                        + Shown.quoted(server),
                "Use an address such as https://host:6443.");
    }

    private static Config config(KubeEntry cluster, Credentials credentials, Map<String, String> environment)
            throws SourceException {
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl(address(cluster).toString())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_MILLIS)
                .withHttp2Disable(true)
                .withUserAgent("guise");
        if (!credentials.userName().isEmpty()) {
            builder.withUsername(credentials.userName()).withPassword(credentials.password());
        }
        proxy(builder, cluster, environment);
        return builder.build();
    }

    private static void proxy(ConfigBuilder builder, KubeEntry cluster, Map<String, String> environment)
            throws SourceException {
        String scheme = address(cluster).getScheme() + "_proxy";
        String own = cluster.text("proxy-url");
        String proxy = own.isEmpty() ? variable(environment, scheme) : own;
        if (proxy.isEmpty()) {
            return;
        }
        String full = proxy.contains("://") ? proxy : "http://" + proxy;
        if (!full.startsWith("http://")) {
            throw new SourceException(
                    cluster.file().toString(),
                    "The proxy " + Shown.quoted(proxy) + " is not supported: only http:// proxies are",
                    "Set proxy-url to an HTTP proxy, or dump the cluster with kubectl and open the dump.");
        }
        builder.withHttpProxy(full).withHttpsProxy(full);
        if (own.isEmpty()) {
            builder.withNoProxy(variable(environment, "no_proxy").split("\\s*,\\s*"));
        }
    }

    private static String variable(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name.toUpperCase(java.util.Locale.ROOT), "");
        return environment.getOrDefault(name, upper);
    }

    private static X509ExtendedTrustManager trust(KubeEntry cluster) throws GeneralSecurityException, SourceException {
        if (cluster.isTrue("insecure-skip-tls-verify")) {
            return Trust.everyone();
        }
        byte[] authority = Credentials.dataOrFile(cluster, "certificate-authority");
        X509ExtendedTrustManager manager =
                authority.length == 0 ? Trust.runtime() : Trust.authorities(Pem.certificates(authority));
        String name = cluster.text("tls-server-name");
        return name.isEmpty() ? manager : Trust.named(manager, name);
    }

    /// The server's address.
    String server() {
        return server;
    }

    /// Who is impersonated on every request because the kubeconfig says so.
    ImpersonationHeaders impersonation() {
        return impersonation;
    }

    /// For the proof that nothing but reading gets through.
    HttpClient http() {
        return http;
    }

    /// Asks for a path.
    ///
    /// @param accept the media type wanted
    Answer get(String path, String accept) throws SourceException {
        return send(http.newHttpRequestBuilder(), path, accept);
    }

    /// Posts a review.
    Answer post(String path, String body) throws SourceException {
        return send(http.newHttpRequestBuilder().post("application/json", body), path, "application/json");
    }

    /// Sends an object in the place of another, for a dry run.
    Answer put(String path, String body) throws SourceException {
        return send(http.newHttpRequestBuilder().put("application/json", body), path, "application/json");
    }

    private Answer send(HttpRequest.Builder builder, String path, String accept) throws SourceException {
        builder.uri(URI.create(server + "/" + path));
        builder.setHeader("Accept", accept);
        builder.setHeader("Accept-Encoding", "gzip");
        builder.timeout(REQUEST_MILLIS, TimeUnit.MILLISECONDS);
        String token = credentials.token();
        if (!token.isEmpty()) {
            builder.setHeader("Authorization", "Bearer " + token);
        }
        try {
            return answer(http.sendAsync(builder.build(), InputStream.class));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(server, "Reading was stopped", "", e);
        } catch (ExecutionException | TimeoutException | IOException | RuntimeException e) {
            throw ConnectionProblem.explain(server, e);
        }
    }

    private static Answer answer(CompletableFuture<HttpResponse<InputStream>> future)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        try {
            HttpResponse<InputStream> response = future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            boolean zipped = Pattern.matches("(?i)gzip", String.join(",", values(response, "Content-Encoding")));
            List<String> warnings = WarningHeaders.texts(values(response, "Warning"));
            InputStream body = response.body();
            return new Answer(response.code(), zipped ? new GZIPInputStream(body, 1 << 16) : body, warnings);
        } finally {
            future.cancel(true);
        }
    }

    private static List<String> values(HttpResponse<InputStream> response, String header) {
        List<String> values = response.headers(header);
        return values == null ? List.of() : values;
    }

    @Override
    public void close() {
        http.close();
    }
}
