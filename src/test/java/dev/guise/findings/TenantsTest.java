package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TenantsTest {
    @Test
    void aPatternOfTenantsMustHaveAGroup() {
        assertThrows(IllegalArgumentException.class, () -> Tenants.byName(Pattern.compile("tenant-.*")));
    }

    @Test
    void tenantsAreWholeWordsAndTheLongestCounts() {
        KnownTenants tenants = KnownTenants.named(List.of("a", "a-b"));
        assertEquals("a", tenants.ofName("a-admin").orElseThrow());
        assertEquals("a-b", tenants.ofName("a-b-admin").orElseThrow());
        assertEquals("a-b", tenants.ofName("admin_of_a-b").orElseThrow());
        assertEquals("a", tenants.ofName("team:a").orElseThrow());
        assertTrue(tenants.ofName("admin").isEmpty());
        assertTrue(tenants.ofName("ab").isEmpty());
        assertTrue(tenants.ofName("").isEmpty());
        assertEquals("a", tenants.only(List.of("a")).ofName("a-b").orElseThrow());
        assertEquals("c", tenants.only(List.of("c")).ofName("a@c").orElseThrow());
        assertTrue(tenants.only(List.of("c")).ofName("a-b").isEmpty());
    }

    @Test
    void aNameOfNothingButBreaksIsLookedThroughAtOnce() {
        KnownTenants tenants = KnownTenants.named(List.of("x".repeat(63), "a-b"));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertTrue(tenants.ofName("-".repeat(8_192)).isEmpty()));
    }
}
