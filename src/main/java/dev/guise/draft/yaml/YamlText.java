package dev.guise.draft.yaml;

import dev.guise.draft.yaml.YamlNode.Collection;
import dev.guise.draft.yaml.YamlNode.Entry;
import dev.guise.draft.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A YAML text that a person wrote, small enough for an editor: where things stand in it, and the smallest edits that
/// change them. Immutable.
///
/// Edits change only what they are about: comments, order, quoting and style of everything else stay, byte for byte.
/// An entry that is removed takes along the comment at the end of its lines, and the comment lines directly above it at
/// its own indentation; those above the first entry stay, since they may be about the whole.
///
/// Edits are empty where there is no such place, where the parent is of another kind, and behind an alias (`*name`):
/// there the anchored value would change for everyone. Values to write are maps, collections, strings, booleans, whole
/// numbers and null, see [YamlWriter].
public final class YamlText {
    private final Lines lines;
    private final List<YamlNode> roots;
    private final NavigableSet<Integer> commas;

    private YamlText(Lines lines, YamlTree.Read read) {
        this.lines = lines;
        this.roots = read.roots();
        this.commas = read.commas();
    }

    /// Reads a text of any number of documents. Time and memory grow with its length.
    ///
    /// @throws YamlSyntaxException with the place where it is not YAML, has a key twice in a mapping, is nested
    ///                             more than 100 deep or longer than a million characters
    public static YamlText parse(String text) throws YamlSyntaxException {
        Lines lines = new Lines(text);
        return new YamlText(lines, YamlTree.read(lines));
    }

    /// The text itself.
    public String text() {
        return lines.text();
    }

    /// How many documents there are; a text of nothing but comments has none.
    public int documents() {
        return roots.size();
    }

    /// Where a value stands: from its first to its last character, without the comments behind it.
    public Optional<TextRange> range(YamlPath path) {
        return place(path)
                .map(place -> lines.range(place.node().start(), place.node().end()));
    }

    /// Where the key of a value stands, or the dash of an item; an item in a flow list, without a dash, itself.
    public Optional<TextRange> keyRange(YamlPath path) {
        return place(path).filter(place -> place.parent() != null).map(place -> {
            Entry entry = place.entry();
            if (place.siblings().mapping()) {
                return lines.range(entry.start(), entry.keyEnd());
            }
            return lines.range(entry.start(), place.siblings().flow() ? entry.end() : entry.lead());
        });
    }

    /// Where a value stands, or the nearest thing above it that exists: for problems about what is missing.
    public Optional<TextRange> nearestRange(YamlPath path) {
        Optional<TextRange> found = range(path);
        return found.isPresent() || path.steps().isEmpty() ? found : nearestRange(path.parent());
    }

    /// The text of a scalar as YAML reads it, without its quotes.
    public Optional<String> scalar(YamlPath path) {
        return place(path).map(Place::node).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).value());
    }

    /// How many entries a list or mapping has; empty for anything else.
    public Optional<Integer> size(YamlPath path) {
        return collection(path).map(collection -> collection.entries().size());
    }

    /// The keys of a mapping, in their order; empty for anything else.
    public List<String> keys(YamlPath path) {
        return collection(path)
                .filter(Collection::mapping)
                .map(mapping -> mapping.entries().stream().map(Entry::key).toList())
                .orElse(List.of());
    }

    /// The path of the innermost value or key around an offset, for a cursor; empty outside of every document.
    public Optional<YamlPath> pathAt(int offset) {
        for (int i = 0; i < roots.size(); i++) {
            YamlNode root = roots.get(i);
            if (root.start() <= offset && offset <= root.end()) {
                return Optional.of(descend(YamlPath.document(i), root, offset));
            }
        }
        return Optional.empty();
    }

    private static YamlPath descend(YamlPath path, YamlNode node, int offset) {
        if (!(node instanceof Collection collection)) {
            return path;
        }
        for (int i = 0; i < collection.entries().size(); i++) {
            Entry entry = collection.entries().get(i);
            if (entry.start() <= offset && offset <= entry.end()) {
                YamlPath below = collection.mapping() ? path.key(entry.key()) : path.item(i);
                return descend(below, entry.value(), offset);
            }
        }
        return path;
    }

    /// Gives a scalar another string, in the quotes it has if they will do.
    public Optional<TextEdit> setScalar(YamlPath path, String value) {
        return place(path).flatMap(place -> edits().setScalar(place, value));
    }

    /// Puts another value in the place of one.
    public Optional<TextEdit> replace(YamlPath path, @Nullable Object value) {
        return place(path).map(place -> edits().replace(place, value));
    }

    /// Puts an item into a list, before the one that has that index; at the end when the index is the list's size.
    public Optional<TextEdit> insertItem(YamlPath list, int index, @Nullable Object value) {
        return place(list).flatMap(place -> edits().insertItem(place, index, value));
    }

    /// Gives a key of a mapping a value: in its place when it is there, else at the end of the mapping.
    public Optional<TextEdit> put(YamlPath mapping, String key, @Nullable Object value) {
        Optional<TextEdit> replaced = replace(mapping.key(key), value);
        return replaced.isPresent() ? replaced : place(mapping).flatMap(place -> edits().addKey(place, key, value));
    }

    /// Takes out an item, or a key with its value. The last one leaves `[]` or `{}`.
    public Optional<TextEdit> remove(YamlPath path) {
        return place(path).filter(place -> place.parent() != null).map(place -> edits().remove(place));
    }

    /// The text after an edit.
    ///
    /// @throws YamlSyntaxException when it is no YAML any more, which the edits of this class do not lead to
    public YamlText apply(TextEdit edit) throws YamlSyntaxException {
        return parse(edit.applyTo(lines.text()));
    }

    private YamlEdits edits() {
        return new YamlEdits(lines, commas);
    }

    private Optional<Collection> collection(YamlPath path) {
        return place(path).map(Place::node).filter(Collection.class::isInstance).map(Collection.class::cast);
    }

    private Optional<Place> place(YamlPath path) {
        if (path.document() < 0 || path.document() >= roots.size()) {
            return Optional.empty();
        }
        Place place = new Place(roots.get(path.document()), null, 0);
        for (YamlPath.Step step : path.steps()) {
            Place next = below(place, step);
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        return Optional.of(place);
    }

    private static @Nullable Place below(Place place, YamlPath.Step step) {
        if (!(place.node() instanceof Collection collection)) {
            return null;
        }
        int index = index(collection, step);
        return index < 0 ? null : new Place(collection.entries().get(index).value(), place, index);
    }

    private static int index(Collection collection, YamlPath.Step step) {
        return switch (step) {
            case YamlPath.Step.Item(int index) ->
                !collection.mapping()
                                && index >= 0
                                && index < collection.entries().size()
                        ? index
                        : -1;
            case YamlPath.Step.Key(String key) -> collection.mapping() ? indexOfKey(collection, key) : -1;
        };
    }

    private static int indexOfKey(Collection collection, String key) {
        List<String> keys = new ArrayList<>();
        collection.entries().forEach(entry -> keys.add(entry.key()));
        return keys.indexOf(key);
    }

    /// A node and the way to it.
    ///
    /// @param parent the place of the collection it is in; null for a root
    /// @param index  its index there
    record Place(YamlNode node, @Nullable Place parent, int index) {

        /// The collection it is in; only when there is a parent.
        Collection siblings() {
            if (parent == null || !(parent.node() instanceof Collection collection)) {
                throw new IllegalStateException("a root is in no collection");
            }
            return collection;
        }

        Entry entry() {
            return siblings().entries().get(index);
        }

        /// Whether it stands inside a flow collection, where everything must be in flow style.
        boolean isInFlow() {
            return parent != null && (siblings().flow() || parent.isInFlow());
        }
    }
}
