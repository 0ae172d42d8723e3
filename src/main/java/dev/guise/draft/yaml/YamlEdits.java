package dev.guise.draft.yaml;

import dev.guise.draft.yaml.YamlNode.Collection;
import dev.guise.draft.yaml.YamlNode.Entry;
import dev.guise.draft.yaml.YamlNode.Scalar;
import dev.guise.draft.yaml.YamlText.Place;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// Works out what to change in a text. Offsets are those of the text as it is.
final class YamlEdits {
    private static final int STEP = 2;

    private final Lines lines;
    private final String text;
    private final NavigableSet<Integer> commas;

    YamlEdits(Lines lines, NavigableSet<Integer> commas) {
        this.lines = lines;
        this.text = lines.text();
        this.commas = commas;
    }

    // --- values

    Optional<TextEdit> setScalar(Place place, String value) {
        return place.node() instanceof Scalar old
                ? Optional.of(inline(place, likeBefore(old, value)))
                : Optional.empty();
    }

    private static String likeBefore(Scalar old, String value) {
        return switch (old.style()) {
            case DOUBLE_QUOTED -> YamlScalar.quoted(value);
            case SINGLE_QUOTED -> YamlScalar.singleQuoted(value);
            default -> YamlScalar.of(value);
        };
    }

    TextEdit replace(Place place, @Nullable Object value) {
        if (YamlWriter.isInline(value) || place.isInFlow()) {
            return inline(place, YamlWriter.flow(value));
        }
        boolean inMapping = place.parent() != null && place.siblings().mapping();
        return inMapping ? replaceBelowKey(place, value) : replaceHanging(place, value);
    }

    /// A value on one line in the place of the old one, or behind the colon or dash when that had none.
    private TextEdit inline(Place place, String written) {
        YamlNode old = place.node();
        boolean empty = old.start() == old.end();
        if (place.parent() == null) {
            return new TextEdit(old.start(), old.end(), written);
        }
        int lead = place.entry().lead();
        if (empty) {
            return new TextEdit(lead, lead, " " + written);
        }
        if (lines.sameLine(lead, old.start()) || place.isInFlow()) {
            return new TextEdit(old.start(), old.end(), written);
        }
        // Comments between the key and its value stay, behind the new value.
        String between = text.substring(lead, lines.lineStart(old.start())).stripTrailing();
        return new TextEdit(lead, old.end(), " " + written + between);
    }

    /// A list or mapping as an item or as the root: it hangs where the old value starts.
    private TextEdit replaceHanging(Place place, @Nullable Object value) {
        YamlNode old = place.node();
        if (old.start() == old.end() && place.parent() != null) {
            int lead = place.entry().lead();
            return new TextEdit(lead, lead, " " + block(value, lines.column(lead) + 1));
        }
        return new TextEdit(old.start(), old.end(), block(value, lines.column(old.start())));
    }

    /// A list or mapping below its key. What stands behind the old value on its line, a comment, stays behind the key.
    private TextEdit replaceBelowKey(Place place, @Nullable Object value) {
        Entry entry = place.entry();
        YamlNode old = place.node();
        int indent = lines.column(entry.start()) + (value instanceof Map<?, ?> ? STEP : 0);
        if (old.start() < old.end() && !lines.sameLine(entry.lead(), old.start())) {
            int from = lines.lineStart(old.start());
            return new TextEdit(from, old.end(), " ".repeat(indent) + block(value, indent));
        }
        int behind = Math.max(entry.lead(), old.end());
        int lineEnd = lines.lineEnd(behind);
        String comment = text.substring(behind, lineEnd).stripTrailing();
        String written = comment + lines.lineBreak() + " ".repeat(indent) + block(value, indent);
        return new TextEdit(entry.lead(), lineEnd, written);
    }

    private String block(@Nullable Object value, int indent) {
        return YamlWriter.block(value, indent, lines.lineBreak());
    }

    // --- more entries

    Optional<TextEdit> insertItem(Place place, int index, @Nullable Object value) {
        if (isNothing(place)) {
            return index == 0 ? Optional.of(replace(place, List.of(nonNull(value)))) : Optional.empty();
        }
        if (!(place.node() instanceof Collection list) || list.mapping()) {
            return Optional.empty();
        }
        if (index < 0 || index > list.entries().size()) {
            return Optional.empty();
        }
        if (list.flow()) {
            return Optional.of(insertFlow(place, list, index, YamlWriter.flow(value), List.of(nonNull(value))));
        }
        int indent = lines.column(list.entries().getFirst().start());
        return Optional.of(insertBlock(list, index, "- " + block(value, indent + STEP)));
    }

    Optional<TextEdit> addKey(Place place, String key, @Nullable Object value) {
        Map<String, Object> pair = java.util.Collections.singletonMap(key, value);
        if (isNothing(place)) {
            return Optional.of(replace(place, pair));
        }
        if (!(place.node() instanceof Collection mapping) || !mapping.mapping()) {
            return Optional.empty();
        }
        int size = mapping.entries().size();
        if (mapping.flow()) {
            String flow = YamlWriter.flow(pair);
            return Optional.of(insertFlow(place, mapping, size, flow.substring(1, flow.length() - 1), pair));
        }
        int indent = lines.column(mapping.entries().getFirst().start());
        return Optional.of(insertBlock(mapping, size, block(pair, indent)));
    }

    private static Object nonNull(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a list item cannot be null");
        }
        return value;
    }

    /// `key:` with nothing behind it, which a person may have meant as an empty list or mapping.
    private static boolean isNothing(Place place) {
        return place.node() instanceof Scalar scalar && scalar.isEmpty() && scalar.style() == ScalarStyle.PLAIN;
    }

    private TextEdit insertBlock(Collection block, int index, String written) {
        int indent = lines.column(block.entries().getFirst().start());
        String margin = " ".repeat(indent);
        if (index == block.entries().size()) {
            int end = lines.lineEnd(block.end());
            return new TextEdit(end, end, lines.lineBreak() + margin + written);
        }
        Entry next = block.entries().get(index);
        int from = lines.isFirstOnLine(next.start()) ? firstLineOf(next, index) + indent : next.start();
        return new TextEdit(from, from, written + lines.lineBreak() + margin);
    }

    private TextEdit insertFlow(Place place, Collection flow, int index, String written, Object whole) {
        List<Entry> entries = flow.entries();
        if (entries.isEmpty()) {
            boolean plainest = place.isInFlow() || hasComment(flow.start(), flow.end()) || isShort(whole);
            int inside = flow.end() - 1;
            return plainest ? new TextEdit(inside, inside, written) : replace(place, whole);
        }
        if (index < entries.size()) {
            int at = entries.get(index).start();
            return new TextEdit(at, at, written + ", ");
        }
        int last = entries.getLast().end();
        Integer comma = commaBehind(last, flow);
        return comma == null
                ? new TextEdit(last, last, ", " + written)
                : new TextEdit(comma + 1, comma + 1, " " + written);
    }

    /// Whether all in it is scalars, so that an empty `[]` may well become `[x]`.
    private static boolean isShort(Object whole) {
        return switch (whole) {
            case Map<?, ?> map -> map.values().stream().allMatch(YamlWriter::isScalar);
            case java.util.Collection<?> list -> list.stream().allMatch(YamlWriter::isScalar);
            default -> true;
        };
    }

    // --- fewer entries

    TextEdit remove(Place place) {
        Collection siblings = place.siblings();
        Entry entry = place.entry();
        if (siblings.flow()) {
            return removeFlow(siblings, place.index(), entry);
        }
        if (siblings.entries().size() == 1) {
            return removeLast(place, siblings, entry);
        }
        int next = lines.nextLine(entry.end());
        if (lines.isFirstOnLine(entry.start())) {
            return new TextEdit(firstLineOf(entry, place.index()), next, "");
        }
        // On the line of a dash: what follows moves up beside it.
        int at = next;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return new TextEdit(entry.start(), at, "");
    }

    private TextEdit removeLast(Place place, Collection siblings, Entry entry) {
        String empty = siblings.mapping() ? "{}" : "[]";
        Place parent = place.parent();
        boolean belowKey =
                parent != null && parent.parent() != null && parent.siblings().mapping();
        if (!belowKey || parent == null || lines.sameLine(parent.entry().lead(), siblings.start())) {
            return new TextEdit(siblings.start(), siblings.end(), empty);
        }
        int lead = parent.entry().lead();
        String between = text.substring(lead, lines.lineStart(entry.start()));
        return new TextEdit(lead, lines.nextLine(entry.end()), " " + empty + between);
    }

    /// The start of an entry's first line, or that of the comment lines above that are about it.
    private int firstLineOf(Entry entry, int index) {
        int first = lines.lineStart(entry.start());
        int column = lines.column(entry.start());
        while (index > 0 && first > 0) {
            int above = lines.lineStart(first - 1);
            String line = text.substring(above, first);
            boolean about = line.stripLeading().startsWith("#") && line.indexOf('#') == column;
            if (!about) {
                break;
            }
            first = above;
        }
        return first;
    }

    private TextEdit removeFlow(Collection flow, int index, Entry entry) {
        Integer comma = commaBehind(entry.end(), flow);
        int end = comma == null ? entry.end() : comma + 1;
        if (isAlone(entry.start(), end)) {
            return new TextEdit(lines.lineStart(entry.start()), lines.nextLine(end), "");
        }
        if (comma != null) {
            return new TextEdit(entry.start(), skipBlanks(end), "");
        }
        int before = index == 0 ? entry.start() : flow.entries().get(index - 1).end();
        int from = hasComment(before, entry.start()) ? entry.start() : before;
        return new TextEdit(from, entry.end(), "");
    }

    /// Whether a part of the text has its lines for itself, but for a comment behind it.
    private boolean isAlone(int start, int end) {
        String behind = text.substring(end, lines.lineEnd(end)).strip();
        return lines.isFirstOnLine(start) && (behind.isEmpty() || behind.startsWith("#")) && lines.nextLine(end) > end;
    }

    /// Over blanks, but not up to a comment, which needs one before it.
    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() && text.charAt(at) == '#' ? from : at;
    }

    /// The comma behind an entry of a flow collection; null when there is none.
    private @Nullable Integer commaBehind(int end, Collection flow) {
        int next = flow.entries().stream()
                .mapToInt(Entry::start)
                .filter(start -> start >= end)
                .min()
                .orElse(flow.end());
        Integer comma = commas.ceiling(end);
        return comma != null && comma < next ? comma : null;
    }

    /// Whether a comment stands in a stretch between nodes, where a `#` can be nothing else.
    private boolean hasComment(int start, int end) {
        return text.substring(start, end).contains("#");
    }
}
