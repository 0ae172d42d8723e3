package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadPartTest {
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
        DEAD-NODE-NAME          | impersonate:arbitrary-node    | authentication.k8s.io | nodes                 | system:node:n1             | true
        DEAD-NODE-NAME          | impersonate:arbitrary-node    | authentication.k8s.io | nodes                 | n1                         | false
        DEAD-MODE-RESOURCE      | impersonate:serviceaccount    | authentication.k8s.io | serviceaccounts       | x                          | false
        DEAD-VERB               | impersonate:scheduled-node    | authentication.k8s.io | nodes                 | x                          | true
        """)
    void oneRule(String id, String verb, String group, String resource, String name, boolean dead) {
        List<Finding> found =
                cluster().everywhere("r", CI, rule(verb, group, resource, name)).find(id);
        assertEquals(
                dead ? List.of(Severity.MEDIUM) : List.of(),
                found.stream().map(Finding::severity).toList());
    }

    @Test
    void identitiesInANamespace() {
        cluster().in("ci", "r", CI, USER).only("DEAD-NAMESPACED-IDENTITY");
        cluster().everywhere("r", CI, USER).none("DEAD-NAMESPACED-IDENTITY");
    }

    @Test
    void aGroupBesideAUserAndAPairThatIsWhole() {
        cluster()
                .everywhere("r", CI, USER, rule("impersonate", "", "groups", "x"))
                .none("DEAD-GROUP-ALONE");
        cluster()
                .everywhere(
                        "r",
                        CI,
                        rule("impersonate:user-info", AUTHENTICATION, "users", "bob"),
                        rule("impersonate-on:user-info:list", "", "pods"))
                .none("DEAD-HALF-PAIR");
    }

    @Test
    void constrainedVerbsOnAnOlderServer() {
        PolicyRule who = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
        cluster().server(34).everywhere("r", CI, who).only("DEAD-ON-THIS-VERSION");
        cluster().server(35).everywhere("r", CI, who).none("DEAD-ON-THIS-VERSION");
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        PolicyRule alone = rule("impersonate", "", "groups", "x");
        assertFalse(cluster().bootstrap(alone).only("DEAD-GROUP-ALONE").expected());
        assertFalse(
                cluster().everywhere("r", CI, alone).only("DEAD-GROUP-ALONE").expected());
    }
}
