package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException.Damage;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads objects from YAML, document by document, as a stream of events: no tree of a whole file is made. Documents
/// that
/// are JSON, between `---` lines or alone, are read as such.
public final class YamlObjects {
    /// Of one document. A dump of a large cluster is one document of some hundred million characters.
    private static final int MAX_CODE_POINTS = 1 << 30;

    /// Receives documents that could not be read completely.
    interface Breakage {
        void broken(Place place, BrokenDocumentException problem);
    }

    private final ObjectSink sink;
    private final Breakage breakage;
    private final StringPool pool = new StringPool();

    YamlObjects(ObjectSink sink, Breakage breakage) {
        this.sink = sink;
        this.breakage = breakage;
    }

    /// Reads all documents of a file; one that is broken does not hinder the next.
    void readAll(Reader reader, String file) throws IOException, SourceException {
        YamlDocuments documents = new YamlDocuments(reader);
        int number = 1;
        while (documents.next()) {
            Place place = new Place(file, number);
            try {
                if (documents.startsWithJson()) {
                    JsonObjects json = new JsonObjects(sink, documents.line() - 1);
                    number += json.readAll(new LeftOpen(documents), file, number);
                    continue;
                }
                number += read(documents, number, file);
            } catch (BrokenDocumentException e) {
                breakage.broken(place, e);
                number++;
            }
        }
    }

    /// Reads the only document of a file whole, in the encoding that its first bytes show.
    ///
    /// @param in the caller closes it
    public static Tree readWhole(InputStream in) throws BrokenDocumentException {
        try {
            Iterator<Event> events = parse(new YamlUnicodeReader(in));
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    return new YamlTrees(events, new StringPool(), 1, (_, _) -> {}).tree(events.next(), Keep.ALL);
                }
            }
            return new Tree.Nothing(1);
        } catch (YamlEngineException e) {
            throw broken(e, 1);
        }
    }

    /// @return how many documents there were between two `---` lines: none, one, or more where `...` ends one
    private int read(YamlDocuments documents, int number, String file)
            throws BrokenDocumentException, SourceException, IOException {
        int firstLine = documents.firstLine();
        int count = 0;
        try {
            Iterator<Event> events = parse(documents);
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    document(events, firstLine, new Place(file, number + count));
                    count++;
                }
            }
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw broken(e, firstLine);
        }
        return count;
    }

    private static Iterator<Event> parse(Reader reader) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CODE_POINTS)
                .setUseMarks(true)
                .build();
        return new Parse(settings).parseReader(reader).iterator();
    }

    private void document(Iterator<Event> events, int firstLine, Place place)
            throws BrokenDocumentException, SourceException {
        YamlTrees trees = new YamlTrees(events, pool, firstLine, (line, problem) -> sink.remark(line, problem, place));
        Event root = events.next();
        switch (root.getEventId()) {
            case MappingStart -> trees.object(root, new OpenDocument(sink, place, trees.line(root)));
            case SequenceStart -> {
                for (Tree element : ((Tree.Elements) trees.tree(root, Keep.OBJECT)).elements()) {
                    element(element, place);
                }
            }
            default -> {
                Tree value = trees.tree(root, Keep.ALL);
                if (!(value instanceof Tree.Nothing)) {
                    sink.stray(value, place);
                }
            }
        }
    }

    /// Whoever reads a document to its end goes on with the next.
    private static final class LeftOpen extends FilterReader {
        LeftOpen(Reader in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private void element(Tree element, Place place) throws SourceException {
        if (element instanceof Tree.Elements list) {
            for (Tree inner : list.elements()) {
                element(inner, place);
            }
        } else if (element instanceof Tree.Fields object) {
            sink.object(object, ListHead.NONE, place);
        } else {
            sink.stray(element, place);
        }
    }

    private static BrokenDocumentException broken(YamlEngineException e, int firstLine) {
        if (e.getCause() instanceof IOException cause) {
            return new BrokenDocumentException(Damage.CUT_OFF, 0, Failure.describe(cause));
        }
        if (e instanceof MarkedYamlEngineException marked) {
            int line = marked.getProblemMark().map(m -> firstLine + m.getLine()).orElse(firstLine);
            String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
            return new BrokenDocumentException(Damage.MALFORMED, line, Shown.plain(context + marked.getProblem()));
        }
        if (e instanceof ReaderException reader) {
            String problem = String.format("the character U+%04X is not allowed in YAML", reader.getCodePoint());
            return new BrokenDocumentException(Damage.MALFORMED, 0, problem);
        }
        return new BrokenDocumentException(Damage.MALFORMED, firstLine, Shown.plain(String.valueOf(e.getMessage())));
    }
}
