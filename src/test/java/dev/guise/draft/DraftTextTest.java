package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Subject;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTextTest {
    private static final DraftSpec SPEC = new DraftSpec(
            "bots",
            List.of(Subject.serviceAccount("ci", "pipeline")),
            Form.CONSTRAINED,
            Who.NOBODY.withUsers("deploy-bot", "test-runner"),
            List.of(Action.on(List.of("get", "list"), "", List.of("pods")).in("shop")));

    @TempDir
    private Path folder;

    @Test
    void changesOnlyWhatChanges() throws Exception {
        String text = "# mine\n"
                + DraftYaml.write(Draft.of(SPEC).objects())
                        .replace("  - deploy-bot", "  - \"deploy-bot\"   # the first")
                        .replace("kind: ClusterRole\nmeta", "kind: ClusterRole # a role\nmeta");
        DraftSpec changed = SPEC.withWho(Who.NOBODY.withUsers("deploy-bot", "release-bot", "test-runner"));
        String updated = DraftText.update(text, Draft.of(changed).objects());
        assertEquals(text.replace("  - test-runner", "  - release-bot\n  - test-runner"), updated);
        assertEquals(text, DraftText.update(updated, Draft.of(SPEC).objects()));
        assertEquals(text, DraftText.update(text, Draft.of(SPEC).objects()));
    }

    @Test
    void objectsComeAndGo() throws Exception {
        String text = "# mine\n\n" + DraftYaml.write(Draft.of(SPEC).objects());
        for (Form form : Form.values()) {
            Draft draft = Draft.of(SPEC.withForm(form));
            String updated = DraftText.update(text, draft.objects());
            ParsedDraft read = DraftYaml.read(updated);
            assertEquals(List.of(), read.problems(), updated);
            assertEquals(java.util.Set.copyOf(draft.objects()), java.util.Set.copyOf(read.all()));
            assertTrue(updated.startsWith("# mine\n"), updated);
        }
        assertThrows(
                dev.guise.draft.yaml.YamlSyntaxException.class,
                () -> DraftText.update("a: [", Draft.of(SPEC).objects()));
        String fresh = DraftText.update("", Draft.of(SPEC).objects());
        assertEquals(Draft.of(SPEC).objects(), DraftYaml.read(fresh).all());
    }

    @Test
    void exportsAreWholeAndTheSame() throws Exception {
        ClusterSnapshot demo = DemoCluster.read();
        Subject ci = Subject.serviceAccount("ci", "legacy-ci");
        DraftPlan plan =
                new Constrainer(demo).replace(DemoCluster.grant(demo, "legacy-ci-impersonates", ci), List.of(SPEC));
        Map<String, String> files = DraftExport.folder(plan);
        assertEquals(files, DraftExport.folder(plan));
        assertEquals(plan.objects().size() + 2, files.size());
        assertTrue(files.getOrDefault("README.md", "")
                .contains("kubectl delete clusterrolebinding legacy-ci-impersonates"));
        String told = DraftExport.folder(plan.forFinding("IMP-ANY-USER"), List.of("One path is cut"))
                .getOrDefault("README.md", "");
        assertTrue(told.contains("(IMP-ANY-USER). ") && told.contains("- One path is cut\n"), told);
        ParsedDraft undo = DraftYaml.read(files.getOrDefault("undo.yaml", ""));
        assertEquals(plan.undo().objects(), undo.all());
        assertEquals(plan.undo().deletes(), undo.deletes());
        String diff = DraftExport.diff(plan);
        assertTrue(diff.contains("+++ /dev/null") && diff.contains("--- /dev/null"), diff);
        Path target = folder.resolve("out");
        DraftExport.write(target, files);
        assertEquals(files.get("undo.yaml"), Files.readString(target.resolve("undo.yaml")));
        assertThrows(FileAlreadyExistsException.class, () -> DraftExport.write(target, files));
        Map<String, String> kustomize = DraftExport.kustomize(plan);
        assertTrue(kustomize.keySet().stream().anyMatch(name -> name.startsWith("delete-")));
        for (Map.Entry<String, String> file : kustomize.entrySet()) {
            boolean readme = file.getKey().equals("README.md");
            assertTrue(
                    readme
                            || dev.guise.draft.yaml.YamlText.parse(file.getValue())
                                            .documents()
                                    > 0,
                    file.getKey());
        }
        assertTrue(kustomize.getOrDefault("README.md", "").contains("components:"));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
    }

    @Test
    void hostileNamesStayInTheirLine() {
        DraftObject object = Draft.of(SPEC).objects().getFirst();
        DraftPlan plan = new DraftPlan("a\nkind: Evil", List.of(new Change.Delete(object)), List.of());
        assertFalse(DraftYaml.write(plan).lines().anyMatch(line -> line.startsWith("kind")));
        ObjectId.Stored key = new ObjectId.ClusterRole("x; rm -rf ~ 'y'");
        assertEquals("kubectl delete clusterrole 'x; rm -rf ~ '\\''y'\\'''", Kubectl.delete(key));
        assertTrue(DraftExport.fileName(new ObjectId.Role("..", "../../etc")).matches("[a-z0-9-]+"));
    }
}
