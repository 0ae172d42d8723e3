package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.AuditLog;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.LogProgress;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Policy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken away as a file does, once it was applied, exactly what was shown: for every pattern in every form, and
/// for the fix of every finding of the demo.
class ExportedAgainTest {
    private static ClusterSnapshot demo = DemoCluster.read();
    private static Escalation before = Escalation.of(demo, Policy.of(demo.rbac()), Catalogue.bundled());
    private static Evidence evidence = Evidence.NONE;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws Exception {
        demo = DemoCluster.read();
        before = Escalation.of(demo, Policy.of(demo.rbac()), Catalogue.bundled());
        try (InputStream in = DemoSource.auditLog()) {
            evidence = new AuditLog().read(in, "demo", LogProgress.NONE);
        }
    }

    private static Map<String, DraftPlan> patterns() {
        Map<String, DraftPlan> plans = new LinkedHashMap<>();
        for (Pattern pattern : Pattern.values()) {
            for (Form form : Form.values()) {
                Map<String, List<String>> nodes =
                        pattern == Pattern.NODE_AGENT ? Map.of("nodes", List.of("bridge-1")) : Map.of();
                List<DraftPlan> drafts = pattern.drafts(nodes, form).stream()
                        .map(spec -> Draft.of(spec, demo.rbac()).plan())
                        .toList();
                plans.put(pattern + " " + form, DraftPlan.combined(pattern.title(), drafts));
            }
        }
        return plans;
    }

    private static Map<String, DraftPlan> fixes() {
        Map<String, DraftPlan> plans = new LinkedHashMap<>();
        Fixes fixes = new Fixes(demo, Evidence.NONE);
        for (Finding finding : Findings.of(Analysis.of(demo)).unexpected()) {
            DraftPlan plan = DraftPlan.combined(finding.title(), fixes.of(finding));
            boolean known =
                    plans.values().stream().anyMatch(other -> other.changes().equals(plan.changes()));
            if (!plan.isEmpty() && !known) {
                plans.put(finding.id() + " " + finding.detail(), plan);
            }
        }
        return plans;
    }

    private static Map<String, DraftPlan> all() {
        Map<String, DraftPlan> all = patterns();
        all.putAll(fixes());
        return all;
    }

    /// The cluster after a file was applied as any manifest is, and after what its comments name was deleted.
    private ClusterSnapshot applied(String text) throws Exception {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        List<ObjectId.Stored> deleted = DraftYaml.read(text).deletes();
        boolean onlyDeletes = text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
        List<DraftObject> put =
                onlyDeletes ? List.of() : DraftObject.of(new FileSource(List.of(file)).read(ReadProgress.NONE));
        Map<ObjectId.Stored, DraftObject> objects = new LinkedHashMap<>();
        Stream.concat(DraftObject.of(demo).stream(), put.stream()).forEach(object -> objects.put(object.key(), object));
        deleted.forEach(objects::remove);
        return demo.withRbac(DraftObject.collect(objects.values()))
                .withServiceAccounts(objects.values().stream()
                        .filter(DraftObject.OfAccount.class::isInstance)
                        .map(object -> new ClusterSnapshot.ServiceAccount(object.meta()))
                        .toList());
    }

    @Test
    void makesTheClusterThatWasShown() throws Exception {
        for (var entry : all().entrySet()) {
            Set<DraftObject> shown = Set.copyOf(DraftObject.of(entry.getValue().applyTo(demo)));
            Set<DraftObject> loaded = Set.copyOf(DraftObject.of(applied(DraftExport.file(entry.getValue()))));
            assertEquals(shown, loaded, entry.getKey());
        }
    }

    /// The cluster is the same for all of them, see above; that the same cluster has the same impact is looked at for
    /// each pattern and for one finding of each kind.
    @Test
    void hasTheImpactThatWasShown() throws Exception {
        int touched = 0;
        for (var entry : oneOfEachKind().entrySet()) {
            DraftPlan plan = entry.getValue();
            Impact shown = Impact.of(before, plan, evidence);
            Impact loaded = Impact.of(before, before.with(applied(DraftExport.file(plan))), evidence);
            assertEquals(shown, loaded, entry.getKey());
            touched += shown.touched().size();
        }
        assertTrue(touched > 50, "nearly nothing had an impact: " + touched);
    }

    private static Map<String, DraftPlan> oneOfEachKind() {
        Map<String, DraftPlan> some = new LinkedHashMap<>();
        all().forEach((name, plan) -> some.putIfAbsent(name.substring(0, name.indexOf(' ')), plan));
        assertTrue(some.size() > 30, some.keySet().toString());
        return some;
    }

    @Test
    void hasTheFindingsThatWereShown() throws Exception {
        for (String kind : List.of("TENANT_GATEWAY", "NODE_AGENT", "IMP-MANY-TENANTS", "DEAD-SA-FULLNAME")) {
            DraftPlan plan = Optional.ofNullable(oneOfEachKind().get(kind)).orElseThrow();
            assertEquals(fingerprints(plan.applyTo(demo)), fingerprints(applied(DraftExport.file(plan))), kind);
        }
    }

    private static List<String> fingerprints(ClusterSnapshot cluster) {
        return Findings.of(Analysis.of(cluster)).all().stream()
                .map(Finding::fingerprint)
                .sorted()
                .toList();
    }

    @Test
    void isTakenBackByTheWayBack() throws Exception {
        for (var entry : all().entrySet()) {
            ClusterSnapshot after = entry.getValue().applyTo(demo);
            DraftPlan undo = entry.getValue().undo();
            ParsedDraft read = DraftYaml.read(DraftExport.file(undo));
            assertEquals(List.of(), read.problems(), entry.getKey());
            ClusterSnapshot back = DraftPlan.of("", read, after, List.of()).applyTo(after);
            assertEquals(Set.copyOf(DraftObject.of(demo)), Set.copyOf(DraftObject.of(back)), entry.getKey());
        }
    }

    /// Who finds an object in a cluster later can tell where it comes from; names are such as every kind may have.
    @Test
    void saysWhatMadeItAndWhy() {
        Map<String, DraftPlan> patterns = patterns();
        List<String> wrong = new ArrayList<>();
        all().forEach((name, plan) -> plan.changes().forEach(change -> {
            if (change instanceof Change.Create(DraftObject object)) {
                boolean made = "guise".equals(object.meta().labels().get("app.kubernetes.io/managed-by"));
                boolean named = Dns1123.isSubdomain(object.meta().name());
                boolean fix = !patterns.containsKey(name);
                boolean told = !fix
                        || object.meta()
                                .annotations()
                                .getOrDefault("guise.dev/finding", "")
                                .matches("[A-Z]+-.+");
                if (!made || !named || !told) {
                    wrong.add(name + ": " + object.key());
                }
            }
        }));
        assertEquals(List.of(), wrong);
    }

    @Test
    void changesLittleWhenThePlanDoes() {
        DraftPlan plan = gateway("%s-admin");
        String text = DraftExport.file(plan);
        assertEquals(text, DraftExport.file(gateway("%s-admin")), "the same plan, the same text");
        List<String> now = new ArrayList<>(
                DraftExport.file(gateway("%s-admin", "%s-audit")).lines().toList());
        text.lines().forEach(now::remove);
        assertEquals(List.of("  - tenant-a-audit", "  - tenant-b-audit"), now);
    }

    private static DraftPlan gateway(String... users) {
        return DraftPlan.combined(
                "Gateway",
                Pattern.TENANT_GATEWAY.drafts(Map.of("users", List.of(users)), Form.CONSTRAINED).stream()
                        .map(spec -> Draft.of(spec, demo.rbac()).plan())
                        .toList());
    }
}
