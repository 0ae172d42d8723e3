package dev.guise.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes one JSON object as a stream, so that its size does not matter. Everything beyond ASCII is escaped: whatever a
/// name holds, the document is valid, and harmless where it is shown.
public final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final int ASCII_END = 0x80;

    private final JsonGenerator json;
    private final Map<String, SerializedString> encoded = new HashMap<>();

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /// Writes an object and a line break. The stream stays open.
    ///
    /// @param fields writes the object's fields
    public static void write(OutputStream out, Consumer<JsonWriter> fields) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            fields.accept(new JsonWriter(json));
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// A field that is a string.
    public void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    /// A field that is a number.
    public void number(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    /// A field that is true or false.
    public void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    /// A field that is null.
    public void nothing(String name) {
        json.writeNullProperty(name);
    }

    /// A field that is an array of strings.
    public void strings(String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /// The same, for strings of which most come again and again: each is encoded once, and kept.
    void repeated(String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(this::again);
        json.writeEndArray();
    }

    private void again(String value) {
        SerializedString known = encoded.get(value);
        if (known != null) {
            json.writeString(known);
        } else if (value.chars().allMatch(c -> c < ASCII_END)) {
            known = new SerializedString(value);
            encoded.put(value, known);
            json.writeString(known);
        } else {
            // what is encoded beforehand is not escaped beyond ASCII
            json.writeString(value);
        }
    }

    /// A field that is an object.
    public void object(String name, Runnable fields) {
        json.writeObjectPropertyStart(name);
        fields.run();
        json.writeEndObject();
    }

    /// A field that is an array of objects.
    ///
    /// @param fields writes the fields of the object of one item
    public <T> void each(String name, Iterable<? extends T> items, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        items.forEach(item -> element(item, fields));
        json.writeEndArray();
    }

    /// The same, with items that need not be all there at once.
    public <T> void each(String name, Stream<? extends T> items, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        items.forEachOrdered(item -> element(item, fields));
        json.writeEndArray();
    }

    private <T> void element(T item, Consumer<T> fields) {
        json.writeStartObject();
        fields.accept(item);
        json.writeEndObject();
    }
}
