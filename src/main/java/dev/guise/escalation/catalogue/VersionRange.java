package dev.guise.escalation.catalogue;

import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;

/// The servers that something works on.
///
/// @param from   the first minor version of Kubernetes 1 that it works on; 0: all
/// @param before the first one that it no longer works on; 0: none
/// @param podUpgrade whether it works only as long as `get` suffices for WebSocket upgrades on pods
public record VersionRange(int from, int before, boolean podUpgrade) {

    /// Every server.
    static final VersionRange ALL = new VersionRange(0, 0, false);

    /// Whether it works there, as far as is known; what is not known is taken to work.
    public boolean includes(ServerProfile server) {
        if (podUpgrade && server.podUpgradeNeedsCreate() == Gate.ON) {
            return false;
        }
        return !server.isKnown() || (server.isAtLeast(1, from) && (before == 0 || !server.isAtLeast(1, before)));
    }
}
