package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads objects from JSON as a stream: what [Keep] does not name is skipped without becoming a string, and no more
/// than one object is held at a time.
public final class JsonObjects {
    private static final int DEEPEST = 500;
    private static final int MAX_STRING_LENGTH = 8 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private final ObjectSink sink;
    private final StringPool pool = new StringPool();
    private final int linesBefore;

    public JsonObjects(ObjectSink sink) {
        this(sink, 0);
    }

    /// @param linesBefore how many lines of the file are before what is read
    JsonObjects(ObjectSink sink, int linesBefore) {
        this.sink = sink;
        this.linesBefore = linesBefore;
    }

    /// The factory with the limits for hostile input.
    public static JsonFactory factory() {
        return FACTORY;
    }

    /// Reads all values of a file: objects, lists, or arrays of objects, one after another.
    ///
    /// @throws BrokenDocumentException when one is malformed or cut off; what stood before it has been handed on
    ///
    /// @param first the number of the first document
    /// @return how many there were
    int readAll(Reader in, String file, int first) throws BrokenDocumentException, SourceException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            int number = first;
            while (parser.nextToken() != null) {
                document(parser, new Place(file, number++));
            }
            return number - first;
        } catch (JacksonException e) {
            throw broken(e, linesBefore);
        }
    }

    /// Reads the one object or list of a server's answer.
    ///
    /// @return what the list says of itself
    public ListHead readOne(InputStream in, Place place) throws BrokenDocumentException, SourceException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BrokenDocumentException(Damage.MALFORMED, 1, "the response is not a JSON object");
            }
            return object(parser, place);
        } catch (JacksonException e) {
            throw broken(e, linesBefore);
        }
    }

    /// Reads the one JSON value there is whole. For small things such as an exec credential, and for what Guise wrote.
    public static Tree readWhole(InputStream in) throws BrokenDocumentException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() == null) {
                return new Tree.Nothing(1);
            }
            Tree tree = new JsonObjects(new NoObjects()).tree(parser, Keep.ALL, Place.request(""));
            if (parser.nextToken() != null) {
                throw new BrokenDocumentException(
                        Damage.MALFORMED,
                        parser.currentTokenLocation().getLineNr(),
                        "unexpected content follows the JSON value");
            }
            return tree;
        } catch (JacksonException e) {
            throw broken(e, 0);
        }
    }

    private void document(JsonParser parser, Place place) throws BrokenDocumentException, SourceException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(parser, place);
        } else if (token == JsonToken.START_ARRAY) {
            array(parser, place);
        } else {
            sink.stray(tree(parser, Keep.ALL, place), place);
        }
    }

    private void array(JsonParser parser, Place place) throws SourceException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                array(parser, place);
                continue;
            }
            Tree element = tree(parser, Keep.OBJECT, place);
            if (element instanceof Tree.Fields object) {
                sink.object(object, ListHead.NONE, place);
            } else {
                sink.stray(element, place);
            }
        }
    }

    private ListHead object(JsonParser parser, Place place) throws SourceException {
        OpenDocument document = new OpenDocument(sink, place, line(parser));
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            if (name.equals("items")) {
                items(parser, document, place);
                continue;
            }
            Keep keep = Keep.OBJECT.field(name);
            if (keep == null) {
                parser.skipChildren();
            } else {
                document.field(name, tree(parser, keep, place));
            }
        }
        return document.end();
    }

    private void items(JsonParser parser, OpenDocument document, Place place) throws SourceException {
        document.itemsBegin();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            document.item(tree(parser, Keep.ALL, place));
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            document.item(tree(parser, Keep.OBJECT, place));
        }
    }

    private Tree tree(JsonParser parser, Keep keep, Place place) {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == null) {
            return new Tree.Nothing(line);
        }
        return switch (token) {
            case START_OBJECT -> fields(parser, keep, place);
            case START_ARRAY -> elements(parser, keep, place);
            case VALUE_STRING -> new Tree.Text(pool.share(parser.getString()), line);
            case VALUE_NULL -> new Tree.Nothing(line);
            default -> new Tree.Literal(parser.getString(), line);
        };
    }

    private Tree fields(JsonParser parser, Keep keep, Place place) {
        int line = line(parser);
        Map<String, Tree> entries = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            Keep inner = keep.field(name);
            if (inner == null) {
                parser.skipChildren();
            } else {
                put(entries, name, tree(parser, inner, place), place);
            }
        }
        return new Tree.Fields(entries, line);
    }

    private void put(Map<String, Tree> entries, String name, Tree value, Place place) {
        if (entries.put(name, value) != null) {
            sink.remark(value.line(), "the field " + Shown.quoted(name) + " appears twice", place);
        }
    }

    private Tree elements(JsonParser parser, Keep keep, Place place) {
        int line = line(parser);
        List<Tree> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(tree(parser, keep, place));
        }
        return new Tree.Elements(elements, line);
    }

    private int line(JsonParser parser) {
        return linesBefore + parser.currentTokenLocation().getLineNr();
    }

    private static BrokenDocumentException broken(JacksonException e, int linesBefore) {
        int line = e.getLocation() == null ? 0 : linesBefore + e.getLocation().getLineNr();
        String problem = Shown.plain(e.getOriginalMessage() == null ? "not JSON" : e.getOriginalMessage());
        boolean cutOff = e instanceof UnexpectedEndOfInputException || endsEarly(e);
        return new BrokenDocumentException(cutOff ? Damage.CUT_OFF : Damage.MALFORMED, line, problem);
    }

    private static boolean endsEarly(JacksonException e) {
        return e instanceof JacksonIOException
                && e.getCause() instanceof IOException cause
                && cause instanceof java.io.EOFException;
    }

    private static final class NoObjects implements ObjectSink {
        @Override
        public void object(Tree.Fields object, ListHead list, Place place) {}

        @Override
        public void stray(Tree value, Place place) {}

        @Override
        public void remark(int line, String problem, Place place) {}
    }
}
