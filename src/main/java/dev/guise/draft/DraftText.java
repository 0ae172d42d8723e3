package dev.guise.draft;

import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.draft.yaml.YamlWriter;
import dev.guise.rbac.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings a draft's text in step with its form: comments, order and style of what does not change stay.
public final class DraftText {
    private static final Pattern SEPARATOR = Pattern.compile("^---([ \\t].*)?(\\R|\\z)", Pattern.MULTILINE);

    private DraftText() {}

    /// The text with exactly these objects: those that are there changed where they differ, those that are not wanted
    /// taken out with their document, new ones put at the end. Where no small edit does it, the document concerned
    /// is written anew.
    ///
    /// @throws YamlSyntaxException when the text is no YAML to begin with; nothing is changed then
    public static String update(String text, List<DraftObject> wanted) throws YamlSyntaxException {
        YamlText.parse(text);
        Map<ObjectId.Stored, DraftObject> missing = new LinkedHashMap<>();
        wanted.forEach(object -> missing.put(object.key(), object));
        String updated = text;
        ParsedDraft draft = DraftYaml.read(text);
        for (ParsedDraft.Located located : draft.objects().reversed()) {
            DraftObject object = missing.remove(located.object().key());
            updated = object == null
                    ? withoutDocument(updated, located.document())
                    : sync(updated, located.document(), object);
        }
        return append(updated, List.copyOf(missing.values()));
    }

    /// The text with another object in front of those that it has, behind the comments at its top.
    ///
    /// @throws YamlSyntaxException when the text is no YAML to begin with
    static String withFirst(String text, DraftObject object) throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(text);
        if (yaml.documents() == 0) {
            return append(text, List.of(object));
        }
        int start = yaml.range(YamlPath.document(0)).orElseThrow().start();
        int line = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        return text.substring(0, line) + DraftYaml.write(List.of(object)) + "---\n" + text.substring(line);
    }

    private static String append(String text, List<DraftObject> objects) throws YamlSyntaxException {
        if (objects.isEmpty()) {
            return text;
        }
        YamlText yaml = YamlText.parse(text);
        int end = contentEnd(yaml);
        String head = text.substring(0, end);
        StringBuilder out = new StringBuilder(head);
        if (!head.isEmpty() && !head.endsWith("\n")) {
            out.append('\n');
        }
        return out.append(yaml.documents() == 0 ? "" : "---\n")
                .append(DraftYaml.write(objects))
                .append(text.substring(end))
                .toString();
    }

    /// Where the last document ends: comments behind a blank line are about the whole and stay at the end.
    private static int contentEnd(YamlText yaml) {
        String text = yaml.text();
        if (yaml.documents() == 0) {
            return text.length();
        }
        int content = yaml.range(YamlPath.document(yaml.documents() - 1))
                .orElseThrow()
                .end();
        int blank = text.indexOf("\n\n", content);
        boolean comments =
                blank >= 0 && text.substring(blank).lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
        return comments ? blank + 1 : text.length();
    }

    /// The objects of a text, each as it is written, with the comments about it.
    public static Map<DraftObject, String> documents(String text) {
        Map<DraftObject, String> documents = new LinkedHashMap<>();
        ParsedDraft draft = DraftYaml.read(text);
        draft.yaml()
                .ifPresent(yaml -> draft.objects()
                        .forEach(located -> documents.put(located.object(), document(yaml, located.document()))));
        return documents;
    }

    private static String document(YamlText yaml, int index) {
        String text = yaml.text();
        TextRange range = yaml.range(YamlPath.document(index)).orElseThrow();
        int start = 0;
        int end = index == yaml.documents() - 1 ? contentEnd(yaml) : text.length();
        Matcher matcher = SEPARATOR.matcher(text);
        while (matcher.find()) {
            if (matcher.end() <= range.start()) {
                start = matcher.end();
            } else if (matcher.start() >= range.end()) {
                end = Math.min(end, matcher.start());
            }
        }
        int first = start == 0 ? leadingComments(text, range.start()).length() : start;
        return text.substring(first, end).stripTrailing() + "\n";
    }

    // --- one document

    private static String sync(String text, int document, DraftObject object) throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(text);
        Map<String, Object> manifest = object.manifest();
        Sync sync = new Sync(yaml);
        sync.map(YamlPath.document(document), manifest);
        boolean same = has(sync.yaml, document, object);
        return same ? sync.yaml.text() : rewritten(yaml, document, manifest);
    }

    private static boolean has(YamlText yaml, int document, DraftObject object) {
        return DraftYaml.read(yaml.text()).objects().stream()
                .anyMatch(located ->
                        located.document() == document && located.object().equals(object));
    }

    private static String rewritten(YamlText yaml, int document, Map<String, Object> manifest) {
        TextRange range = yaml.range(YamlPath.document(document)).orElseThrow();
        String written = YamlWriter.write(manifest).stripTrailing();
        return new TextEdit(range.start(), range.end(), written).applyTo(yaml.text());
    }

    /// A document from behind the separator before it to behind the one after it, its comments included.
    private static String withoutDocument(String text, int document) throws YamlSyntaxException {
        YamlText yaml = YamlText.parse(text);
        TextRange range = yaml.range(YamlPath.document(document)).orElseThrow();
        int start = 0;
        int end = text.length();
        boolean last = true;
        int separator = 0;
        Matcher matcher = SEPARATOR.matcher(text);
        while (matcher.find()) {
            if (matcher.end() <= range.start()) {
                start = matcher.end();
                separator = matcher.start();
            } else if (matcher.start() >= range.end() && last) {
                end = matcher.end();
                last = false;
            }
        }
        if (last) {
            // The comments at the end stay: they may be about the whole.
            int behind = text.indexOf('\n', range.end());
            String before = start == 0 ? leadingComments(text, range.start()) : text.substring(0, separator);
            return before + (behind < 0 ? "" : text.substring(behind + 1));
        }
        String head = start == 0 ? leadingComments(text, range.start()) : "";
        return text.substring(0, start) + head + text.substring(end);
    }

    /// The comment block at the top of a file, when a blank line parts it from the first document.
    private static String leadingComments(String text, int start) {
        int blank = text.substring(0, start).lastIndexOf("\n\n");
        return blank < 0 ? "" : text.substring(0, blank + 2);
    }

    /// Edits one after another; each is the smallest there is for its part.
    private static final class Sync {
        private YamlText yaml;

        Sync(YamlText yaml) {
            this.yaml = yaml;
        }

        private void value(YamlPath at, Object wanted) throws YamlSyntaxException {
            switch (wanted) {
                case Map<?, ?> map -> map(at, map);
                case List<?> list -> list(at, list);
                default -> scalar(at, String.valueOf(wanted));
            }
        }

        private void scalar(YamlPath at, String wanted) throws YamlSyntaxException {
            if (yaml.scalar(at).equals(Optional.of(wanted))) {
                return;
            }
            apply(yaml.setScalar(at, wanted).or(() -> yaml.replace(at, wanted)));
        }

        private void map(YamlPath at, Map<?, ?> wanted) throws YamlSyntaxException {
            Set<String> names = new LinkedHashSet<>();
            wanted.keySet().forEach(key -> names.add(String.valueOf(key)));
            for (String key : yaml.keys(at)) {
                boolean meant = names.contains(key) || isImplied(at, key);
                if (!meant) {
                    apply(yaml.remove(at.key(key)));
                }
            }
            for (Map.Entry<?, ?> entry : wanted.entrySet()) {
                String key = String.valueOf(entry.getKey());
                Object value = entry.getValue();
                if (yaml.range(at.key(key)).isPresent()) {
                    value(at.key(key), value);
                } else if (!isImplied(at, key)) {
                    apply(yaml.put(at, key, value));
                }
            }
        }

        /// A field that may be left out or written without a difference, or that says nothing about rules.
        private static boolean isImplied(YamlPath at, String key) {
            boolean reference = at.toString().equals("roleRef") || at.toString().startsWith("subjects[");
            boolean server = at.toString().equals("metadata") && ManifestCheck.OTHER_METADATA.contains(key);
            return server || (key.equals("apiGroup") && reference);
        }

        private void list(YamlPath at, List<?> wanted) throws YamlSyntaxException {
            int size = yaml.size(at).orElse(0);
            List<Integer> kept = new ArrayList<>();
            int from = 0;
            // What is there already, in the same order, stays; the rest goes or comes.
            List<Object> current = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                current.add(read(at.item(i)));
            }
            for (Object item : wanted) {
                int index = current.subList(from, size).indexOf(item);
                kept.add(index < 0 ? -1 : from + index);
                from = index < 0 ? from : from + index + 1;
            }
            place(at, wanted, kept, size);
        }

        private void place(YamlPath at, List<?> wanted, List<Integer> kept, int size) throws YamlSyntaxException {
            List<Integer> origin = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                origin.add(i);
            }
            for (int i = 0; i < wanted.size(); i++) {
                int stays = kept.get(i);
                boolean free = i < origin.size() && !kept.contains(origin.get(i));
                if (stays < 0 && free) {
                    value(at.item(i), wanted.get(i));
                    origin.set(i, -1);
                } else if (stays < 0) {
                    apply(yaml.insertItem(at, i, wanted.get(i)));
                    origin.add(i, -1);
                } else {
                    while (origin.get(i) != stays) {
                        apply(yaml.remove(at.item(i)));
                        origin.remove(/* index */ i);
                    }
                }
            }
            for (int i = origin.size() - 1; i >= wanted.size(); i--) {
                apply(yaml.remove(at.item(i)));
            }
        }

        private Object read(YamlPath at) {
            Optional<String> scalar = yaml.scalar(at);
            if (scalar.isPresent()) {
                return scalar.get();
            }
            if (!yaml.keys(at).isEmpty()) {
                Map<String, Object> map = new LinkedHashMap<>();
                yaml.keys(at).forEach(key -> map.put(key, read(at.key(key))));
                return map;
            }
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < yaml.size(at).orElse(0); i++) {
                list.add(read(at.item(i)));
            }
            return list;
        }

        private void apply(Optional<TextEdit> edit) throws YamlSyntaxException {
            if (edit.isPresent()) {
                yaml = yaml.apply(edit.get());
            }
        }
    }
}
