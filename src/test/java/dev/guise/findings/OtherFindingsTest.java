package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFindingsTest {
    private static final Subject DEFAULT = Subject.serviceAccount("ci", "default");

    @Test
    void aTechniqueOnTheWayToAGoal() {
        World admin = cluster().everywhere("admin", OTHER, World.everything());
        Finding finding = admin.in("ci", "t", CI, rule("create", "", "serviceaccounts/token", "other"))
                .find("ESC-token-request")
                .getFirst();
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals(CI, finding.subject());
        assertEquals(CI.requestName(), finding.path().orElseThrow().from().userName());
        List<Finding> harmless = cluster().in("ci", "t", CI, rule("create", "", "serviceaccounts/token", "other"))
                .find("ESC-token-request");
        assertEquals(List.of(), harmless);
    }

    @Test
    void twoWithTheSameRoleThroughTwoBindingsAreTwoFindings() {
        Subject third = Subject.serviceAccount("ci", "third");
        List<Finding> found = cluster().account("ci", "third")
                .everywhere("admin", OTHER, World.everything())
                .clusterRole("t", rule("create", "", "serviceaccounts/token"))
                .bind("one", "t", CI)
                .bind("two", "t", third)
                .find("ESC-token-request");
        assertEquals(List.of(CI, third), found.stream().map(Finding::subject).toList());
        assertEquals(
                third.requestName(), found.getLast().path().orElseThrow().from().userName());
    }

    @ParameterizedTest
    @CsvSource({
        "ANON-ANONYMOUS, User, system:anonymous",
        "ANON-UNAUTHENTICATED, Group, system:unauthenticated",
        "ANON-AUTHENTICATED, Group, system:authenticated"
    })
    void everybody(String id, String kind, String name) {
        Subject subject = kind.equals("User") ? Subject.user(name) : Subject.group(name);
        assertEquals(1, cluster().everywhere("r", subject, rule("list", "", "pods")).find(id).size());
        assertEquals(
                Severity.HIGH,
                cluster().in("ci", "r", subject, rule("get", "", "secrets")).find(id).getFirst().severity());
        assertEquals(
                List.of(),
                cluster().everywhere("r", subject, rule("create", "authentication.k8s.io", "selfsubjectreviews")).find(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WILDCARD-VERB     | *   | apps | deployments | get
            WILDCARD-RESOURCE | get | apps | *           | *
            WILDCARD-GROUP    | get | *    | deployments | *
            """)
    void wildcards(String id, String verbs, String group, String resources, String ignored) {
        assertEquals(1, cluster().everywhere("r", CI, rule(verbs, group, resources)).find(id).size());
        assertEquals(List.of(), cluster().everywhere("r", CI, rule("get", "apps", "deployments/*")).find(id));
        assertEquals(List.of(), cluster().clusterRole("unbound", rule(verbs, group, resources)).find(id));
    }

    @Test
    void rightsOfADefaultAccount() {
        assertEquals(1, cluster().everywhere("r", DEFAULT, rule("get", "", "pods"), rule("list", "", "pods")).find("DEFAULT-SA").size());
        assertEquals(List.of(), cluster().everywhere("r", Subject.user("default"), rule("get", "", "pods")).find("DEFAULT-SA"));
        assertEquals(
                Severity.CRITICAL,
                cluster().everywhere("r", DEFAULT, World.everything()).find("DEFAULT-SA").getFirst().severity());
    }

    @Test
    void accountsThatDoNotExist() {
        Subject gone = Subject.serviceAccount("ci", "gone");
        World world = cluster().everywhere("r", gone, rule("get", "", "pods"))
                .in("ci", "maker", OTHER, rule("create", "", "serviceaccounts"));
        Finding finding = world.find("ORPHAN-SUBJECT").getFirst();
        assertEquals(List.of("ServiceAccount \"other/ci\""), finding.reaches());
        assertEquals(List.of(), world.warning("ServiceAccount").find("ORPHAN-SUBJECT"));
        assertEquals(List.of(), cluster().everywhere("r", DEFAULT, rule("get", "", "pods")).find("ORPHAN-SUBJECT"));
        assertEquals(List.of(), cluster().everywhere("r", CI, rule("get", "", "pods")).find("ORPHAN-SUBJECT"));
    }

    @Test
    void whatTheServerBringsIsExpectedAndWhoIsAddedToItIsNot() {
        ObjectMeta own = new ObjectMeta(
                "cluster-admin", "", Map.of("kubernetes.io/bootstrapping", "rbac-defaults"), Map.of());
        Findings findings = cluster()
                .clusterRole("cluster-admin", World.everything())
                .bind(own, "cluster-admin", Subject.group("system:masters"), Subject.user("eve"))
                .findings();
        List<Finding> wild = findings.ofKind("WILDCARD-VERB");
        assertEquals(2, wild.size());
        assertEquals(List.of(Subject.user("eve")), findings.unexpected().stream()
                .filter(wild::contains)
                .map(Finding::subject)
                .toList());
    }

    @Test
    void aFingerprintFollowsWhatTheRuleSays() {
        Finding one = cluster().everywhere("r", CI, rule("impersonate", "", "users")).find("IMP-ANY-USER").getFirst();
        Finding moved = cluster()
                .everywhere("r", CI, rule("get", "", "pods"), rule("impersonate", "", "users"))
                .find("IMP-ANY-USER")
                .getFirst();
        Finding wider = cluster().everywhere("r", CI, rule("impersonate,get", "", "users")).find("IMP-ANY-USER").getFirst();
        Finding other = cluster().everywhere("r", OTHER, rule("impersonate", "", "users")).find("IMP-ANY-USER").getFirst();
        assertEquals(one.fingerprint(), moved.fingerprint());
        assertNotEquals(one.fingerprint(), wider.fingerprint());
        assertNotEquals(one.fingerprint(), other.fingerprint());
        assertEquals(24, one.fingerprint().length());
    }

    @Test
    void theWorstComesFirst() {
        List<Severity> severities = cluster()
                .everywhere("r", CI, World.everything(), rule("impersonate", "", "users"))
                .findings()
                .all()
                .stream()
                .map(Finding::severity)
                .toList();
        assertEquals(severities.stream().sorted().toList(), severities);
        assertTrue(severities.size() > 3);
        assertFalse(Severity.LOW.isAtLeast(Severity.MEDIUM));
    }

    @Test
    void aPatternOfTenantsMustHaveAGroup() {
        assertThrows(IllegalArgumentException.class, () -> Tenants.byName(Pattern.compile("tenant-.*")));
    }
}
