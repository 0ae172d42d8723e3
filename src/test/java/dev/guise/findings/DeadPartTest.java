package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        DEAD-USEREXTRAS         | impersonate                   | authentication.k8s.io | userextras/*          | x                          | true
        DEAD-USEREXTRAS         | impersonate:user-info         | authentication.k8s.io | userextras/*          | x                          | true
        DEAD-USEREXTRAS         | impersonate:user-info         | authentication.k8s.io | userextras/*          | *                          | false
        DEAD-USEREXTRAS         | *                             | authentication.k8s.io | userextras/*          | *                          | false
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
    void userextrasAreNoWildcardButForManyValues() {
        cluster()
                .everywhere("r", CI, USER, rule("impersonate", AUTHENTICATION, "userextras/*"))
                .only("DEAD-USEREXTRAS");
        PolicyRule both = rule("impersonate,impersonate:user-info", AUTHENTICATION, "userextras/*");
        PolicyRule who = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
        PolicyRule action = rule("impersonate-on:user-info:list", "", "pods");
        cluster().everywhere("r", CI, USER, who, action, both).none("DEAD-USEREXTRAS");
        PolicyRule all = rule("impersonate", AUTHENTICATION, "*");
        cluster().everywhere("r", CI, USER, all).none("DEAD-USEREXTRAS");
    }

    @Test
    void aHalfWhoseOtherHalfIsDead() {
        PolicyRule who = rule("impersonate:user-info", AUTHENTICATION, "users", "bob");
        for (String verb : List.of("*", "lst", "", "get,")) {
            PolicyRule action = rule("impersonate-on:user-info:" + verb, "", "pods");
            assertEquals(
                    verb.equals("get,") ? List.of() : List.of("impersonate:user-info"),
                    cluster().everywhere("r", CI, who, action).find("DEAD-HALF-PAIR").stream()
                            .map(Finding::part)
                            .toList(),
                    verb);
        }
        PolicyRule node = rule("impersonate:user-info", AUTHENTICATION, "users", "system:node:n1");
        cluster()
                .everywhere("r", CI, node, rule("impersonate-on:user-info:list", "", "pods"))
                .only("DEAD-HALF-PAIR");
    }

    /// The node is the one that a service account's token was issued for; a user's request names none.
    @Test
    void theAssociatedNodeOfAUser() {
        PolicyRule who = rule("impersonate:associated-node", AUTHENTICATION, "nodes");
        PolicyRule action = rule("impersonate-on:associated-node:list", "", "pods");
        String kind = "DEAD-ASSOCIATED-NODE";
        Subject user = Subject.user("jane");
        assertEquals(
                Set.of("impersonate:associated-node", "impersonate-on:associated-node:list"),
                cluster().everywhere("r", user, who, action).find(kind).stream()
                        .map(Finding::part)
                        .collect(Collectors.toSet()));
        cluster().everywhere("r", CI, who, action).none(kind);
        cluster()
                .everywhere("r", Subject.user("system:serviceaccount:ci:bot"), who, action)
                .none(kind);
        cluster()
                .everywhere("r", Subject.group("system:serviceaccounts"), who, action)
                .none(kind);
        assertEquals(
                2,
                cluster()
                        .clusterRole("r", who, action)
                        .bind("r", "r", user, CI)
                        .find(kind)
                        .size());
        cluster().everywhere("r", user, rule("*", AUTHENTICATION, "nodes")).none(kind);
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
