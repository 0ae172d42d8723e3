package dev.guise.findings;

import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.everything;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicGrantTest {
    @ParameterizedTest
    @CsvSource({
        "ANON-ANONYMOUS, User, system:anonymous, HIGH",
        "ANON-UNAUTHENTICATED, Group, system:unauthenticated, HIGH",
        "ANON-AUTHENTICATED, Group, system:authenticated, MEDIUM"
    })
    void everybody(String id, String kind, String name, Severity severity) {
        Subject subject = kind.equals("User") ? Subject.user(name) : Subject.group(name);
        Finding finding =
                cluster().everywhere("r", subject, rule("list", "", "pods")).only(id);
        assertEquals(severity, finding.severity());
        assertFalse(finding.expected());
        assertEquals(
                Severity.HIGH,
                cluster()
                        .in("ci", "r", subject, rule("get", "", "secrets"))
                        .only(id)
                        .severity());
        assertEquals(
                Severity.HIGH,
                cluster()
                        .in("ci", "r", subject, rule("delete", "", "pods"))
                        .only(id)
                        .severity());
        assertEquals(
                Severity.CRITICAL,
                cluster().everywhere("r", subject, everything()).only(id).severity());
    }

    @ParameterizedTest
    @CsvSource({"ANON-ANONYMOUS, system:anonymous", "ANON-AUTHENTICATED, system:authenticated"})
    void notQuestionsAboutOneselfNorSomebodyElse(String id, String name) {
        Subject subject = id.equals("ANON-ANONYMOUS") ? Subject.user(name) : Subject.group(name);
        PolicyRule oneself = rule("create", "authentication.k8s.io", "selfsubjectreviews");
        cluster().everywhere("r", subject, oneself).none(id);
        cluster()
                .everywhere("r", subject, PolicyRule.paths(List.of("get"), List.of("/version", "/healthz")))
                .none(id);
        cluster()
                .everywhere("r", subject, PolicyRule.paths(List.of("get"), List.of("/metrics")))
                .only(id);
        cluster()
                .everywhere("r", Subject.group("system:nodes"), rule("list", "", "pods"))
                .none(id);
    }

    @Test
    void whatWasAddedToTheServersOwnRolesIsNotExpected() {
        Subject everybody = Subject.group("system:authenticated");
        PolicyRule reviews = rule("create", "authorization.k8s.io", "selfsubjectaccessreviews,selfsubjectrulesreviews");
        World own = cluster().clusterRole("system:basic-user", reviews, rule("list", "", "pods"));
        List<Boolean> expected = own
                .bind("system:basic-user", "system:basic-user", everybody)
                .findings()
                .ofKind("ANON-AUTHENTICATED")
                .stream()
                .map(Finding::expected)
                .toList();
        assertTrue(expected.contains(false), "what was added to the server's own role is nobody's own");
        World added = cluster().clusterRole("system:node", rule("list", "", "pods"));
        assertFalse(added.bind("system:node", "system:node", everybody)
                .only("ANON-AUTHENTICATED")
                .expected());
    }
}
