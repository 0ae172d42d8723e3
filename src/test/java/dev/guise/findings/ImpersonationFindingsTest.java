package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.evidence.AuditPolicy;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImpersonationFindingsTest {
    private static final UserInfo BOT = UserInfo.serviceAccount("ci", "bot");
    private static final Attributes LIST_PODS = new ResourceAttributes("list", "", "pods", "", "ci", "");

    private static Finding only(List<Finding> findings) {
        assertEquals(1, findings.size(), findings::toString);
        return findings.getFirst();
    }

    private static void none(List<Finding> findings) {
        assertEquals(List.of(), findings);
    }

    @Test
    void anyUser() {
        Finding finding = only(cluster().everywhere("r", CI, rule("impersonate", "", "users")).find("IMP-ANY-USER"));
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(CI, finding.subject());
        only(cluster().everywhere("r", CI, rule("*", "", "users")).find("IMP-ANY-USER"));
        none(cluster().everywhere("r", CI, rule("impersonate", "", "users", "bob")).find("IMP-ANY-USER"));
        none(cluster().in("ci", "r", CI, rule("impersonate", "", "users")).find("IMP-ANY-USER"));
        none(cluster().everywhere("r", CI, rule("impersonate", AUTHENTICATION, "users")).find("IMP-ANY-USER"));
        none(cluster().everywhere("r", CI, World.everything()).find("IMP-ANY-USER"));
    }

    @Test
    void whatAGroupHasIsToldOfTheGroup() {
        Subject group = Subject.group("system:serviceaccounts");
        Finding finding = only(cluster().everywhere("r", group, rule("impersonate", "", "users")).find("IMP-ANY-USER"));
        assertEquals(group, finding.subject());
    }

    @Test
    void aSubjectNamedTwiceIsOneFinding() {
        only(cluster().clusterRole("r", rule("impersonate", "", "users")).bind("b", "r", CI, CI).find("IMP-ANY-USER"));
    }

    @Test
    void anyServiceAccount() {
        var rule = rule("impersonate", "", "serviceaccounts");
        assertEquals(
                Severity.CRITICAL,
                only(cluster().everywhere("r", CI, rule).find("IMP-ANY-SERVICEACCOUNT")).severity());
        assertEquals(
                Severity.HIGH, only(cluster().in("ci", "r", CI, rule).find("IMP-ANY-SERVICEACCOUNT")).severity());
        none(cluster().in("ci", "r", CI, rule("impersonate", "", "serviceaccounts", "x")).find("IMP-ANY-SERVICEACCOUNT"));
    }

    @Test
    void masters() {
        var masters = rule("impersonate", "", "groups", "system:masters");
        Finding finding = only(
                cluster().everywhere("r", CI, masters, rule("impersonate", "", "users", "bob")).find("IMP-MASTERS"));
        assertTrue(finding.path().isPresent());
        none(cluster().everywhere("r", CI, masters).find("IMP-MASTERS"));
        // the name of an account is never checked on users, so that nobody can be impersonated
        none(cluster()
                .everywhere("r", CI, masters, rule("impersonate", "", "users", "system:serviceaccount:ci:other"))
                .find("IMP-MASTERS"));
        none(cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups", "admins"), rule("impersonate", "", "users", "bob"))
                .find("IMP-MASTERS"));
    }

    @Test
    void halvesOfACombinationMayComeFromASubjectAndItsGroup() {
        World world = cluster()
                .everywhere("g", Subject.group("system:serviceaccounts"), rule("impersonate", "", "groups", "system:masters"))
                .everywhere("u", CI, rule("impersonate", "", "users", "bob"));
        assertEquals(CI, only(world.find("IMP-MASTERS")).subject());
        none(world.find("DEAD-GROUP-ALONE"));
    }

    @Test
    void anyGroup() {
        var groups = rule("impersonate", "", "groups");
        only(cluster().everywhere("r", CI, groups, rule("impersonate", "", "users", "bob")).find("IMP-GROUPS-ANY"));
        none(cluster().everywhere("r", CI, groups).find("IMP-GROUPS-ANY"));
        none(cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups", "a"), rule("impersonate", "", "users", "bob"))
                .find("IMP-GROUPS-ANY"));
    }

    @Test
    void privilegedTarget() {
        var become = rule("impersonate", "", "serviceaccounts", "other");
        World admin = cluster().everywhere("admin", OTHER, World.everything()).in("ci", "r", CI, become);
        Finding finding = only(admin.find("IMP-PRIVILEGED-TARGET"));
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(List.of("system:serviceaccount:ci:other"), finding.reaches());
        only(cluster().everywhere("admin", OTHER, World.everything()).everywhere("r", CI, become)
                .find("IMP-PRIVILEGED-TARGET"));
        World secrets = cluster().everywhere("s", OTHER, rule("get,list", "", "secrets")).in("ci", "r", CI, become);
        assertEquals(Severity.HIGH, only(secrets.find("IMP-PRIVILEGED-TARGET")).severity());
        none(cluster().everywhere("v", OTHER, rule("get", "", "pods")).in("ci", "r", CI, become)
                .find("IMP-PRIVILEGED-TARGET"));
        // headers work once: what the target may impersonate does not come along
        none(cluster()
                .everywhere("any", OTHER, rule("impersonate", "", "users"))
                .everywhere("admin", Subject.user("root"), World.everything())
                .in("ci", "r", CI, become)
                .find("IMP-PRIVILEGED-TARGET"));
    }

    private static World constrained() {
        return cluster()
                .everywhere(
                        "constrained",
                        CI,
                        rule("impersonate:user-info", AUTHENTICATION, "users", "bob"),
                        rule("impersonate-on:user-info:list", "", "pods"));
    }

    @Test
    void legacyFallback() {
        var legacy = rule("impersonate", "", "users", "alice", "bob");
        only(constrained().everywhere("old", CI, legacy).find("IMP-LEGACY-FALLBACK"));
        none(constrained().everywhere("old", CI, rule("impersonate", "", "users", "alice")).find("IMP-LEGACY-FALLBACK"));
        none(constrained().everywhere("old", OTHER, legacy).find("IMP-LEGACY-FALLBACK"));
        none(constrained().server(34).everywhere("old", CI, legacy).find("IMP-LEGACY-FALLBACK"));
        none(cluster().everywhere("admin", CI, World.everything()).find("IMP-LEGACY-FALLBACK"));
    }

    @Test
    void crossProduct() {
        World second = constrained()
                .everywhere(
                        "second",
                        CI,
                        rule("impersonate:user-info", AUTHENTICATION, "users", "alice"),
                        rule("impersonate-on:user-info:create", "", "secrets"));
        only(second.find("IMP-CROSS-PRODUCT"));
        none(constrained().find("IMP-CROSS-PRODUCT"));
        none(constrained()
                .everywhere("second", CI, rule("impersonate:user-info", AUTHENTICATION, "users", "alice"))
                .find("IMP-CROSS-PRODUCT"));
        none(constrained()
                .everywhere(
                        "second",
                        OTHER,
                        rule("impersonate:user-info", AUTHENTICATION, "users", "alice"),
                        rule("impersonate-on:user-info:create", "", "secrets"))
                .find("IMP-CROSS-PRODUCT"));
    }

    @Test
    void wildcardImpersonation() {
        only(cluster().everywhere("r", CI, World.everything()).find("IMP-WILDCARD-VERB"));
        only(cluster().everywhere("r", CI, rule("*", "", "users", "bob")).find("IMP-WILDCARD-VERB"));
        only(cluster().in("ci", "r", CI, rule("*", "*", "*")).find("IMP-WILDCARD-VERB"));
        none(cluster().in("ci", "r", CI, rule("*", "", "users")).find("IMP-WILDCARD-VERB"));
        none(cluster().everywhere("r", CI, rule("*", "apps", "*")).find("IMP-WILDCARD-VERB"));
        none(cluster().everywhere("r", CI, rule("get", "*", "*")).find("IMP-WILDCARD-VERB"));
    }

    @Test
    void arbitraryNode() {
        var action = rule("impersonate-on:arbitrary-node:get", "", "secrets");
        var any = rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes");
        only(cluster().everywhere("r", CI, any, action).find("IMP-ARBITRARY-NODE"));
        none(cluster().everywhere("r", CI, any).find("IMP-ARBITRARY-NODE"));
        none(cluster()
                .everywhere("r", CI, rule("impersonate:arbitrary-node", AUTHENTICATION, "nodes", "n1"), action)
                .find("IMP-ARBITRARY-NODE"));
        none(cluster().server(34).everywhere("r", CI, any, action).find("IMP-ARBITRARY-NODE"));
    }

    @Test
    void manyTenants() {
        World world = cluster()
                .namespace("red", "tenant", "red")
                .namespace("blue", "team", "blue")
                .everywhere("r", CI, rule("impersonate", "", "users", "red-admin", "blue-admin", "tenant-a-admin"));
        assertEquals(List.of("red", "tenant-a"), only(world.find("IMP-MANY-TENANTS")).reaches());
        none(Findings.of(world.analysis().with(Tenants.byLabel("team"))).ofKind("IMP-MANY-TENANTS"));
        none(Findings.of(world.analysis().with(Tenants.byNamespace(List.of("blue")))).ofKind("IMP-MANY-TENANTS"));
        Tenants byName = Tenants.byName(Pattern.compile("([a-z]+)-admin"));
        assertEquals(
                List.of("blue", "red"), only(Findings.of(world.analysis().with(byName)).ofKind("IMP-MANY-TENANTS")).reaches());
        none(cluster().everywhere("r", CI, rule("impersonate", "", "users", "tenant-a-x", "tenant-a-y"))
                .find("IMP-MANY-TENANTS"));
    }

    private static ImpersonationUse use(String user, Outcome outcome) {
        return new ImpersonationUse(
                BOT, WantedUser.of(user), "", LIST_PODS, List.of(""), 0, outcome, 3, Optional.empty(), Optional.empty());
    }

    private static Evidence evidence(long notKept, ImpersonationUse... uses) {
        var totals = new Evidence.Totals(1, 10, 3, 0, notKept, 0, 0, 0, Optional.empty(), Optional.empty());
        return new Evidence(List.of(uses), totals, List.of());
    }

    @Test
    void unused() {
        World world = cluster()
                .everywhere("used", CI, rule("impersonate", "", "users", "bob"))
                .everywhere("idle", CI, rule("impersonate", "", "users", "alice"));
        none(world.find("IMP-UNUSED"));
        var log = evidence(0, use("bob", new Outcome.Allowed()));
        Finding finding = only(Findings.of(world.analysis().with(log)).ofKind("IMP-UNUSED"));
        assertTrue(finding.origin().describe().contains("idle"), finding.origin().describe());
        var cut = evidence(1, use("bob", new Outcome.Allowed()));
        none(Findings.of(world.analysis().with(cut)).ofKind("IMP-UNUSED"));
    }

    @Test
    void denied() {
        var check = ResourceAttributes.of("impersonate", "", "users", "", "bob");
        var log = evidence(0, use("", new Outcome.Refused(check)));
        World world = cluster().everywhere("r", OTHER, rule("impersonate", "", "users", "bob"));
        Finding finding = only(Findings.of(world.analysis().with(log)).ofKind("IMP-DENIED"));
        assertEquals(Severity.INFO, finding.severity());
        assertEquals(CI, finding.subject());
        assertTrue(finding.remedy().contains("\"bob\""), finding.remedy());
        World granted = cluster().everywhere("r", CI, rule("impersonate", "", "users", "bob"));
        none(Findings.of(granted.analysis().with(log)).ofKind("IMP-DENIED"));
    }

    @Test
    void noAudit() throws Exception {
        World world = cluster().everywhere("r", CI, rule("impersonate", "", "users", "bob"));
        assertEquals(1, noAudit(world, Map.of("level", "Metadata", "verbs", List.of("list"))).size());
        assertEquals(
                1, noAudit(world, Map.of("level", "Metadata", "omitStages", List.of("ResponseComplete"))).size());
        none(noAudit(world, Map.of("level", "Metadata")));
        none(noAudit(cluster(), Map.of("level", "None")));
        none(world.find("IMP-NO-AUDIT"));
    }

    private static List<Finding> noAudit(World world, Map<String, Object> rule) throws Exception {
        AuditPolicy policy = AuditPolicy.of(
                Map.of("apiVersion", "audit.k8s.io/v1", "kind", "Policy", "rules", List.of(rule)));
        return Findings.of(world.analysis().with(policy)).ofKind("IMP-NO-AUDIT");
    }
}
