package dev.guise.impersonation;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.SmallCluster;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonationRightsTest {
    private static final Subject EVE = Subject.user("eve");
    private static final String AUTH = "authentication.k8s.io";

    private static ImpersonationRights rights(SmallCluster cluster) {
        return ImpersonationRights.of(cluster.policy().allRulesFor(UserInfo.user("eve")));
    }

    private static ImpersonationRights everywhere(PolicyRule... rules) {
        SmallCluster cluster = new SmallCluster();
        for (PolicyRule rule : rules) {
            cluster.everywhere(rule, EVE);
        }
        return rights(cluster);
    }

    private static ImpersonationRights in(String namespace, PolicyRule rule) {
        return rights(new SmallCluster().in(namespace, rule, EVE));
    }

    @Test
    void usersAndAccountsAloneAreUsableGroupsUidsAndExtrasAreNot() {
        assertTrue(everywhere(rule("impersonate", "core", "users")).isLegacyUsable());
        assertTrue(everywhere(rule("impersonate", "core", "serviceaccounts", "bot"))
                .isLegacyUsable());
        assertFalse(everywhere(rule("impersonate", "core", "groups")).isLegacyUsable());
        assertFalse(everywhere(rule("impersonate", AUTH, "uids,userextras/k")).isLegacyUsable());
    }

    @Test
    void aGroupIsUsableBesideAnything() {
        ImpersonationRights alone = everywhere(rule("impersonate", "core", "groups", "devs"));
        assertFalse(alone.isUsable(alone.legacy(Kind.GROUP).getFirst()));
        ImpersonationRights beside = everywhere(
                rule("impersonate", "core", "groups", "devs"), rule("impersonate", "core", "serviceaccounts", "bot"));
        assertTrue(beside.isUsable(beside.legacy(Kind.GROUP).getFirst()));
    }

    @Test
    void aConstrainedGrantDoesNotMakeALegacyGroupUsable() {
        ImpersonationRights rights = everywhere(
                rule("impersonate", "core", "groups"),
                rule("impersonate:user-info", AUTH, "users"),
                rule("impersonate-on:user-info:list", "core", "pods"));
        assertFalse(rights.isUsable(rights.legacy(Kind.GROUP).getFirst()));
        assertTrue(rights.isUsable(Mode.USER_INFO));
    }

    @Test
    void accountsCountWhereTheyAreBound() {
        PolicyRule bot = rule("impersonate", "core", "serviceaccounts", "bot");
        IdentityRight here = in("a", bot).legacy(Kind.SERVICE_ACCOUNT).getFirst();
        assertTrue(here.reaches("a", "bot"));
        assertFalse(here.reaches("b", "bot"));
        assertFalse(here.reaches("a", "bot2"));
        assertTrue(everywhere(bot).legacy(Kind.SERVICE_ACCOUNT).getFirst().reaches("b", "bot"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "groups", "uids", "userextras/example.com/k", "nodes"})
    void aRoleBindingGrantsNothingOfClusterScope(String resource) {
        String verbs = "impersonate,impersonate:user-info,impersonate:arbitrary-node,impersonate:associated-node";
        PolicyRule rule = rule(verbs, "core," + AUTH, resource);
        assertTrue(in("a", rule).isEmpty());
        assertFalse(everywhere(rule).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "impersonate, authentication.k8s.io, users",
        "impersonate, authentication.k8s.io, serviceaccounts",
        "impersonate, core, uids",
        "impersonate, core, userextras/k",
        "impersonate, core, nodes",
        "impersonate:user-info, core, users",
        "impersonate:user-info, authentication.k8s.io, serviceaccounts",
        "impersonate:user-info, authentication.k8s.io, nodes",
        "impersonate:serviceaccount, authentication.k8s.io, users",
        "impersonate:arbitrary-node, authentication.k8s.io, users",
        "impersonate:scheduled-node, authentication.k8s.io, nodes",
        "impersonate, authentication.k8s.io, userextras",
        "impersonate, authentication.k8s.io, userextras/*",
        "impersonate:user-info, authentication.k8s.io, userextras/scopes",
        "impersonate:user-info, authentication.k8s.io, userextras/example.com/Tenant",
        "get, core, users",
        "impersonate:*, authentication.k8s.io, users",
    })
    void whatNoModeEverChecksIsNoRight(String verb, String apiGroup, String resource) {
        assertEquals(List.of(), everywhere(rule(verb, apiGroup, resource)).identities());
    }

    @ParameterizedTest
    @CsvSource({
        "impersonate, core, users, system:serviceaccount:a:bot, alice",
        "impersonate, core, serviceaccounts, system:serviceaccount:a:bot, bot",
        "impersonate:user-info, authentication.k8s.io, users, system:serviceaccount:a:bot, alice",
        "impersonate:user-info, authentication.k8s.io, users, system:node:n1, alice",
        "impersonate:serviceaccount, authentication.k8s.io, serviceaccounts, system:serviceaccount:a:bot, bot",
        "impersonate:arbitrary-node, authentication.k8s.io, nodes, system:node:n1, n1",
    })
    void aNameThatIsNeverCheckedReachesNobody(String verb, String group, String resource, String dead, String alive) {
        PolicyRule actions = rule(
                "impersonate-on:user-info:list,impersonate-on:serviceaccount:list,impersonate-on:arbitrary-node:list",
                "core",
                "pods");
        ImpersonationRights useless = everywhere(rule(verb, group, resource, dead), actions);
        assertEquals(1, useless.identities().size());
        IdentityRight right = useless.identities().getFirst();
        assertTrue(right.reachable().isEmpty());
        assertFalse(useless.isUsable(right));
        ImpersonationRights useful = everywhere(rule(verb, group, resource, dead, alive), actions);
        assertEquals(NameSet.of(List.of(alive)), useful.identities().getFirst().reachable());
        assertTrue(useful.isUsable(useful.identities().getFirst()));
    }

    @Test
    void aNodesUserNameIsReachableInLegacy() {
        ImpersonationRights rights = everywhere(rule("impersonate", "core", "users", "system:node:n1"));
        assertTrue(rights.isLegacyUsable());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aModeIsUsableWithSomebodyToBecomeAndSomethingToDo(Mode mode) {
        PolicyRule who = rule(mode.identityVerb(), AUTH, "users,nodes,serviceaccounts");
        PolicyRule what = rule(mode.actionVerb("list"), "core", "pods");
        assertFalse(everywhere(who).isUsable(mode));
        assertFalse(everywhere(what).isUsable(mode));
        assertTrue(everywhere(who, what).isUsable(mode));
        assertFalse(everywhere(who, what).isLegacyUsable());
    }

    @Test
    void groupsAloneDoNotMakeUserInfoUsable() {
        assertFalse(everywhere(
                        rule("impersonate:user-info", AUTH, "groups"),
                        rule("impersonate-on:user-info:list", "core", "pods"))
                .isUsable(Mode.USER_INFO));
    }

    @Test
    void associatedNodeNeedsNoNamesOrTheStar() {
        String verb = "impersonate:associated-node";
        assertEquals(List.of(), everywhere(rule(verb, AUTH, "nodes", "n1")).identities());
        for (PolicyRule rule : List.of(rule(verb, AUTH, "nodes"), rule(verb, AUTH, "nodes", "n1", "*"))) {
            List<IdentityRight> found = everywhere(rule).constrained(Mode.ASSOCIATED_NODE, Kind.NODE);
            assertEquals(
                    List.of(NameSet.ANY),
                    found.stream().map(IdentityRight::names).toList());
        }
    }

    @Test
    void theStarAmongGroupsReachesAnyByAskingForEnough() {
        ImpersonationRights star = everywhere(rule("impersonate:user-info", AUTH, "groups", "*"));
        assertEquals(
                NameSet.ANY,
                star.constrained(Mode.USER_INFO, Kind.GROUP).getFirst().names());
        ImpersonationRights legacy = everywhere(rule("impersonate", "core", "groups", "*"));
        assertFalse(legacy.legacy(Kind.GROUP).getFirst().names().any(), "legacy has no such check");
    }

    @Test
    void mastersCannotBeReachedInConstrainedModes() {
        ImpersonationRights rights =
                everywhere(rule("impersonate:user-info,impersonate", "core," + AUTH, "groups", "system:masters"));
        assertTrue(rights.constrained(Mode.USER_INFO, Kind.GROUP)
                .getFirst()
                .reachable()
                .isEmpty());
        assertFalse(rights.legacy(Kind.GROUP).getFirst().reachable().isEmpty());
    }

    @Test
    void extraKeys() {
        ImpersonationRights rights = everywhere(
                rule("impersonate", AUTH, "userextras/scopes", "view"),
                rule("impersonate:user-info", AUTH, "*/example.com/k"),
                rule("impersonate", AUTH, "*"));
        assertEquals(
                List.of("scopes", "*"),
                rights.legacy(Kind.EXTRA).stream().map(IdentityRight::extraKey).toList());
        assertEquals(
                NameSet.of(List.of("view")),
                rights.legacy(Kind.EXTRA).getFirst().names());
        assertEquals(
                List.of("example.com/k"),
                rights.constrained(Mode.USER_INFO, Kind.EXTRA).stream()
                        .map(IdentityRight::extraKey)
                        .toList());
    }

    @Test
    void theStarKeyCountsInConstrainedModesWithTheStarOrNoName() {
        String verb = "impersonate:user-info";
        IdentityRight star = everywhere(rule(verb, AUTH, "userextras/*", "*", "v"))
                .constrained(Mode.USER_INFO, Kind.EXTRA)
                .getFirst();
        assertEquals("*", star.extraKey());
        assertEquals(NameSet.ANY, star.names());
        assertEquals(
                1, everywhere(rule(verb, AUTH, "userextras/*")).identities().size());
        assertEquals(
                0,
                everywhere(rule(verb, AUTH, "userextras/*", "v")).identities().size());
    }

    @Test
    void actionsKeepTheVerbsWithoutTheirPrefix() {
        ImpersonationRights rights = everywhere(rule(
                "impersonate-on:user-info:list,impersonate-on:user-info:*,impersonate-on:user-info:,"
                        + "impersonate-on:serviceaccount:get,impersonate-on:list,get",
                "core",
                "pods"));
        assertEquals(Set.of("list"), rights.actions(Mode.USER_INFO).getFirst().verbs());
        assertEquals(
                Set.of("get"), rights.actions(Mode.SERVICE_ACCOUNT).getFirst().verbs());
        assertEquals(List.of(), rights.actions(Mode.ARBITRARY_NODE));
        ImpersonationRights wildcard = everywhere(rule("*", "core", "pods"));
        for (Mode mode : Mode.values()) {
            assertEquals(Set.of("*"), wildcard.actions(mode).getFirst().verbs());
        }
    }

    @Test
    void clusterAdminHoldsThemAll() {
        ImpersonationRights admin = everywhere(rule("*", "*", "*"));
        assertTrue(admin.isLegacyUsable());
        for (Mode mode : Mode.values()) {
            assertTrue(admin.isUsable(mode), mode.id());
        }
        assertEquals(NameSet.ANY, ImpersonationRights.names(admin.legacy(Kind.GROUP)));
    }

    @Test
    void namesOfSeveralRightsAreTakenTogether() {
        ImpersonationRights rights =
                everywhere(rule("impersonate", "core", "users", "alice"), rule("impersonate", "core", "users", "bob"));
        assertEquals(NameSet.of(List.of("alice", "bob")), ImpersonationRights.names(rights.legacy(Kind.USER)));
        assertEquals(NameSet.NONE, ImpersonationRights.names(List.of()));
    }

    @Test
    void otherRulesGiveNone() {
        assertTrue(everywhere(rule("get", "core", "pods"), PolicyRule.paths(List.of("*"), List.of("*")))
                .identities()
                .isEmpty());
    }
}
