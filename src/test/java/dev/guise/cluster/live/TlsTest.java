package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    static Path folder;

    private FakeApiServer localhost;
    private FakeApiServer other;
    private String localhostCa;
    private String otherCa;

    @BeforeAll
    void start() throws Exception {
        KeyStore first = keyStore("localhost");
        KeyStore second = keyStore("api.other.example");
        localhost = new FakeApiServer(context(first));
        other = new FakeApiServer(context(second));
        localhostCa = pem(first);
        otherCa = pem(second);
    }

    @AfterAll
    void stop() {
        localhost.close();
        other.close();
    }

    private static KeyStore keyStore(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "a", "-keyalg", "EC"));
        command.addAll(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity", "30"));
        command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", "password"));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(KeyStore store) throws Exception {
        String body =
                Base64.getMimeEncoder().encodeToString(store.getCertificate("a").getEncoded());
        String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static ClusterSnapshot read(FakeApiServer server, String clusterFields) throws Exception {
        Kubeconfig config = server.kubeconfig(folder, clusterFields, "token: t");
        return new KubeconfigSource(config, "c", Map.of()).read(ReadProgress.NONE);
    }

    private static void assertProblem(FakeApiServer server, String clusterFields, String problem, String advice) {
        SourceException e = assertThrows(SourceException.class, () -> read(server, clusterFields));
        assertTrue(e.problem().contains(problem), e::describe);
        assertTrue(e.advice().contains(advice), e::describe);
    }

    @Test
    void theKubeconfigsAuthorityIsTrusted() throws Exception {
        assertEquals(
                List.of(),
                read(localhost, "certificate-authority-data: " + localhostCa).warnings());
    }

    @Test
    void anotherAuthorityIsNot() {
        assertProblem(
                localhost,
                "certificate-authority-data: " + otherCa,
                "not signed by the certificate authority",
                "new kubeconfig");
        assertProblem(localhost, "", "not signed by the certificate authority", "new kubeconfig");
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessTheKubeconfigNamesIt() throws Exception {
        String authority = "certificate-authority-data: " + otherCa;
        assertProblem(other, authority, "does not match its host name", "tls-server-name");
        assertEquals(
                List.of(),
                read(other, authority + ", tls-server-name: api.other.example").warnings());
        assertProblem(
                other,
                authority + ", tls-server-name: api.third.example",
                "does not match its host name",
                "tls-server-name");
        assertProblem(
                other,
                "certificate-authority-data: " + localhostCa + ", tls-server-name: api.other.example",
                "not signed by the certificate authority",
                "");
    }

    @Test
    void everythingIsAcceptedWhenTheKubeconfigSaysSo() throws Exception {
        assertEquals(List.of(), read(other, "insecure-skip-tls-verify: true").warnings());
    }

    @Test
    void plainHttpOnATlsPortHasAnError() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(plain));
            String address = "https://localhost:" + plain.getLocalPort();
            Kubeconfig config = FakeApiServer.kubeconfig(folder, address, "", "token: t");
            SourceException e = assertThrows(
                    SourceException.class, () -> new KubeconfigSource(config, "c", Map.of()).read(ReadProgress.NONE));
            assertTrue(e.problem().contains("TLS connection failed"), e::describe);
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                String answer = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n";
                socket.getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the test is over, or the client has hung up
            }
        }
    }

    @Test
    void anAuthorityThatIsNoneIsAProblemOfTheKubeconfig() {
        assertProblem(localhost, "certificate-authority-data: aGVsbG8=", "cannot be used", "new kubeconfig");
        assertProblem(localhost, "certificate-authority: gone.crt", "cannot be read", "Restore the file");
    }
}
