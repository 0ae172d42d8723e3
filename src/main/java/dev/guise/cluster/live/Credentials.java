package dev.guise.cluster.live;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/// How a user of a kubeconfig proves who he is. Tokens of plugins and token files are renewed when they end.
final class Credentials {
    private static final Duration PLUGIN_LIMIT = Duration.ofMinutes(1);
    private static final Duration TOKEN_FILE_AGE = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final char[] NO_PASSWORD = new char[0];

    private final KubeEntry user;
    private final @Nullable ExecPlugin plugin;
    private String token = "";
    private Instant renew = Instant.MAX;
    private String pluginCertificate = "";
    private String pluginKey = "";

    private Credentials(KubeEntry user, @Nullable ExecPlugin plugin) {
        this.user = user;
        this.plugin = plugin;
    }

    /// Gathers a user's credentials; runs the exec plugin if there is one.
    static Credentials of(KubeEntry user, KubeEntry cluster, Map<String, String> environment, ReadProgress progress)
            throws SourceException {
        if (user.has("auth-provider")) {
            throw problem(
                    user,
                    "uses an auth-provider, which neither kubectl nor Guise supports",
                    "Download a new kubeconfig for this cluster.");
        }
        ExecPlugin plugin =
                user.has("exec") ? new ExecPlugin(user.inner("exec"), cluster, environment, PLUGIN_LIMIT) : null;
        Credentials credentials = new Credentials(user, plugin);
        credentials.renew(progress);
        return credentials;
    }

    private static SourceException problem(KubeEntry user, String what, String advice) {
        return new SourceException(
                user.file().toString(), "The user " + Shown.quoted(user.name()) + " " + what, advice);
    }

    private void renew(ReadProgress progress) throws SourceException {
        if (!user.text("tokenFile").isEmpty()) {
            token = new String(file(user.path("tokenFile")), StandardCharsets.UTF_8).strip();
            renew = Instant.now().plus(TOKEN_FILE_AGE);
        } else if (!user.text("token").isEmpty()) {
            token = user.text("token");
        } else if (plugin != null) {
            ExecPlugin.Credential given = plugin.run(progress);
            token = given.token();
            pluginCertificate = given.certificate();
            pluginKey = given.key();
            renew = given.expires().equals(Instant.MAX)
                    ? Instant.MAX
                    : given.expires().minus(MARGIN);
        }
    }

    /// The bearer token of now, `""` for none.
    ///
    /// @throws SourceException when it had to be renewed and could not
    synchronized String token() throws SourceException {
        if (Instant.now().isAfter(renew)) {
            renew(ReadProgress.NONE);
        }
        return token;
    }

    String userName() {
        return user.text("username");
    }

    String password() {
        return user.text("password");
    }

    private byte[] file(Path path) throws SourceException {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw problem(
                    user,
                    "refers to the file " + path + ", which cannot be read: " + Failure.describe(e),
                    "Restore the file, or download a new kubeconfig.");
        }
    }

    /// The content of `field-data` (Base64), or of the file that `field` names; empty without either.
    static byte[] dataOrFile(KubeEntry entry, String field) throws SourceException {
        String data = entry.text(field + "-data");
        try {
            if (!data.isEmpty()) {
                return Base64.getDecoder().decode(data.replaceAll("\\s", ""));
            }
            return entry.text(field).isEmpty() ? new byte[0] : Files.readAllBytes(entry.path(field));
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    entry.file().toString(),
                    field + "-data of " + Shown.quoted(entry.name()) + " is not valid Base64",
                    "Download a new kubeconfig for this cluster.",
                    e);
        } catch (IOException e) {
            throw new SourceException(
                    entry.path(field).toString(),
                    field + " of " + Shown.quoted(entry.name()) + " cannot be read: " + Failure.describe(e),
                    "Restore the file, or download a new kubeconfig.",
                    e);
        }
    }

    /// The client certificate with its key; empty without one.
    KeyManager[] clientCertificate() throws SourceException {
        byte[] certificate = pluginCertificate.isEmpty()
                ? dataOrFile(user, "client-certificate")
                : pluginCertificate.getBytes(StandardCharsets.UTF_8);
        byte[] key = pluginKey.isEmpty() ? dataOrFile(user, "client-key") : pluginKey.getBytes(StandardCharsets.UTF_8);
        if (certificate.length == 0) {
            return new KeyManager[0];
        }
        try {
            return managers(certificate, key);
        } catch (GeneralSecurityException | IOException e) {
            throw problem(
                    user,
                    "has an unusable client certificate: " + Shown.plain(String.valueOf(e.getMessage())),
                    "Download a new kubeconfig for this cluster.");
        }
    }

    private static KeyManager[] managers(byte[] certificate, byte[] key) throws GeneralSecurityException, IOException {
        List<Certificate> chain = Pem.certificates(certificate);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", Pem.privateKey(key), NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
