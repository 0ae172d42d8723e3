package dev.guise.impersonation;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.SmallCluster;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyImpersonationTest {
    private static final Subject EVE = Subject.user("eve");
    private static final String AUTH = "authentication.k8s.io";
    private static final PolicyRule ANY_USER = rule("impersonate", "core", "users");

    private static Asking eve(SmallCluster cluster) {
        return new Asking(cluster.policy(), Gate.OFF, UserInfo.user("eve"));
    }

    private static Asking holding(PolicyRule... rules) {
        SmallCluster cluster = new SmallCluster();
        for (PolicyRule rule : rules) {
            cluster.everywhere(rule, EVE);
        }
        return eve(cluster);
    }

    private static Asking holdingIn(String namespace, PolicyRule... rules) {
        SmallCluster cluster = new SmallCluster();
        for (PolicyRule rule : rules) {
            cluster.in(namespace, rule, EVE);
        }
        return eve(cluster);
    }

    @Test
    void aUserIsCheckedAsUserInTheCoreGroup() {
        assertEquals("legacy", holding(ANY_USER).by("alice"));
        assertEquals("refused", holding(rule("impersonate", AUTH, "users")).by("alice"));
        assertEquals("refused", holding(rule("get", "core", "users")).by("alice"));
        assertEquals("refused", holding(rule("impersonate", "core", "groups")).by("alice"));
    }

    @ParameterizedTest
    @CsvSource({"alice, alice, legacy", "alice, alice2, refused", "alice, Alice, refused", "*, alice, refused"})
    void resourceNamesLimitWho(String granted, String asked, String expected) {
        assertEquals(
                expected, holding(rule("impersonate", "core", "users", granted)).by(asked));
    }

    @Test
    void aNodeIsAUser() {
        assertEquals("legacy", holding(ANY_USER).by("system:node:n1"));
        assertEquals("refused", holding(rule("impersonate", "core", "nodes")).by("system:node:n1"));
        Result result = Asking.resultOf(holding(ANY_USER).be("system:node:n1"));
        assertEquals(List.of(Rbac.AUTHENTICATED), result.identity().groups(), "without system:nodes");
    }

    @Test
    void aServiceAccountIsCheckedInItsNamespaceByItsBareName() {
        PolicyRule bot = rule("impersonate", "core", "serviceaccounts", "bot");
        String name = "system:serviceaccount:a:bot";
        assertEquals("legacy", holding(bot).by(name));
        assertEquals("legacy", holdingIn("a", bot).by(name));
        assertEquals("refused", holdingIn("b", bot).by(name));
        assertEquals("refused", holdingIn("a", bot).by("system:serviceaccount:a:bot2"));
        assertEquals(
                "refused",
                holding(rule("impersonate", "core", "serviceaccounts", name)).by(name));
    }

    @Test
    void usersNeverReachAServiceAccount() {
        String name = "system:serviceaccount:a:bot";
        assertEquals("refused", holding(ANY_USER).by(name));
        assertEquals(
                "refused", holding(rule("impersonate", "core", "users", name)).by(name));
    }

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:a:b:c",
        "system:serviceaccount:a",
        "system:serviceaccount:A:b",
        "system:serviceaccount:a:B"
    })
    void whatOnlyLooksLikeAServiceAccountIsAUser(String name) {
        assertEquals("legacy", holding(ANY_USER).by(name));
        assertEquals(
                "refused",
                holding(rule("impersonate", "core", "serviceaccounts")).by(name));
    }

    @Test
    void eachGroupIsChecked() {
        Asking eve = holding(ANY_USER, rule("impersonate", "core", "groups", "devs", "ops"));
        assertEquals("legacy", eve.by(WantedUser.of("alice", List.of("devs", "ops"))));
        assertEquals("refused", eve.by(WantedUser.of("alice", List.of("devs", "qa"))));
    }

    @Test
    void theUidIsCheckedInTheAuthenticationGroup() {
        assertEquals(
                "legacy",
                holding(ANY_USER, rule("impersonate", AUTH, "uids", "7")).by(Asking.withUid("alice", "7")));
        assertEquals(
                "refused",
                holding(ANY_USER, rule("impersonate", AUTH, "uids", "7")).by(Asking.withUid("alice", "8")));
        assertEquals(
                "refused",
                holding(ANY_USER, rule("impersonate", "core", "uids")).by(Asking.withUid("alice", "7")));
    }

    @Test
    void eachValueOfEachExtraIsChecked() {
        Asking eve = holding(ANY_USER, rule("impersonate", AUTH, "userextras/scopes", "view", "edit"));
        assertEquals("legacy", eve.by(Asking.withExtra("alice", "scopes", "view", "edit")));
        assertEquals("refused", eve.by(Asking.withExtra("alice", "scopes", "view", "admin")));
        assertEquals("refused", eve.by(Asking.withExtra("alice", "other", "view")));
        assertEquals(
                "refused",
                holding(ANY_USER, rule("impersonate", AUTH, "userextras"))
                        .by(Asking.withExtra("alice", "scopes", "v")));
        assertEquals(
                "refused",
                holding(ANY_USER, rule("impersonate", AUTH, "userextras/*"))
                        .by(Asking.withExtra("alice", "scopes", "v")));
    }

    @Test
    void allChecksMustPassAndTheyComeInTheServersOrder() {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put("k", List.of("v", "w"));
        var wanted = new WantedUser("alice", "7", List.of("devs"), extra);
        Asking eve = holding(rule("impersonate", "core," + AUTH, "*"));
        assertEquals(
                List.of(
                        "impersonate users alice",
                        "impersonate groups devs",
                        "impersonate userextras/k v",
                        "impersonate userextras/k w",
                        "impersonate uids 7"),
                Asking.checks(eve.be(wanted)));
        assertEquals(
                List.of("impersonate users alice", "impersonate groups devs"),
                Asking.checks(holding(ANY_USER).be(wanted)),
                "the first that fails is the last that is made");
    }

    @ParameterizedTest
    @CsvSource({"users, alice", "groups, devs"})
    void roleBindingsGrantNothingOfClusterScope(String resource, String name) {
        Asking eve = eve(new SmallCluster()
                .in("shop", rule("impersonate", "core", resource, name), EVE)
                .everywhere(rule("impersonate", "core", resource.equals("users") ? "groups" : "users"), EVE));
        assertEquals("refused", eve.by(WantedUser.of("alice", List.of("devs"))));
    }

    @Test
    void withoutAUserItIsNoRequest() {
        Asking eve = holding(rule("*", "*", "*"));
        assertEquals("bad-request", eve.by(WantedUser.of("", List.of("devs"))));
        assertEquals("bad-request", eve.by(Asking.withUid("", "7")));
        assertEquals("bad-request", eve.by(Asking.withExtra("", "k", "v")));
        assertEquals("bad-request", eve.by(""));
        assertEquals(List.of(), eve.be(WantedUser.of("", List.of("devs"))).checks());
    }

    private static List<String> groupsOf(String name, String... asked) {
        SmallCluster everything = new SmallCluster().everywhere(rule("impersonate", "*", "*"), EVE);
        return Asking.resultOf(eve(everything).be(WantedUser.of(name, List.of(asked))))
                .identity()
                .groups();
    }

    @Test
    void groupsOfAServiceAccount() {
        String name = "system:serviceaccount:a:bot";
        assertEquals(
                List.of("system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated"), groupsOf(name));
        assertEquals(List.of("devs", "system:authenticated"), groupsOf(name, "devs"), "only those asked for");
    }

    @Test
    void groupsOfAnonymous() {
        assertEquals(List.of("system:unauthenticated"), groupsOf("system:anonymous"));
        assertEquals(List.of("devs", "system:unauthenticated"), groupsOf("system:anonymous", "devs"));
        assertEquals(List.of("system:unauthenticated"), groupsOf("system:anonymous", "system:unauthenticated"));
    }

    @Test
    void groupsOfOthers() {
        assertEquals(List.of("system:authenticated"), groupsOf("alice"));
        assertEquals(List.of("devs", "system:authenticated"), groupsOf("alice", "devs"));
        assertEquals(List.of("system:authenticated", "devs"), groupsOf("alice", "system:authenticated", "devs"));
        assertEquals(List.of("system:unauthenticated"), groupsOf("alice", "system:unauthenticated"));
    }

    @Test
    void theImpersonatedIdentityMustBeAllowedAndTheRequestorNeedNot() {
        SmallCluster cluster = new SmallCluster().everywhere(ANY_USER, EVE);
        assertFalse(Asking.resultOf(eve(cluster).be("alice")).decision().isAllowed());
        cluster.in("shop", rule("list", "core", "pods"), Subject.user("alice"));
        assertTrue(Asking.resultOf(eve(cluster).be("alice")).decision().isAllowed());
        SmallCluster own = new SmallCluster().everywhere(ANY_USER, EVE).everywhere(rule("list", "core", "pods"), EVE);
        assertFalse(Asking.resultOf(eve(own).be("alice")).decision().isAllowed());
    }

    @Test
    void mastersMayBeAskedForAndMayDoEverything() {
        Asking eve = holding(ANY_USER, rule("impersonate", "core", "groups", Rbac.MASTERS));
        Result result = Asking.resultOf(eve.be(WantedUser.of("nobody", List.of(Rbac.MASTERS))));
        assertTrue(result.decision().isAllowed());
    }

    @Test
    void oneRequestOneImpersonation() {
        SmallCluster cluster = new SmallCluster()
                .everywhere(rule("impersonate", "core", "users", "alice"), EVE)
                .everywhere(rule("impersonate", "core", "users", "root"), Subject.user("alice"));
        assertEquals("legacy", eve(cluster).by("alice"));
        assertEquals("refused", eve(cluster).by("root"));
    }

    @Test
    void uidAndExtraAreTakenOver() {
        Asking eve = holding(rule("impersonate", "*", "*"));
        UserInfo identity = Asking.resultOf(
                        eve.be(new WantedUser("alice", "7", List.of(), Map.of("k", List.of("v", "w")))))
                .identity();
        assertEquals("7", identity.uid());
        assertEquals(Map.of("k", List.of("v", "w")), identity.extra());
    }

    @Test
    void constrainedGrantsAreInertWithoutTheGate() {
        Asking eve = holding(
                rule("impersonate:user-info", AUTH, "users"), rule("impersonate-on:user-info:list", "core", "pods"));
        assertEquals("refused", eve.by("alice"));
        assertEquals(List.of("impersonate users alice"), Asking.checks(eve.be("alice")));
    }
}
