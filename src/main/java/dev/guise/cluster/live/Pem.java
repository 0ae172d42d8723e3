package dev.guise.cluster.live;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys as kubeconfigs hold them.
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] RSA_ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_OID = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int EC_PARAMETERS = 0xa0;

    private Pem() {}

    static List<Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("it holds no certificate");
        }
        return certificates;
    }

    /// A key in PKCS#8, or in the older forms for RSA and for elliptic curves.
    static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new GeneralSecurityException("it holds no private key that can be read without a password");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
        return switch (matcher.group(1)) {
            case "RSA PRIVATE KEY" -> key(pkcs8(RSA_ALGORITHM, der), "RSA");
            case "EC PRIVATE KEY" -> key(pkcs8(tagged(SEQUENCE, join(EC_OID, curve(der))), der), "EC");
            default -> anyKey(der);
        };
    }

    private static PrivateKey anyKey(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return key(der, algorithm);
            } catch (InvalidKeySpecException e) {
                // the next algorithm may fit
            }
        }
        throw new GeneralSecurityException("its private key is of an unknown kind");
    }

    private static PrivateKey key(byte[] der, String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = {0x02, 0x01, 0x00};
        return tagged(SEQUENCE, join(version, algorithm, tagged(OCTET_STRING, key)));
    }

    /// The curve's name inside a SEC1 key: the content of its `[0]`.
    private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
        try {
            int position = content(sec1, 0);
            while (position < sec1.length) {
                int start = content(sec1, position);
                int length = length(sec1, position);
                if ((sec1[position] & 0xff) == EC_PARAMETERS) {
                    return java.util.Arrays.copyOfRange(sec1, start, start + length);
                }
                position = start + length;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new GeneralSecurityException("its private key is cut off", e);
        }
        throw new GeneralSecurityException("its private key does not name its curve");
    }

    /// Where the content of the value at that position starts.
    private static int content(byte[] der, int position) {
        int first = der[position + 1] & 0xff;
        return position + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int position) {
        int first = der[position + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | (der[position + 2 + i] & 0xff);
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
