package dev.guise.cluster.live;

import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.ClusterConnection.Answer;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.Tree;
import dev.guise.cluster.read.Warnings;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out what a server is: its version, and its feature gates where it lets its metrics be read.
final class ServerProbe {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern GATE =
            Pattern.compile("kubernetes_feature_enabled\\{(?:[^}]*,)?name=\"(\\w+)\"[^}]*\\}\\s+([01])(?:\\.0*)?\\s*");
    private static final int GATE_SINCE = 34;
    private static final int MAX_LINE_LENGTH = 1 << 16;
    private static final long MAX_CHARACTERS = 256L << 20;

    private final ClusterConnection connection;

    ServerProbe(ClusterConnection connection) {
        this.connection = connection;
    }

    /// The first request of all: what the server says of itself.
    ///
    /// @throws SourceException when there is no server, or it does not accept the credentials
    ServerProfile version(Warnings warnings) throws SourceException {
        try (Answer answer = connection.get("version", "application/json")) {
            if (answer.code() == 401) {
                throw rejected(answer.message());
            }
            if (answer.code() >= 300 && answer.code() < 400) {
                throw notAnApiServer();
            }
            if (!answer.isOk()) {
                warnings.add(
                        "version",
                        "the server does not report its version (HTTP " + answer.code() + ")",
                        "It is not known whether constrained impersonation is enabled.");
                return ServerProfile.UNKNOWN;
            }
            return profile(answer.body());
        }
    }

    /// The server does not accept the credentials.
    SourceException rejected(String message) {
        String said = message.isEmpty() ? "" : " (" + message + ")";
        return new SourceException(
                connection.server(),
                "The server rejected the credentials: they are expired or invalid" + said,
                "Log in again or download a new kubeconfig, then retry.");
    }

    private ServerProfile profile(InputStream body) throws SourceException {
        try {
            if (JsonObjects.readWhole(body) instanceof Tree.Fields fields
                    && fields.get("gitVersion") instanceof Tree.Text git) {
                return ServerProfile.ofVersion(git.value(), number(fields.get("major")), number(fields.get("minor")));
            }
        } catch (BrokenDocumentException e) {
            // said below: the answer is no version
        }
        throw notAnApiServer();
    }

    private SourceException notAnApiServer() {
        return new SourceException(
                connection.server(),
                "The server at this address is not a Kubernetes API server",
                "Check the address in the kubeconfig; a proxy or a login page may be answering instead.");
    }

    /// Managed servers say `36+`.
    private static int number(Tree tree) {
        Matcher digits = NUMBER.matcher(KubeEntry.textOf(tree));
        return digits.lookingAt() ? Integer.parseInt(digits.group()) : 0;
    }

    /// The profile with the gates that the server's metrics name. Where they may not be read, or fail, the version
    /// decides. The metrics of a large server are some ten megabytes, of which the gates come somewhere.
    ServerProfile withGates(ServerProfile profile) {
        if (profile.isKnown() && !profile.isAtLeast(1, GATE_SINCE)) {
            return profile;
        }
        try (Answer answer = connection.get("metrics", "text/plain")) {
            return answer.isOk() ? readGates(profile, answer.body()) : profile;
        } catch (SourceException | IOException e) {
            return profile;
        }
    }

    static ServerProfile readGates(ServerProfile profile, InputStream metrics) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(metrics, StandardCharsets.UTF_8), 1 << 16);
        Gate constrained = Gate.UNKNOWN;
        Gate upgrade = Gate.UNKNOWN;
        long left = MAX_CHARACTERS;
        StringBuilder line = new StringBuilder();
        while (left > 0 && (constrained == Gate.UNKNOWN || upgrade == Gate.UNKNOWN) && next(reader, line)) {
            left -= line.length() + 1L;
            Matcher gate = GATE.matcher(line);
            if (!gate.matches()) {
                continue;
            }
            Gate value = gate.group(2).equals("1") ? Gate.ON : Gate.OFF;
            switch (gate.group(1)) {
                case "ConstrainedImpersonation" -> constrained = value;
                case "AuthorizePodWebsocketUpgradeCreatePermission" -> upgrade = value;
                default -> {}
            }
        }
        return new ServerProfile(
                profile.version(),
                profile.major(),
                profile.minor(),
                constrained == Gate.UNKNOWN ? profile.constrainedImpersonation() : constrained,
                upgrade == Gate.UNKNOWN ? profile.podUpgradeNeedsCreate() : upgrade);
    }

    /// Reads a line; of one without end only the start is kept.
    private static boolean next(BufferedReader reader, StringBuilder line) throws IOException {
        line.setLength(0);
        int c = reader.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < MAX_LINE_LENGTH) {
                line.append((char) c);
            }
            c = reader.read();
        }
        return true;
    }
}
