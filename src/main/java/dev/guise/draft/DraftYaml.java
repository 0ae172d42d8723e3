package dev.guise.draft;

import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.ParsedDraft.Problem;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.draft.yaml.YamlWriter;
import dev.guise.rbac.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Drafts as text: several YAML documents in the order in which to apply them, and comments for what must be deleted
/// afterwards, since a manifest cannot say that.
public final class DraftYaml {
    private static final String DELETE = "# delete: ";
    private static final String DELETES_TITLE = "\n# Once all of this is applied and works, delete what it replaces:\n";
    private static final Pattern DELETES = Pattern.compile("^# delete: (\\S+) (.+)$", Pattern.MULTILINE);

    private static final String NOTE = "# Note: ";

    private DraftYaml() {}

    /// What the notes of a text say, one for each.
    public static List<String> notes(String text) {
        return text.lines()
                .filter(line -> line.startsWith(NOTE))
                .map(line -> line.substring(NOTE.length()).strip())
                .toList();
    }

    /// The whole plan. The same plan always gives the same text.
    public static String write(DraftPlan plan) {
        return write(plan, object -> YamlWriter.write(object.manifest()));
    }

    /// The same with each object written in a way of one's own.
    static String write(DraftPlan plan, Function<DraftObject, String> document) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(oneLine(plan.title())).append('\n');
        for (Limitation limitation : plan.limitations()) {
            out.append(NOTE)
                    .append(oneLine(limitation.what() + " " + limitation.nearest())
                            .strip())
                    .append('\n');
        }
        out.append(plan.objects().stream().map(document).collect(Collectors.joining("---\n")));
        if (!plan.deletes().isEmpty()) {
            out.append(DELETES_TITLE);
            plan.deletes().forEach(key -> out.append(deleteComment(key)));
        }
        return out.toString();
    }

    /// A text that says of further objects, too, that they are to be deleted.
    static String withDeletes(String text, List<ObjectId.Stored> keys) {
        StringBuilder out = new StringBuilder(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        out.append(keys.isEmpty() || text.contains(DELETES_TITLE) ? "" : DELETES_TITLE);
        keys.forEach(key -> out.append(deleteComment(key)));
        return out.toString();
    }

    private static String deleteComment(ObjectId.Stored key) {
        String where = key.namespace().isEmpty() ? "" : key.namespace() + "/";
        return oneLine(DELETE + key.kind().kind() + " " + where + key.name()) + "\n"
                + oneLine("#   " + Kubectl.delete(key))
                + "\n";
    }

    /// Objects alone, one document each.
    public static String write(List<DraftObject> objects) {
        return YamlWriter.writeAll(objects.stream().map(DraftObject::manifest).toList());
    }

    /// Comments must stay on their line, whatever a cluster's names hold.
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    /// Reads a text, as strictly as an API server would, and goes on after problems.
    public static ParsedDraft read(String text) {
        YamlText yaml;
        try {
            yaml = YamlText.parse(text);
        } catch (YamlSyntaxException e) {
            Problem problem =
                    new Problem(e.line(), e.column(), YamlPath.document(0), "this is not valid YAML: " + e.problem());
            return new ParsedDraft(text, Optional.empty(), List.of(), List.of(), List.of(), List.of(problem));
        }
        List<Problem> problems = new ArrayList<>();
        List<ParsedDraft.Passed> passed = new ArrayList<>();
        List<Located> objects = new ArrayList<>();
        Map<ObjectId.Stored, Integer> seen = new HashMap<>();
        for (int i = 0; i < yaml.documents(); i++) {
            Optional<Located> located = new ManifestCheck(yaml, i, problems, passed).read();
            located.ifPresent(found -> {
                Integer before = seen.putIfAbsent(found.object().key(), found.document());
                if (before == null) {
                    objects.add(found);
                } else {
                    problems.add(twice(yaml, found));
                }
            });
        }
        return new ParsedDraft(text, Optional.of(yaml), objects, deletes(text), passed, problems);
    }

    private static Problem twice(YamlText yaml, Located found) {
        YamlPath at = YamlPath.document(found.document()).key("metadata").key("name");
        Optional<TextRange> range = yaml.nearestRange(at);
        String message = DraftObject.describe(found.object().key()) + " appears twice; only the first counts";
        return new Problem(
                range.map(TextRange::startLine).orElse(1),
                range.map(TextRange::startColumn).orElse(1),
                at,
                message);
    }

    private static List<ObjectId.Stored> deletes(String text) {
        List<ObjectId.Stored> deletes = new ArrayList<>();
        Matcher matcher = DELETES.matcher(text);
        while (matcher.find()) {
            String qualified = matcher.group(2);
            ObjectId.Kind.of(matcher.group(1))
                    .flatMap(kind -> deleted(kind, qualified))
                    .ifPresent(deletes::add);
        }
        return deletes;
    }

    private static Optional<ObjectId.Stored> deleted(ObjectId.Kind kind, String qualified) {
        int slash = kind.isNamespaced() ? qualified.indexOf('/') : -1;
        return Optional.of(kind.named(qualified.substring(0, Math.max(slash, 0)), qualified.substring(slash + 1)))
                .filter(ObjectId.Stored.class::isInstance)
                .map(ObjectId.Stored.class::cast);
    }
}
