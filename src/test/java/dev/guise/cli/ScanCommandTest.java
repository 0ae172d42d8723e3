package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScanCommandTest {
    private static final String FILE = Ran.PATTERNS.toString();

    @ParameterizedTest
    @ValueSource(strings = {"--demo", "src/test/resources/dev/guise/conformance/impersonation-patterns.yaml"})
    void jsonHasTheShapeOfTheContract(String source) {
        JsonNode root = Ran.json("scan", source, "--format", "json", "--most-paths", "3");
        assertTrue(root.propertyNames().containsAll(List.of("snapshot", "findings", "warnings")));
        assertTrue(root.path("snapshot").propertyNames().containsAll(List.of("server", "counts")));
        assertFalse(root.path("findings").isEmpty());
        for (JsonNode finding : root.path("findings")) {
            assertTrue(finding.propertyNames()
                    .containsAll(List.of(
                            "id", "severity", "title", "subject", "binding", "role", "rule", "reaches", "path")));
            assertFalse(finding.path("expected").asBoolean());
        }
    }

    @Test
    void theRecordedPatternsAreFound() {
        Set<String> ids = new TreeSet<>();
        Ran.json("scan", FILE, "--server-version", "1.36", "--format", "json", "--most-paths", "0")
                .path("findings")
                .forEach(finding -> ids.add(finding.path("id").asString("")));
        assertTrue(
                ids.containsAll(List.of("IMP-ANY-USER", "DEAD-GROUP-ALONE", "DEAD-SA-FULLNAME", "DEAD-EXTRA-KEY")),
                ids.toString());
    }

    @Test
    void expectedFindingsAreListedWhenAskedFor() {
        JsonNode without = Ran.json("scan", "--demo", "--format", "json", "--most-paths", "0");
        JsonNode with = Ran.json("scan", "--demo", "--format", "json", "--most-paths", "0", "--include-expected");
        int hidden = without.path("hidden").asInt();
        assertTrue(hidden > 0);
        assertEquals(
                without.path("findings").size() + hidden, with.path("findings").size());
        assertEquals(0, with.path("hidden").asInt());
    }

    @Test
    void severityDecidesTheExitCode() {
        assertEquals(ExitCodes.OK, Ran.of("scan", FILE).code());
        assertEquals(
                ExitCodes.FOUND, Ran.of("scan", FILE, "--fail-on", "critical").code());
        assertEquals(
                ExitCodes.USAGE, Ran.of("scan", FILE, "--fail-on", "severe").code());
        assertEquals(
                ExitCodes.FAILED,
                Ran.of("scan", "no-such-file", "--fail-on", "info").code());
    }

    @Test
    void theOtherFormatsAreWhatTheyAre() {
        assertEquals(
                "2.1.0",
                Ran.json("scan", FILE, "--format", "sarif").path("version").asString(""));
        assertTrue(Ran.of("scan", FILE, "--format", "html", "--most-paths", "2")
                .out()
                .startsWith("<!DOCTYPE html>"));
        assertTrue(Ran.of("scan", FILE, "--format", "csv").out().startsWith("\"id\",\"severity\""));
        assertTrue(Ran.of("scan", FILE).out().contains("IMP-ANY-USER"));
    }
}
