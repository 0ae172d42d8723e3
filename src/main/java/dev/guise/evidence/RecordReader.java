package dev.guise.evidence;

import dev.guise.evidence.Fragments.Result;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Finds audit events in JSON, however it is wrapped around them: as objects at any depth, and as JSON in
/// strings. That is one way for all envelopes: `message` of CloudWatch and Vector, `properties.log` of Azure,
/// `log` of docker, `_source` of Elasticsearch, `_raw` of Splunk, and unknown ones.
///
/// Nothing is looked for inside an event: what is there, clients wrote. An event that is found twice in one
/// record, as text and taken apart, is one event. Items of arrays without an event, beside others with one, are
/// told to the sink.
final class RecordReader {
    private static final int MAX_LAYERS = 4;
    private static final int KEYS = 16;
    private static final Pattern KLOG = Pattern.compile("^[IWEF]\\d{4} \\d{2}:\\d{2}:\\d{2}\\.");
    private static final String DOCKER = "docker";

    private final JsonFactory json;
    private final Sink sink;
    private final Fragments fragments;

    /// Takes what is found.
    interface Sink {
        /// An event.
        void event(AuditEvent event);

        /// What is no event, or none that can be read.
        void unread(Unread reason, long count, String problem);
    }

    RecordReader(JsonFactory json, Fragments fragments, Sink sink) {
        this.json = json;
        this.fragments = fragments;
        this.sink = sink;
    }

    /// What was found in one record: a line, or an item of an array.
    private static final class Found {
        private final int layer;
        private final Set<String> keys;
        private final Map<Unread, Long> silent = new EnumMap<>(Unread.class);
        private Unread reason = Unread.NO_EVENT;
        private boolean cell;
        private long told;

        private Found(int layer, Set<String> keys) {
            this.layer = layer;
            this.keys = keys;
        }

        private static Found atTop() {
            return new Found(0, new HashSet<>());
        }

        private Found item() {
            return new Found(layer, new HashSet<>());
        }

        private Found unwrapped() {
            return new Found(layer + 1, keys);
        }

        private void silent(Unread why, long count) {
            silent.merge(why, count, Long::sum);
        }

        /// The record as a whole is that, whatever is in it.
        private void is(Unread why) {
            silent.clear();
            reason = why;
        }

        /// What there is to say of a record without an event.
        private Map<Unread, Long> unread() {
            return silent.isEmpty() ? Map.of(reason, 1L) : silent;
        }

        private boolean isNew(String key) {
            return key.isEmpty() || (keys.size() < KEYS && keys.add(key)) || !keys.contains(key);
        }
    }

    /// Reads every value there is.
    ///
    /// @throws JacksonException where it stops being JSON; what was found before was reported
    void readAll(JsonParser parser) {
        while (parser.nextToken() != null) {
            readOne(parser);
        }
    }

    /// Reads the value that the parser is at.
    void readOne(JsonParser parser) {
        Found found = Found.atTop();
        read(parser, found);
        if (found.told == 0) {
            tell(found.unread());
        }
    }

    /// Reads a line as it is, with whatever stands in front of its JSON.
    ///
    /// @return whether there was something in it that is worth a word: an event, or what should have been one
    boolean readText(String text) {
        Found found = Found.atTop();
        read(text, found);
        return found.told > 0;
    }

    /// Reads a piece of a line that a container runtime has cut.
    ///
    /// @return whether it was taken, as by [#readText]
    boolean readPiece(String stream, String piece, Piece which) {
        Found found = Found.atTop();
        read(stream, piece, which, found);
        return found.told > 0;
    }

    /// Which piece of a line.
    enum Piece {
        PART,
        LAST
    }

    /// Reports lines whose end never came.
    void finish() {
        for (var line = fragments.takeUnfinished(); line.isPresent(); line = fragments.takeUnfinished()) {
            if (!readText(line.get())) {
                sink.unread(Unread.CUT_OFF, 1, "a split line without its last part");
            }
        }
    }

    /// Whether a line is one of a program's own log, as Kubernetes' programs write it.
    static boolean isProgramLog(CharSequence line) {
        return KLOG.matcher(line).find();
    }

    private void tell(Map<Unread, Long> silent) {
        silent.forEach((reason, count) -> sink.unread(reason, count, describe(reason)));
    }

    private static String describe(Unread reason) {
        return switch (reason) {
            case OTHER_OBJECT -> "a Kubernetes object that is not an audit event";
            case OTHER_SERVICE -> "a cloud audit entry for a service other than the Kubernetes API";
            case PROGRAM_LOG -> "a line of another program's log";
            case OTHER_FORMAT ->
                "a row of Azure's table AKSAudit, which does not record the impersonated user; export the category"
                        + " kube-audit instead";
            default -> "JSON without an audit event";
        };
    }

    private void read(JsonParser parser, Found found) {
        switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, found);
            case START_ARRAY -> readArray(parser, found);
            case VALUE_STRING -> read(parser.getString(), found);
            default -> {}
        }
    }

    private void readArray(JsonParser parser, Found found) {
        Map<Unread, Long> silent = new EnumMap<>(Unread.class);
        long told = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isStructStart()) {
                read(parser, found);
                continue;
            }
            Found item = found.item();
            read(parser, item);
            told += item.told;
            if (item.cell) {
                found.reason = item.reason == Unread.NO_EVENT ? found.reason : item.reason;
            } else if (item.told == 0) {
                item.unread().forEach((why, count) -> silent.merge(why, count, Long::sum));
            }
        }
        found.told += told;
        if (told > 0) {
            tell(silent);
        } else {
            silent.forEach(found::silent);
        }
    }

    private void readObject(JsonParser parser, Found found) {
        long before = found.told;
        AuditEvent event = new AuditEvent();
        EventReader fields = new EventReader(parser, event);
        Wrapper wrapper = new Wrapper();
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            if (!fields.read(field)) {
                readWrapperField(parser, field, wrapper, found);
            }
        }
        readLog(wrapper, found);
        if (event.isEvent()) {
            found.is(Unread.NO_EVENT);
            tell(event, found, found.told > before ? Wrapped.YES : Wrapped.NO);
        } else if (wrapper.cloud != null) {
            tell(wrapper.cloud, wrapper, found);
        } else if (event.isList()) {
            found.told += found.silent.isEmpty() ? 1 : 0;
        } else if (event.isOtherObject() && !event.kind.endsWith("List")) {
            found.is(Unread.OTHER_OBJECT);
        } else if (wrapper.azureTable == Wrapper.AZURE_TABLE) {
            found.is(Unread.OTHER_FORMAT);
        } else {
            found.reason = wrapper.programLog ? Unread.PROGRAM_LOG : found.reason;
            found.cell = wrapper.isCell() && found.told == before;
        }
    }

    private enum Wrapped {
        YES,
        NO
    }

    private void tell(AuditEvent event, Found found, Wrapped wrapped) {
        boolean incomplete = event.isFinal()
                && !(event.malformed.isEmpty() && event.lacking().isEmpty());
        if (incomplete && wrapped == Wrapped.YES) {
            // Fields taken out of what was found as a whole.
            return;
        }
        found.told++;
        if (!found.isNew(event.key())) {
            return;
        }
        if (!incomplete) {
            sink.event(event);
        } else if (event.malformed.isEmpty()) {
            sink.unread(Unread.LACKING, 1, "an audit event without its " + event.lacking());
        } else {
            sink.unread(Unread.MALFORMED, 1, event.malformed);
        }
    }

    private void tell(CloudEntry entry, Wrapper wrapper, Found found) {
        if (!entry.isOfKubernetes()) {
            found.is(Unread.OTHER_SERVICE);
            return;
        }
        AuditEvent event = entry.event(wrapper.insertId, wrapper.timestamp, wrapper.decision);
        if (wrapper.unfinished) {
            event.stage = "ResponseStarted";
        }
        tell(event, found, Wrapped.NO);
    }

    /// What a wrapper has beside the event.
    private static final class Wrapper {
        private static final int AZURE_TABLE = 3;

        private int fields;
        private int cells;
        private int azureTable;
        private String log = "";
        private String stream = "";
        private boolean docker;
        private boolean part;
        private boolean marked;
        private @Nullable CloudEntry cloud;
        private String insertId = "";
        private String timestamp = "";
        private String decision = "";
        private boolean unfinished;
        private boolean programLog;

        /// A cell of a row of CloudWatch Logs Insights; the row is the record.
        private boolean isCell() {
            return fields == 2 && cells == 2;
        }
    }

    private void readWrapperField(JsonParser parser, String field, Wrapper wrapper, Found found) {
        wrapper.fields++;
        if (CloudEntry.isPayload(field)) {
            wrapper.cloud = CloudEntry.read(parser);
            return;
        }
        JsonToken token = parser.nextToken();
        if (token != JsonToken.VALUE_STRING) {
            switch (field) {
                case "labels" -> wrapper.decision = readDecision(parser);
                case "operation" -> wrapper.unfinished = isUnfinished(parser);
                case "searchedLogStreams" -> parser.skipChildren();
                default -> read(parser, found);
            }
            return;
        }
        String text = parser.getString();
        wrapper.programLog |= isProgramLog(text);
        switch (field) {
            case "log", "message", "MESSAGE" -> {
                // Which piece of a line it is may stand behind it.
                readLog(wrapper, found);
                wrapper.log = text;
            }
            case "stream" -> wrapper.stream = text;
            case "time" -> wrapper.docker = true;
            case "logtag", "_p" -> {
                wrapper.marked = true;
                wrapper.part = text.equals("P");
            }
            case "partial_message" -> {
                wrapper.marked = true;
                wrapper.part |= text.equals("true");
            }
            case "partial_last" -> wrapper.part &= !text.equals("true");
            case "insertId" -> wrapper.insertId = text;
            case "timestamp" -> wrapper.timestamp = text;
            default -> {
                wrapper.cells += field.equals("field") || field.equals("value") ? 1 : 0;
                wrapper.azureTable +=
                        field.equals("AuditId") || field.equals("Stage") || field.equals("RequestUri") ? 1 : 0;
                read(text, found);
            }
        }
    }

    private static String readDecision(JsonParser parser) {
        String decision = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return decision;
        }
        for (String label = parser.nextName(); label != null; label = parser.nextName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING && label.equals("authorization.k8s.io/decision")) {
                decision = parser.getString();
            }
            parser.skipChildren();
        }
        return decision;
    }

    private static boolean isUnfinished(JsonParser parser) {
        boolean unfinished = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return unfinished;
        }
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            unfinished |= parser.nextToken() == JsonToken.VALUE_FALSE && field.equals("last");
            parser.skipChildren();
        }
        return unfinished;
    }

    private void readLog(Wrapper wrapper, Found found) {
        String log = wrapper.log;
        wrapper.log = "";
        if (log.isEmpty()) {
            return;
        }
        if (wrapper.marked) {
            read(wrapper.stream, log, wrapper.part ? Piece.PART : Piece.LAST, found);
        } else if (wrapper.docker && !wrapper.stream.isEmpty() && wrapper.fields <= 4) {
            // docker's own file: a line ends with its end of line, a piece does not
            boolean whole = log.endsWith("\n") || isWhole(log);
            read(DOCKER + wrapper.stream, log, whole ? Piece.LAST : Piece.PART, found);
        } else {
            read(log, found);
        }
    }

    private boolean isWhole(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return false;
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private void read(String stream, String piece, Piece which, Found found) {
        Result result = which == Piece.PART ? fragments.part(stream, piece) : fragments.last(stream, piece);
        switch (result) {
            case Result.Incomplete() -> found.told++;
            case Result.Complete(String line) -> read(line, found);
            case Result.TooLong() -> {
                found.told++;
                sink.unread(Unread.TOO_LONG, 1, "a split line that is too long, or from too many concurrent streams");
            }
        }
    }

    /// Text that may be an event, perhaps behind a time and a name.
    private void read(String text, Found found) {
        if (!mentionsEvents(text)) {
            return;
        }
        if (found.layer >= MAX_LAYERS) {
            found.told++;
            sink.unread(Unread.TOO_LONG, 1, "an event wrapped in more than " + MAX_LAYERS + " layers of text");
            return;
        }
        Found inner = found.unwrapped();
        String rest = fromBracket(text);
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), rest)) {
            while (parser.nextToken() != null) {
                read(parser, inner);
            }
        } catch (JacksonException e) {
            if (inner.told == 0 || mentionsEvents(rest.substring(offset(e, rest)))) {
                inner.told++;
                boolean cut = e instanceof UnexpectedEndOfInputException || offset(e, rest) == rest.length();
                sink.unread(cut ? Unread.CUT_OFF : Unread.MALFORMED, 1, e.getOriginalMessage());
            }
        }
        found.told += inner.told;
        found.reason = inner.reason == Unread.NO_EVENT ? found.reason : inner.reason;
        inner.silent.forEach(found::silent);
    }

    private static int offset(JacksonException e, String text) {
        long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        return (int) Math.max(0, Math.min(at, text.length()));
    }

    /// Words that every event has, which is quickly seen. In a string within a string they stay as they are.
    private static boolean mentionsEvents(String text) {
        return text.indexOf('{') >= 0
                && (text.contains("audit.k8s.io") || text.contains("auditID") || text.contains("google.cloud.audit"));
    }

    private static String fromBracket(String text) {
        boolean array = text.startsWith("[{") || text.startsWith("[ {");
        return array ? text : text.substring(Math.max(0, text.indexOf('{')));
    }
}
