package dev.guise.findings;

import static dev.guise.findings.World.AUTHENTICATION;
import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspeltIdentityTest {
    private static final String ID = MisspeltIdentity.PAGE.id();

    @ParameterizedTest
    @CsvSource({
        "user, users",
        "Users, users",
        "group, groups",
        "serviceaccount, serviceaccounts",
        "service-accounts, serviceaccounts",
        "serviceAccounts, serviceaccounts",
        "sa, serviceaccounts",
        "uid, uids",
        "node, nodes",
        "userextra/example.com~1Team, userextras/example.com~1Team",
        "user-extras/scopes, userextras/scopes",
    })
    void aNameThatTheServerDoesNotKnow(String written, String meant) {
        Finding finding = cluster()
                .everywhere("r", CI, rule("impersonate", "", written, "bob"))
                .only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals(written, finding.part());
        assertEquals("Write `" + meant + "`.", finding.remedy());
        assertEquals(CI, finding.subject());
        cluster()
                .everywhere("r", CI, rule("impersonate:user-info,impersonate", AUTHENTICATION, written))
                .only(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "groups",
                "serviceaccounts",
                "uids",
                "userextras/Scopes",
                "nodes",
                "*",
                "*/x",
                "user/x",
                "pods",
                "userextras"
            })
    void notTheRightNamesNorOtherResources(String resource) {
        cluster().everywhere("r", CI, rule("impersonate", "", resource)).none(ID);
    }

    @Test
    void notWithoutImpersonationNorWhereTheRuleMayMeanAnotherResource() {
        cluster().everywhere("r", CI, rule("get,list", "", "user")).none(ID);
        cluster().everywhere("r", CI, rule("*", "", "user")).none(ID);
        cluster().everywhere("r", CI, rule("get,impersonate", "", "user")).none(ID);
        cluster().clusterRole("unbound", rule("impersonate", "", "user")).none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(
                cluster().bootstrap(rule("impersonate", "", "user")).only(ID).expected());
    }
}
