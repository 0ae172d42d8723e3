package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PemTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void theOldFormsHoldTheSameKeysAsThePkcs8Ones() throws Exception {
        assertEquals(Pem.privateKey(resource("rsa-pkcs8.pem")), Pem.privateKey(resource("rsa-pkcs1.pem")));
        var ec = (java.security.interfaces.ECPrivateKey) Pem.privateKey(resource("ec-sec1.pem"));
        var same = (java.security.interfaces.ECPrivateKey) Pem.privateKey(resource("ec-pkcs8.pem"));
        assertEquals(same.getS(), ec.getS());
        assertEquals(same.getParams().getOrder(), ec.getParams().getOrder());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThrows(GeneralSecurityException.class, () -> Pem.privateKey(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void cutOffKeysAreRefused() throws Exception {
        byte[] der = java.util.Base64.getMimeDecoder()
                .decode(new String(resource("ec-sec1.pem"), StandardCharsets.US_ASCII)
                        .replaceAll("-----[A-Z ]+-----", ""));
        for (int length = 1; length < der.length; length++) {
            String body = java.util.Base64.getEncoder().encodeToString(Arrays.copyOf(der, length));
            String pem = "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----";
            assertThrows(GeneralSecurityException.class, () -> Pem.privateKey(pem.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
