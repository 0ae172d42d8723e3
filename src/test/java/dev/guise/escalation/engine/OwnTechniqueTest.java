package dev.guise.escalation.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.CatalogueException;
import dev.guise.escalation.catalogue.CatalogueFile;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.question.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer's own techniques, each feature of the file once.
class OwnTechniqueTest {
    private static final String ME = "a/me";
    private static final String RBAC = " rbac.authorization.k8s.io:";

    @TempDir
    Path folder;

    /// @param rest what follows the texts, in lines without indentation
    private Technique own(String id, String rest) throws IOException, CatalogueException {
        String text = """
            techniques:
              - id: %s
                title: One's own
                what: What happens.
                audit: Where it shows.
                close: How to close it.
                reference: https://example.com
                cost: 1
                confidence: high
            """.formatted(id) + rest.indent(4);
        return CatalogueFile.read(Files.writeString(folder.resolve("own.yaml"), text))
                .getFirst();
    }

    private static World cluster() {
        return World.with()
                .namespace("a", "restricted")
                .namespace("b", "baseline")
                .account("a", "me", "boss")
                .account("b", "other")
                .node("n1")
                .pod("a", "p", "boss", "n1")
                .pod("b", "q", "other", "n1")
                .may("jane", "get configmaps");
    }

    @Test
    void logsOfAPodGiveItsCredential() throws Exception {
        Technique logs = own("pod-logs", """
            needs:
              - target: pod
                anyOf:
                  - {verbs: [get], apiGroup: "", resources: [pods/log]}
            gives: credential-of-target
            """);
        World world = cluster().techniques(logs).mayIn("a", ME, "get pods/log p");
        assertTrue(world.credential(ME, "a/boss"));
        assertFalse(world.credential(ME, "b/other"));
        assertFalse(cluster().mayIn("a", ME, "get pods/log p").credential(ME, "a/boss"), "only with the technique");
        assertFalse(cluster().techniques(logs).mayIn("a", ME, "get pods/log x").credential(ME, "a/boss"));
        assertTrue(world.facts(ME)
                .techniques(new Fact.Credential(World.identity("a/boss")))
                .contains("pod-logs"));
    }

    @Test
    void theSameNeedAsABundledTechniqueDisturbsNeither() throws Exception {
        Technique same = own("exec-reads", """
            needs:
              - target: pod
                anyOf:
                  - {verbs: [create], apiGroup: "", resources: [pods/exec]}
                  - {verbs: [get], apiGroup: "", resources: [pods/exec], versions: {before: pod-upgrade-needs-create}}
            gives: credentials-of-namespace
            """);
        World world = cluster().account("a", "third").techniques(same).mayIn("a", ME, "create pods/exec p");
        assertTrue(world.credential(ME, "a/third"), "one's own");
        assertTrue(
                world.facts(ME)
                        .techniques(new Fact.Credential(World.identity("a/boss")))
                        .contains("pod-exec"),
                "the bundled one is the cheaper way");
    }

    @Test
    void versionsOfTheTechniqueCountForAnyPermissionToo() throws Exception {
        Technique old = own("old", """
            versions: {from: "1.20", before: "1.30"}
            needs:
              - anyOf:
                  - {verbs: [get], apiGroup: example.com, resources: [tokens]}
            gives: cluster-control
            """);
        World own = cluster()
                .techniques(old)
                .mayIn("a", ME, "create,escalate,bind" + RBAC + "roles", "create" + RBAC + "rolebindings");
        assertFalse(own.server(30).reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(own.server(29).reaches(ME, Goal.CLUSTER_CONTROL));
        World plain = cluster().techniques(old).mayIn("a", ME, "get example.com:tokens");
        assertFalse(plain.server(19).reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(plain.server(20).reaches(ME, Goal.CLUSTER_CONTROL));
    }

    @Test
    void severalChecksAreMadeInEveryNamespace() throws Exception {
        Technique several = own("several", """
            needs:
              - target: pod
                allOf:
                  - anyOf: [{verbs: [run], apiGroup: example.com, resources: [jobs]}]
                  - anyOf: [{verbs: [use], apiGroup: example.com, resources: [runners]}]
            gives: credential-of-target
            """);
        String[] both = {"run example.com:jobs", "use example.com:runners"};
        World world = cluster().techniques(several).mayIn("a", ME, both).mayIn("b", ME, both);
        assertTrue(world.credential(ME, "a/boss"));
        assertTrue(world.credential(ME, "b/other"));
        World apart = cluster().techniques(several).mayIn("a", ME, both[0]).mayIn("b", ME, both[1]);
        assertFalse(apart.credential(ME, "a/boss"));
        assertFalse(apart.credential(ME, "b/other"));
        World named = cluster()
                .pod("a", "q", "me")
                .techniques(several)
                .mayIn("a", ME, "run example.com:jobs q", "use example.com:runners");
        assertFalse(named.credential(ME, "a/boss"), "only on the pod q");
    }

    @Test
    void namesConfigMapScopeAndNodes() throws Exception {
        Technique technique = own("mapped", """
            where: {configMap: b/trusted}
            needs:
              - anyOf:
                  - {verbs: [patch], apiGroup: "", resources: [configmaps], names: [trusted]}
              - anyOf:
                  - {verbs: [get], apiGroup: example.com, resources: [doors], scope: cluster}
            gives: any-node
            """);
        World world = cluster().techniques(technique).mayIn("b", ME, "patch configmaps trusted");
        assertFalse(world.may(ME, "get example.com:doors").reaches(ME, Goal.NODE), "no such map");
        assertTrue(world.configMap("b", "trusted").reaches(ME, Goal.NODE));
        World local = cluster()
                .configMap("b", "trusted")
                .techniques(technique)
                .mayIn("b", ME, "patch configmaps trusted", "get example.com:doors");
        assertFalse(local.reaches(ME, Goal.NODE));
    }

    @Test
    void builtOnAnotherTechniqueAndOnANode() throws Exception {
        Technique technique = own("built", """
            where: {podSecurity: [baseline]}
            needs:
              - technique: [workload-update, pod-create]
              - hold: node
            gives: admission-control
            reads: secrets-of-namespace
            """);
        World world = cluster().techniques(technique).mayIn("b", ME, "create pods");
        assertFalse(world.reaches(ME, Goal.ADMISSION_CONTROL), "no node is held");
        assertTrue(world.account("open", "x").mayIn("open", ME, "create pods").reaches(ME, Goal.ADMISSION_CONTROL));
        World elsewhere = cluster()
                .techniques(technique)
                .account("open", "x")
                .mayIn("open", ME, "create pods")
                .mayIn("a", ME, "create pods");
        assertFalse(elsewhere.reaches(ME, Goal.ADMISSION_CONTROL), "a is restricted");
    }

    @Test
    void targetsOfEveryKind() throws Exception {
        assertTrue(withTarget("account", "credential-of-target")
                .may(ME, "ask example.com:things boss")
                .credential(ME, "a/boss"));
        assertTrue(withTarget("token-secret", "credential-of-target")
                .tokenSecret("a", "t", "boss")
                .may(ME, "ask example.com:things t")
                .credential(ME, "a/boss"));
        assertFalse(withTarget("new-secret", "cluster-control")
                .secret("a", "t")
                .mayIn("a", ME, "ask example.com:things t")
                .reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(withTarget("new-secret", "cluster-control")
                .mayIn("a", ME, "ask example.com:things t")
                .reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(withTarget("own-namespace", "cluster-control")
                .mayIn("a", ME, "ask example.com:things a")
                .reaches(ME, Goal.CLUSTER_CONTROL));
        assertFalse(withTarget("own-namespace", "cluster-control")
                .mayIn("a", ME, "ask example.com:things b")
                .reaches(ME, Goal.CLUSTER_CONTROL));
        assertTrue(withTarget("node", "credentials-on-target")
                .may(ME, "ask example.com:things n1")
                .credential(ME, "a/boss"));
        assertFalse(withTarget("node", "credentials-on-target")
                .may(ME, "ask example.com:things n2")
                .credential(ME, "a/boss"));
        assertFalse(
                withTarget("workload", "cluster-control")
                        .workload(WorkloadKind.JOB, "a", "w")
                        .mayIn("a", ME, "ask example.com:things w")
                        .reaches(ME, Goal.CLUSTER_CONTROL),
                "a Job is no thing");
    }

    private World withTarget(String target, String gives) throws Exception {
        return cluster().techniques(own("asked", """
            needs:
              - target: %s
                anyOf:
                  - {verbs: [ask], apiGroup: example.com, resources: [things]}
            gives: %s
            """.formatted(target, gives)));
    }

    @Test
    void theSameIdReplacesABundledTechnique() throws Exception {
        Technique never = own("pod-create", """
            needs:
              - anyOf:
                  - {verbs: [create], apiGroup: example.com, resources: [pods]}
            gives: credentials-of-namespace
            """);
        World world = cluster().techniques(never).mayIn("a", ME, "create pods");
        assertFalse(world.credential(ME, "a/boss"));
        assertEquals(
                Catalogue.bundled().techniques().size(),
                world.catalogue().techniques().size());
    }
}
