package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleRef;
import org.junit.jupiter.api.Test;

class AccountElsewhereTest {
    private static final String ID = "IMP-ACCOUNT-ELSEWHERE";
    private static final PolicyRule APP =
            rule("impersonate:serviceaccount", AUTHENTICATION, "serviceaccounts", "app-sa");

    @Test
    void theRoleOfTheImpersonatorsNamespace() {
        Finding found = production().in("ci", "imp", CI, APP).only(ID);
        assertTrue(found.detail().contains("production/app-sa"), found.detail());
        assertTrue(found.remedy().contains("production/app-sa"), found.remedy());
    }

    @Test
    void theLegacyVerbAndAClusterRoleThatARoleBindingGives() {
        PolicyRule legacy = rule("impersonate", "", "serviceaccounts", "app-sa");
        production().in("ci", "imp", CI, legacy).only(ID);
        production()
                .clusterRole("imp", legacy)
                .bindIn("ci", "imp", RoleRef.clusterRole("imp"), CI)
                .only(ID);
    }

    @Test
    void whatReachesItsAccountOrNamesNone() {
        production().in("production", "imp", CI, APP).none(ID);
        production().account("ci", "app-sa").in("ci", "imp", CI, APP).none(ID);
        production().everywhere("imp", CI, APP).none(ID);
        production()
                .in("ci", "imp", CI, rule("impersonate", "", "serviceaccounts"))
                .none(ID);
        production()
                .in("ci", "imp", CI, rule("impersonate", "", "serviceaccounts", "default"))
                .none(ID);
        production()
                .in("ci", "imp", CI, rule("get", "", "serviceaccounts", "app-sa"))
                .none(ID);
        cluster().in("ci", "imp", CI, APP).none(ID);
        production().server(34).in("ci", "imp", CI, APP).none(ID);
    }

    private static World production() {
        return cluster().namespace("production").account("production", "app-sa");
    }
}
