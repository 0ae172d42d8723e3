package dev.guise.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.ServerProfile.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProfileTest {

    @ParameterizedTest
    @CsvSource({
        "1, 24, OFF, OFF",
        "1, 34, OFF, OFF",
        "1, 35, UNKNOWN, ON",
        "1, 36, ON, ON",
        "1, 37, ON, ON",
        "2, 0, ON, ON",
        "0, 0, UNKNOWN, UNKNOWN",
        "0, 36, UNKNOWN, UNKNOWN",
    })
    void gatesFollowTheVersion(int major, int minor, Gate constrained, Gate upgrade) {
        ServerProfile server = ServerProfile.ofVersion(major, minor);
        assertEquals(constrained, server.constrainedImpersonation());
        assertEquals(upgrade, server.podUpgradeNeedsCreate());
    }

    @Test
    void aMetricDecidesWhatTheVersionLeavesOpen() {
        ServerProfile server = ServerProfile.ofVersion("v1.35.1+k3s1", 1, 35).withConstrainedImpersonation(Gate.ON);
        assertEquals(Gate.ON, server.constrainedImpersonation());
        assertEquals("v1.35.1+k3s1", server.version());
    }

    @Test
    void anUnknownServerIsTakenForTheNewest() {
        assertFalse(ServerProfile.UNKNOWN.isKnown());
        assertTrue(ServerProfile.UNKNOWN.isAtLeast(1, 99));
        assertTrue(ServerProfile.ofVersion(1, 35).isAtLeast(1, 35));
        assertFalse(ServerProfile.ofVersion(1, 35).isAtLeast(1, 36));
        assertTrue(ServerProfile.ofVersion(2, 0).isAtLeast(1, 36));
    }
}
