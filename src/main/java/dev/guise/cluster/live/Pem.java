package dev.guise.cluster.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Certificates and private keys as kubeconfigs hold them. BouncyCastle reads the form, the JDK's own providers use the
/// key.
final class Pem {
    private Pem() {}

    static List<Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("it contains no certificate");
        }
        return certificates;
    }

    /// The first key in PKCS#8, or in the older forms for RSA and for elliptic curves.
    static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
        try {
            Optional<PrivateKeyInfo> key = firstKey(pem);
            if (key.isPresent()) {
                return new JcaPEMKeyConverter().getPrivateKey(key.get());
            }
        } catch (IOException | RuntimeException e) { // malformed ASN.1 is reported by unchecked exceptions, too
            throw new GeneralSecurityException("its private key is malformed or of an unknown type", e);
        }
        throw new GeneralSecurityException("it contains no private key that can be read without a password");
    }

    private static Optional<PrivateKeyInfo> firstKey(byte[] pem) throws IOException {
        InputStreamReader text = new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII);
        try (PEMParser parser = new PEMParser(text)) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PEMKeyPair pair) {
                    return Optional.of(pair.getPrivateKeyInfo());
                }
                if (block instanceof PrivateKeyInfo key) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }
}
