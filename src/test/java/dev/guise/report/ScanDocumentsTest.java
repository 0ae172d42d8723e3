package dev.guise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingKind;
import dev.guise.findings.KindPage;
import dev.guise.findings.MadeUpKind;
import dev.guise.findings.Origin;
import dev.guise.findings.Severity;
import dev.guise.findings.ShortestPath;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.text.Plain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanDocumentsTest {
    private static final String EVIL = "<script>alert('x')</script>\"&\u001b[31m\u202e\r\n\ud800";

    /// On paper nothing can be opened, and a dark page wastes ink.
    @Test
    void htmlPrintsWithEveryFindingOpen() throws IOException, SourceException {
        String html = written(ScanHtml::write);
        String print = html.substring(html.indexOf("@media print"));
        assertTrue(print.contains("details::details-content{content-visibility:visible"), html);
        assertTrue(html.contains("@media screen and (prefers-color-scheme:dark)"), html);
        for (String java : List.of("{roles=", "CRITICAL=", "HIGH=")) {
            assertFalse(html.contains(java), html);
        }
    }

    @Test
    void htmlHasNothingOfAStrangersMarkup() throws IOException, SourceException {
        String html = written(ScanHtml::write);
        assertFalse(html.contains("<script"), html);
        assertTrue(
                html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\\u{1b}[31m\\u{202e}"), html);
        assertFalse(html.contains("src=") || html.contains("href=") || html.contains("url("), html);
        assertTrue(html.contains("default-src 'none'"));
        html.codePoints()
                .forEach(c -> assertTrue(c == '\n' || !Plain.isHidden(c), () -> "U+" + Integer.toHexString(c)));
    }

    @Test
    void csvKeepsItsColumnsAndRunsNoFormula() throws IOException, SourceException {
        assertEquals("\"'=1+1\"", ScanCsv.field("=1+1"));
        assertEquals("\"'@SUM(A1)\"", ScanCsv.field("@SUM(A1)"));
        assertEquals("\"a=1\"", ScanCsv.field("a=1"));
        assertEquals("\"say \"\"hi\"\", then\"", ScanCsv.field("say \"hi\", then"));
        assertEquals("\"\\u{a}\"", ScanCsv.field("\n"));
        List<String> lines = written(ScanCsv::write).lines().toList();
        assertEquals(3, lines.size());
        lines.forEach(line -> assertEquals(11, line.split("\",\"", -1).length, line));
    }

    @Test
    void sarifHasItsShape() throws IOException, SourceException {
        JsonNode root = JsonMapper.builder().build().readTree(written(ScanSarif::write));
        assertEquals("2.1.0", root.path("version").asString(""));
        JsonNode run = root.path("runs").get(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertEquals(2, run.path("results").size());
        for (JsonNode result : run.path("results")) {
            JsonNode rule = rules.get(result.path("ruleIndex").asInt());
            assertEquals(rule.path("id"), result.path("ruleId"));
            assertTrue(List.of("error", "warning", "note", "none")
                    .contains(result.path("level").asString("")));
            assertFalse(result.path("message").path("text").asString("").isEmpty());
            JsonNode place = result.path("locations").get(0).path("physicalLocation");
            String uri = place.path("artifactLocation").path("uri").asString("");
            assertEquals(uri, URI.create(uri).toString());
            assertEquals(1, place.path("region").path("startLine").asInt());
            assertEquals(
                    24,
                    result.path("partialFingerprints")
                            .path("guiseFinding/v1")
                            .asString("")
                            .length());
        }
        assertEquals("Title", rules.get(0).path("shortDescription").path("text").asString(""));
    }

    @Test
    void jsonKeepsEveryNameWhole() throws IOException, SourceException {
        JsonNode root = JsonMapper.builder().build().readTree(written(ScanJson::write));
        JsonNode finding = root.path("findings").get(0);
        assertEquals(EVIL, finding.path("subject").path("name").asString(""));
        assertEquals(EVIL, finding.path("binding").path("name").asString(""));
        assertEquals("critical", finding.path("severity").asString(""));
        assertTrue(finding.path("path").isNull());
        JsonNode bare = root.path("findings").get(1);
        assertTrue(bare.path("subject").isNull()
                && bare.path("binding").isNull()
                && bare.path("rule").isNull());
        assertEquals(7, root.path("hidden").asInt());
        assertTrue(root.path("snapshot").path("counts").has("clusterRoles"));
        assertTrue(root.path("snapshot").path("server").has("version"));
    }

    private interface Document {
        void write(Scan scan, ByteArrayOutputStream out) throws IOException;
    }

    private static String written(Document document) throws IOException, SourceException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.write(scan(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Scan scan() throws SourceException {
        ClusterSnapshot demo = new DemoSource().read(ReadProgress.NONE);
        ClusterSnapshot named = new ClusterSnapshot(
                new ClusterSnapshot.Origin("C:\\dumps 1\\" + EVIL, "", Instant.EPOCH),
                demo.server(),
                demo.rbac(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ClusterSnapshot.Warning(EVIL, EVIL, EVIL)));
        ClusterRole role = new ClusterRole(
                ObjectMeta.cluster(EVIL), List.of(PolicyRule.resources(List.of("*"), List.of("*"), List.of(EVIL))));
        ClusterRoleBinding binding = new ClusterRoleBinding(
                ObjectMeta.cluster(EVIL), RoleRef.clusterRole(EVIL), List.of(Subject.user(EVIL)));
        FindingKind kind = new MadeUpKind(new KindPage(
                "IMP-X",
                Severity.CRITICAL,
                "Title",
                "When.",
                "Why. So.",
                "Do.",
                "Audit.",
                "https://kubernetes.io/docs/"));
        FindingKind other =
                new MadeUpKind(new KindPage("ZZZ", Severity.INFO, "Bare", "When.", "Why.", "Do.", "Audit.", ""));
        Finding evil = new Finding(
                kind,
                Severity.CRITICAL,
                Subject.user(EVIL),
                new Origin(binding, role, 0),
                EVIL,
                List.of(EVIL),
                ShortestPath.none(),
                EVIL,
                false,
                "Do.");
        Finding bare =
                new Finding(other, Severity.INFO, null, Origin.NONE, "", List.of(), ShortestPath.none(), "", true, "");
        Escalation escalation = Escalation.of(named, Policy.of(named.rbac()), Catalogue.bundled());
        return new Scan(escalation, List.of(evil, bare), 7, 200);
    }
}
