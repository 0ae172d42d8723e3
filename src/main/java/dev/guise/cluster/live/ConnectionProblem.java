package dev.guise.cluster.live;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a server did not answer, in words.
final class ConnectionProblem {
    private static final int DEEPEST = 20;

    private ConnectionProblem() {}

    /// The exception that explains why the server at that address cannot be reached.
    static SourceException explain(String server, Throwable failure) {
        if (has(failure, ReadOnlyGuard.RefusedException.class)) {
            return new SourceException(server, message(failure), "", failure);
        }
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return new SourceException(
                    server,
                    "The server's host name cannot be resolved",
                    "Check the address in the kubeconfig, the network and the VPN.",
                    failure);
        }
        if (has(failure, SSLException.class)) {
            return tls(server, failure);
        }
        if (has(failure, HttpTimeoutException.class) || has(failure, TimeoutException.class)) {
            return new SourceException(
                    server,
                    "The server did not respond in time",
                    "Check the network, the VPN and the proxy, then retry.",
                    failure);
        }
        if (has(failure, ConnectException.class)) {
            return new SourceException(
                    server,
                    "The server cannot be reached: " + connect(failure),
                    "Check that the cluster is running and that its address in the kubeconfig is correct.",
                    failure);
        }
        return new SourceException(
                server,
                "The connection failed: " + message(failure),
                "Check the network and the proxy, then retry.",
                failure);
    }

    /// The client's message for a refused connection depends on its layer; often it is only the class name.
    private static String connect(Throwable failure) {
        String message = message(failure);
        return message.isEmpty() || message.endsWith("Exception") ? "connection refused" : message;
    }

    private static SourceException tls(String server, Throwable failure) {
        String message = message(failure);
        String problem = "The TLS connection failed: " + message;
        String advice = "Check that the address in the kubeconfig belongs to an API server.";
        if (has(failure, CertificateExpiredException.class) || message.contains("expired")) {
            problem = "The server's certificate has expired";
            advice = "Renew the certificate, or check this machine's clock.";
        } else if (message.contains("No subject alternative") || message.contains("No name matching")) {
            problem = "The server's certificate does not match its host name: " + message;
            advice = "Use a name from the certificate, or set tls-server-name in the kubeconfig.";
        } else if (message.contains("PKIX") || message.contains("certification path") || message.contains("trust")) {
            problem = "The server's certificate is not signed by the certificate authority in the kubeconfig";
            advice = "Download a new kubeconfig for this cluster, and check for a proxy that intercepts TLS.";
        } else if (message.contains("certificate_required") || message.contains("bad_certificate")) {
            problem = "The server rejected the client certificate: " + message;
            advice = "Download a new kubeconfig for this cluster.";
        }
        return new SourceException(server, problem, advice, failure);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        @Nullable Throwable current = failure;
        for (int i = 0; current != null && i < DEEPEST; i++) {
            if (type.isInstance(current)) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    /// What the innermost exception that says anything says. One made of its cause alone says the cause's name.
    private static String message(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        @Nullable Throwable current = failure;
        for (int i = 0; current != null && i < DEEPEST; i++) {
            String said = current.getMessage();
            boolean namesItsCause =
                    current.getCause() != null && current.getCause().toString().equals(said);
            if (said != null && !said.isBlank() && !namesItsCause) {
                message = said;
            }
            current = current.getCause();
        }
        return Shown.plain(message);
    }
}
