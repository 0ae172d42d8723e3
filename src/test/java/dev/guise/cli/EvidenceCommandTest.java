package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvidenceCommandTest {
    private static final String EVENT = """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"1","stage":"ResponseComplete","verb":"list",\
        "requestURI":"/api/v1/pods","user":{"username":"gw\\u001b[2J"},"impersonatedUser":{"username":"alice",\
        "groups":["devs","system:authenticated"]},"authenticationMetadata":{"impersonationConstraint":\
        "impersonate:user-info"},"objectRef":{"resource":"pods"},"responseStatus":{"code":200},\
        "annotations":{"authorization.k8s.io/decision":"allow"}}
        """;

    @TempDir
    private Path folder = Path.of("");

    private String log(String text) throws IOException {
        return Files.writeString(folder.resolve("audit.log"), text).toString();
    }

    @Test
    void theJsonHasCountsUsesAndWhatWasNotRead() throws IOException {
        JsonNode root = Ran.json("evidence", log("{\"events\":[]}\n" + EVENT + "junk\n"), "--format", "json");
        assertEquals(1, root.path("requests").asInt());
        assertEquals(1, root.path("impersonated").asInt());
        assertEquals(0, root.path("refused").asInt());
        assertEquals("on", root.path("constrainedImpersonation").asString(""));
        JsonNode use = root.path("uses").get(0);
        assertEquals("alice", use.path("as").path("user").asString(""));
        assertEquals("devs", use.path("as").path("groups").get(0).asString(""));
        assertEquals("pods", use.path("request").path("resource").asString(""));
        assertEquals(2, root.path("unread").path("lines").asInt());
        assertEquals(2, root.path("unread").path("why").size());
        assertEquals(2, root.path("limits").size());
        assertEquals(
                Set.of("id", "text", "count", "hides"),
                Set.copyOf(root.path("limits").get(0).propertyNames()));
    }

    @Test
    void theTextIsHarmlessAndSaysWhatItRestsOn() throws IOException {
        Ran whole = Ran.of("evidence", log(EVENT), "--strict");
        assertEquals(ExitCodes.OK, whole.code());
        assertTrue(whole.out().contains("1 request, 1 impersonated, 0 refused"), whole.out());
        assertTrue(whole.out().contains("gw\\u{1b}[2J as alice in devs: list pods (1×, user-info)"), whole.out());
        assertTrue(whole.out().contains("The feature gate ConstrainedImpersonation is on"), whole.out());

        Ran partial = Ran.of("evidence", log(EVENT + EVENT.substring(0, 80)), "--strict");
        assertEquals(ExitCodes.LIMITED, partial.code());
        assertTrue(partial.out().contains("1 audit event is cut off."), partial.out());

        Ran none = Ran.of("evidence", log("[{\"a\":1}]"));
        assertEquals(ExitCodes.OK, none.code());
        assertTrue(none.out().contains("These logs contain no requests."), none.out());
        assertEquals(
                ExitCodes.FAILED,
                Ran.of("evidence", folder.resolve("none").toString()).code());
        assertEquals(ExitCodes.USAGE, Ran.of("evidence", "-", log(EVENT)).code());
    }
}
