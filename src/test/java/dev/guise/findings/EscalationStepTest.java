package dev.guise.findings;

import static dev.guise.findings.Severity.CRITICAL;
import static dev.guise.findings.Severity.HIGH;
import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique.Confidence;
import dev.guise.escalation.question.Derivation;
import dev.guise.rbac.Binding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each technique of the catalogue in the smallest cluster where it is a step of the shortest way of the account `bot`,
/// and in one where it narrowly is not.
class EscalationStepTest {
    private static final Subject JANE = Subject.user("jane");
    private static final String CSR = "certificates.k8s.io";
    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    /// @param step   the binding whose rule allows the step, with the rule's number from 1; `""` where none does
    /// @param cannot what it takes almost
    record Row(
            String technique,
            Confidence confidence,
            Severity severity,
            String step,
            Supplier<World> can,
            Supplier<World> cannot) {
        @Override
        public String toString() {
            return technique;
        }
    }

    /// The account `other` and the user `jane` may do everything.
    private static World admins() {
        return cluster().everywhere("other", OTHER, everything()).everywhere("jane", JANE, everything());
    }

    /// One node, and nobody worth taking.
    private static World nodes(String podSecurity) {
        return cluster().node("n1").namespace("open", ENFORCE, podSecurity);
    }

    private static UnaryOperator<World> in(String namespace, PolicyRule... rules) {
        return world -> world.in(namespace, "here", CI, rules);
    }

    private static UnaryOperator<World> everywhere(PolicyRule... rules) {
        return world -> world.everywhere("everywhere", CI, rules);
    }

    private static Row row(
            String technique,
            Severity severity,
            String step,
            Supplier<World> base,
            UnaryOperator<World> can,
            UnaryOperator<World> cannot) {
        return row(technique, Confidence.HIGH, severity, step, base, can, cannot);
    }

    private static Row row(
            String technique,
            Confidence confidence,
            Severity severity,
            String step,
            Supplier<World> base,
            UnaryOperator<World> can,
            UnaryOperator<World> cannot) {
        return new Row(
                technique, confidence, severity, step, () -> can.apply(base.get()), () -> cannot.apply(base.get()));
    }

    static List<Row> rows() {
        Supplier<World> admins = EscalationStepTest::admins;
        Supplier<World> pod = () -> admins().pod("ci", "p", "other", "");
        Supplier<World> onNode = () -> admins().node("n1").pod("ci", "p", "other", "n1");
        Supplier<World> secrets = () -> cluster().everywhere("reader", JANE, rule("list", "", "secrets"));
        Supplier<World> taking = () -> admins().node("n1").namespace("open", ENFORCE, "privileged");
        PolicyRule asJane = rule("impersonate:user-info", AUTHENTICATION, "users", "jane");
        PolicyRule listing = rule("impersonate-on:user-info:list", "", "secrets");
        PolicyRule bindRoles = rule("create", Rbac.GROUP, "clusterrolebindings");
        PolicyRule request = rule("create", CSR, "certificatesigningrequests");
        PolicyRule approval = rule("update", CSR, "certificatesigningrequests/approval");
        PolicyRule policies = rule("create", ADMISSION, "mutatingadmissionpolicies");
        PolicyRule pods = rule("create", "", "pods");
        return List.of(
                row(
                        "impersonate-user",
                        CRITICAL,
                        "everywhere 1",
                        admins,
                        everywhere(rule("impersonate", "", "users", "jane")),
                        everywhere(rule("impersonate", "", "users", "joan"))),
                row(
                        "impersonate-serviceaccount",
                        CRITICAL,
                        "here 1",
                        admins,
                        in("ci", rule("impersonate", "", "serviceaccounts", "other")),
                        in("ci", rule("impersonate", "", "serviceaccounts", "system:serviceaccount:ci:other"))),
                row(
                        "impersonate-groups",
                        CRITICAL,
                        "everywhere 2",
                        World::cluster,
                        everywhere(
                                rule("impersonate", "", "groups", "system:masters"),
                                rule("impersonate", "", "users", "bob")),
                        everywhere(rule("impersonate", "", "groups", "system:masters"))),
                row(
                        "impersonate-constrained",
                        HIGH,
                        "everywhere 1",
                        secrets,
                        everywhere(asJane, listing),
                        everywhere(asJane)),
                row(
                        "token-request",
                        CRITICAL,
                        "here 1",
                        admins,
                        in("ci", rule("create", "", "serviceaccounts/token", "other")),
                        in("ci", rule("create", "", "serviceaccounts/token", "bot"))),
                row(
                        "token-secret-read",
                        CRITICAL,
                        "here 1",
                        () -> admins().token("ci", "t", "other"),
                        in("ci", rule("get", "", "secrets", "t")),
                        in("ci", rule("get", "", "secrets", "u"))),
                row(
                        "token-secret-mint",
                        CRITICAL,
                        "here 1",
                        admins,
                        in("ci", rule("create,get", "", "secrets")),
                        in("ci", rule("create", "", "secrets"))),
                row(
                        "pod-create",
                        CRITICAL,
                        "here 1",
                        admins,
                        in("ci", pods),
                        in("ci", rule("create", "", "pods", "p"))),
                row(
                        "workload-create",
                        CRITICAL,
                        "here 1",
                        admins,
                        in("ci", rule("create", "batch", "cronjobs")),
                        in("ci", rule("create", "apps", "cronjobs"))),
                row(
                        "workload-update",
                        CRITICAL,
                        "here 1",
                        () -> admins().deployment("ci", "web"),
                        in("ci", rule("patch", "apps", "deployments", "web")),
                        in("ci", rule("patch", "apps", "deployments", "api"))),
                row(
                        "pod-exec",
                        CRITICAL,
                        "here 1",
                        pod,
                        in("ci", rule("create", "", "pods/exec")),
                        in("ci", rule("get", "", "pods/exec"))),
                row(
                        "pod-attach",
                        Confidence.MEDIUM,
                        CRITICAL,
                        "here 1",
                        pod,
                        in("ci", rule("create", "", "pods/attach")),
                        in("ci", rule("get", "", "pods/attach"))),
                row(
                        "pod-debug",
                        CRITICAL,
                        "here 1",
                        pod,
                        in("ci", rule("patch", "", "pods/ephemeralcontainers")),
                        in("ci", rule("create", "", "pods/ephemeralcontainers"))),
                row(
                        "pod-update",
                        CRITICAL,
                        "here 1",
                        pod,
                        in("ci", rule("patch", "", "pods")),
                        in("ci", rule("patch", "", "pods/status"))),
                row(
                        "node-proxy",
                        CRITICAL,
                        "everywhere 1",
                        onNode,
                        everywhere(rule("get", "", "nodes/proxy")),
                        in("ci", rule("get", "", "nodes/proxy"))),
                row(
                        "bind-role",
                        CRITICAL,
                        "everywhere 2",
                        admins,
                        everywhere(rule("bind", Rbac.GROUP, "clusterroles", "jane"), bindRoles),
                        everywhere(rule("bind", Rbac.GROUP, "clusterroles", "everywhere"), bindRoles)),
                row(
                        "escalate-role",
                        CRITICAL,
                        "everywhere 1",
                        World::cluster,
                        everywhere(rule("escalate,patch", Rbac.GROUP, "clusterroles", "everywhere")),
                        everywhere(rule("escalate,patch", Rbac.GROUP, "clusterroles", "another"))),
                row(
                        "create-role-escalate",
                        CRITICAL,
                        "everywhere 2",
                        World::cluster,
                        everywhere(rule("create,escalate,bind", Rbac.GROUP, "clusterroles"), bindRoles),
                        everywhere(rule("create,bind", Rbac.GROUP, "clusterroles"), bindRoles)),
                row(
                        "create-named-role",
                        Confidence.LOW,
                        CRITICAL,
                        "everywhere 3",
                        World::cluster,
                        everywhere(
                                rule("bind", Rbac.GROUP, "clusterroles", "missing"),
                                rule("create,escalate", Rbac.GROUP, "clusterroles"),
                                bindRoles),
                        everywhere(rule("bind,create,escalate", Rbac.GROUP, "clusterroles", "missing"), bindRoles)),
                row(
                        "csr-client-cert",
                        CRITICAL,
                        "everywhere 1",
                        admins,
                        everywhere(request, approval, rule("approve", CSR, "signers", "kubernetes.io/*")),
                        everywhere(request, approval, rule("sign", CSR, "signers", "kubernetes.io/*"))),
                row(
                        "webhook",
                        CRITICAL,
                        "everywhere 1",
                        World::cluster,
                        everywhere(rule("patch", ADMISSION, "mutatingwebhookconfigurations")),
                        everywhere(rule("patch", ADMISSION, "validatingwebhookconfigurations"))),
                row(
                        "admission-policy",
                        CRITICAL,
                        "everywhere 1",
                        World::cluster,
                        everywhere(policies, rule("create", ADMISSION, "mutatingadmissionpolicybindings")),
                        everywhere(policies)),
                row(
                        "privileged-pod",
                        HIGH,
                        "",
                        () -> nodes("privileged").namespace("shut", ENFORCE, "baseline"),
                        in("open", pods),
                        in("shut", pods)),
                row(
                        "loosen-pod-security",
                        HIGH,
                        "here 1",
                        () -> nodes("restricted"),
                        in("open", rule("patch", "", "namespaces"), pods),
                        in("open", rule("patch", "", "namespaces"))),
                row(
                        "host-path-volume",
                        HIGH,
                        "everywhere 1",
                        () -> in("open", pods).apply(nodes("restricted")),
                        everywhere(rule("create", "", "persistentvolumes")),
                        everywhere(rule("create", "", "persistentvolumeclaims"))),
                row(
                        "node",
                        CRITICAL,
                        "",
                        () -> in("open", pods).apply(taking.get()),
                        world -> world.pod("ci", "p", "other", "n1"),
                        world -> world.pod("ci", "p", "other", "")),
                row(
                        "aws-auth",
                        CRITICAL,
                        "here 1",
                        () -> cluster().namespace("kube-system").configMap("kube-system", "aws-auth"),
                        in("kube-system", rule("update", "", "configmaps", "aws-auth")),
                        in("kube-system", rule("update", "", "configmaps", "aws"))),
                row(
                        "steal-pods",
                        Confidence.MEDIUM,
                        CRITICAL,
                        "here 1",
                        () -> taking.get()
                                .pod("ci", "p", "other", "")
                                .clusterRole("pods", pods)
                                .bindIn("open", "pods", RoleRef.clusterRole("pods"), CI)
                                .everywhere("nodes", CI, rule("patch", "", "nodes")),
                        in("ci", rule("delete", "", "pods", "p")),
                        in("ci", rule("delete", "", "pods", "q"))));
    }

    /// What these give is no goal, and no way to one.
    private static final Map<String, Confidence> WITHOUT_GOAL =
            Map.of("webhook-read", Confidence.HIGH, "api-service", Confidence.MEDIUM);

    @Test
    void everyTechniqueHasARowOrReachesNoGoal() {
        Map<String, Confidence> known = new TreeMap<>(WITHOUT_GOAL);
        rows().forEach(row -> known.put(row.technique(), row.confidence()));
        Map<String, Confidence> bundled = new TreeMap<>();
        Catalogue.bundled().techniques().forEach(technique -> bundled.put(technique.id(), technique.confidence()));
        assertEquals(bundled, known);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStepOfAWayToAGoal(Row row) {
        World world = row.can().get();
        List<Finding> found = ofItsOwn(world, row.technique());
        assertEquals(1, found.size(), found::toString);
        Finding finding = found.getFirst();
        assertEquals(row.severity(), finding.severity());
        assertEquals(row.step(), step(finding.origin()));
        assertEquals(row.technique().equals("node") ? Subject.user("system:node:n1") : CI, finding.subject());
        assertFalse(finding.expected());
        assertTrue(path(world, finding).steps().stream()
                .anyMatch(step -> step.technique().equals(row.technique())));
    }

    /// What the kind finds, also where it is told with another: see [Findings].
    private static List<Finding> ofItsOwn(World world, String technique) {
        FindingKind kind = FindingKinds.of(Catalogue.bundled()).stream()
                .filter(known -> known.id().equals("ESC-" + technique))
                .findFirst()
                .orElseThrow();
        return kind.find(new Survey(world.analysis(), fraction -> {}));
    }

    private static String step(Origin origin) {
        Binding binding = origin.binding();
        return binding == null ? "" : binding.name() + " " + (origin.ruleIndex() + 1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void notWithoutOneThing(Row row) {
        assertEquals(List.of(), ofItsOwn(row.cannot().get(), row.technique()));
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-read, admissionregistration.k8s.io, validatingwebhookconfigurations",
        "api-service,  apiregistration.k8s.io,       apiservices"
    })
    void whatLeadsToNoGoalIsNoStep(String technique, String group, String resource) {
        assertTrue(WITHOUT_GOAL.containsKey(technique));
        assertEquals(
                List.of(),
                everywhere(rule("patch", group, resource)).apply(admins()).find("ESC-" + technique));
    }

    @Test
    void theWorstGoalThatTheStepLeadsToSaysHowBadItIs() {
        World world = cluster().namespace("kube-system");
        Finding high = in("kube-system", rule("create", "", "pods"))
                .apply(world)
                .find("ESC-pod-create")
                .getFirst();
        assertEquals(HIGH, high.severity());
        World admin = world.account("kube-system", "root")
                .everywhere("root", Subject.serviceAccount("kube-system", "root"), everything());
        assertEquals(CRITICAL, admin.find("ESC-pod-create").getFirst().severity());
    }

    @Test
    void twoWithTheSameRoleThroughTwoBindingsAreTwoFindings() {
        Subject third = Subject.serviceAccount("ci", "third");
        World world = admins().account("ci", "third")
                .clusterRole("t", rule("create", "", "serviceaccounts/token"))
                .bind("one", "t", CI)
                .bind("two", "t", third);
        List<Finding> found = world.find("ESC-token-request");
        assertEquals(List.of(CI, third), found.stream().map(Finding::subject).toList());
        assertEquals(third.requestName(), path(world, found.getLast()).from().userName());
    }

    private static Derivation path(World world, Finding finding) {
        return finding.path().in(world.analysis().escalation()).orElseThrow();
    }

    @Test
    void aStepWithoutARuleThatSeveralTakeIsNobodysOwn() {
        World world = nodes("privileged")
                .clusterRole("pods", rule("create", "", "pods"))
                .bindIn("open", "pods", RoleRef.clusterRole("pods"), CI, OTHER);
        Finding finding = world.find("ESC-privileged-pod").getFirst();
        assertNull(finding.subject());
        assertTrue(finding.detail().contains("ci/bot") && finding.detail().contains("ci/other"), finding.detail());
    }

    /// No technique is needed for what is allowed already, and it is told of all the same.
    @Test
    void whoMayReadAllSecretsHasReachedTheGoal() {
        Finding everywhere = everywhere(rule("list", "", "secrets"))
                .apply(cluster())
                .find("ESC-token-secret-read")
                .getFirst();
        assertEquals(HIGH, everywhere.severity());
        assertEquals(CI, everywhere.subject());
        World system = cluster().namespace("kube-system");
        assertEquals(
                1,
                in("kube-system", rule("list", "", "secrets"))
                        .apply(system)
                        .find("ESC-token-secret-read")
                        .size());
        assertEquals(
                List.of(),
                in("ci", rule("list", "", "secrets")).apply(cluster()).find("ESC-token-secret-read"));
    }

    @Test
    void whatANodeItselfHasIsExpected() {
        World world = admins().node("n1")
                .pod("ci", "p", "other", "n1")
                .everywhere("node", Subject.user("system:node:n1"), rule("get", "", "nodes"));
        List<Finding> found = world.find("ESC-node");
        assertEquals(List.of(true), found.stream().map(Finding::expected).toList());
        assertEquals(Subject.user("system:node:n1"), found.getFirst().subject());
    }
}
