package dev.guise.cluster.read;

import dev.guise.cluster.Assumptions;
import dev.guise.rbac.ServerProfile;
import java.io.InputStream;

/// What files do not say themselves.
///
/// @param server        what the server is like to which they belong
/// @param assumptions   what is assumed of it beside the files
/// @param namespace     namespace of objects that name none, `""` when not configured
/// @param standardInput content of the path `-`
public record FileOptions(ServerProfile server, Assumptions assumptions, String namespace, InputStream standardInput) {
    /// Nothing is known and nothing is assumed.
    public static final FileOptions NONE =
            new FileOptions(ServerProfile.UNKNOWN, Assumptions.NONE, "", InputStream.nullInputStream());

    public FileOptions withServer(ServerProfile other) {
        return new FileOptions(other, assumptions, namespace, standardInput);
    }

    public FileOptions withAssumptions(Assumptions other) {
        return new FileOptions(server, other, namespace, standardInput);
    }

    public FileOptions withNamespace(String other) {
        return new FileOptions(server, assumptions, other, standardInput);
    }

    public FileOptions withStandardInput(InputStream other) {
        return new FileOptions(server, assumptions, namespace, other);
    }
}
