package dev.guise.draft;

import static dev.guise.draft.DemoCluster.NEW;
import static dev.guise.draft.DemoCluster.OLD;
import static dev.guise.draft.DemoCluster.get;
import static dev.guise.draft.DemoCluster.letsIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.findings.KnownTenants;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConstrainerTest {
    private static final Subject GATEWAY = Subject.serviceAccount("gateway-system", "api-gateway");
    private static final Subject LEGACY_CI = Subject.serviceAccount("ci", "legacy-ci");

    private final ClusterSnapshot demo = DemoCluster.read();
    private final Constrainer constrainer = new Constrainer(demo);

    @Test
    void splitsAGatewayByTenant() {
        Grant grant = DemoCluster.grant(demo, "gateway-impersonation", GATEWAY);
        Subject own = Subject.serviceAccount("gateway-system", "gateway-a");
        DraftPlan plan = DraftPlan.combined(
                "all",
                constrainer.tenantPlans(
                        grant,
                        KnownTenants.named(List.of("tenant-a", "tenant-b", "tenant-c")),
                        Form.LEGACY,
                        (tenant, who) -> List.of(),
                        Map.of("tenant-a", own)));
        ClusterSnapshot after = constrainer.after(plan);
        Attributes pods = get("list", "pods", "tenant-a", "");
        WantedUser asA = new WantedUser(
                "tenant-a-admin", "", List.of("tenant-a-users"), Map.of("tenant-id", List.of("tenant-a")));
        assertTrue(letsIn(demo, OLD, GATEWAY, asA, pods));
        assertTrue(letsIn(after, OLD, own, asA, pods));
        assertFalse(letsIn(after, OLD, GATEWAY, asA, pods));
        assertTrue(letsIn(after, OLD, GATEWAY, WantedUser.of("tenant-b-admin"), pods));
        assertFalse(letsIn(after, OLD, own, WantedUser.of("tenant-b-admin"), pods));
        assertFalse(letsIn(after, OLD, own, WantedUser.of("tenant-a-admin", List.of("tenant-c-users")), pods));
        // b and c still share the gateway, and that is said
        assertTrue(plan.limitations().stream().anyMatch(note -> note.what().contains("still combine")));
        assertEquals(2, plan.deletes().size());
        assertEquals(7, plan.objects().size());
    }

    @Test
    void aDraftReplacesAllThatASubjectHas() {
        Subject doctor = Subject.serviceAccount("kube-system", "node-doctor");
        DraftSpec spec = new DraftSpec(
                "doctor", List.of(doctor), Form.LEGACY, Who.NOBODY.withUsers("system:node:dock-1"), List.of());
        DraftPlan plan = constrainer.replaceAll(spec, doctor);
        assertEquals(2, plan.deletes().size());
        ClusterSnapshot after = constrainer.after(plan);
        Attributes pods = get("list", "pods", "", "");
        assertTrue(letsIn(after, OLD, doctor, WantedUser.of("system:node:dock-1"), pods));
        assertFalse(letsIn(after, OLD, doctor, WantedUser.of("system:node:dock-2"), pods));
        // somebody who holds nothing only gets
        Subject nobody = Subject.user("nobody-yet");
        assertEquals(
                List.of(),
                constrainer
                        .replaceAll(spec.withRequestors(List.of(nobody)), nobody)
                        .deletes());
    }

    @Test
    void oneRuleLessLeavesTheOthersToEverybody() {
        Subject bot = Subject.serviceAccount("gateway-system", "helpdesk-bot");
        Grant grant = DemoCluster.grant(demo, "helpdesk-as-bob", bot);
        DraftPlan plan = constrainer.withoutRule(new Grant(grant.binding(), 0, grant.role(), 1));
        assertEquals(1, plan.changes().size());
        Attributes pods = get("list", "pods", "shop-backend", "");
        assertTrue(letsIn(demo, NEW, bot, WantedUser.of("bob"), pods));
        assertFalse(letsIn(constrainer.after(plan), NEW, bot, WantedUser.of("bob"), pods));
        DraftPlan out = Constrainer.withoutSubject(grant.binding(), bot);
        assertEquals(1, out.deletes().size());
    }

    @Test
    void oneRuleLessOfARoleIsOneLessForAll() {
        Subject bot = Subject.serviceAccount("gateway-system", "helpdesk-bot");
        Grant grant = DemoCluster.grant(demo, "helpdesk-as-bob", bot);
        DraftPlan plan = Constrainer.withoutRule(grant.role(), 1);
        assertEquals(List.of(), plan.deletes());
        assertFalse(letsIn(
                constrainer.after(plan), NEW, bot, WantedUser.of("bob"), get("list", "pods", "shop-backend", "")));
    }

    @Test
    void aRuleLessOfARoleIsGoneFromTheRolesThatItIsAggregatedInto() {
        ClusterRole edit = clusterRole("system:aggregate-to-edit");
        PolicyRule rule = edit.rules().getFirst();
        assertTrue(clusterRole("edit").rules().contains(rule)
                && clusterRole("admin").rules().contains(rule));
        ClusterSnapshot after = constrainer.after(Constrainer.withoutRule(edit, 0));
        List<String> left = after.rbac().clusterRoles().stream()
                .filter(role -> role.rules().contains(rule))
                .map(ClusterRole::name)
                .toList();
        assertEquals(List.of(), left);
        assertEquals(
                clusterRole("view"),
                after.rbac().clusterRoles().stream()
                        .filter(role -> role.name().equals("view"))
                        .findFirst()
                        .orElseThrow());
    }

    private ClusterRole clusterRole(String name) {
        return demo.rbac().clusterRoles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void repairsAccountsByTheirFullNames() {
        Subject admin = Subject.serviceAccount("ci", "namespace-admin");
        WantedUser deployer = WantedUser.of("system:serviceaccount:production:deployer");
        Attributes pods = get("list", "pods", "production", "");
        assertFalse(letsIn(demo, NEW, admin, deployer, pods));
        DraftPlan plan = constrainer.repairAccountNames(DemoCluster.grant(demo, "namespace-admin-impersonates", admin));
        ClusterSnapshot after = constrainer.after(plan);
        assertTrue(letsIn(after, NEW, admin, deployer, pods));
        assertTrue(letsIn(after, NEW, admin, WantedUser.of("system:serviceaccount:staging:deployer"), pods));
        assertFalse(letsIn(after, NEW, admin, WantedUser.of("system:serviceaccount:kube-system:deployer"), pods));
        assertFalse(letsIn(after, NEW, admin, WantedUser.of("system:serviceaccount:production:default"), pods));
        assertEquals(
                Set.of("production", "staging"),
                new HashSet<>(plan.objects().stream()
                        .map(object -> object.meta().namespace())
                        .toList()));
        assertTrue(plan.objects().stream()
                .allMatch(object ->
                        "DEAD-SA-FULLNAME".equals(object.meta().annotations().get(Draft.FINDING))));
    }

    @Test
    void nodesImpersonatedByLegacyBecomeConstrained() {
        Subject doctor = demo.rbac().clusterRoleBindings().stream()
                .filter(binding -> binding.name().equals("node-doctor-impersonates-nodes"))
                .findFirst()
                .orElseThrow()
                .subjects()
                .getFirst();
        Grant grant = DemoCluster.grant(demo, "node-doctor-impersonates-nodes", doctor);
        DraftPlan plan = constrainer.constrain(grant, List.of(Action.on(List.of("get"), "", List.of("pods"))));
        ClusterSnapshot after = constrainer.after(plan);
        WantedUser node = WantedUser.of("system:node:dock-1");
        assertTrue(letsIn(demo, NEW, doctor, node, get("delete", "pods", "shop", "x")));
        assertTrue(letsIn(after, NEW, doctor, node, get("get", "pods", "shop", "x")));
        assertFalse(letsIn(after, NEW, doctor, node, get("delete", "pods", "shop", "x")));
        assertFalse(letsIn(after, NEW, doctor, WantedUser.of("system:node:nowhere"), get("get", "pods", "shop", "x")));
        assertEquals(
                List.of(),
                DraftChecks.check(plan, demo, NEW).stream()
                        .filter(problem -> problem.severity() != DraftProblem.Severity.WARNING)
                        .toList());
    }

    @Test
    void anyBecomesNamed() {
        Grant grant = DemoCluster.grant(demo, "legacy-ci-impersonates", LEGACY_CI);
        DraftPlan plan = constrainer.replace(grant, List.of(constrainer.namedSpec(grant, KnownNames.of(demo))));
        ClusterSnapshot after = constrainer.after(plan);
        Attributes pods = get("list", "pods", "", "");
        assertTrue(letsIn(demo, OLD, LEGACY_CI, WantedUser.of("nobody-knows-me"), pods));
        assertFalse(letsIn(after, OLD, LEGACY_CI, WantedUser.of("nobody-knows-me"), pods));
        assertTrue(letsIn(after, OLD, LEGACY_CI, WantedUser.of("tenant-a-admin"), pods));
    }

    @Test
    void neverTakesBeforeItHasGivenAndFindsTheWayBack() {
        Grant grant = DemoCluster.grant(demo, "gateway-impersonation", GATEWAY);
        DraftPlan plan = constrainer.constrain(grant, List.of(Action.on(List.of("list"), "", List.of("pods"))));
        RbacObjects state = demo.rbac();
        boolean taken = false;
        for (Change change : plan.changes()) {
            taken |= !(change instanceof Change.Create);
            assertFalse(taken && change instanceof Change.Create, change.describe());
            state = new DraftPlan("step", List.of(change), List.of()).applyTo(state);
            boolean dangling = !Policy.of(state)
                    .danglingBindings()
                    .equals(Policy.of(demo.rbac()).danglingBindings());
            assertFalse(dangling, "a binding without its role after: " + change.describe());
        }
        assertEquals(plan.applyTo(demo.rbac()), state);
        assertEquals(keyed(demo.rbac()), keyed(plan.undo().applyTo(state)));
        assertFalse(keyed(demo.rbac()).equals(keyed(state)));
    }

    private static Set<DraftObject> keyed(RbacObjects objects) {
        return new HashSet<>(DraftObject.of(objects));
    }

    @Test
    void othersKeepTheRoleAndTheRestOfIt() {
        ParsedDraft cluster = DraftYaml.read("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: helper}
            rules:
            - {apiGroups: [""], resources: [users, pods], verbs: [impersonate, get]}
            - {apiGroups: [""], resources: [serviceaccounts], verbs: ["*"]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: helpers}
            roleRef: {kind: ClusterRole, name: helper}
            subjects:
            - {kind: User, name: ann}
            - {kind: User, name: ben}
            """);
        assertEquals(List.of(), cluster.problems());
        ClusterSnapshot snapshot = demo.withRbac(DraftObject.collect(cluster.all()));
        Grant ann = DemoCluster.grant(snapshot, "helpers", Subject.user("ann"));
        Grant ben = DemoCluster.grant(snapshot, "helpers", Subject.user("ben"));
        Constrainer here = new Constrainer(snapshot);
        DraftPlan plan = here.withoutImpersonation(ann);
        ClusterSnapshot after = here.after(plan);
        Attributes pod = get("get", "pods", "shop", "x");
        assertFalse(letsIn(after, OLD, Subject.user("ann"), WantedUser.of("carl"), pod));
        assertFalse(letsIn(after, OLD, Subject.user("ann"), WantedUser.of("system:serviceaccount:shop:default"), pod));
        assertTrue(letsIn(after, OLD, Subject.user("ben"), WantedUser.of("carl"), pod));
        Policy policy = Policy.of(after.rbac());
        assertTrue(policy.authorize(UserInfo.user("ann"), pod).isAllowed());
        assertTrue(policy.authorize(UserInfo.user("ann"), get("delete", "serviceaccounts", "shop", "x"))
                .isAllowed());
        assertTrue(plan.limitations().stream().anyMatch(note -> note.what().contains("one verb from a wildcard")));
        // both at once: neither plan brings back what the other takes
        DraftPlan both = plan.and(here.withoutImpersonation(ben));
        ClusterSnapshot none = here.after(both);
        assertFalse(letsIn(none, OLD, Subject.user("ann"), WantedUser.of("carl"), pod));
        assertFalse(letsIn(none, OLD, Subject.user("ben"), WantedUser.of("carl"), pod));
    }
}
