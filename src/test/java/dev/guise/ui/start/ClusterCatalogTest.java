package dev.guise.ui.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.settings.Environment;
import dev.guise.ui.common.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCatalogTest {
    private static final String CONFIG = """
        apiVersion: v1
        kind: Config
        clusters:
          - {name: c, cluster: {server: "https://c.example:6443"}}
        users:
          - {name: u, user: {token: t}}
        contexts:
          - {name: alpha, context: {cluster: c, user: u}}
          - {name: beta, context: {cluster: c, user: u}}
          - {name: gamma, context: {cluster: c, user: u}}
        """;

    @TempDir
    private Path folder;

    private List<ContextEntry> entries(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("config"), text);
        Environment environment = new Environment(Map.of("KUBECONFIG", file.toString()), new Properties());
        return new ClusterCatalog(environment, () -> Settings.DEFAULTS)
                .contexts()
                .entries();
    }

    @Test
    void theContextThatKubectlUsesComesFirst() throws Exception {
        List<ContextEntry> entries = entries(CONFIG + "current-context: beta\n");
        assertEquals(
                List.of("beta", "alpha", "gamma"),
                entries.stream().map(ContextEntry::name).toList());
        assertEquals(
                List.of(true, false, false),
                entries.stream().map(ContextEntry::isCurrent).toList());
    }

    @Test
    void withoutACurrentContextTheyStayInTheirOrder() throws Exception {
        List<ContextEntry> entries = entries(CONFIG);
        assertEquals(
                List.of("alpha", "beta", "gamma"),
                entries.stream().map(ContextEntry::name).toList());
        assertTrue(entries.stream().noneMatch(ContextEntry::isCurrent));
    }
}
