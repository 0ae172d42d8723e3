package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.OTHER;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadFindingsTest {
    private static final PolicyRule USER = rule("impersonate", "", "users", "bob");

    /// One rule held by one account: the kind it is, or none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            DEAD-GROUP-ALONE        | impersonate                   | ''                    | groups                | x                          | true
            DEAD-SA-FULLNAME        | impersonate                   | ''                    | users                 | system:serviceaccount:a:b  | true
            DEAD-SA-FULLNAME        | impersonate                   | ''                    | serviceaccounts       | system:serviceaccount:a:b  | true
            DEAD-SA-FULLNAME        | impersonate                   | ''                    | serviceaccounts       | b                          | false
            DEAD-API-GROUP          | impersonate                   | authentication.k8s.io | users                 | x                          | true
            DEAD-API-GROUP          | impersonate                   | ''                    | users                 | x                          | false
            DEAD-API-GROUP          | impersonate:user-info         | ''                    | users                 | x                          | true
            DEAD-USEREXTRAS         | impersonate                   | authentication.k8s.io | userextras            | x                          | true
            DEAD-USEREXTRAS         | impersonate                   | authentication.k8s.io | userextras/a          | x                          | false
            DEAD-EXTRA-KEY          | impersonate:user-info         | authentication.k8s.io | userextras/tenant     | x                          | true
            DEAD-EXTRA-KEY          | impersonate:user-info         | authentication.k8s.io | userextras/a.b/tenant | x                          | false
            DEAD-MODE-RESOURCE      | impersonate:serviceaccount    | authentication.k8s.io | users                 | x                          | true
            DEAD-NODE-NAME          | impersonate:associated-node   | authentication.k8s.io | nodes                 | n1                         | true
            DEAD-NODE-NAME          | impersonate:associated-node   | authentication.k8s.io | nodes                 | *                          | false
            DEAD-HALF-PAIR          | impersonate:user-info         | authentication.k8s.io | users                 | x                          | true
            DEAD-HALF-PAIR          | impersonate-on:user-info:list | ''                    | pods                  | x                          | true
            DEAD-VERB               | impersonate-on:list           | ''                    | pods                  | x                          | true
            DEAD-VERB               | impersonate-on:user-info:*    | ''                    | pods                  | x                          | true
            DEAD-VERB               | impersonate                   | ''                    | users                 | x                          | false
            DEAD-RESOURCENAME-VERB  | create                        | ''                    | secrets               | x                          | true
            DEAD-RESOURCENAME-VERB  | list                          | ''                    | secrets               | x                          | true
            DEAD-RESOURCENAME-VERB  | create                        | ''                    | pods/exec             | x                          | false
            DEAD-RESOURCENAME-VERB  | get                           | ''                    | secrets               | x                          | false
            """)
    void oneRule(String id, String verb, String group, String resource, String name, boolean dead) {
        List<Finding> found = cluster().everywhere("r", CI, rule(verb, group, resource, name)).find(id);
        assertEquals(dead ? 1 : 0, found.size(), found::toString);
    }

    @Test
    void identitiesInANamespace() {
        assertEquals(1, cluster().in("ci", "r", CI, USER).find("DEAD-NAMESPACED-IDENTITY").size());
        assertEquals(0, cluster().everywhere("r", CI, USER).find("DEAD-NAMESPACED-IDENTITY").size());
    }

    @Test
    void constrainedVerbsOnAnOlderServer() {
        PolicyRule who = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
        assertEquals(1, cluster().server(34).everywhere("r", CI, who).find("DEAD-ON-THIS-VERSION").size());
        assertEquals(0, cluster().server(35).everywhere("r", CI, who).find("DEAD-ON-THIS-VERSION").size());
    }

    @Test
    void onceForARuleWhateverItsSubjects() {
        World world = cluster().clusterRole("r", rule("impersonate", "", "groups", "x")).bind("b", "r", CI, OTHER, CI);
        assertEquals(1, world.find("DEAD-GROUP-ALONE").size());
    }

    @Test
    void deadForOneAndAliveForAnother() {
        World world = cluster()
                .clusterRole("r", rule("impersonate", "", "groups", "x"))
                .bind("b", "r", CI, OTHER)
                .everywhere("u", OTHER, USER);
        List<Finding> found = world.find("DEAD-GROUP-ALONE");
        assertEquals(1, found.size());
        assertFalse(found.getFirst().detail().contains("other/ci"), found.getFirst().detail());
    }

    @Test
    void aUserMayBeInAnyGroup() {
        Subject jane = Subject.user("jane");
        PolicyRule groups = rule("impersonate", "", "groups", "x");
        assertEquals(1, cluster().everywhere("r", jane, groups).find("DEAD-GROUP-ALONE").size());
        World withGroup = cluster().everywhere("r", jane, groups).everywhere("g", Subject.group("ops"), USER);
        assertEquals(0, withGroup.find("DEAD-GROUP-ALONE").size());
        // no user is in the group of all service accounts, and who may do everything needs no other rule
        World accounts = cluster()
                .everywhere("r", jane, groups)
                .everywhere("g", Subject.group("system:serviceaccounts"), USER)
                .everywhere("admin", Subject.group("admins"), World.everything());
        assertEquals(1, accounts.find("DEAD-GROUP-ALONE").size());
    }

    @Test
    void aCreateWithoutNamesAndAListByName() {
        List<Finding> found = cluster().everywhere("r", CI, rule("create,list,watch", "", "secrets", "x"))
                .find("DEAD-RESOURCENAME-VERB");
        assertEquals(List.of(Severity.MEDIUM, Severity.LOW), found.stream().map(Finding::severity).toList());
        assertEquals(0, cluster().everywhere("r", CI, rule("create", "", "secrets")).find("DEAD-RESOURCENAME-VERB").size());
        assertEquals(
                0,
                cluster().clusterRole("unbound", rule("create", "", "secrets", "x")).find("DEAD-RESOURCENAME-VERB").size());
    }

    @Test
    void aRoleThatDoesNotExist() {
        World world = cluster()
                .bindIn("ci", "b", RoleRef.role("gone"), CI)
                .everywhere("maker", OTHER, rule("create", Rbac.GROUP, "roles"));
        List<Finding> found = world.find("DEAD-ROLEREF");
        assertEquals(1, found.size());
        assertEquals(List.of("ServiceAccount \"other/ci\""), found.getFirst().reaches());
        assertEquals(0, cluster().everywhere("r", CI, USER).find("DEAD-ROLEREF").size());
    }
}
