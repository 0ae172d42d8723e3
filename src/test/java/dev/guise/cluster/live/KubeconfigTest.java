package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    private static final String ONE = """
        current-context: a
        clusters:
        - {name: k, cluster: {server: "https://one:6443", certificate-authority: pki/ca.crt}}
        users:
        - {name: u, user: {token: one}}
        contexts:
        - {name: a, context: {cluster: k, user: u, namespace: shop}}
        - {name: lost, context: {cluster: gone, user: u}}
        - {name: nobody, context: {cluster: k, user: gone}}
        """;
    private static final String TWO = """
        current-context: b
        clusters:
        - {name: k, cluster: {server: "https://two:6443"}}
        contexts:
        - {name: b, context: {cluster: k}}
        - {name: a, context: {cluster: elsewhere}}
        - {name: 123, context: {cluster: k}}
        """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "expected <" + part + "> in <" + text + ">");
    }

    @Test
    void theFirstFileWins() throws Exception {
        Path one = file("one", ONE);
        Path two = file("two", TWO);
        String both = one + File.pathSeparator + File.pathSeparator + two;
        Kubeconfig config = Kubeconfig.load(Map.of("KUBECONFIG", both), folder);
        assertEquals(List.of(one, two), config.files());
        assertEquals("a", config.currentContext());
        assertEquals(
                List.of("a", "lost", "nobody", "b", "123"),
                config.contexts().stream().map(KubeContext::name).toList());
        assertEquals(new KubeContext("a", "k", "https://one:6443", "u", "shop", one), config.context("a"));
        assertEquals("https://one:6443", config.context("b").server());
        assertEquals("", config.context("lost").server());
        assertEquals(List.of(), config.problems());
        assertEquals(
                folder.resolve("pki/ca.crt"),
                config.cluster(config.context("a")).path("certificate-authority"));
    }

    @Test
    void withoutTheVariableItIsTheOneInTheHome() throws Exception {
        Files.createDirectories(folder.resolve(".kube"));
        Files.writeString(folder.resolve(".kube/config"), ONE);
        assertEquals("a", Kubeconfig.load(Map.of(), folder).currentContext());
        assertEquals("a", Kubeconfig.load(Map.of("KUBECONFIG", ""), folder).currentContext());
    }

    @Test
    void missingAndMalformedFilesAreNamed() throws Exception {
        Path gone = folder.resolve("gone");
        SourceException missing = assertThrows(SourceException.class, () -> Kubeconfig.read(List.of(gone)));
        assertEquals(gone.toString(), missing.where());
        assertContains(missing.problem(), "does not exist");
        Path bad = file("bad", "clusters:\n- name: [\n");
        SourceException malformed = assertThrows(SourceException.class, () -> Kubeconfig.read(List.of(bad)));
        assertContains(malformed.where(), bad + ", line ");
        Path text = file("text", "hello\n");
        assertContains(
                assertThrows(SourceException.class, () -> Kubeconfig.read(List.of(text)))
                        .problem(),
                "not a kubeconfig");
        assertThrows(SourceException.class, () -> Kubeconfig.read(List.of()));
        Kubeconfig rest = Kubeconfig.read(List.of(gone, bad, file("one", ONE)));
        assertEquals(3, rest.contexts().size());
        assertEquals(2, rest.problems().size());
    }

    @Test
    void wrongTypesAreProblemsAndTheRestCounts() throws Exception {
        Path odd = file(
                "odd", "clusters: text\nusers: null\ncontexts:\n- 5\n- {context: {}}\n- {name: c, context: text}\n");
        Kubeconfig config = Kubeconfig.read(List.of(odd));
        assertEquals(3, config.problems().size());
        assertEquals(
                List.of("c"), config.contexts().stream().map(KubeContext::name).toList());
    }

    @Test
    void contextsThatLeadNowhereAreErrors() throws Exception {
        Kubeconfig config = Kubeconfig.read(List.of(file("one", ONE)));
        assertContains(problem(config, "lost"), "refers to the cluster \"gone\", which does not exist");
        assertContains(problem(config, "nobody"), "refers to the user \"gone\", which does not exist");
        SourceException none = assertThrows(SourceException.class, () -> config.context("zzz"));
        assertContains(none.advice(), "a, lost, nobody");
    }

    private static String problem(Kubeconfig config, String context) {
        KubeconfigSource source = new KubeconfigSource(config, context, Map.of());
        return assertThrows(SourceException.class, () -> source.read(ReadProgress.NONE))
                .problem();
    }

    @Test
    void whatCannotBeUsedIsSaidBeforeAnythingIsSent() throws Exception {
        assertContains(with("server: \"ftp://x\"", "token: t"), "invalid server address");
        assertContains(with("server: \"https://x\", proxy-url: \"socks5://y:1\"", "token: t"), "only http:// proxies");
        assertContains(with("server: \"https://x\"", "tokenFile: gone"), "cannot be read");
        assertContains(with("server: \"https://x\"", "auth-provider: {name: gcp}"), "auth-provider");
        assertContains(with("server: \"https://x\"", "client-certificate-data: '%%%'"), "not valid Base64");
        assertContains(
                with("server: \"https://x\"", "client-certificate-data: aGVsbG8="), "unusable client certificate");
        assertContains(with("server: \"https://x\"", "client-certificate: gone.crt"), "cannot be read");
    }

    private String with(String cluster, String user) throws Exception {
        String text = "clusters: [{name: k, cluster: {" + cluster + "}}]\nusers: [{name: u, user: {" + user
                + "}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n";
        return problem(Kubeconfig.read(List.of(file("x", text))), "c");
    }

    @Test
    void readingChangesNothing() throws Exception {
        Path one = file("one", ONE);
        var before = Files.getLastModifiedTime(one);
        Kubeconfig.read(List.of(one));
        assertEquals(ONE, Files.readString(one));
        assertEquals(before, Files.getLastModifiedTime(one));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(one), files.toList());
        }
    }
}
