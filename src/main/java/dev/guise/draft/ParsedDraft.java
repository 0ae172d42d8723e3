package dev.guise.draft;

import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlText;
import dev.guise.rbac.ObjectId;
import java.util.List;
import java.util.Optional;

/// What stands in the text of a draft.
///
/// @param text     the text
/// @param yaml     the text with its positions; empty when it is no YAML
/// @param objects  the roles, bindings and service accounts that could be read, in their order
/// @param deletes  what comments of the form `# delete: kind namespace/name` say is to be deleted afterwards
/// @param passed   documents of other kinds, which a draft is not about
/// @param problems what the API server would not take, each at its place
public record ParsedDraft(
        String text,
        Optional<YamlText> yaml,
        List<Located> objects,
        List<ObjectId.Stored> deletes,
        List<Passed> passed,
        List<Problem> problems) {

    public ParsedDraft {
        objects = List.copyOf(objects);
        deletes = List.copyOf(deletes);
        passed = List.copyOf(passed);
        problems = List.copyOf(problems);
    }

    /// An object, and the document that it stands in, from 0.
    public record Located(DraftObject object, int document) {}

    /// An object that a draft is not about; it stays in the text as it is.
    public record Passed(String kind, String name, int document) {}

    /// Something that no API server takes.
    ///
    /// @param line    line, from 1
    /// @param column  column, from 1
    /// @param path    where in which document; its root when the text is no YAML
    /// @param message what is wrong
    public record Problem(int line, int column, YamlPath path, String message) {}

    /// The objects without their places.
    public List<DraftObject> all() {
        return objects.stream().map(Located::object).toList();
    }

    /// Whether everything could be read.
    public boolean isValid() {
        return problems.isEmpty();
    }

    /// The document of an object.
    public Optional<Integer> document(ObjectId.Stored key) {
        return objects.stream()
                .filter(located -> located.object().key().equals(key))
                .map(Located::document)
                .findFirst();
    }

    /// Where a path, or the nearest thing above it, stands.
    public Optional<TextRange> range(YamlPath path) {
        return yaml.flatMap(text -> text.nearestRange(path));
    }
}
