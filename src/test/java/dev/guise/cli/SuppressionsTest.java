package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SuppressionsTest {
    @TempDir
    Path directory;

    private static JsonNode scan(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"scan", "--demo", "--format", "json", "--most-paths=0"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Ran.json(arguments);
    }

    private String file(String suppressions, String administrators) throws IOException {
        Path file = directory.resolve("demo.workspace.json");
        Files.writeString(file, """
            {"format": "guise-workspace", "version": 1, "suppressions": [%s], "administrators": [%s]}
            """.formatted(suppressions, administrators));
        return file.toString();
    }

    private static String suppression(JsonNode finding, String until) {
        return """
            {"finding": "%s", "fingerprint": "%s", "about": "that one", "reason": "agreed", "until": %s}
            """.formatted(
                finding.path("id").asString(), finding.path("fingerprint").asString(), until);
    }

    @Test
    void suppressedFindingsAreCountedAndLeftOut() throws IOException {
        JsonNode before = scan();
        JsonNode first = before.path("findings").get(0);
        JsonNode after = scan("--suppressions", file(suppression(first, "null"), ""));
        assertEquals(before.path("findings").size() - 1, after.path("findings").size());
        assertEquals(1, after.path("suppressed").asInt());
        assertEquals(before.path("hidden").asInt(), after.path("hidden").asInt());
        assertFalse(after.path("findings")
                .toString()
                .contains(first.path("fingerprint").asString()));
        assertEquals(0, before.path("suppressed").asInt());
        String text = Ran.of("scan", "--demo", "--suppressions", file(suppression(first, "\"9999-12-31\""), ""))
                .out();
        assertTrue(text.contains("1 suppressed finding hidden."), text.substring(text.length() - 300));
    }

    @Test
    void whatHasEndedIsShownAgainAndToldAndWhatNoFindingHasIsTold() throws IOException {
        JsonNode before = scan();
        JsonNode first = before.path("findings").get(0);
        String unused = "{\"finding\": \"IMP-X\", \"fingerprint\": \"00\", \"reason\": \"was corrected\"}";
        String file = file(suppression(first, "\"2020-01-01\"") + "," + unused, "");
        JsonNode after = scan("--suppressions", file);
        assertEquals(before.path("findings").size(), after.path("findings").size());
        assertEquals(
                "2020-01-01",
                after.path("expiredSuppressions").get(0).path("until").asString());
        assertEquals(
                "was corrected",
                after.path("unusedSuppressions").get(0).path("reason").asString());
        String text = Ran.of("scan", "--demo", "--suppressions", file).out();
        assertTrue(text.contains(
                "suppression ended 2020-01-01: " + first.path("id").asString() + " of that one (agreed)"));
        assertTrue(text.contains("unused suppression: IMP-X"));
    }

    @Test
    void whatAnAcceptedAdministratorHasIsExpected() throws IOException {
        JsonNode before = scan();
        String file = file("", "{\"kind\": \"ServiceAccount\", \"namespace\": \"ci\", \"name\": \"legacy-ci\"}");
        JsonNode after = scan("--suppressions", file);
        int fewer = before.path("findings").size() - after.path("findings").size();
        assertTrue(fewer > 0);
        assertEquals(before.path("hidden").asInt() + fewer, after.path("hidden").asInt());
        JsonNode all = scan("--include-expected", "--suppressions", file);
        assertEquals(
                before.path("findings").size() + before.path("hidden").asInt(),
                all.path("findings").size());
    }

    @Test
    void severityIsThatOfWhatIsShown() throws IOException {
        String all = scan().path("findings")
                .valueStream()
                .map(finding -> suppression(finding, "null"))
                .collect(java.util.stream.Collectors.joining(","));
        assertEquals(
                ExitCodes.FOUND, Ran.of("scan", "--demo", "--fail-on", "info").code());
        assertEquals(
                ExitCodes.OK,
                Ran.of("scan", "--demo", "--fail-on", "info", "--suppressions", file(all, ""))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"format\":\"guise-workspace\",\"version\":7}",
                "{\"format\":\"guise-workspace\",\"version\":1,\"suppressions\":[{}]}"
            })
    void withoutItsSuppressionsNoScanIsMade(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("w.json"), text);
        Ran ran = Ran.of("scan", "--demo", "--suppressions", file.toString());
        assertEquals(ExitCodes.FAILED, ran.code());
        assertTrue(
                ran.err().contains("suppressions cannot be read") && ran.err().contains("w.json"), ran.err());
        assertEquals("", ran.out());
        assertEquals(
                ExitCodes.FAILED,
                Ran.of("scan", "--demo", "--suppressions", "no-such").code());
    }
}
