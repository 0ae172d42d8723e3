package dev.guise.draft;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.guise.draft.yaml.YamlWriter;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.findings.FindingKinds;
import dev.guise.rbac.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as files for a repository. What is written has no time and no machine in it: the same plan gives the same
/// files.
public final class DraftExport {
    private static final int CONTEXT = 3;

    private DraftExport() {}

    /// One file, to be applied as it is.
    public static String file(DraftPlan plan) {
        return DraftYaml.write(plan);
    }

    /// One file with the objects as a person wrote them, where the plan has them just so.
    ///
    /// @param texts the texts of the drafts that the plan was made of
    public static String file(DraftPlan plan, List<String> texts) {
        Map<DraftObject, String> written = new LinkedHashMap<>();
        texts.forEach(text -> DraftText.documents(text).forEach(written::putIfAbsent));
        return DraftYaml.write(plan, object -> written.getOrDefault(object, YamlWriter.write(object.manifest())));
    }

    /// A folder with one object a file, in the order of the plan, the way back, and a text for the pull request.
    ///
    /// @return content by file name
    public static Map<String, String> folder(DraftPlan plan) {
        return folder(plan, List.of());
    }

    /// The same with what the plan does, in sentences, for the text.
    public static Map<String, String> folder(DraftPlan plan, List<String> effects) {
        Map<String, String> files = new LinkedHashMap<>();
        int number = 1;
        for (DraftObject object : plan.objects()) {
            files.put(
                    String.format("%02d-%s.yaml", number++, fileName(object.key())),
                    YamlWriter.write(object.manifest()));
        }
        files.put("undo.yaml", DraftYaml.write(plan.undo()));
        files.put("README.md", folderReadme(plan, effects));
        return files;
    }

    /// A kustomization over the manifests that are there: new objects as resources, changed rules and subjects as JSON
    /// patches, and what goes as `$patch: delete`.
    ///
    /// @return content by file name
    public static Map<String, String> kustomize(DraftPlan plan) {
        return kustomize(plan, List.of());
    }

    /// The same with what the plan does, in sentences, for the text beside it.
    public static Map<String, String> kustomize(DraftPlan plan, List<String> effects) {
        List<DraftObject> created = new ArrayList<>();
        List<Map<String, Object>> patches = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        for (Change change : plan.changes()) {
            switch (change) {
                case Change.Create(DraftObject object) -> created.add(object);
                case Change.Replace(DraftObject ignored, DraftObject after) -> patches.add(replacing(after, files));
                case Change.Delete(DraftObject object) -> patches.add(deleting(object, files));
            }
        }
        Map<String, Object> kustomization = new LinkedHashMap<>();
        kustomization.put("apiVersion", "kustomize.config.k8s.io/v1alpha1");
        kustomization.put("kind", "Component");
        if (!created.isEmpty()) {
            kustomization.put("resources", List.of("resources.yaml"));
            files.put("resources.yaml", DraftYaml.write(created));
        }
        if (!patches.isEmpty()) {
            kustomization.put("patches", patches);
        }
        files.put("kustomization.yaml", YamlWriter.write(kustomization));
        files.put("README.md", kustomizeReadme(plan, effects));
        return files;
    }

    private static String kustomizeReadme(DraftPlan plan, List<String> effects) {
        return readme(plan, effects) + """

            ## How to use it

            This folder is a kustomize component over the manifests that are there. Name it in the kustomization that
            builds them, by the path to it, and look at the result before it is applied:

            ```
            components:
            - path/to/this-folder
            ```

            A build leaves out what is to be deleted; only a tool that prunes deletes it from the cluster, too.
            """;
    }

    private static Map<String, Object> replacing(DraftObject after, Map<String, String> files) {
        String field = after instanceof DraftObject.OfRole ? "rules" : "subjects"; // accounts are never replaced
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", "replace");
        operation.put("path", "/" + field);
        operation.put("value", after.manifest().getOrDefault(field, List.of()));
        String file = "change-" + fileName(after.key()) + ".yaml";
        String written = YamlWriter.write(Map.of("operations", List.of(operation)));
        files.put(file, written.substring(written.indexOf('\n') + 1));
        return patch(file, after.key());
    }

    private static Map<String, Object> deleting(DraftObject object, Map<String, String> files) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("$patch", "delete");
        manifest.putAll(object.manifest());
        manifest.keySet().retainAll(List.of("$patch", "apiVersion", "kind", "metadata"));
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("name", object.meta().name());
        if (!object.meta().namespace().isEmpty()) {
            name.put("namespace", object.meta().namespace());
        }
        manifest.put("metadata", name);
        String file = "delete-" + fileName(object.key()) + ".yaml";
        files.put(file, YamlWriter.write(manifest));
        return patch(file, object.key());
    }

    private static Map<String, Object> patch(String file, ObjectId.Stored key) {
        Map<String, Object> target = new LinkedHashMap<>();
        if (!(key instanceof ObjectId.Account)) {
            target.put("group", "rbac.authorization.k8s.io");
        }
        target.put("kind", key.kind().kind());
        // Kustomize takes the name for a regular expression.
        target.put("name", "^" + key.name().replaceAll("([.+*?()\\[\\]{}|^$\\\\])", "\\\\$1") + "$");
        if (!key.namespace().isEmpty()) {
            target.put("namespace", key.namespace());
        }
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("path", file);
        patch.put("target", target);
        return patch;
    }

    /// What changes against the cluster, as a unified diff of manifests; `""` when nothing does.
    public static String diff(DraftPlan plan) {
        List<String> lines = new ArrayList<>();
        for (Change change : plan.changes()) {
            switch (change) {
                case Change.Create(DraftObject object) -> lines.addAll(diff(object.key(), List.of(), lines(object)));
                case Change.Replace(DraftObject before, DraftObject after) ->
                    lines.addAll(diff(after.key(), lines(before), lines(after)));
                case Change.Delete(DraftObject object) -> lines.addAll(diff(object.key(), lines(object), List.of()));
            }
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> lines(DraftObject object) {
        return YamlWriter.write(object.manifest()).lines().toList();
    }

    private static List<String> diff(ObjectId.Stored key, List<String> before, List<String> after) {
        String name = fileName(key) + ".yaml";
        String old = before.isEmpty() ? "/dev/null" : "a/" + name;
        String now = after.isEmpty() ? "/dev/null" : "b/" + name;
        return UnifiedDiffUtils.generateUnifiedDiff(old, now, before, DiffUtils.diff(before, after), CONTEXT);
    }

    /// A name without anything that means something in a path; the kind keeps a role and its binding apart.
    static String fileName(ObjectId.Stored key) {
        String where = key.namespace().isEmpty() ? "" : "-" + key.namespace();
        String plain = ObjectNames.dns(key.kind().kind() + where + "-" + key.name());
        // A hyphen in the namespace could be the one before the name.
        boolean faithful = key.name().matches("[a-z0-9-]*") && key.namespace().matches("[a-z0-9]*");
        String name = plain.length() > 150 ? plain.substring(0, 150) : plain;
        return faithful && plain.length() <= 150
                ? name
                : name + String.format("-%08x", key.text().hashCode());
    }

    /// What both exports tell whoever reads the pull request: why, in which order, and what comes of it.
    private static StringBuilder readme(DraftPlan plan, List<String> effects) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(DraftYaml.oneLine(plan.title())).append('\n');
        section(out, "Why", why(plan));
        section(out, "What it does", effects);
        section(
                out,
                "What to know",
                plan.limitations().stream()
                        .map(limitation -> (limitation.what() + " " + limitation.nearest()).strip())
                        .toList());
        out.append("\n## Order\n\nReplacements are in place before anything is removed.\n\n");
        int number = 1;
        for (Change change : plan.changes()) {
            out.append(number++)
                    .append(". ")
                    .append(DraftYaml.oneLine(change.describe()))
                    .append('\n');
        }
        return out;
    }

    private static void section(StringBuilder out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append("\n## ").append(title).append("\n\n");
            lines.forEach(
                    line -> out.append("- ").append(DraftYaml.oneLine(line)).append('\n'));
        }
    }

    /// The kinds of findings that the objects say they answer.
    private static List<String> why(DraftPlan plan) {
        Set<String> answered = plan.objects().stream()
                .flatMap(object ->
                        Optional.ofNullable(object.meta().annotations().get(Draft.FINDING)).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return FindingKinds.of(Catalogue.bundled()).stream()
                .filter(kind -> answered.contains(kind.id()))
                .map(kind ->
                        kind.title() + " (" + kind.id() + "). " + kind.page().why())
                .toList();
    }

    private static String folderReadme(DraftPlan plan, List<String> effects) {
        StringBuilder out = readme(plan, effects);
        if (!plan.deletes().isEmpty()) {
            out.append("\n## Delete afterwards\n\n```sh\n");
            plan.deletes()
                    .forEach(key ->
                            out.append(DraftYaml.oneLine(Kubectl.delete(key))).append('\n'));
            out.append("```\n");
        }
        out.append("\n## Undo\n\nApply `undo.yaml`, then delete the objects listed at its end.\n");
        return out.append("\n## The change\n\n```diff\n")
                .append(diff(plan))
                .append("```\n")
                .toString();
    }

    /// Writes files into a folder that does not exist yet: all of them, or none.
    ///
    /// @throws FileAlreadyExistsException when the folder is there already and is not empty
    /// @throws IOException                when it cannot be written
    public static void write(Path folder, Map<String, String> files) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "it is not empty; choose a new or empty folder");
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException(target + " is not a writable folder");
        }
        Files.createDirectories(parent);
        Path beside = Files.createTempDirectory(parent, ".draft");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(beside.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
            }
            Files.deleteIfExists(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteAll(beside);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
