package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.Applying.Step;
import dev.guise.draft.Applying.Verdict;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyingTest {
    private static final Subject ALICE = Subject.user("alice");
    private static final DraftPlan PLAN = Draft.of(new DraftSpec(
                    "bots", List.of(Subject.user("ci")), Form.LEGACY, Who.NOBODY.withUsers("bot"), List.of()))
            .plan();

    private static RbacObjects holding(PolicyRule... rules) {
        ClusterRole role = new ClusterRole(ObjectMeta.cluster("r"), List.of(rules));
        ClusterRoleBinding binding =
                new ClusterRoleBinding(ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), List.of(ALICE));
        return new RbacObjects(List.of(), List.of(role), List.of(), List.of(binding));
    }

    private static final PolicyRule WRITES = PolicyRule.resources(
            List.of("create"), List.of("rbac.authorization.k8s.io"), List.of("clusterroles", "clusterrolebindings"));

    private static List<Verdict> verdicts(RbacObjects cluster, DraftPlan plan, UserInfo writer) {
        return Applying.review(cluster, plan, writer).stream()
                .map(Step::verdict)
                .toList();
    }

    @Test
    void theWriteTheRulesAndTheVerbsCount() {
        UserInfo alice = UserInfo.user("alice");
        assertEquals(List.of(Verdict.FORBIDDEN, Verdict.FORBIDDEN), verdicts(holding(), PLAN, alice));
        assertEquals(List.of(Verdict.ESCALATION, Verdict.ESCALATION), verdicts(holding(WRITES), PLAN, alice));
        PolicyRule held =
                PolicyRule.named(List.of("impersonate"), List.of(""), List.of("users"), List.of("bot", "other"));
        assertEquals(List.of(Verdict.POSSIBLE, Verdict.POSSIBLE), verdicts(holding(WRITES, held), PLAN, alice));
        PolicyRule escalate = PolicyRule.resources(
                List.of("escalate"), List.of("rbac.authorization.k8s.io"), List.of("clusterroles"));
        // The role may then be written; its binding, to a role that is there by then, gives more than is held.
        assertEquals(List.of(Verdict.POSSIBLE, Verdict.ESCALATION), verdicts(holding(WRITES, escalate), PLAN, alice));
        UserInfo master = UserInfo.of("root", List.of("system:masters"));
        assertEquals(List.of(Verdict.POSSIBLE, Verdict.POSSIBLE), verdicts(holding(), PLAN, master));
    }

    @Test
    void deletionsAreWeighed() {
        ClusterSnapshot demo = DemoCluster.read();
        DraftPlan plan = new Constrainer(demo)
                .withoutImpersonation(DemoCluster.grant(
                        demo, "gateway-impersonation", Subject.serviceAccount("gateway-system", "api-gateway")));
        assertEquals(2, plan.deletes().size());
        assertEquals(List.of(Verdict.FORBIDDEN, Verdict.FORBIDDEN), verdicts(demo.rbac(), plan, UserInfo.user("bob")));
        UserInfo master = UserInfo.of("root", List.of("system:masters"));
        assertEquals(List.of(Verdict.POSSIBLE, Verdict.POSSIBLE), verdicts(demo.rbac(), plan, master));
    }

    @Test
    void accountsAreWeighedByTheirOwnRequests() {
        DraftObject account = DraftObject.account(ObjectMeta.namespaced("ci", "bot"));
        DraftPlan plan = DraftPlan.creating("", List.of(account), List.of());
        PolicyRule creates = PolicyRule.resources(List.of("create"), List.of(""), List.of("serviceaccounts"));
        UserInfo alice = UserInfo.user("alice");
        assertEquals(List.of(Verdict.FORBIDDEN), verdicts(holding(), plan, alice));
        assertEquals(List.of(Verdict.POSSIBLE), verdicts(holding(creates), plan, alice));
        assertEquals(List.of(Verdict.FORBIDDEN), verdicts(holding(creates), plan.undo(), alice));
    }
}
