package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.engine.EscalationGraph;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile.Gate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be done with which hold, and what several holds are worth together.
class HoldsTest {
    private static final String ME = "a/me";
    private static final String RBAC = " rbac.authorization.k8s.io:";
    private static final String CSR = " certificates.k8s.io:certificatesigningrequests";
    private static final String SIGNERS = " certificates.k8s.io:signers";
    private static final String AUTH = " authentication.k8s.io:";

    private static World cluster() {
        return World.with()
                .namespace("a", "restricted")
                .namespace("b", "restricted")
                .account("a", "me", "boss")
                .account("b", "other")
                .may("jane", "get configmaps")
                .may("joe", "get configmaps");
    }

    /// Holds two accounts that can do nothing but be held together: one makes tokens of the other.
    private static World twoHolds() {
        return cluster().account("c", "helper").mayIn("c", ME, "create serviceaccounts/token helper");
    }

    private static boolean may(World world, String verb, String resource, String namespace) {
        return world.escalation()
                .derivation(
                        World.identity(ME), new End.OfRequest(ResourceAttributes.of(verb, "", resource, namespace, "")))
                .isPresent();
    }

    @Test
    void oneHoldCreatesTheSecretAndAnotherReadsIt() {
        World world = twoHolds().mayIn("b", ME, "create secrets");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(world.mayIn("b", "c/helper", "get secrets").credential(ME, "b/other"));
        assertFalse(world.credential("c/helper", "b/other"), "the helper alone cannot");
    }

    /// Creating bindings would not do here: whoever may create one can give that right to the attacker.
    @Test
    void bindAndWritingTheBindingAreForOneHold() {
        String bind = "bind" + RBAC + "clusterroles admin";
        World split = cluster()
                .clusterRole("admin", "* *:*")
                .bindIn("b", "jane", RoleRef.clusterRole("admin"))
                .account("c", "helper")
                .mayIn("c", ME, "create serviceaccounts/token helper")
                .mayIn("b", ME, bind)
                .mayIn("b", "c/helper", "patch" + RBAC + "rolebindings binding-0");
        assertFalse(split.credential(ME, "b/other"));
        assertTrue(split.mayIn("b", "c/helper", bind).credential(ME, "b/other"));
    }

    @Test
    void whoeverCreatesBindingsCanGiveThatRightToTheStart() {
        World world = twoHolds()
                .clusterRole("admin", "* *:*")
                .mayIn("b", ME, "bind" + RBAC + "clusterroles admin")
                .mayIn("b", "c/helper", "create" + RBAC + "rolebindings");
        assertTrue(world.credential(ME, "b/other"));
    }

    @Test
    void heldRulesAndWritingTheBindingAreForOneHold() {
        String held = "create serviceaccounts/token other";
        World split = cluster()
                .account("c", "helper")
                .clusterRole("special", "impersonate serviceaccounts")
                .mayIn("c", ME, "create serviceaccounts/token helper")
                .mayIn("b", "c/helper", "create" + RBAC + "rolebindings");
        assertFalse(split.actsAs(ME, "b/other"), held);
        // the helper acts as the account itself, so only the start's own new hold tells that the role was bound
        Fact bound = new Fact.BoundRole(dev.guise.rbac.RoleKind.CLUSTER_ROLE, "", "special", "b");
        assertFalse(split.facts(ME).has(bound));
        assertTrue(split.mayIn("b", "c/helper", "impersonate serviceaccounts")
                .facts(ME)
                .has(bound));
    }

    @Test
    void escalateAndWritingTheRoleAreForOneHold() {
        World split = twoHolds()
                .role("b", "mine", "get configmaps")
                .bindIn("b", ME, RoleRef.role("mine"))
                .mayIn("b", ME, "escalate" + RBAC + "roles mine")
                .mayIn("b", "c/helper", "patch" + RBAC + "roles mine");
        assertFalse(split.credential(ME, "b/other"));
        assertTrue(
                split.mayIn("b", "c/helper", "escalate" + RBAC + "roles mine").credential(ME, "b/other"));
    }

    @Test
    void approvingAndTheApprovalAreForOneHoldButCreatingIsNot() {
        World split = twoHolds()
                .may(ME, "create" + CSR)
                .may(ME, "approve" + SIGNERS)
                .may("c/helper", "update" + CSR + "/approval");
        assertFalse(split.credential(ME, "jane"));
        assertTrue(split.may("c/helper", "approve" + SIGNERS).credential(ME, "jane"));
    }

    @Test
    void impersonationDoesNotChain() {
        World world = cluster().may(ME, "impersonate users jane").may("jane", "impersonate users joe");
        assertTrue(world.actsAs(ME, "jane"));
        assertFalse(world.actsAs(ME, "joe"));
        assertTrue(world.actsAs("jane", "joe"), "with a credential of her own she can");
    }

    @Test
    void anyUserDoesNotChainEither() {
        World world = cluster()
                .may(ME, "impersonate users")
                .may("jane", "impersonate serviceaccounts")
                .mayIn("b", "b/other", "list secrets");
        assertTrue(world.actsAs(ME, "jane"));
        assertFalse(world.actsAs(ME, "b/other"));
        assertFalse(may(world, "list", "secrets", "b"));
    }

    @Test
    void somebodyImpersonatedMayGetACredentialWhoseImpersonationCounts() {
        World world = cluster()
                .may(ME, "impersonate users jane")
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .may("b/other", "impersonate users joe");
        assertTrue(world.credential(ME, "b/other"));
        assertTrue(world.actsAs(ME, "joe"));
    }

    @Test
    void constrainedHoldsDoNotChainToLegacyOnes() {
        World world = cluster()
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users jane",
                        "impersonate-on:user-info:impersonate users joe")
                .may("jane", "impersonate users joe");
        assertTrue(world.actsAs(ME, "jane"));
        assertFalse(world.actsAs(ME, "joe"));
    }

    @Test
    void constrainedHoldIsLimitedToTheActionsOfItsMode() {
        World world = cluster()
                .may("jane", "create serviceaccounts/token")
                .may(ME, "impersonate:user-info" + AUTH + "users jane");
        assertFalse(
                world.may(ME, "impersonate-on:user-info:get serviceaccounts").credential(ME, "b/other"));
        assertFalse(world.may(ME, "impersonate-on:serviceaccount:create serviceaccounts/token")
                .credential(ME, "b/other"));
        world.mayIn("b", ME, "impersonate-on:user-info:create serviceaccounts/token");
        assertTrue(world.credential(ME, "b/other"));
        assertFalse(world.credential(ME, "a/boss"), "the action is allowed in b alone");
    }

    @Test
    void constrainedHoldIsLimitedToWhatTheImpersonatedMayDo() {
        World world = cluster()
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users jane",
                        "impersonate-on:user-info:create serviceaccounts/token");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(
                world.mayIn("b", "jane", "create serviceaccounts/token other").credential(ME, "b/other"));
        assertFalse(world.credential(ME, "a/boss"));
    }

    @Test
    void namesOfActionAndRightMustMeet() {
        World world = cluster()
                .account("b", "third")
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users jane",
                        "impersonate-on:user-info:create serviceaccounts/token other")
                .may("jane", "create serviceaccounts/token third");
        assertFalse(world.credential(ME, "b/other"));
        assertFalse(world.credential(ME, "b/third"));
    }

    @Test
    void checksInsideARequestNeedNoActionRight() {
        World world = cluster()
                .clusterRole("admin", "* *:*")
                .may("jane", "bind" + RBAC + "clusterroles admin", "create" + RBAC + "rolebindings")
                .may(ME, "impersonate:user-info" + AUTH + "users jane");
        assertFalse(world.credential(ME, "b/other"));
        world.mayIn("b", ME, "impersonate-on:user-info:bind" + RBAC + "clusterroles");
        assertFalse(world.credential(ME, "b/other"), "the write itself needs the action");
        assertTrue(world.mayIn("b", ME, "impersonate-on:user-info:create" + RBAC + "rolebindings")
                .credential(ME, "b/other"));
        World writes = cluster()
                .clusterRole("admin", "* *:*")
                .may("jane", "bind" + RBAC + "clusterroles admin", "create" + RBAC + "rolebindings")
                .may(ME, "impersonate:user-info" + AUTH + "users jane")
                .mayIn("b", ME, "impersonate-on:user-info:create" + RBAC + "rolebindings");
        assertTrue(writes.credential(ME, "b/other"));
        assertFalse(writes.credential(ME, "a/boss"));
    }

    @Test
    void impersonatorsOwnBindDoesNotHelpTheImpersonated() {
        World world = cluster()
                .clusterRole("admin", "* *:*")
                .bindIn("b", "joe", RoleRef.clusterRole("admin"))
                .may("jane", "patch" + RBAC + "rolebindings binding-0")
                .mayIn("b", ME, "bind" + RBAC + "clusterroles admin")
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users jane",
                        "impersonate-on:user-info:patch" + RBAC + "rolebindings");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(world.may("jane", "bind" + RBAC + "clusterroles admin").credential(ME, "b/other"));
    }

    @Test
    void whomAndWhatAreACrossProduct() {
        World world = cluster()
                .may(ME, "impersonate:user-info" + AUTH + "users jane", "impersonate-on:user-info:list configmaps")
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users joe",
                        "impersonate-on:user-info:create serviceaccounts/token")
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .mayIn("a", "joe", "list configmaps");
        assertTrue(world.credential(ME, "b/other"), "jane was meant to list only");
    }

    @Test
    void constrainedActionsMayBeGainedByBinding() {
        World world = cluster()
                .may(ME, "impersonate:user-info" + AUTH + "users jane")
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .mayIn("b", ME, "bind" + RBAC + "clusterroles actor", "create" + RBAC + "rolebindings")
                .clusterRole("actor", "impersonate-on:user-info:create serviceaccounts/token");
        assertTrue(world.credential(ME, "b/other"));
    }

    @Test
    void constrainedActionsMayBeGainedInEveryNamespace() {
        World world = cluster()
                .may(ME, "impersonate:user-info" + AUTH + "users jane")
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .may(ME, "bind" + RBAC + "clusterroles actor", "create" + RBAC + "rolebindings")
                .clusterRole("actor", "impersonate-on:user-info:create serviceaccounts/token");
        assertTrue(world.credential(ME, "b/other"));
        assertFalse(world.credential(ME, "a/boss"));
    }

    @Test
    void identityAndActionMayComeFromAGroupAndFromOneself() {
        String identity = "impersonate:user-info" + AUTH + "users jane";
        String action = "impersonate-on:user-info:create serviceaccounts/token";
        String group = "group:system:serviceaccounts:a";
        World jane = cluster().mayIn("b", "jane", "create serviceaccounts/token other");
        assertFalse(jane.may(group, identity).credential(ME, "b/other"));
        assertTrue(jane.may(ME, action).credential(ME, "b/other"));
        assertFalse(jane.credential("a/boss", "b/other"));
        World other = cluster().mayIn("b", "jane", "create serviceaccounts/token other");
        assertTrue(other.may(ME, identity).may(group, action).credential(ME, "b/other"));
    }

    @Test
    void oneselfMayAddAnActionToThoseOfAGroup() {
        String group = "group:system:serviceaccounts:a";
        World world = cluster()
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .may(group, "impersonate:user-info" + AUTH + "users jane", "impersonate-on:user-info:get configmaps");
        assertTrue(world.actsAs(ME, "jane"));
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(world.may(ME, "impersonate-on:user-info:create serviceaccounts/token")
                .credential(ME, "b/other"));
    }

    /// Nobody needs `bind` for a role whose rules, or lack of them, they hold; afterwards it is theirs to escalate.
    @Test
    void aHarmlessRoleMayBeBoundAndThenEscalated() {
        World world = cluster()
                .role("b", "harmless", "get configmaps")
                .mayIn("b", ME, "create" + RBAC + "rolebindings", "escalate,patch" + RBAC + "roles harmless");
        assertFalse(world.credential(ME, "b/other"), "its rule is not held");
        assertTrue(world.mayIn("b", ME, "get configmaps").credential(ME, "b/other"));
    }

    @Test
    void permissionGainedAddsToOnesOwnRules() {
        World world = cluster()
                .clusterRole("escalator", "escalate" + RBAC + "roles")
                .role("b", "mine", "get configmaps")
                .bindIn("b", ME, RoleRef.role("mine"))
                .mayIn("b", ME, "patch" + RBAC + "roles mine")
                .mayIn("b", ME, "create" + RBAC + "rolebindings");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(
                world.mayIn("b", ME, "bind" + RBAC + "clusterroles escalator").credential(ME, "b/other"));
        assertFalse(world.credential(ME, "a/boss"));
    }

    @Test
    void impersonationMayNeedARoleGainedAndARuleOfOnesOwn() {
        World world = cluster()
                .clusterRole("groups", "impersonate groups system:masters")
                .may(ME, "impersonate users jane");
        assertFalse(world.reaches(ME, Goal.CLUSTER_CONTROL));
        World binds = world.may(ME, "bind" + RBAC + "clusterroles groups");
        assertFalse(binds.reaches(ME, Goal.CLUSTER_CONTROL));
        World inNamespace = binds.mayIn("b", ME, "create" + RBAC + "rolebindings");
        assertFalse(inNamespace.reaches(ME, Goal.CLUSTER_CONTROL), "groups are asked for at cluster scope");
        assertTrue(inNamespace.may(ME, "create" + RBAC + "clusterrolebindings").reaches(ME, Goal.CLUSTER_CONTROL));
    }

    @Test
    void anyPermissionOfANamespaceIncludesImpersonatingAccountsThere() {
        World world = World.with()
                .namespace("b", "restricted")
                .account("a", "me")
                .mayIn("b", "b/ghost", "get configmaps")
                .mayIn("b", ME, "create,escalate,bind" + RBAC + "roles", "create" + RBAC + "rolebindings");
        assertTrue(world.actsAs(ME, "b/ghost"), "an account that does not exist can be impersonated");
        assertFalse(world.credential(ME, "b/ghost"), "but not run as");
    }

    @Test
    void anyUserIsNoServiceAccount() {
        World world =
                cluster().may("system:serviceaccount:b:other", "get configmaps").may(ME, "impersonate users");
        assertFalse(world.actsAs(ME, "b/other"));
        assertTrue(world.actsAs(ME, "jane"));
    }

    @Test
    void aUserSubjectMayMeanAServiceAccount() {
        World world = cluster().may("system:serviceaccount:a:me", "create serviceaccounts/token other");
        assertTrue(world.credential(ME, "b/other"));
    }

    @Test
    void groupsReplaceThoseOfAnAccount() {
        World world = cluster()
                .may("group:ops", "create serviceaccounts/token")
                .mayIn("a", ME, "impersonate serviceaccounts boss");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(world.may(ME, "impersonate groups ops").credential(ME, "b/other"));
    }

    @Test
    void aCertificateMayNameGroupsOfNobodyKnown() {
        World world = World.with()
                .may("group:devs", "create" + CSR)
                .may("group:devs", "update" + CSR + "/approval", "approve" + SIGNERS)
                .admin("group:ops");
        assertTrue(world.reaches("group:devs", Goal.CLUSTER_CONTROL));
    }

    @Test
    void aCertificateNeverNamesSystemMasters() {
        World world = cluster()
                .may("group:system:masters", "get configmaps")
                .may(ME, "create" + CSR, "update" + CSR + "/approval", "approve" + SIGNERS);
        assertTrue(world.credential(ME, "jane"));
        assertFalse(world.reaches(ME, Goal.CLUSTER_CONTROL));
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void theGateDecidesOfConstrainedImpersonation(Gate gate) {
        World world = cluster()
                .may("jane", "create serviceaccounts/token")
                .may(
                        ME,
                        "impersonate:user-info" + AUTH + "users jane",
                        "impersonate-on:user-info:create serviceaccounts/token")
                .constrained(gate);
        assertEquals(gate != Gate.OFF, world.credential(ME, "b/other"), "what is not known is taken to be on");
    }

    @Test
    void aLegacyGrantUndoesTheConstraint() {
        World world = cluster()
                .mayIn("b", "jane", "create serviceaccounts/token other")
                .may(ME, "impersonate:user-info" + AUTH + "users jane", "impersonate-on:user-info:list configmaps");
        assertFalse(world.credential(ME, "b/other"));
        assertTrue(world.may(ME, "impersonate users jane").credential(ME, "b/other"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        impersonate:arbitrary-node authentication.k8s.io:nodes n1  | arbitrary-node  | n1 | true
        impersonate:arbitrary-node authentication.k8s.io:nodes     | arbitrary-node  | n2 | true
        impersonate:arbitrary-node authentication.k8s.io:nodes n2  | arbitrary-node  | n1 | false
        impersonate:associated-node authentication.k8s.io:nodes    | associated-node | n1 | true
        impersonate:associated-node authentication.k8s.io:nodes *  | associated-node | n1 | true
        impersonate:associated-node authentication.k8s.io:nodes n1 | associated-node | n1 | false
        impersonate:associated-node authentication.k8s.io:nodes    | associated-node | n2 | false
        """)
    void nodesWithinAMode(String identity, String mode, String node, boolean works) {
        World world = cluster()
                .node("n1", "n2")
                .pod("a", "own", "me", "n1")
                .pod("b", "p1", "other", "n1")
                .pod("a", "p2", "boss", "n2")
                .may(ME, identity);
        String victim = node.equals("n1") ? "b/other" : "a/boss";
        assertFalse(world.credential(ME, victim), "the action is missing");
        world.may(ME, "impersonate-on:" + mode + ":create serviceaccounts/token");
        assertEquals(works, world.credential(ME, victim));
    }

    @Test
    void beingANodeIsNotHoldingIt() {
        World world = cluster().node("n1").pod("b", "p", "other", "n1");
        Reach reach = world.reach("system:node:n1");
        assertTrue(reach.credentials().contains(World.identity("b/other")));
        assertEquals(List.of(), reach.nodes());
    }

    @Test
    void aMemberOfSystemMastersHasEverything() {
        World world = cluster().may("group:system:masters", "get configmaps");
        assertTrue(world.reaches("group:system:masters", Goal.CLUSTER_CONTROL));
        assertEquals(Set.of(Goal.values()), world.reach("group:system:masters").goals());
        assertFalse(world.reaches("group:system:master", Goal.CLUSTER_CONTROL));
    }

    @Test
    void aMemberOfAGroupThatEverybodyIsIn() {
        World world = cluster().mayIn("b", "group:system:serviceaccounts:a", "create serviceaccounts/token other");
        assertTrue(world.credential(ME, "b/other"));
        assertFalse(world.credential("jane", "b/other"));
    }

    /// Walking over pairs of identities says yes: me acts as jane, jane acts as joe, and joe is an administrator. And:
    /// me is with c/helper, c/helper binds, me may bind. Neither is true.
    @Test
    void pairsOfIdentitiesWouldSayYesWhereTheTruthIsNo() {
        World world = cluster()
                .may(ME, "impersonate users jane")
                .may("jane", "impersonate users joe")
                .admin("joe");
        assertFalse(world.reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(world.reaches("jane", Goal.CLUSTER_CONTROL));
    }

    /// No single identity can become b/other: it takes two together.
    @Test
    void pairsOfIdentitiesWouldSayNoWhereTheTruthIsYes() {
        World world = cluster()
                .account("c", "writer", "reader")
                .mayIn("c", ME, "create serviceaccounts/token")
                .mayIn("b", "c/writer", "create secrets")
                .mayIn("b", "c/reader", "get secrets");
        for (String alone : List.of("c/writer", "c/reader")) {
            assertFalse(world.credential(alone, "b/other"));
        }
        assertTrue(world.credential(ME, "b/other"));
        assertFalse(world.credential(ME, "a/boss"));
    }

    /// Twice the cluster may not be four times the graph.
    @ParameterizedTest
    @CsvSource({"users", "serviceaccounts", "'users,groups,serviceaccounts'"})
    void anybodyGoesThroughOneNode(String resources) {
        int once = facts(40, resources);
        int twice = facts(80, resources);
        assertTrue(twice < 2.2 * once, () -> once + " facts, then " + twice);
        assertTrue(twice > 80, "the accounts are in it");
    }

    private static int facts(int size, String resources) {
        World world = World.with();
        for (int i = 0; i < size; i++) {
            world.account("n" + i % 4, "account-" + i)
                    .may("n" + i % 4 + "/account-" + i, "impersonate " + resources)
                    .may("user-" + i, "impersonate " + resources);
        }
        var snapshot = world.snapshot();
        EscalationGraph graph =
                new EscalationGraph(snapshot, Policy.of(snapshot.rbac()), world.catalogue(), Optional.empty());
        new ReachOfAll(graph, world.escalation().identities(), from -> world.reach(from.displayName())).reaches();
        return graph.size();
    }

    @Test
    void everyModeHasItsOwnHold() {
        World world = cluster()
                .mayIn("b", ME, "impersonate:serviceaccount" + AUTH + "serviceaccounts other")
                .may(ME, "impersonate-on:serviceaccount:get configmaps");
        World.Facts facts = world.facts(ME);
        assertTrue(
                facts.has(new Fact.ActingWithin(World.identity("b/other"), Mode.SERVICE_ACCOUNT, World.identity(ME))));
        assertFalse(
                facts.has(new Fact.ActingWithin(World.identity("a/boss"), Mode.SERVICE_ACCOUNT, World.identity(ME))));
        assertFalse(facts.has(new Fact.Acting(World.identity("b/other"))));
    }
}
