package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.only;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.Outcome;
import dev.guise.evidence.Unread;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnusedImpersonationTest {
    private static final String ID = "IMP-UNUSED";
    private static final Evidence BOB_WAS_USED = Logs.of(0, Logs.use("bob", new Outcome.Allowed()));

    private static List<Finding> find(World world, Evidence evidence) {
        return Findings.of(world.analysis().with(evidence)).ofKind(ID);
    }

    private static World two() {
        return cluster()
                .everywhere("used", CI, rule("impersonate", "", "users", "bob"))
                .everywhere("idle", CI, rule("impersonate", "", "users", "alice"));
    }

    @Test
    void whatNoRequestNeeded() {
        Finding finding = only(find(two(), BOB_WAS_USED));
        assertEquals(Severity.LOW, finding.severity());
        assertTrue(
                finding.origin().describe().contains("idle"), finding.origin().describe());
        assertFalse(finding.expected());
    }

    @Test
    void thePeriodIsToldByTheMinute() {
        Evidence logs = Logs.between(
                Instant.parse("2026-05-04T19:46:31.123456789Z"),
                Instant.parse("2026-05-11T07:05:00Z"),
                Logs.use("bob", new Outcome.Allowed()));
        assertEquals(
                "None of the impersonated requests from 2026-05-04 19:46 to 2026-05-11 07:05 UTC needed it.",
                only(find(two(), logs)).detail());
    }

    @Test
    void notWithoutAllOfTheLogs() {
        two().none(ID);
        assertEquals(List.of(), find(two(), Logs.of(1, Logs.use("bob", new Outcome.Allowed()))));
        assertEquals(List.of(), find(two(), Evidence.NONE));
        for (Unread reason : Unread.values()) {
            Evidence some = new Evidence(
                    BOB_WAS_USED.uses(), BOB_WAS_USED.totals(), Map.of(reason, 1L), BOB_WAS_USED.problems());
            assertEquals(reason.hidesRequests() ? 0 : 1, find(two(), some).size(), reason.id());
        }
    }

    @Test
    void notWhatIsDeadOrAWildcard() {
        assertEquals(
                List.of(), find(cluster().everywhere("r", CI, rule("impersonate", "", "groups", "x")), BOB_WAS_USED));
        assertEquals(List.of(), find(cluster().everywhere("r", CI, everything()), BOB_WAS_USED));
    }

    @Test
    void aRefusedRequestDoesNotUseARule() {
        var check = ResourceAttributes.of("impersonate", "", "users", "", "bob");
        assertEquals(
                2,
                find(two(), Logs.of(0, Logs.use("bob", new Outcome.Refused(Optional.of(check)))))
                        .size());
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        World world = cluster().bootstrap(rule("impersonate", "", "users", "alice"));
        assertFalse(only(find(world, BOB_WAS_USED)).expected());
    }

    private static List<Finding> find(World now, World recorded) {
        return Findings.of(now.analysis().with(BOB_WAS_USED, recorded.analysis().policy()))
                .ofKind(ID);
    }

    @Test
    void whatWasGrantedSinceCannotHaveBeenUsed() {
        World before = cluster().everywhere("used", CI, rule("impersonate", "", "users", "bob"));
        assertEquals(List.of(), find(two(), before));
        assertEquals(List.of(), find(constrained(), before), "impersonate does not hold impersonate:user-info");
        assertEquals(1, find(two(), two()).size());
        assertEquals(2, find(constrained(), constrained()).size());
    }

    private static World constrained() {
        return cluster()
                .everywhere("used", CI, rule("impersonate", "", "users", "bob"))
                .everywhere(
                        "new",
                        CI,
                        rule("impersonate:user-info", World.AUTHENTICATION, "users", "bob"),
                        rule("impersonate-on:user-info:list", "", "pods"),
                        rule("impersonate:user-info", World.AUTHENTICATION, "users", "alice"));
    }

    @Test
    void whatIsOnlyNarrowedOrMovedIsStillUnused() {
        PolicyRule any = rule("impersonate", "", "users", "alice", "carol");
        PolicyRule one = rule("impersonate", "", "users", "alice");
        assertEquals(
                1,
                find(cluster().everywhere("b", CI, one), cluster().everywhere("a", CI, any))
                        .size());
        // and one more name does not make it used
        assertEquals(
                1,
                find(cluster().everywhere("a", CI, any), cluster().everywhere("a", CI, one))
                        .size());
        // held by somebody else, or in a namespace only, it was not held
        assertEquals(
                List.of(), find(cluster().everywhere("a", CI, one), cluster().everywhere("a", World.OTHER, one)));
        PolicyRule account = rule("impersonate", "", "serviceaccounts", "other");
        assertEquals(
                List.of(),
                find(cluster().everywhere("a", CI, account), cluster().in("ci", "a", CI, account)));
        assertEquals(
                1,
                find(cluster().in("ci", "a", CI, account), cluster().everywhere("a", CI, account))
                        .size());
    }
}
