package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.Tree;
import dev.guise.cluster.read.YamlObjects;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins of this test are shell scripts")
class ExecPluginTest {
    @TempDir
    Path folder;

    private ExecPlugin plugin(String script, String fields) throws Exception {
        Path file = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return plugin("command: login, " + fields);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private ExecPlugin plugin(String fields) throws Exception {
        Tree exec = YamlObjects.readWhole(stream("{apiVersion: client.authentication.k8s.io/v1, " + fields + "}"));
        Tree cluster = YamlObjects.readWhole(stream("{server: 'https://x:6443'}"));
        Path config = folder.resolve("config");
        return new ExecPlugin(
                new KubeEntry("u", (Tree.Fields) exec, config),
                new KubeEntry("k", (Tree.Fields) cluster, config),
                Map.of("PATH", folder + ":/usr/bin:/bin", "KEPT", "yes"),
                Duration.ofSeconds(3));
    }

    private static String problem(ExecPlugin plugin) {
        SourceException e = assertThrows(
                SourceException.class,
                () -> assertTimeoutPreemptively(Duration.ofSeconds(10), () -> plugin.run(ReadProgress.NONE)));
        return e.describe();
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "expected <" + part + "> in <" + text + ">");
    }

    @Test
    void onlyStandardOutputIsTheCredential() throws Exception {
        ExecPlugin plugin = plugin("""
            echo "warning: old version" >&2
            printf '{"kind":"ExecCredential","status":{"token":"%s-%s-%s","expirationTimestamp":"2999-01-01T02:00:00+02:00"}}' "$1" "$EXTRA" "$KEPT"
            """, "args: ['a b'], env: [{name: EXTRA, value: e}]");
        assertEquals(
                new ExecPlugin.Credential("a b-e-yes", "", "", Instant.parse("2999-01-01T00:00:00Z")),
                plugin.run(ReadProgress.NONE));
    }

    @Test
    void thePluginIsToldWhatItIsAskedFor() throws Exception {
        ExecPlugin plugin = plugin(
                "printf '%s' \"$KUBERNETES_EXEC_INFO\" > \"$(dirname \"$0\")/info\"\n"
                        + "printf '{\"status\":{\"token\":\"t\"}}'",
                "provideClusterInfo: true");
        assertEquals("t", plugin.run(ReadProgress.NONE).token());
        assertEquals(
                "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"spec\":{\"interactive\":false,"
                    + "\"cluster\":{\"server\":\"https://x:6443\",\"insecure-skip-tls-verify\":false}}}",
                Files.readString(folder.resolve("info")));
    }

    @Test
    void aMissingPluginIsNamedWithItsHint() throws Exception {
        String said = problem(plugin("command: aws-iam-nowhere, installHint: 'Install it from example.com'"));
        assertContains(said, "\"aws-iam-nowhere\"");
        assertContains(said, "Install it from example.com");
        assertContains(problem(plugin("command: ./gone")), "does not exist");
        assertContains(problem(plugin("args: []")), "no command");
    }

    @Test
    void aFailingPluginIsQuoted() throws Exception {
        assertContains(
                problem(plugin("echo 'session expired, run login' >&2; exit 7", "")),
                "exit code 7: session expired, run login");
    }

    @Test
    void nonsenseAndOldCredentialsAreErrors() throws Exception {
        assertContains(problem(plugin("echo hello", "")), "did not print an ExecCredential");
        assertContains(problem(plugin("echo '[]'", "")), "did not print an ExecCredential");
        assertContains(problem(plugin("echo '{\"status\":{}}'", "")), "neither a token nor a certificate");
        assertContains(
                problem(plugin(
                        "echo '{\"status\":{\"token\":\"t\",\"expirationTimestamp\":\"2001-01-01T00:00:00Z\"}}'", "")),
                "expired at 2001");
        assertContains(problem(plugin("true", "interactiveMode: Always")), "requires a terminal");
    }

    @Test
    void aPluginThatHangsIsEndedWithItsChildren() throws Exception {
        assertContains(
                problem(plugin("sleep 300 &\necho $! > \"$(dirname \"$0\")/child\"\nsleep 300", "")),
                "did not finish within 3 seconds");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        Instant end = Instant.now().plusSeconds(5);
        while (ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)
                && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertTrue(ProcessHandle.of(child).map(p -> !p.isAlive()).orElse(true), "the child still runs");
    }

    @Test
    void aPluginThatWritesWithoutEndDoesNotFillTheMemory() throws Exception {
        assertContains(problem(plugin("exec yes", "")), "did not finish within");
    }
}
