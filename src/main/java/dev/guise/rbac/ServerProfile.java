package dev.guise.rbac;

/// What a server is, as far as its decisions depend on it.
///
/// @param version                  what it calls itself, such as `v1.36.2`; `""` when unknown
/// @param major                    major version; 0 when unknown
/// @param minor                    minor version; 0 when unknown
/// @param constrainedImpersonation whether the gate `ConstrainedImpersonation` is on (KEP-5284)
/// @param podUpgradeNeedsCreate    whether `get` on `pods/exec`, `attach` and `portforward` no longer suffices for
///                                 WebSocket upgrades (gate `AuthorizePodWebsocketUpgradeCreatePermission`)
public record ServerProfile(
        String version, int major, int minor, Gate constrainedImpersonation, Gate podUpgradeNeedsCreate) {

    /// A feature gate, as far as it is known.
    public enum Gate {
        ON,
        OFF,
        UNKNOWN
    }

    private static final int CONSTRAINED_ALPHA = 35;
    private static final int CONSTRAINED_BETA = 36;
    private static final int POD_UPGRADE_BETA = 35;

    /// Nothing is known of the server, as with manifests.
    public static final ServerProfile UNKNOWN = new ServerProfile("", 0, 0, Gate.UNKNOWN, Gate.UNKNOWN);

    /// A server of that version with its gates as they are by default.
    public static ServerProfile ofVersion(int major, int minor) {
        return ofVersion("v" + major + "." + minor, major, minor);
    }

    /// A server that calls itself `version`, with its gates as they are by default in that minor version.
    ///
    /// @param major 0 when the version could not be made out; then the gates are unknown too
    public static ServerProfile ofVersion(String version, int major, int minor) {
        if (major < 1) {
            return new ServerProfile(version, 0, 0, Gate.UNKNOWN, Gate.UNKNOWN);
        }
        boolean before = major == 1 && minor < CONSTRAINED_ALPHA;
        Gate constrained = before ? Gate.OFF : minor >= CONSTRAINED_BETA || major > 1 ? Gate.ON : Gate.UNKNOWN;
        Gate upgrade = major == 1 && minor < POD_UPGRADE_BETA ? Gate.OFF : Gate.ON;
        return new ServerProfile(version, major, minor, constrained, upgrade);
    }

    /// The same server with the constrained impersonation gate known to be on or off.
    public ServerProfile withConstrainedImpersonation(Gate gate) {
        return new ServerProfile(version, major, minor, gate, podUpgradeNeedsCreate);
    }

    public boolean isKnown() {
        return major > 0;
    }

    /// Whether the server is at least that version; an unknown one is taken for the newest.
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return !isKnown() || major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
