package dev.guise.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What clouds, container runtimes and shippers wrap around audit events. Each envelope holds the same two.
class EnvelopesTest {
    private static final String ONE = event("1", "alice");
    private static final String TWO = event("2", "bob");
    private static final String KLOG = "I1001 10:00:00.000001       1 httplog.go:134] \"HTTP\" verb=\"GET\"";

    private static String event(String id, String wanted) {
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"" + id
                + "\",\"stage\":\"ResponseComplete\",\"requestURI\":\"/api/v1/namespaces/shop/pods\",\"verb\":\"list\","
                + "\"user\":{\"username\":\"gw\"},\"impersonatedUser\":{\"username\":\"" + wanted
                + "\",\"groups\":[\"system:authenticated\"]},\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"shop\"},"
                + "\"responseStatus\":{\"code\":200},\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}}";
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String csv(String json) {
        return "\"" + json.replace("\"", "\"\"") + "\"";
    }

    private static String each(String format) {
        return format.replace("%s", quoted(ONE)).replace("%r", ONE) + "\n"
                + format.replace("%s", quoted(TWO)).replace("%r", TWO) + "\n";
    }

    private static Map<String, String> envelopes() {
        return Map.ofEntries(
                Map.entry("lines", ONE + "\n" + TWO + "\n"),
                Map.entry("lines with CRLF", ONE + "\r\n" + TWO + "\r\n"),
                Map.entry("one behind the other", ONE + TWO),
                Map.entry(
                        "CloudWatch filter-log-events",
                        "{\"events\":[{\"logStreamName\":\"kube-apiserver-audit-0\",\"timestamp\":1,\"message\":"
                                + quoted(ONE) + ",\"ingestionTime\":2,\"eventId\":\"3\"},{\"message\":" + quoted(TWO)
                                + "}],\"searchedLogStreams\":[{\"logStreamName\":\"kube-apiserver-audit-0\"}]}"),
                Map.entry(
                        "CloudWatch filter-log-events, indented",
                        "{\n    \"events\": [\n        {\n            \"message\": " + quoted(ONE)
                                + "\n        },\n        {\n            \"message\": " + quoted(TWO)
                                + "\n        }\n    ],\n    \"nextToken\": \"x\"\n}\n"),
                Map.entry(
                        "Logs Insights",
                        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026\"},{\"field\":\"@message\",\"value\":"
                                + quoted(ONE) + "},{\"field\":\"@ptr\",\"value\":\"x\"}],[{\"field\":\"@message\","
                                + "\"value\":" + quoted(TWO) + "}]],\"statistics\":{\"recordsMatched\":2.0},\"status\":"
                                + "\"Complete\"}"),
                Map.entry(
                        "Logs Insights of the console",
                        "[{\"@timestamp\":\"2026\",\"@message\":" + ONE + "},\n{\"@message\":" + quoted(TWO) + "}]"),
                Map.entry(
                        "Logs Insights as CSV",
                        "@timestamp,@message\n2026-10-01," + csv(ONE) + "\n2026-10-01," + csv(TWO) + "\n"),
                Map.entry("CloudWatch export to S3", each("2026-10-01T10:00:00.000Z %r")),
                Map.entry(
                        "CloudWatch subscription",
                        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":" + quoted(ONE)
                                + "}]}{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"2\",\"message\":"
                                + quoted(TWO) + "}]}"),
                Map.entry("aws logs tail", each("2026-10-01T10:00:00+00:00 kube-apiserver-audit-0 %r")),
                Map.entry("aws --output text", each("EVENTS\t1696\t%r\t1697")),
                Map.entry(
                        "AKS, diagnostic setting",
                        each("{\"time\":\"2026-10-01T10:00:00Z\",\"category\":\"kube-audit\",\"operationName\":"
                                + "\"Microsoft.ContainerService/managedClusters/diagnosticLogs/Read\",\"properties\":"
                                + "{\"log\":%s,\"stream\":\"stdout\",\"pod\":\"kube-apiserver-0\"}}")),
                Map.entry(
                        "AKS, event hub",
                        "{\"records\":[{\"category\":\"kube-audit\",\"properties\":{\"log\":" + quoted(ONE)
                                + "}},{\"properties\":{\"log\":" + quoted(TWO + "\n") + "}}]}"),
                Map.entry(
                        "AKS, Log Analytics",
                        "[{\"Category\":\"kube-audit\",\"log_s\":" + quoted(ONE) + "},{\"log_s\":" + quoted(TWO)
                                + "}]"),
                Map.entry("docker", each("{\"log\":%s,\"stream\":\"stdout\",\"time\":\"2026-10-01T10:00:00Z\"}")),
                Map.entry("docker, in pieces", pieces("{\"log\":%s,\"stream\":\"stdout\",\"time\":\"2026\"}", "")),
                Map.entry("CRI", each("2026-10-01T10:00:00.000000000Z stdout F %r")),
                Map.entry(
                        "CRI, in pieces",
                        "2026-10-01T10:00:00Z stdout P " + ONE.substring(0, 50) + "\n2026-10-01T10:00:00Z stderr F "
                                + TWO + "\n2026-10-01T10:00:00Z stdout P " + ONE.substring(50, 90)
                                + "\n2026-10-01T10:00:00Z stdout F " + ONE.substring(90) + "\n"),
                Map.entry(
                        "Fluentd",
                        each(
                                "{\"stream\":\"stdout\",\"logtag\":\"F\",\"log\":%s,\"kubernetes\":{\"pod_name\":\"kube-apiserver\",\"labels\":{\"a\":\"b\"}}}")),
                Map.entry(
                        "Fluent Bit, in pieces",
                        pieces("{\"log\":%s,\"stream\":\"stdout\",\"logtag\":\"%t\",\"kubernetes\":{}}", "")),
                Map.entry(
                        "Fluent Bit, parsed",
                        each("{\"date\":1.5,\"stream\":\"stdout\",\"_p\":\"F\",\"log\":%r,\"kubernetes\":{}}")),
                Map.entry("Fluentd, a file with time and tag", each("2026-10-01T10:00:00+00:00\tkube.audit\t%r")),
                Map.entry(
                        "Vector",
                        each(
                                "{\"file\":\"/var/log/audit.log\",\"host\":\"cp-1\",\"message\":%s,\"source_type\":\"file\",\"timestamp\":\"2026\"}")),
                Map.entry(
                        "taken apart, with the message kept",
                        each("{\"message\":%s,\"event\":{\"original\":%s},\"kubernetes\":{\"audit\":%r}}")),
                Map.entry(
                        "Elasticsearch",
                        "{\"took\":3,\"_shards\":{\"total\":1},\"hits\":{\"total\":{\"value\":2},\"hits\":[{\"_index\":\"audit\",\"_source\":{\"message\":"
                                + quoted(ONE) + "},\"fields\":{\"message\":[" + quoted(ONE)
                                + "]},\"sort\":[1]},{\"_id\":"
                                + "\"2\",\"_source\":" + TWO + "}]}}"),
                Map.entry(
                        "Splunk, one result on each line",
                        each(
                                "{\"preview\":false,\"offset\":0,\"result\":{\"_raw\":%s,\"auditID\":\"9\",\"stage\":\"ResponseComplete\",\"verb\":\"list\",\"user.username\":\"gw\"}}")),
                Map.entry(
                        "Splunk, results",
                        "{\"init_offset\":0,\"results\":[{\"_raw\":" + quoted(ONE) + "},{\"_raw\":" + quoted(TWO)
                                + "}]}"),
                Map.entry(
                        "Splunk as CSV", "\"_raw\",\"_time\"\n" + csv(ONE) + ",\"2026\"\n" + csv(TWO) + ",\"2026\"\n"),
                Map.entry(
                        "Splunk, HTTP event collector",
                        each("{\"time\":1,\"sourcetype\":\"kube:audit\",\"event\":%r}")),
                Map.entry(
                        "Loki",
                        "{\"data\":{\"result\":[{\"stream\":{\"a\":\"b\"},\"values\":[[\"1\"," + quoted(ONE)
                                + "],[\"2\"," + quoted(TWO) + "]]}]}}"),
                Map.entry("logcli", each("{\"labels\":{\"a\":\"b\"},\"line\":%s,\"timestamp\":\"2026\"}")),
                Map.entry("oc adm node-logs", each("ip-10-0-1-2.eu-west-1.compute.internal %r")),
                Map.entry("kubectl logs --prefix", each("[pod/kube-apiserver-0/kube-apiserver] %r")),
                Map.entry("syslog, RFC 3164", each("<134>Oct  1 10:00:00 cp-1 kube-audit[7]: %r")),
                Map.entry(
                        "syslog, RFC 5424",
                        each("<134>1 2026-10-01T10:00:00Z cp-1 kube-audit 7 - [meta seq=\"1\"] \uFEFF%r")),
                Map.entry("journalctl -o json", each("{\"_HOSTNAME\":\"cp-1\",\"MESSAGE\":%s}")),
                Map.entry(
                        "text in text",
                        each("{\"message\":" + "%q" + "}")
                                        .replace("%q", quoted("{\"log\":" + quoted(ONE) + "}"))
                                        .lines()
                                        .findFirst()
                                        .orElseThrow()
                                + "\n" + TWO),
                Map.entry(
                        "a list",
                        "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[" + ONE + "," + TWO
                                + "]}"),
                Map.entry(
                        "keys in another order",
                        ONE.replace("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",", "{")
                                        .replaceAll("}$", ",\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"}")
                                + "\n" + TWO));
    }

    private static String pieces(String format, String unused) {
        String line = ONE + "\n";
        StringBuilder out = new StringBuilder(unused);
        List<String> parts = List.of(line.substring(0, 40), line.substring(40, 80), line.substring(80), TWO + "\n");
        for (int i = 0; i < parts.size(); i++) {
            out.append(format.replace("%s", quoted(parts.get(i))).replace("%t", i < 2 ? "P" : "F"))
                    .append('\n');
        }
        return out.toString();
    }

    @TestFactory
    List<DynamicTest> everyEnvelopeHoldsTheSame() {
        return envelopes().entrySet().stream()
                .map(envelope -> DynamicTest.dynamicTest(envelope.getKey(), () -> same(envelope.getValue())))
                .toList();
    }

    private static void same(String log) throws IOException {
        isBoth(read(log.getBytes(StandardCharsets.UTF_8)));
        isBoth(read(gzip(gzip(log.getBytes(StandardCharsets.UTF_8)))));
        isBoth(read(("\uFEFF" + log).getBytes(StandardCharsets.UTF_16LE)));
        isBoth(read(log.getBytes(StandardCharsets.UTF_16BE)));
    }

    private static void isBoth(Evidence evidence) {
        assertEquals(Map.of(), evidence.unread(), evidence.problems().toString());
        assertEquals(2, evidence.totals().events());
        assertEquals(2, evidence.totals().impersonated());
        assertEquals(
                List.of("alice", "bob"),
                evidence.uses().stream().map(use -> use.wanted().name()).toList());
        assertTrue(evidence.isWhole());
    }

    /// In every envelope an event that was cut off is told.
    @TestFactory
    List<DynamicTest> whatIsCutOffIsTold() {
        return envelopes().entrySet().stream()
                .map(envelope -> DynamicTest.dynamicTest(envelope.getKey(), () -> {
                    String text = envelope.getValue();
                    String end = "\"annotations\":{\"authorization.k8s.io/decision\":\"allow\"}}";
                    String cut = text;
                    for (String written : List.of(
                            end,
                            quoted(end).substring(1, quoted(end).length() - 1),
                            csv(end).substring(1, csv(end).length() - 1))) {
                        int last = cut.lastIndexOf(written);
                        cut = last < 0 ? cut : cut.substring(0, last) + cut.substring(last + written.length());
                    }
                    Evidence evidence = read(cut.getBytes(StandardCharsets.UTF_8));
                    assertTrue(cut.equals(text) || evidence.isPartial(), evidence.toString());
                }))
                .toList();
    }

    @Test
    void whatIsNoEventIsCountedByItsReason() {
        assertUnread(Map.of(Unread.NO_EVENT, 2L), "[{\"a\": 1}, {\"b\": 2}]");
        assertUnread(Map.of(Unread.NO_EVENT, 1L), "[]");
        assertUnread(
                Map.of(Unread.NO_EVENT, 2L),
                "{\"events\":[{\"message\":\"x\"},{\"message\":" + quoted(ONE) + "},{\"message\":\"y\"}]}");
        assertUnread(Map.of(Unread.PROGRAM_LOG, 1L), KLOG + "\n" + ONE);
        assertUnread(
                Map.of(Unread.PROGRAM_LOG, 1L),
                "{\"log\":" + quoted(KLOG + "\n") + ",\"stream\":\"stderr\",\"time\":\"x\"}");
        assertUnread(Map.of(Unread.PROGRAM_LOG, 1L), "2026-10-01T10:00:00Z stderr F " + KLOG + " {x}");
        assertUnread(
                Map.of(Unread.OTHER_OBJECT, 2L),
                "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"kind\":\"Event\",\"apiVersion\":\"v1\",\"involvedObject\":"
                    + "{\"kind\":\"Pod\"}},{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"spec\":{\"containers\":[{},{}]}}]}");
        assertUnread(
                Map.of(Unread.LACKING, 1L), ONE.replace("\"user\":{\"username\":\"gw\"}", "\"user.username\":\"gw\""));
        assertUnread(
                Map.of(Unread.OTHER_FORMAT, 1L),
                "{\"AuditId\":\"1\",\"Stage\":\"ResponseComplete\",\"RequestUri\":\"/\",\"User\":{\"username\":\"x\"}}");
        assertUnread(Map.of(Unread.CUT_OFF, 1L), "2026-10-01T10:00:00Z stdout P " + ONE.substring(0, 50));
        assertUnread(Map.of(Unread.NOT_JSON, 1L), "a,b,c");
        assertEquals(
                Map.of(Unread.OTHER_FORMAT, 1L),
                read(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3, 4, 5})
                        .unread());
    }

    private static void assertUnread(Map<Unread, Long> expected, String log) {
        assertEquals(expected, read(log.getBytes(StandardCharsets.UTF_8)).unread(), log);
    }

    @Test
    void whatClientsWroteIsNotLookedInto() {
        String trap = ONE.replace(
                "\"objectRef\"",
                "\"requestObject\":{\"data\":" + quoted(TWO) + ",\"x\":[" + TWO + "]},\"userAgent\":" + quoted(TWO)
                        + ",\"objectRef\"");
        Evidence evidence = read(trap.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, evidence.totals().events());
        assertEquals(0, evidence.unreadCount());
        Evidence own = read(("{\"message\":\"x\",\"kubernetes\":{\"annotations\":{\"a\":" + quoted(TWO) + "}}}")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(0, own.totals().events());
    }

    @Test
    void piecesAreBounded() {
        String piece = "2026-10-01T10:00:00Z stdout P {" + "x".repeat(1000) + "\n";
        Evidence evidence = new AuditLog(new Limits(4096, 10, 10, 1000, 10))
                .read(
                        new ByteArrayInputStream(piece.repeat(20).getBytes(StandardCharsets.UTF_8)),
                        "x",
                        LogProgress.NONE);
        assertTrue(evidence.unread().getOrDefault(Unread.TOO_LONG, 0L) >= 4, evidence.toString());
    }

    @Test
    void googlesAuditLogIsReadForWhatItHas() {
        String entry = "{\"insertId\":\"a\",\"labels\":{\"authorization.k8s.io/decision\":\"allow\"},\"logName\":"
            + "\"projects/p/logs/cloudaudit.googleapis.com%2Fdata_access\",\"operation\":{\"first\":true,\"last\":true},"
            + "\"protoPayload\":{\"@type\":\"type.googleapis.com/google.cloud.audit.AuditLog\",\"authenticationInfo\":"
            + "{\"principalEmail\":\"system:serviceaccount:proxy:gw\",\"authoritySelector\":\"admin@example.com\"},"
            + "\"authorizationInfo\":[{\"granted\":true,\"permission\":\"io.k8s.core.v1.pods.exec.create\",\"resource\":"
            + "\"core/v1/namespaces/shop/pods/web/exec\"}],\"methodName\":\"io.k8s.core.v1.pods.exec.create\","
            + "\"resourceName\":\"core/v1/namespaces/shop/pods/web/exec\",\"serviceName\":\"k8s.io\",\"status\":{}},"
            + "\"resource\":{\"type\":\"k8s_cluster\"},\"timestamp\":\"2026-10-01T10:00:00Z\"}";
        String refused = entry.replace(",\"authoritySelector\":\"admin@example.com\"", "")
                .replace("\"labels\":{\"authorization.k8s.io/decision\":\"allow\"},", "")
                .replace("\"granted\":true,", "")
                .replace(
                        "\"status\":{}",
                        "\"status\":{\"code\":7,\"message\":\"users \\\"root\\\" is forbidden: User \\\"x\\\" cannot"
                                + " impersonate resource \\\"users\\\" in API group \\\"\\\" at the cluster scope\"}");
        String other = entry.replace("\"serviceName\":\"k8s.io\"", "\"serviceName\":\"container.googleapis.com\"");
        String path = entry.replace("core/v1/namespaces/shop/pods/web/exec", "healthz")
                .replace("io.k8s.core.v1.pods.exec.create", "io.k8s.get");

        Evidence evidence =
                read(("[" + String.join(",\n", entry, refused, other, path) + "]").getBytes(StandardCharsets.UTF_8));

        assertEquals(3, evidence.totals().events());
        assertEquals(3, evidence.totals().namesOnly());
        assertEquals(2, evidence.totals().impersonated());
        assertEquals(1, evidence.totals().refused());
        assertEquals(Map.of(Unread.OTHER_SERVICE, 1L), evidence.unread());
        assertFalse(evidence.isWhole());
        ImpersonationUse exec = evidence.uses().stream()
                .filter(use -> use.action().verb().equals("create") && !use.isRefused())
                .findFirst()
                .orElseThrow();
        assertEquals(UserInfo.of("system:serviceaccount:proxy:gw", List.of()), exec.requestor());
        assertEquals(WantedUser.of("admin@example.com"), exec.wanted());
        assertEquals(List.of(new ResourceAttributes("create", "", "pods", "exec", "shop", "web")), exec.requests());
        assertTrue(evidence.uses().stream()
                .anyMatch(use -> use.requests().equals(List.of(new NonResourceAttributes("get", "/healthz")))));
    }

    @Test
    void refusalsWithoutAMessageAndOfPathsCount() {
        String refused = ONE.replaceAll("\"impersonatedUser\":\\{[^}]*},", "")
                .replace("\"code\":200", "\"code\":403")
                .replaceAll(",\"annotations\":\\{[^}]*}", "");
        String path = refused.replace("\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"shop\"},", "")
                .replace("/api/v1/namespaces/shop/pods", "/api")
                .replace(
                        "\"code\":403",
                        "\"message\":\"forbidden: User \\\"gw\\\" cannot impersonate-on:user-info:get path"
                                + " \\\"/api\\\"\",\"code\":403");
        String elsewhere = refused.replace("\"code\":403", "\"message\":\"pods is forbidden: no quota\",\"code\":403");
        Evidence evidence = read(String.join("\n", refused, path, elsewhere).getBytes(StandardCharsets.UTF_8));

        assertEquals(3, evidence.totals().events());
        assertEquals(2, evidence.totals().refused());
        assertTrue(evidence.uses().stream()
                .anyMatch(use -> use.outcome()
                        .equals(new Outcome.Refused(
                                Optional.of(new NonResourceAttributes("impersonate-on:user-info:get", ""))))));
        assertTrue(
                evidence.uses().stream().anyMatch(use -> use.outcome().equals(new Outcome.Refused(Optional.empty()))));
        assertTrue(evidence.provesConstrainedImpersonation());
        assertFalse(read(refused.getBytes(StandardCharsets.UTF_8)).provesConstrainedImpersonation());
    }

    @Test
    void anEventIsOfTheModeThatItNames() {
        String own = ONE.replace("\"username\":\"gw\"", "\"username\":\"system:serviceaccount:ci:agent\"")
                .replace("\"username\":\"alice\"", "\"username\":\"system:node:n1\"")
                .replace(
                        "\"objectRef\"",
                        "\"authenticationMetadata\":{\"impersonationConstraint\":\"impersonate:associated-node\"},\"objectRef\"");
        Evidence without = read(own.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, without.totals().nodesAssumed());
        assertEquals(
                Map.of(UserInfo.NODE_NAME_EXTRA, List.of("n1")),
                without.uses().getFirst().requestor().extra());
        assertTrue(without.provesConstrainedImpersonation());
        for (String impossible : List.of(
                own.replace("system:node:n1", "alice"),
                own.replace("system:serviceaccount:ci:agent", "gw"),
                own.replace(
                        "\"username\":\"system:serviceaccount:ci:agent\"",
                        "\"username\":\"system:serviceaccount:ci:agent\",\"extra\":{\"" + UserInfo.NODE_NAME_EXTRA
                                + "\":[\"n2\"]}"),
                own.replace("impersonate:associated-node", "impersonate:user-info"),
                own.replace("impersonate:associated-node", "impersonate:serviceaccount"),
                own.replace("impersonate:associated-node", "impersonate:magic"),
                own.replaceAll("\"impersonatedUser\":\\{[^}]*},", ""))) {
            assertUnread(Map.of(Unread.CONTRADICTORY, 1L), impossible);
        }
    }

    private static Evidence read(byte[] log) {
        return new AuditLog().read(new ByteArrayInputStream(log), "test.log", LogProgress.NONE);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
