package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TenantsTest {
    @Test
    void aPatternOfTenantsMustHaveAGroup() {
        assertThrows(IllegalArgumentException.class, () -> Tenants.byName(Pattern.compile("tenant-.*")));
    }
}
