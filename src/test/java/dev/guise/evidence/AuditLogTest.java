package dev.guise.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final String AUTHENTICATED = "\"system:authenticated\"";

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsWhoWasWhomForWhat() {
        ImpersonationUse use = only(read(event("get", "pods", "web", "alice", "\"dev\"," + AUTHENTICATED)));

        assertEquals(UserInfo.of("bob", List.of("ops", "system:authenticated")), use.requestor());
        assertEquals(WantedUser.of("alice", List.of("dev")), use.wanted());
        assertEquals("impersonate:user-info", use.constraint());
        assertEquals(new ResourceAttributes("get", "", "pods", "", "shop", ""), use.action());
        assertEquals(List.of("web"), use.names());
        assertEquals(List.of(new ResourceAttributes("get", "", "pods", "", "shop", "web")), use.requests());
        assertEquals(new Outcome.Allowed(), use.outcome());
        assertEquals(Optional.of(Instant.parse("2026-05-01T10:00:00.000001Z")), use.firstSeen());
    }

    @Test
    void likeRequestsAreOneUseAndGroupOrderDoesNotMatter() {
        Evidence evidence = read(
                event("get", "pods", "b", "alice", "\"x\",\"y\"," + AUTHENTICATED),
                event("get", "pods", "a", "alice", "\"y\",\"x\"," + AUTHENTICATED)
                        .replace("2026-05-01", "2026-04-01"),
                event("get", "pods", "a", "alice", "\"x\",\"y\"," + AUTHENTICATED));

        ImpersonationUse use = only(evidence);
        assertEquals(3, use.count());
        assertEquals(List.of("a", "b"), use.names());
        assertEquals(Optional.of(Instant.parse("2026-04-01T10:00:00.000001Z")), use.firstSeen());
        assertEquals(Optional.of(Instant.parse("2026-05-01T10:00:00.000001Z")), use.lastSeen());
        assertEquals(use.firstSeen(), evidence.totals().first());
    }

    @Test
    void onlyTheLastStageOfARequestCounts() {
        String complete = event("watch", "pods", "", "alice", AUTHENTICATED);
        Evidence evidence = read(
                complete.replace("ResponseComplete", "RequestReceived"),
                complete.replace("ResponseComplete", "ResponseStarted"),
                complete,
                complete.replace("ResponseComplete", "Panic"));

        assertEquals(2, evidence.totals().events());
        assertEquals(2, evidence.totals().otherStages());
        assertEquals(2, only(evidence).count());
    }

    @Test
    void groupsThatTheServerAddsAreTakenOff() {
        assertEquals(List.of(), wantedGroups("alice", AUTHENTICATED));
        assertEquals(List.of("dev"), wantedGroups("alice", "\"dev\"," + AUTHENTICATED));
        // asked for, since the server would have put it at the end
        assertEquals(List.of("dev", "system:authenticated"), wantedGroups("alice", AUTHENTICATED + ",\"dev\""));
        assertEquals(List.of("system:unauthenticated"), wantedGroups("alice", "\"system:unauthenticated\""));
        assertEquals(List.of(), wantedGroups("system:anonymous", "\"system:unauthenticated\""));
        String account = "system:serviceaccount:ns:bot";
        String own = "\"system:serviceaccounts\",\"system:serviceaccounts:ns\"";
        assertEquals(List.of(), wantedGroups(account, own + "," + AUTHENTICATED));
        assertEquals(
                List.of("system:serviceaccounts", "system:serviceaccounts:other"),
                wantedGroups(account, own.replace(":ns", ":other") + "," + AUTHENTICATED));
        assertEquals(List.of("dev"), wantedGroups(account, "\"dev\"," + AUTHENTICATED));
    }

    @Test
    void inANodeModeNoGroupsWereAskedFor() {
        String line = event("list", "pods", "", "system:node:n1", "\"system:nodes\"," + AUTHENTICATED)
                .replace("\"username\":\"bob\"", "\"username\":\"system:serviceaccount:ci:bob\"")
                .replace("impersonate:user-info", "impersonate:associated-node")
                .replace(
                        "\"extra\":{}",
                        "\"extra\":{\"authentication.kubernetes.io/node-name\":[\"n1\"],\"x\":[\"1\"]}");
        ImpersonationUse use = only(read(line));

        assertEquals(WantedUser.of("system:node:n1"), use.wanted());
        assertEquals(
                Map.of(UserInfo.NODE_NAME_EXTRA, List.of("n1")), use.requestor().extra());
        String legacy = line.replace(
                ",\"authenticationMetadata\":{\"impersonationConstraint\":" + "\"impersonate:associated-node\"}", "");
        assertFalse(legacy.contains("authenticationMetadata"));
        assertEquals(List.of("system:nodes"), only(read(legacy)).wanted().groups());
        assertEquals("", only(read(legacy)).constraint());
    }

    @Test
    void uidAndExtraOfTheWantedUserAreKept() {
        String line = event("get", "pods", "web", "alice", AUTHENTICATED)
                .replace(
                        "\"username\":\"alice\"",
                        "\"username\":\"alice\",\"uid\":\"u1\","
                                + "\"extra\":{\"example.com/b\":[\"2\",\"1\"],\"a\":null}");
        assertEquals(
                new WantedUser("alice", "u1", List.of(), Map.of("a", List.of(), "example.com/b", List.of("2", "1"))),
                only(read(line)).wanted());
    }

    @Test
    void theNameOfACreatedObjectWasNotAuthorized() {
        assertEquals(
                List.of(""),
                only(read(event("create", "pods", "web", "alice", AUTHENTICATED)))
                        .names());
        String exec = event("create", "pods", "web", "alice", AUTHENTICATED)
                .replace("\"resource\":\"pods\"", "\"resource\":\"pods\",\"subresource\":\"exec\"");
        assertEquals(List.of("web"), only(read(exec)).names());
    }

    @Test
    void theNameOfAFieldSelectorCounts() {
        String list = event("list", "pods", "", "alice", AUTHENTICATED);
        assertEquals(
                List.of("web"),
                only(read(list.replace("/pods/", "/pods?limit=5&fieldSelector=metadata.name%3Dweb")))
                        .names());
        assertEquals(
                List.of("web"),
                only(read(list.replace("/pods/", "/pods?fieldSelector=spec.x%3Dy%2Cmetadata.name==web")))
                        .names());
        assertEquals(
                List.of(""),
                only(read(list.replace("/pods/", "/pods?fieldSelector=metadata.name!%3Dweb")))
                        .names());
        assertEquals(
                List.of(""),
                only(read(list.replace("/pods/", "/pods?labelSelector=metadata.name%3Dweb")))
                        .names());
    }

    @Test
    void pathsAreDecodedAndLoseTheirQuery() {
        String line = event("get", "pods", "", "alice", AUTHENTICATED)
                .replaceAll(",\"objectRef\":\\{[^}]*}", "")
                .replace("/api/v1/namespaces/shop/pods/", "/metr%69cs?x=1");
        ImpersonationUse use = only(read(line));
        assertEquals(List.of(new NonResourceAttributes("get", "/metrics")), use.requests());
        assertEquals(new NonResourceAttributes("get", ""), use.action());
    }

    @Test
    void forbiddenIsWhatTheAuthorizerSaidNotWhatAdmissionDid() {
        String line = event("get", "pods", "web", "alice", AUTHENTICATED);
        String webhook = line.replace("\"code\":200", "\"code\":403");
        assertEquals(new Outcome.Allowed(), only(read(webhook)).outcome());
        assertEquals(
                new Outcome.Forbidden(),
                only(read(webhook.replace("\"allow\"", "\"forbid\""))).outcome());
        String unsaid = webhook.replaceAll(",\"annotations\":\\{[^}]*}", "");
        assertEquals(new Outcome.Forbidden(), only(read(unsaid)).outcome());
    }

    @Test
    void refusalsTellTheCheckThatFailed() {
        ImpersonationUse use =
                only(read(refusal("users \\\"alice\\\" is forbidden: User \\\"bob\\\" cannot impersonate "
                        + "resource \\\"users\\\" in API group \\\"\\\" at the cluster scope: no rule")));
        assertTrue(use.isRefused());
        assertEquals(WantedUser.of("alice"), use.wanted());
        assertEquals(
                new Outcome.Refused(Optional.of(new ResourceAttributes("impersonate", "", "users", "", "", "alice"))),
                use.outcome());
        assertEquals(new ResourceAttributes("get", "", "pods", "", "shop", ""), use.action());
    }

    @Test
    void refusalsOfTheActionTellNothingOfTheIdentity() {
        ImpersonationUse use = only(read(refusal("pods \\\"web\\\" is forbidden: User \\\"bob\\\" cannot "
                + "impersonate-on:user-info:get resource \\\"pods\\\" in API group \\\"\\\" in the namespace "
                + "\\\"shop\\\"")));
        assertEquals(WantedUser.of(""), use.wanted());
        assertEquals(
                new Outcome.Refused(Optional.of(
                        new ResourceAttributes("impersonate-on:user-info:get", "", "pods", "", "shop", ""))),
                use.outcome());
        assertEquals(List.of("web"), use.names());
    }

    @Test
    void aMessageThatOnlyLooksLikeARefusalIsNone() {
        String spoof =
                "users \\\"alice\\\" is forbidden: User \\\"bob\\\" cannot impersonate resource \\\"users\\\" in API "
                        + "group \\\"\\\" at the cluster scope";
        String decided = refusal(spoof)
                .replace(
                        "\"code\":403}",
                        "\"code\":403}," + "\"annotations\":{\"authorization.k8s.io/decision\":\"forbid\"}");
        assertEquals(List.of(), read(decided).uses());
        assertEquals(List.of(), read(refusal(spoof).replace("403", "409")).uses());
        assertEquals(
                List.of(),
                read(refusal("pods is forbidden: User \\\"x cannot impersonate y\\\" cannot list resource "
                                + "\\\"pods\\\" in API group \\\"\\\" at the cluster scope"))
                        .uses());
    }

    @Test
    void malformedLinesAreCountedAndTheRestIsRead() {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED);
        Evidence evidence = read(
                good,
                "{\"kind\":\"Event\",",
                "not json at all",
                "\u0000\u0001\u0002",
                "",
                "   ",
                "42",
                good.replace("\"username\":\"alice\"", "\"username\":[\"alice\"]"),
                good.replace("\"code\":200", "\"code\":\"200\""),
                good + good,
                "{}",
                "{\"kind\":\"Pod\"}",
                "{\"kind\":\"Event\",\"apiVersion\":\"v1\",\"reason\":\"Pulled\"}",
                good + "}",
                good + "\r");

        // the first, the two on one line, the one before the surplus brace, the last
        assertEquals(5, evidence.totals().events());
        assertEquals(
                Map.of(
                        Unread.NOT_JSON, 3L,
                        Unread.NO_EVENT, 2L,
                        Unread.CUT_OFF, 1L,
                        Unread.MALFORMED, 3L,
                        Unread.OTHER_OBJECT, 1L),
                evidence.unread());
        assertEquals(9, evidence.hiddenCount());
        assertEquals(
                List.of(2L, 3L, 4L, 7L, 8L, 9L, 11L, 12L, 13L, 14L),
                evidence.problems().stream().map(LogProblem::line).toList());
        assertEquals(good.length() + 1L, evidence.problems().getFirst().offset());
        assertTrue(
                evidence.problems().get(4).problem().contains("/impersonatedUser/username"),
                evidence.problems().get(4).problem());
    }

    @Test
    void nullsAreFieldsThatAreNotThere() {
        String line = "{\"kind\":\"Event\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"requestURI\":null,"
                + "\"user\":{\"username\":\"bob\",\"groups\":null},"
                + "\"impersonatedUser\":{\"username\":null,\"groups\":null,\"extra\":null},\"objectRef\":null,"
                + "\"authenticationMetadata\":null,\"responseStatus\":null,\"annotations\":null,"
                + "\"requestReceivedTimestamp\":\"yesterday\",\"items\":null}";
        Evidence evidence = read(line);
        assertEquals(0, evidence.unreadCount());
        assertEquals(WantedUser.of(""), only(evidence).wanted());
        assertEquals(Optional.empty(), evidence.totals().first());
    }

    @Test
    void hostileStringsSurvive() {
        String line = event("get", "pods", "web", "a\\u0000\\\"\\n\\ud800\\u202e\\uD83D\\uDE00", AUTHENTICATED);
        assertEquals(
                "a\u0000\"\n\ud800\u202e\uD83D\uDE00", only(read(line)).wanted().name());
    }

    @Test
    void longLinesAreSkippedOnBothSidesOfTheLimit() {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED);
        int limit = good.length();
        String longer = good.replace("\"alice\"", "\"alice2\"");
        assertEquals(limit + 1, longer.length());
        Limits limits = new Limits(limit, 10, 10, 10_000, 10);
        Evidence evidence = read(limits, String.join("\n", longer, good, "x".repeat(900_000), good, longer));

        assertEquals(2, only(evidence).count());
        assertEquals(3, evidence.unreadCount());
        assertEquals(
                List.of(1L, 3L, 5L),
                evidence.problems().stream().map(LogProblem::line).toList());
        assertTrue(
                evidence.problems().get(1).problem().contains("900000 bytes"),
                evidence.problems().get(1).problem());
        assertEquals(
                longer.length() + 1 + good.length() + 1L,
                evidence.problems().get(1).offset());
    }

    @Test
    void aStreamInSmallPiecesGivesTheSame() {
        String text = new String(new AuditLines(3).bytes(60_000), StandardCharsets.UTF_8);
        InputStream dripping = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 7));
            }
        };
        Evidence dripped = new AuditLog().read(dripping, "x", LogProgress.NONE);
        assertEquals(read(Limits.DEFAULT, text), dripped);
        assertTrue(dripped.totals().events() > 20);
    }

    @Test
    void limitsAreCountedNotSilent() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(event("get", "pods", "p" + i, "alice", AUTHENTICATED));
            lines.add(event("get", "pods", "p" + i, "user" + i, AUTHENTICATED));
        }
        Evidence evidence = read(new Limits(1 << 20, 3, 5, 100_000, 10), String.join("\n", lines));
        assertEquals(3, evidence.uses().size());
        assertEquals(40, evidence.totals().impersonated());
        assertEquals(18, evidence.totals().notKept());
        ImpersonationUse alice = evidence.uses().getFirst();
        assertEquals("alice", alice.wanted().name());
        assertEquals(List.of("p0", "p1", "p2", "p3", "p4"), alice.names());
        assertEquals(15, alice.otherNames());
        assertEquals(20, alice.count());
    }

    @Test
    void hugeNamesDoNotFillTheMemory() {
        Evidence evidence = read(
                new Limits(1 << 20, 100, 100, 2_000, 10),
                event("get", "pods", "web", "a".repeat(1_500), AUTHENTICATED) + "\n"
                        + event("get", "pods", "web", "b".repeat(1_500), AUTHENTICATED) + "\n"
                        + event("get", "pods", "n".repeat(1_500), "a".repeat(1_500), AUTHENTICATED));
        assertEquals(1, evidence.totals().notKept());
        assertEquals(2, only(evidence).count());
        assertEquals(1, only(evidence).otherNames());
    }

    @Test
    void listsArraysAndIndentedEventsAreReadToo() {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED);
        String item = good.replace("\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",", "");
        String list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[";
        assertEquals(2, only(read(list + item + "," + good + "]}")).count());
        assertEquals(
                2,
                only(read("{\n \"kind\": \"EventList\",\n \"items\": [\n" + item + ",\n" + good + "\n]\n}\n"))
                        .count());
        assertEquals(2, only(read("[\n" + good + ",\n" + good + "]")).count());
        assertEquals(
                2,
                only(read("{\n" + good.substring(1) + "\n{\n" + good.substring(1)))
                        .count());
        // bodies of an audit webhook, one on each line
        assertEquals(3, only(read(good, list + item + "]}", good)).count());
        assertEquals(2, only(read("\uFEFF" + good, good)).count());
    }

    @Test
    void aBrokenDocumentGivesWhatCameBefore() {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED);
        Evidence evidence = read("[\n" + good + ",\n" + good + ",\n{\"kind\": nonsense}, " + good + "]");
        assertEquals(2, only(evidence).count());
        assertEquals(4, evidence.problems().getFirst().line());
        assertTrue(evidence.problems().getFirst().problem().contains("was not read"));
    }

    @Test
    void foldersRotatedAndCompressedFilesAreReadInOrder() throws IOException {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED) + "\n";
        Files.writeString(folder.resolve("audit.log"), good + "broken-new");
        Files.writeString(folder.resolve("audit-2026-05-01T00-00-00.000.log"), good + "broken-old");
        Files.write(folder.resolve("audit.log.1.gz"), gzip(good.getBytes(StandardCharsets.UTF_8)));
        // compressed, whatever its name says, and in two members
        byte[] member = gzip(good.getBytes(StandardCharsets.UTF_8));
        byte[] twice = Arrays.copyOf(member, member.length * 2);
        System.arraycopy(member, 0, twice, member.length, member.length);
        Files.write(folder.resolve("audit.json"), twice);
        Files.writeString(folder.resolve(".hidden.log"), good);
        Files.writeString(folder.resolve("README.md"), "not a log");
        Files.createFile(folder.resolve("empty.log"));
        Files.createDirectory(folder.resolve("sub.log"));
        Files.writeString(folder.resolve("sub.log").resolve("000000"), good);
        Files.createDirectory(folder.resolve(".cache"));
        Files.writeString(folder.resolve(".cache").resolve("audit.log"), good);
        List<Long> seen = new ArrayList<>();
        List<Long> totals = new ArrayList<>();

        Evidence evidence = new AuditLog().read(List.of(folder), new LogProgress() {
            @Override
            public void read(long bytesRead, long bytesTotal) {
                seen.add(bytesRead);
                totals.add(bytesTotal);
            }
        });

        assertEquals(6, only(evidence).count());
        assertEquals(6, evidence.totals().files());
        assertEquals(Map.of(Unread.NOT_JSON, 2L, Unread.NOT_A_LOG, 1L), evidence.unread());
        assertEquals(
                List.of("README.md", "audit-2026-05-01T00-00-00.000.log", "audit.log"),
                evidence.problems().stream()
                        .map(problem -> Path.of(problem.file()).getFileName().toString())
                        .toList());
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(totals.getLast(), seen.getLast());
        assertEquals(1, totals.stream().distinct().count());
    }

    @Test
    void aFileThatBreaksOffIsReportedAndTheNextIsRead() throws IOException {
        byte[] whole = gzip(new AuditLines(5).bytes(200_000));
        Path broken = Files.write(folder.resolve("a.log.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path good = Files.writeString(folder.resolve("b.log"), event("get", "pods", "web", "alice", AUTHENTICATED));
        Evidence evidence = new AuditLog().read(List.of(broken, good), LogProgress.NONE);

        assertEquals(2, evidence.totals().files());
        assertTrue(evidence.totals().events() > 10);
        assertTrue(evidence.uses().stream().anyMatch(use -> use.wanted().name().equals("alice")));
        assertEquals(1, evidence.unreadCount());
        assertTrue(evidence.problems().getFirst().problem().contains("ends unexpectedly"));
    }

    @Test
    void aGzipHeaderAloneIsReported() throws IOException {
        Path file = Files.write(folder.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        Evidence evidence = new AuditLog().read(List.of(file), LogProgress.NONE);
        assertEquals(1, evidence.unreadCount());
    }

    @Test
    void missingPathsSayWhatToDo() throws IOException {
        Path missing = folder.resolve("nothing");
        String problem = assertThrows(
                        FileNotFoundException.class, () -> new AuditLog().read(List.of(missing), LogProgress.NONE))
                .toString();
        assertTrue(problem.contains("nothing: does not exist. Specify"), problem);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(FileNotFoundException.class, () -> new AuditLog().read(List.of(empty), LogProgress.NONE));
    }

    @Test
    void readingCanBeStopped() {
        int[] asked = {0};
        LogProgress stop = new LogProgress() {
            @Override
            public boolean isCancelled() {
                return ++asked[0] > 3;
            }
        };
        byte[] much = new AuditLines(1).bytes(4 << 20);
        AuditLog log = new AuditLog();
        ByteArrayInputStream in = new ByteArrayInputStream(much);
        assertThrows(CancellationException.class, () -> log.read(in, "x", stop));
        assertTrue(in.available() > 1 << 20);
        byte[] document = ("[" + "{},".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
        assertThrows(CancellationException.class, () -> log.read(new ByteArrayInputStream(document), "x", stop));
    }

    @Test
    void deepNestingIsOneMalformedLine() {
        String good = event("get", "pods", "web", "alice", AUTHENTICATED);
        String deep = good.replace(
                "\"verb\"", "\"requestObject\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"verb\"");
        Evidence evidence = read(good, deep, good);
        assertEquals(2, only(evidence).count());
        assertEquals(1, evidence.unreadCount());
    }

    private List<String> wantedGroups(String user, String groups) {
        String legacy = event("get", "pods", "web", user, groups)
                .replace("\"impersonationConstraint\":\"impersonate:user-info\"", "");
        return only(read(legacy)).wanted().groups();
    }

    private static ImpersonationUse only(Evidence evidence) {
        assertEquals(1, evidence.uses().size(), evidence.toString());
        return evidence.uses().getFirst();
    }

    private static Evidence read(String... lines) {
        return read(Limits.DEFAULT, String.join("\n", lines));
    }

    private static Evidence read(Limits limits, String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new AuditLog(limits).read(in, "test.log", LogProgress.NONE);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String event(String verb, String resource, String name, String wanted, String groups) {
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"1\","
                + "\"stage\":\"ResponseComplete\",\"requestURI\":\"/api/v1/namespaces/shop/pods/\",\"verb\":\"" + verb
                + "\",\"user\":{\"username\":\"bob\",\"uid\":\"77\",\"groups\":[\"ops\",\"system:authenticated\"],"
                + "\"extra\":{}},\"impersonatedUser\":{\"username\":\"" + wanted + "\",\"groups\":[" + groups + "]}"
                + ",\"authenticationMetadata\":{\"impersonationConstraint\":\"impersonate:user-info\"}"
                + ",\"objectRef\":{\"resource\":\"" + resource + "\",\"namespace\":\"shop\",\"name\":\"" + name
                + "\",\"apiVersion\":\"v1\"},\"responseStatus\":{\"metadata\":{},\"code\":200},"
                + "\"requestObject\":{\"kind\":\"Event\",\"user\":{\"username\":\"eve\"}},"
                + "\"requestReceivedTimestamp\":\"2026-05-01T10:00:00.000001Z\","
                + "\"stageTimestamp\":\"2026-05-01T10:00:01.000000Z\""
                + ",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"\"}}";
    }

    private static String refusal(String message) {
        return "{\"kind\":\"Event\",\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"requestURI\":"
                + "\"/api/v1/namespaces/shop/pods/web\",\"user\":{\"username\":\"bob\"},\"objectRef\":{\"resource\":"
                + "\"pods\",\"namespace\":\"shop\",\"name\":\"web\"},\"responseStatus\":{\"status\":\"Failure\","
                + "\"message\":\"" + message + "\",\"reason\":\"Forbidden\",\"code\":403}}";
    }
}
