package dev.guise.cluster.live;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Which servers are trusted: those of the kubeconfig's own authorities and no others, under the name that it gives.
final class Trust {
    private static final int DNS_NAME = 2;

    private Trust() {}

    /// Trusts servers that these authorities vouch for.
    static X509ExtendedTrustManager authorities(List<Certificate> authorities) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("ca" + i, authorities.get(i));
            }
            return managerOf(store);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /// Trusts what the Java runtime trusts.
    static X509ExtendedTrustManager runtime() throws GeneralSecurityException {
        return managerOf(null);
    }

    private static X509ExtendedTrustManager managerOf(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("this Java runtime has no trust manager");
    }

    /// Trusts everyone: what `insecure-skip-tls-verify` asks for.
    static X509ExtendedTrustManager everyone() {
        return new Checked((_, _) -> {});
    }

    /// Trusts servers that `inner` trusts and that are called `name`, whatever address was dialled.
    static X509ExtendedTrustManager named(X509ExtendedTrustManager inner, String name) {
        return new Checked((chain, type) -> {
            inner.checkServerTrusted(chain, type);
            if (!isCalled(chain[0], name)) {
                throw new CertificateException("No name matching " + name + " found");
            }
        });
    }

    private static boolean isCalled(X509Certificate certificate, String name) throws CertificateException {
        var names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return false;
        }
        return names.stream()
                .filter(entry -> Integer.valueOf(DNS_NAME).equals(entry.get(0)))
                .anyMatch(entry -> covers(String.valueOf(entry.get(1)), name));
    }

    private static boolean covers(String pattern, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String offered = pattern.toLowerCase(Locale.ROOT);
        if (!offered.startsWith("*.")) {
            return offered.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && wanted.substring(dot).equals(offered.substring(1));
    }

    private interface Check {
        void check(X509Certificate[] chain, String type) throws CertificateException;
    }

    private static final class Checked extends X509ExtendedTrustManager {
        private final Check check;

        Checked(Check check) {
            this.check = check;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check.check(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check.check(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check.check(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("only servers are checked");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("only servers are checked");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("only servers are checked");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
