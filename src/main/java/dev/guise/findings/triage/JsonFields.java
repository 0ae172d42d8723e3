package dev.guise.findings.triage;

import dev.guise.rbac.ObjectId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of one JSON object. What has the wrong type is an error that names its place, such as
/// `suppressions[3].until`; what is missing or null is as if it were not there.
public final class JsonFields {
    private final ObjectNode node;
    private final String where;

    JsonFields(ObjectNode node, String where) {
        this.node = node;
        this.where = where;
    }

    /// The object itself, with the fields that nobody asked for.
    public ObjectNode node() {
        return node;
    }

    private String place(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    /// An error about a field.
    public WorkspaceException problem(String name, String what) {
        return new WorkspaceException(place(name) + ": " + what);
    }

    private Optional<JsonNode> field(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    /// A text that must be there and not be empty.
    public String required(String name) throws WorkspaceException {
        String text = text(name);
        if (text.isBlank()) {
            throw problem(name, "a non-empty string is required");
        }
        return text;
    }

    /// A text, `""` where there is none.
    public String text(String name) throws WorkspaceException {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return "";
        }
        if (!value.get().isString()) {
            throw problem(name, "expected a string");
        }
        return value.get().asString();
    }

    /// A whole number, 0 where there is none.
    public int number(String name) throws WorkspaceException {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return 0;
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToInt()) {
            throw problem(name, "expected an integer");
        }
        return value.get().asInt();
    }

    /// A day such as `2027-01-31`.
    public Optional<LocalDate> date(String name) throws WorkspaceException {
        String text = text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw problem(name, "expected a date such as 2027-01-31");
        }
    }

    /// The objects of an array.
    public List<JsonFields> objects(String name) throws WorkspaceException {
        List<JsonFields> objects = new ArrayList<>();
        Optional<JsonNode> array = field(name);
        if (array.isEmpty()) {
            return objects;
        }
        if (!array.get().isArray()) {
            throw problem(name, "expected an array");
        }
        for (int i = 0; i < array.get().size(); i++) {
            String item = name + "[" + i + "]";
            if (!(array.get().get(i) instanceof ObjectNode object)) {
                throw problem(item, "expected an object");
            }
            objects.add(new JsonFields(object, place(item)));
        }
        return objects;
    }

    /// An object that must be there.
    public JsonFields object(String name) throws WorkspaceException {
        if (node.get(name) instanceof ObjectNode object) {
            return new JsonFields(object, place(name));
        }
        throw problem(name, "expected an object");
    }

    /// The object as an identity or an object of a cluster. Any name will do: users are called all sorts of
    /// things.
    public ObjectId.Named key() throws WorkspaceException {
        ObjectId.Kind kind = ObjectId.Kind.of(required("kind")).orElseThrow(() -> problem("kind", "unknown kind"));
        if (kind.isNamespaced() != field("namespace").isPresent()) {
            throw problem(
                    "namespace", kind.isNamespaced() ? "a namespace is required" : kind.kind() + " has no namespace");
        }
        if (field("name").isEmpty()) {
            throw problem("name", "a name is required");
        }
        return kind.named(text("namespace"), text("name"));
    }
}
