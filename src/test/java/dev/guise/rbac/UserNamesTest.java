package dev.guise.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which user names are those of service accounts and nodes.
class UserNamesTest {

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:a:b, true",
        "system:serviceaccount:a:b.c, true",
        "system:serviceaccount:a.b:c, false",
        "system:serviceaccount:a:b:c, false",
        "system:serviceaccount:a, false",
        "system:serviceaccount:a:, false",
        "system:serviceaccount::b, false",
        "system:serviceaccount:A:b, false",
        "system:serviceaccount:a:B, false",
        "system:serviceaccount:-a:b, false",
        "system:serviceaccount:a:b-, false",
        "system:serviceaccount:a:b_c, false",
        "system:serviceaccount:a:b..c, false",
        "system:serviceaccounts:a:b, false",
        "System:serviceaccount:a:b, false",
        "system:serviceaccount:a:*, false",
    })
    void serviceAccounts(String name, boolean valid) {
        assertEquals(valid, ServiceAccountName.parse(name).isPresent());
        assertEquals(
                valid ? Optional.of(name) : Optional.empty(),
                ServiceAccountName.parse(name).map(ServiceAccountName::userName));
    }

    @ParameterizedTest
    @CsvSource({
        "system:node:n1, true",
        "system:node:n1.example.com, true",
        "system:node:, false",
        "system:node:N1, false",
        "system:node:n:1, false",
        "system:nodes:n1, false",
        "system:node:*, false",
    })
    void nodes(String name, boolean valid) {
        assertEquals(valid, NodeName.parse(name).isPresent());
    }

    @Test
    void lengthsAreBounded() {
        assertEquals(true, Dns1123.isLabel("a".repeat(63)));
        assertEquals(false, Dns1123.isLabel("a".repeat(64)));
        assertEquals(true, Dns1123.isSubdomain("a".repeat(253)));
        assertEquals(false, Dns1123.isSubdomain("a".repeat(254)));
        assertEquals(false, Dns1123.isSubdomain(""));
        assertEquals(false, Dns1123.isLabel("a.b"));
        assertEquals(false, Dns1123.isLabel("ä"));
    }
}
