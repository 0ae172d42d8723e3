package dev.guise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.findings.Analysis;
import dev.guise.rbac.ServerProfile;
import dev.guise.report.Comparison.Line;
import dev.guise.report.Comparison.Sign;
import dev.guise.report.Comparison.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final String BASE = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web, namespace: shop}
        ---
        """;
    private static final String READER = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: shop}
        rules: [{apiGroups: [""], resources: [pods, configmaps], verbs: [%s]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: web-reads, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
        ---
        """;
    private static final String ADMIN = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: all}
        rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: web-all}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
        subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
        ---
        """;

    @TempDir
    private Path folder = Path.of("");

    private Analysis read(String yaml) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "m", ".yaml"), yaml);
        ClusterSnapshot read = new FileSource(List.of(file), ServerProfile.ofVersion(1, 36)).read(ReadProgress.NONE);
        return Analysis.of(read);
    }

    private Comparison compare(String before, String after) throws Exception {
        return Comparison.of(read(before), read(after));
    }

    private static List<Line> of(Comparison comparison, Topic topic) {
        return comparison.lines().stream().filter(line -> line.topic() == topic).toList();
    }

    @Test
    void everyLineSaysWhoOrWhich() throws Exception {
        List<Line> lines = Comparison.of(
                        Analysis.of(new DemoSource().read(ReadProgress.NONE)), read(BASE + READER.formatted("get")))
                .lines();
        assertEquals(
                List.of(), lines.stream().filter(line -> line.who().isEmpty()).toList());
        assertTrue(
                lines.stream().anyMatch(line -> line.who().equals("the cluster")), "a finding that no rule leads to");
    }

    @Test
    void theSameDoesNotDiffer() throws Exception {
        Comparison comparison = compare(BASE + READER.formatted("get, list"), BASE + READER.formatted("get, list"));
        assertEquals(List.of(), comparison.lines());
        assertEquals("Nothing differs.", ComparisonText.summary(comparison));
    }

    @Test
    void whatIsOnlyWrittenOtherwiseIsNoChange() throws Exception {
        Comparison comparison =
                compare(BASE + READER.formatted("get, list"), READER.formatted("list, get, get") + BASE);
        assertEquals(List.of(), of(comparison, Topic.GRANT));
    }

    @Test
    void aWiderRuleIsAChangedRoleAndAGrantThatCame() throws Exception {
        Comparison comparison = compare(BASE + READER.formatted("get"), BASE + READER.formatted("get, delete"));
        List<Line> grants = of(comparison, Topic.GRANT);
        assertEquals(
                List.of(Sign.CAME, Sign.CAME), grants.stream().map(Line::sign).toList());
        assertEquals("shop", grants.getFirst().where());
        assertEquals(
                List.of("delete pods", "delete configmaps"),
                grants.stream().map(Line::what).toList());
        Line role = of(comparison, Topic.OBJECT).getFirst();
        assertEquals(Sign.CHANGED, role.sign());
        assertTrue(role.what().startsWith("Role: rules "), role.what());
    }

    @Test
    void controlOfTheClusterCameWithAFinding() throws Exception {
        Comparison comparison = compare(BASE + READER.formatted("get"), BASE + READER.formatted("get") + ADMIN);
        assertTrue(
                of(comparison, Topic.REACH).stream()
                        .anyMatch(line -> line.sign() == Sign.CAME
                                && line.who().equals("shop/web")
                                && line.what().equals("can now reach control of the cluster")),
                comparison.lines().toString());
        assertTrue(comparison.count(Topic.FINDING, Sign.CAME) > 0);
        assertEquals(2, comparison.count(Topic.OBJECT, Sign.CAME));
        assertTrue(of(comparison, Topic.GRANT).stream()
                .anyMatch(line -> line.what().equals("any verb on *.*")));
    }

    @Test
    void theOtherWayRoundItWent() throws Exception {
        String small = BASE + READER.formatted("get");
        Comparison there = compare(small, small + ADMIN);
        Comparison back = compare(small + ADMIN, small);
        for (Topic topic : Topic.values()) {
            assertEquals(there.count(topic, Sign.CAME), back.count(topic, Sign.WENT), topic.toString());
            assertEquals(0, back.count(topic, Sign.CAME), topic.toString());
        }
    }

    @Test
    void aFindingByAnotherRoleIsOneThatChanged() throws Exception {
        String small = BASE + READER.formatted("get");
        Comparison comparison = compare(small + ADMIN, small + ADMIN.replace("name: all", "name: every"));
        List<Line> findings = of(comparison, Topic.FINDING);
        assertTrue(
                !findings.isEmpty() && findings.stream().allMatch(line -> line.sign() == Sign.CHANGED),
                findings::toString);
        assertTrue(
                findings.stream()
                        .allMatch(line -> line.what().endsWith(": by ClusterRole every instead of ClusterRole all")),
                findings::toString);
    }

    @Test
    void podsComeAndGoByThemselves() throws Exception {
        String pod = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, namespace: shop}
            spec: {serviceAccountName: web}
            ---
            """;
        assertEquals(
                List.of(),
                of(compare(BASE + READER.formatted("get"), BASE + READER.formatted("get") + pod), Topic.OBJECT));
    }

    @Test
    void textAndJsonHoldHostileNamesHarmlessly() throws Exception {
        Comparison comparison = new Comparison(
                new Origin("a\u001b[31m", "", Instant.EPOCH),
                new Origin("b", "", Instant.EPOCH),
                List.of(new Line(
                        Topic.OBJECT,
                        Sign.CAME,
                        "x\ny",
                        "n",
                        "Role",
                        java.util.Optional.empty(),
                        java.util.Optional.empty())));
        List<String> lines = ComparisonText.lines(comparison, comparison.lines());
        assertTrue(lines.stream().noneMatch(line -> line.contains("\n") || line.contains("\u001b")), lines.toString());
        assertEquals("+ object  x\\u{a}y in n: Role", lines.getLast());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter.write(out, json -> new ComparisonJson(json).comparison(comparison));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("\"changes\":[{\"topic\":\"object\",\"change\":\"came\",\"who\":\"x\\ny\""), text);
    }
}
