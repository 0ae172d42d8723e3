package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException.Damage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Makes trees of the events of one YAML document, with anchors, merge keys and kubectl's idea of what a plain scalar
/// is, which is that of YAML 1.1: `yes` is a boolean and `0755` a number.
final class YamlTrees {
    private static final int DEEPEST = 200;

    /// How many values aliases may stand for in one document; a file of a kilobyte could stand for billions.
    private static final long MAX_ALIASED = 1_000_000;

    private static final String MERGE = "<<";

    /// Receives remarks on odd content.
    interface Remarks {
        void remark(int line, String problem);
    }

    private record Anchored(Tree tree, long size) {}

    private final Iterator<Event> events;
    private final StringPool pool;
    private final int firstLine;
    private final Remarks remarks;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long size;
    private long aliased;
    private int depth;

    /// @param events    behind the start of the document
    /// @param firstLine the line of the file on which the events' first line stands
    YamlTrees(Iterator<Event> events, StringPool pool, int firstLine, Remarks remarks) {
        this.events = events;
        this.pool = pool;
        this.firstLine = firstLine;
        this.remarks = remarks;
    }

    /// The line of an event in the file.
    int line(Event event) {
        return event.getStartMark().map(mark -> firstLine + mark.getLine()).orElse(0);
    }

    /// Reads the document's root, a mapping, handing on the items of a list one by one.
    void object(Event start, OpenDocument document) throws BrokenDocumentException, SourceException {
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            String name = key(key);
            Event value = events.next();
            Keep keep = name.equals(MERGE) ? Keep.OBJECT : Keep.OBJECT.field(name);
            if (name.equals("items")) {
                items(value, document);
            } else if (name.equals(MERGE)) {
                merged(tree(value, keep == null ? Keep.ALL : keep)).forEach(document::field);
            } else if (keep == null) {
                skip(value);
            } else {
                document.field(name, tree(value, keep));
            }
        }
        document.end();
    }

    private void items(Event value, OpenDocument document) throws BrokenDocumentException, SourceException {
        document.itemsBegin();
        if (value.getEventId() != Event.ID.SequenceStart
                || ((NodeEvent) value).getAnchor().isPresent()) {
            aliasedItems(tree(value, Keep.OBJECT), document);
            return;
        }
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            document.item(tree(item, Keep.OBJECT));
        }
    }

    private static void aliasedItems(Tree items, OpenDocument document) throws SourceException {
        switch (items) {
            case Tree.Elements list -> {
                for (Tree item : list.elements()) {
                    document.item(item);
                }
            }
            case Tree.Nothing _ -> {}
            default -> document.item(items);
        }
    }

    /// The value that begins with this event.
    Tree tree(Event event, Keep keep) throws BrokenDocumentException {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        String anchor = event instanceof NodeEvent node
                ? node.getAnchor().map(Object::toString).orElse("")
                : "";
        long before = size;
        Tree tree = value(event, anchor.isEmpty() ? keep : Keep.ALL);
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(tree, size - before));
        }
        return tree;
    }

    private Tree value(Event event, Keep keep) throws BrokenDocumentException {
        size++;
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (++depth > DEEPEST) {
            throw malformed(event, "nested more than " + DEEPEST + " levels deep");
        }
        Tree tree = event.getEventId() == Event.ID.MappingStart ? mapping(event, keep) : sequence(event, keep);
        depth--;
        return tree;
    }

    private Tree aliased(AliasEvent alias) throws BrokenDocumentException {
        Anchored anchored = anchors.get(alias.getAlias().toString());
        if (anchored == null) {
            throw malformed(
                    alias, "the alias *" + Shown.plain(alias.getAlias().toString()) + " has no preceding anchor");
        }
        aliased += anchored.size();
        size += anchored.size();
        if (aliased > MAX_ALIASED) {
            throw malformed(alias, "its aliases expand to more than " + MAX_ALIASED + " values");
        }
        return anchored.tree();
    }

    private Tree mapping(Event start, Keep keep) throws BrokenDocumentException {
        Map<String, Tree> entries = new LinkedHashMap<>();
        Map<String, Tree> merged = new LinkedHashMap<>();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            String name = key(key);
            Event value = events.next();
            Keep inner = keep.field(name);
            if (name.equals(MERGE)) {
                merged(tree(value, keep)).forEach(merged::putIfAbsent);
            } else if (inner == null) {
                skip(value);
            } else if (entries.put(name, tree(value, inner)) != null) {
                remarks.remark(line(key), "the field " + Shown.quoted(name) + " appears twice");
            }
        }
        merged.forEach(entries::putIfAbsent);
        return new Tree.Fields(entries, line(start));
    }

    /// What a merge key brings: a mapping, or several of which the first counts.
    private static Map<String, Tree> merged(Tree value) {
        Map<String, Tree> merged = new LinkedHashMap<>();
        switch (value) {
            case Tree.Fields fields -> merged.putAll(fields.entries());
            case Tree.Elements list -> list.elements().forEach(e -> merged(e).forEach(merged::putIfAbsent));
            default -> {}
        }
        return merged;
    }

    private Tree sequence(Event start, Keep keep) throws BrokenDocumentException {
        List<Tree> elements = new ArrayList<>();
        for (Event element = events.next(); element.getEventId() != Event.ID.SequenceEnd; element = events.next()) {
            elements.add(tree(element, keep));
        }
        return new Tree.Elements(elements, line(start));
    }

    private String key(Event event) throws BrokenDocumentException {
        if (event instanceof ScalarEvent scalar) {
            return pool.share(scalar.getValue());
        }
        if (event instanceof AliasEvent alias && aliased(alias) instanceof Tree.Text text) {
            return text.value();
        }
        throw malformed(event, "a mapping has a key that is not a string");
    }

    /// Passes over a value. What is anchored in it is kept: an alias further down may need it.
    private void skip(Event first) throws BrokenDocumentException {
        int open = 0;
        Event event = first;
        while (true) {
            open += passed(event);
            if (open == 0) {
                return;
            }
            event = events.next();
        }
    }

    private int passed(Event event) throws BrokenDocumentException {
        if (event instanceof NodeEvent node
                && !(event instanceof AliasEvent)
                && node.getAnchor().isPresent()) {
            tree(event, Keep.ALL);
            return 0;
        }
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }

    private Tree scalar(ScalarEvent scalar) {
        int line = line(scalar);
        String value = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        if (tag.isEmpty() && scalar.isPlain()) {
            return switch (PlainScalar.of(value)) {
                case NULL -> new Tree.Nothing(line);
                case LITERAL -> new Tree.Literal(value, line);
                case STRING -> new Tree.Text(pool.share(value), line);
            };
        }
        return switch (tag) {
            case "tag:yaml.org,2002:null" -> new Tree.Nothing(line);
            case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool" ->
                new Tree.Literal(value, line);
            default -> new Tree.Text(pool.share(value), line);
        };
    }

    private BrokenDocumentException malformed(Event event, String problem) {
        return new BrokenDocumentException(Damage.MALFORMED, line(event), problem);
    }
}
