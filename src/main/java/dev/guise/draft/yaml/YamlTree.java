package dev.guise.draft.yaml;

import dev.guise.draft.yaml.YamlNode.Alias;
import dev.guise.draft.yaml.YamlNode.Collection;
import dev.guise.draft.yaml.YamlNode.Entry;
import dev.guise.draft.yaml.YamlNode.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.Token;

/// Builds nodes from the parser's events, with dashes, colons and commas from the scanner's tokens. Without recursion,
/// and with a limit on depth, so that no text overflows the stack.
final class YamlTree {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_LENGTH = 1_000_000;

    private final Lines lines;
    private final NavigableSet<Integer> dashes = new TreeSet<>();
    private final NavigableSet<Integer> colons = new TreeSet<>();
    private final NavigableSet<Integer> commas = new TreeSet<>();
    private final Deque<Building> open = new ArrayDeque<>();
    private final List<YamlNode> roots = new ArrayList<>();

    private YamlTree(Lines lines) {
        this.lines = lines;
    }

    /// What was read.
    ///
    /// @param roots  one for each document
    /// @param commas where commas between entries of flow collections stand
    record Read(List<YamlNode> roots, NavigableSet<Integer> commas) {}

    static Read read(Lines lines) throws YamlSyntaxException {
        if (lines.text().length() > MAX_LENGTH) {
            throw new YamlSyntaxException(1, 1, "longer than " + MAX_LENGTH + " characters; open it as a file instead");
        }
        YamlTree tree = new YamlTree(lines);
        try {
            tree.readTokens();
            for (Event event : new Parse(settings()).parseString(lines.text())) {
                tree.take(event);
            }
        } catch (MarkedYamlEngineException e) {
            int at = tree.offset(e.getProblemMark().or(e::getContextMark));
            throw tree.problem(at, e.getProblem() == null ? "malformed" : e.getProblem());
        } catch (ReaderException e) {
            String code = String.format("U+%04X", e.getCodePoint());
            throw tree.problem(lines.offsetOfCodePoint(e.getPosition()), "the character " + code + " is not allowed");
        } catch (YamlEngineException e) {
            throw tree.problem(0, String.valueOf(e.getMessage()));
        }
        return new Read(List.copyOf(tree.roots), tree.commas);
    }

    private static LoadSettings settings() {
        return LoadSettings.builder().setCodePointLimit(MAX_LENGTH).build();
    }

    private YamlSyntaxException problem(int offset, String problem) {
        return new YamlSyntaxException(lines.line(offset), lines.column(offset) + 1, problem);
    }

    private void readTokens() {
        LoadSettings settings = settings();
        ScannerImpl scanner = new ScannerImpl(settings, new StreamReader(settings, lines.text()));
        while (scanner.hasNext()) {
            Token token = scanner.next();
            int at = offset(token.getStartMark());
            switch (token.getTokenId()) {
                case BlockEntry -> dashes.add(at);
                case Value -> colons.add(at);
                case FlowEntry -> commas.add(at);
                default -> {}
            }
        }
    }

    private int offset(Optional<Mark> mark) {
        return mark.map(m -> lines.offsetOfCodePoint(m.getIndex())).orElse(0);
    }

    private void take(Event event) throws YamlSyntaxException {
        int start = offset(event.getStartMark());
        int end = offset(event.getEndMark());
        switch (event) {
            case ScalarEvent scalar -> add(scalar(scalar, start, end));
            case AliasEvent _ -> add(new Alias(start, end));
            case CollectionStartEvent collection -> open(collection, start);
            case CollectionEndEvent _ -> add(open.pop().close(end));
            default -> {}
        }
    }

    private void open(CollectionStartEvent event, int start) throws YamlSyntaxException {
        if (open.size() == MAX_DEPTH) {
            throw problem(start, "nested more than " + MAX_DEPTH + " deep");
        }
        open.push(new Building(start, event.isFlow(), event instanceof MappingStartEvent));
    }

    private Scalar scalar(ScalarEvent event, int start, int end) {
        boolean block = event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED;
        int last = end;
        while (block && last > start && Character.isWhitespace(lines.text().charAt(last - 1))) {
            last--;
        }
        return new Scalar(start, last, event.getValue(), event.getScalarStyle());
    }

    private void add(YamlNode node) throws YamlSyntaxException {
        Building parent = open.peek();
        if (parent == null) {
            roots.add(node);
        } else {
            parent.add(node);
        }
    }

    /// A collection that is not closed yet.
    private final class Building {
        private final int start;
        private final boolean flow;
        private final boolean mapping;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private @Nullable YamlNode key;

        private Building(int start, boolean flow, boolean mapping) {
            this.start = start;
            this.flow = flow;
            this.mapping = mapping;
        }

        private void add(YamlNode node) throws YamlSyntaxException {
            if (!mapping) {
                entries.add(item(node));
            } else if (key == null) {
                key = checked(node);
            } else {
                entries.add(pair(key, node));
                key = null;
            }
        }

        private YamlNode checked(YamlNode node) throws YamlSyntaxException {
            if (node instanceof Scalar(int at, int _, String value, ScalarStyle _) && !keys.add(value)) {
                throw problem(at, "the key \"" + value + "\" is here twice");
            }
            return node;
        }

        private Entry item(YamlNode node) {
            Integer dash = flow ? null : dashes.lower(node.start());
            return dash == null
                    ? new Entry(node.start(), node.start(), "", node.start(), node)
                    : new Entry(dash, dash + 1, "", dash, node);
        }

        private Entry pair(YamlNode name, YamlNode value) {
            Integer colon = colons.ceiling(name.end());
            int lead = colon != null && colon < value.start() ? colon + 1 : name.end();
            String text = name instanceof Scalar scalar ? scalar.value() : "";
            return new Entry(name.start(), lead, text, name.end(), value);
        }

        /// Block collections end with their last entry: the parser's mark is already at the next token.
        private Collection close(int end) {
            int last = flow || entries.isEmpty() ? end : entries.getLast().end();
            return new Collection(start, last, flow, mapping, List.copyOf(entries));
        }
    }
}
