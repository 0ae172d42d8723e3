package dev.guise.ui.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Review;
import dev.guise.ui.simulate.SimulateModel.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulateModelTest {
    private static Review review;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    static void read() throws Exception {
        ClusterSnapshot snapshot = new DemoSource().read(ReadProgress.NONE);
        review = Review.of(snapshot);
    }

    private static final ResourceAttributes LIST_PODS = ResourceAttributes.of("list", "", "pods", "payments", "");

    @Test
    void withoutHeadersTheRequestorItselfIsAsked() {
        Verdict verdict = SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of(""), LIST_PODS);
        assertTrue(verdict.allowed());
        assertEquals("Allowed", verdict.title());
        assertEquals("kubectl auth can-i list pods --namespace=payments --as=alice", verdict.kubectl());
        assertTrue(verdict.runBy().contains("identity that can impersonate alice"), verdict.runBy());
        assertTrue(
                verdict.lines()
                        .getFirst()
                        .why()
                        .matches("by RoleBinding payments/.*: ClusterRole admin, rule \\d+: .*list.* pods.*"),
                verdict.lines().getFirst().why());
        assertEquals(List.of(), verdict.notes());
    }

    /// Names are written as everywhere else, and a group says that it is one.
    @Test
    void whatAllowsItNamesAccountsAndGroupsAsTheyAreListed() {
        Verdict group = SimulateModel.verdict(
                review,
                UserInfo.serviceAccount("ci", "pipeline"),
                WantedUser.of(""),
                ResourceAttributes.of("create", "authorization.k8s.io", "selfsubjectaccessreviews", "", ""));
        assertTrue(
                group.lines().getFirst().why().startsWith("as group system:authenticated, by ClusterRoleBinding "),
                group::toString);
        Verdict account = SimulateModel.verdict(
                review, UserInfo.serviceAccount("ci", "pipeline"), WantedUser.of("deploy-bot"), LIST_PODS);
        assertTrue(account.runBy().contains("ci/pipeline"), account.runBy());
        assertTrue(account.lines().stream().noneMatch(line -> line.why().contains("pipeline/ci")), account::toString);
    }

    @Test
    void whoIsNamedNowhereIsSaidAndTriedAllTheSame() {
        Verdict verdict = SimulateModel.verdict(
                review, UserInfo.user("jane"), WantedUser.of("system:serviceaccount:ci:missing"), LIST_PODS);
        assertEquals(2, verdict.notes().size());
        assertTrue(
                verdict.notes().getFirst().startsWith("No binding names jane. Kubernetes has no list of users"),
                verdict::toString);
        assertEquals(
                "The cluster has no service account ci/missing, and no binding names it.",
                verdict.notes().getLast());
        assertFalse(verdict.lines().isEmpty());
    }

    @Test
    void theRequestorWithFurtherGroupsIsStoodInForWithAllOfThem() {
        UserInfo who = UserInfo.ofName("system:serviceaccount:ci:pipeline").withGroups(List.of("ops"));
        Verdict verdict = SimulateModel.verdict(review, who, WantedUser.of(""), LIST_PODS);
        assertEquals(
                List.of("--as-group=ops", "--as-group=system:serviceaccounts", "--as-group=system:serviceaccounts:ci"),
                Stream.of(verdict.kubectl().split(" "))
                        .filter(word -> word.startsWith("--as-group"))
                        .sorted()
                        .toList());
    }

    @Test
    void aRefusalSaysWhereItWouldBeAllowed() {
        Verdict refused =
                SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of(""), LIST_PODS.withNamespace(""));
        assertFalse(refused.allowed());
        String why = refused.lines().getFirst().why();
        assertTrue(why.startsWith("no rule at cluster scope; a rule allows it in") && why.contains("payments"), why);
        Verdict nowhere = SimulateModel.verdict(
                review, UserInfo.user("nobody-at-all"), WantedUser.of(""), LIST_PODS.withNamespace(""));
        assertEquals("no rule", nowhere.lines().getFirst().why());
    }

    @Test
    void aGroupWithoutAUserIsABadRequest() {
        Verdict verdict =
                SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of("", List.of("ops")), LIST_PODS);
        assertFalse(verdict.allowed());
        assertEquals("Bad request", verdict.title());
    }

    @Test
    void everyCheckIsListedInOrderAndTheRequestLast() {
        WantedUser wanted = WantedUser.of("system:serviceaccount:payments:checkout");
        Verdict verdict = SimulateModel.verdict(review, UserInfo.user("alice"), wanted, LIST_PODS);
        assertEquals("serviceaccount", verdict.lines().getFirst().mode());
        assertFalse(verdict.lines().getFirst().passed());
        assertTrue(verdict.lines().stream().anyMatch(line -> line.mode().equals("legacy") && line.passed()));
        assertEquals("then", verdict.lines().getLast().mode());
        assertTrue(verdict.kubectl().endsWith("--as=system:serviceaccount:payments:checkout"), verdict.kubectl());
        assertTrue(verdict.runBy().startsWith("Run this with the credentials of alice"), verdict.runBy());
    }

    @Test
    void whatAShellWouldReadIsQuoted() {
        Verdict verdict =
                SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of("bob; rm -rf '/'"), LIST_PODS);
        assertTrue(verdict.kubectl().endsWith("--as='bob; rm -rf '\\''/'\\'''"), verdict.kubectl());
    }

    @Test
    void everyHeaderIsSent() {
        WantedUser wanted = new WantedUser(
                "bob", "7", List.of("cn=devs,ou=x", "ops"), Map.of("example.com/team", List.of("a", "b\nX-Other: c")));
        Verdict verdict = SimulateModel.verdict(review, UserInfo.user("alice"), wanted, LIST_PODS);
        assertEquals(
                List.of(
                        "Impersonate-User: bob",
                        "Impersonate-Uid: 7",
                        "Impersonate-Group: cn=devs,ou=x",
                        "Impersonate-Group: ops",
                        "Impersonate-Extra-example.com%2Fteam: a",
                        "Impersonate-Extra-example.com%2Fteam: bX-Other: c"),
                verdict.headers());
        assertTrue(verdict.kubectl().contains("--as-user-extra=example.com/team=a"), verdict.kubectl());
    }

    @Test
    void whoeverIsSelectedWhileTheViewIsShownIsTried() throws Exception {
        OpenSession open = OpenSession.of(review.snapshot());
        SimulateModel model = new SimulateModel(open.session(), Optional.empty());
        open.session().frame().tabProperty().set(ViewId.SIMULATE.id());
        open.session().frame().select("user:bob");
        open.await(() -> model.verdictProperty()
                .get()
                .filter(found -> found.kubectl().endsWith("--as=bob"))
                .isPresent());
    }

    @Test
    void headersThatSayNothingAreNotSent() throws Exception {
        OpenSession open = OpenSession.of(review.snapshot());
        SimulateModel model = new SimulateModel(open.session(), Optional.empty());
        model.add(Header.Kind.GROUP);
        model.add(Header.Kind.EXTRA);
        model.headers().get(1).valueProperty().set("ops");
        model.headers().get(2).valueProperty().set("no key");
        model.requestorProperty().set("alice");
        model.userProperty().set("bob");
        model.run();
        open.await(() -> model.verdictProperty().get().isPresent());
        assertEquals(
                List.of("Impersonate-User: bob", "Impersonate-Group: ops"),
                model.verdictProperty().get().orElseThrow().headers());
    }
}
