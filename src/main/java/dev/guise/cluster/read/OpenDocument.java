package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A document while it is being read: a single object, or a list whose items are handed on as soon as it is known
/// what they are.
final class OpenDocument {
    private final ObjectSink sink;
    private final Place place;
    private final int line;
    private final Map<String, Tree> fields = new LinkedHashMap<>();
    private final List<Tree.Fields> waiting = new ArrayList<>();
    private boolean hasItems;

    OpenDocument(ObjectSink sink, Place place, int line) {
        this.sink = sink;
        this.place = place;
        this.line = line;
    }

    void field(String name, Tree value) {
        if (fields.put(name, value) != null) {
            sink.remark(value.line(), "the field " + Shown.quoted(name) + " appears twice", place);
        }
    }

    /// From here on it is a list, even an empty one.
    void itemsBegin() {
        hasItems = true;
    }

    void item(Tree item) throws SourceException {
        if (!(item instanceof Tree.Fields object)) {
            sink.stray(item, place);
        } else if (object.entries().containsKey("kind") || fields.containsKey("kind")) {
            sink.object(object, head(), place);
        } else {
            waiting.add(object);
        }
    }

    /// The document is complete.
    ListHead end() throws SourceException {
        ListHead head = head();
        if (!hasItems) {
            sink.object(new Tree.Fields(fields, line), ListHead.NONE, place);
            return head;
        }
        for (Tree.Fields object : waiting) {
            sink.object(object, head, place);
        }
        if (!head.isList()) {
            sink.remark(line, notAList(head), place);
        }
        return head;
    }

    private static String notAList(ListHead head) {
        return head.kind().isEmpty()
                ? "a list of items without a list kind: the file may be truncated"
                : "a " + Shown.plain(head.kind()) + " with items, which only lists can have; the items were read";
    }

    private ListHead head() {
        return ListHead.of(fields);
    }
}
