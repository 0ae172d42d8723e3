package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardRuleTest {
    @ParameterizedTest
    @CsvSource({
        "WILDCARD-VERB, *, apps, deployments, MEDIUM",
        "WILDCARD-RESOURCE, get, apps, *, MEDIUM",
        "WILDCARD-GROUP, get, *, deployments, LOW"
    })
    void oneWildcard(String id, String verbs, String group, String resources, Severity severity) {
        Finding finding =
                cluster().everywhere("r", CI, rule(verbs, group, resources)).only(id);
        assertEquals(severity, finding.severity());
        assertFalse(finding.expected());
        cluster().everywhere("r", CI, rule("get", "apps", "deployments/*")).none(id);
        cluster().clusterRole("unbound", rule(verbs, group, resources)).none(id);
        assertFalse(cluster().bootstrap(rule(verbs, group, resources)).only(id).expected());
    }

    @Test
    void everyVerbOnEveryResourceIsHighWhereItIsBoundEverywhere() {
        assertEquals(
                Severity.HIGH,
                cluster()
                        .everywhere("r", CI, everything())
                        .only("WILDCARD-VERB")
                        .severity());
        assertEquals(
                Severity.MEDIUM,
                cluster().in("ci", "r", CI, everything()).only("WILDCARD-VERB").severity());
    }
}
