package dev.guise.findings;

import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    @Test
    void whatTheServerBringsIsExpectedAndWhoIsAddedToItIsNot() {
        ObjectMeta own =
                new ObjectMeta("cluster-admin", "", Map.of("kubernetes.io/bootstrapping", "rbac-defaults"), Map.of());
        Findings findings = cluster()
                .clusterRole("cluster-admin", everything())
                .bind(own, "cluster-admin", Subject.group("system:masters"), Subject.user("eve"))
                .findings();
        List<Finding> wild = findings.ofKind("WILDCARD-VERB");
        assertEquals(2, wild.size());
        assertEquals(
                List.of(Subject.user("eve")),
                findings.unexpected().stream()
                        .filter(wild::contains)
                        .map(Finding::subject)
                        .toList());
    }

    @Test
    void ofKubeadmToo() {
        Findings findings = cluster()
                .clusterRole("cluster-admin", everything())
                .bind("kubeadm:cluster-admins", "cluster-admin", Subject.group("kubeadm:cluster-admins"))
                .findings();
        assertEquals(1, findings.ofKind("WILDCARD-VERB").size());
        assertEquals(List.of(), findings.unexpected());
    }

    @Test
    void aRuleThatWasAddedToARoleOfTheServerIsNotExpected() {
        Findings findings = cluster()
                .clusterRole("system:discovery", everything())
                .bind("system:discovery", "system:discovery", Subject.group("system:authenticated"))
                .findings();
        assertEquals(1, findings.ofKind("WILDCARD-VERB").size());
        assertEquals(
                findings.ofKind("WILDCARD-VERB"),
                findings.unexpected().stream()
                        .filter(finding -> finding.id().equals("WILDCARD-VERB"))
                        .toList());
    }
}
