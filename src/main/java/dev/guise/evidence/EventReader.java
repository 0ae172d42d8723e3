package dev.guise.evidence;

import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// Reads audit events token by token; what is not needed, such as the objects of request and response, is passed over
/// without being built.
///
/// A value of the wrong type is malformed, `null` is the same as a field that is not there.
final class EventReader {
    private final JsonParser json;
    private final Consumer<AuditEvent> sink;

    EventReader(JsonParser json, Consumer<AuditEvent> sink) {
        this.json = json;
        this.sink = sink;
    }

    /// Reads every value there is: events, arrays of events, `EventList`s.
    ///
    /// @throws JacksonException where it stops being JSON, or an event has a field of the wrong type
    void readAll() {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_OBJECT -> readObject();
                case START_ARRAY -> readItems();
                default -> throw malformed("expected an audit event, found " + token);
            }
        }
    }

    private void readItems() {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.START_OBJECT);
            sink.accept(readEvent());
        }
    }

    private void readObject() {
        AuditEvent event = readEvent();
        if (!event.kind.equals("EventList")) {
            sink.accept(event);
        }
    }

    private AuditEvent readEvent() {
        AuditEvent event = new AuditEvent();
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            readField(event, field);
        }
        return event;
    }

    private void readField(AuditEvent event, String field) {
        switch (field) {
            case "kind" -> event.kind = string();
            case "auditID" -> event.auditID = string();
            case "stage" -> event.stage = string();
            case "verb" -> event.verb = string();
            case "requestURI" -> event.requestURI = string();
            case "user" -> event.user = user();
            case "impersonatedUser" -> event.impersonatedUser = user();
            case "authenticationMetadata" -> readAuthenticationMetadata(event);
            case "objectRef" -> readObjectRef(event);
            case "responseStatus" -> readResponseStatus(event);
            case "requestReceivedTimestamp" -> event.requestReceivedTimestamp = string();
            case "stageTimestamp" -> event.stageTimestamp = string();
            case "annotations" -> readAnnotations(event);
            case "items" -> readListItems(event);
            default -> skipValue();
        }
    }

    private void readListItems(AuditEvent list) {
        // Go writes kind first, so an event with an unknown field "items" is not taken for a list.
        if (!list.kind.equals("EventList") || json.nextToken() != JsonToken.START_ARRAY) {
            if (json.currentToken() == JsonToken.PROPERTY_NAME) {
                json.nextToken();
            }
            json.skipChildren();
            return;
        }
        readItems();
    }

    private @Nullable UserInfo user() {
        if (!enterObject()) {
            return null;
        }
        String name = "";
        String uid = "";
        List<String> groups = List.of();
        Map<String, List<String>> extra = Map.of();
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "username" -> name = string();
                case "uid" -> uid = string();
                case "groups" -> groups = strings();
                case "extra" -> extra = extra();
                default -> skipValue();
            }
        }
        return new UserInfo(name, uid, groups, extra);
    }

    private Map<String, List<String>> extra() {
        if (!enterObject()) {
            return Map.of();
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            extra.put(key, strings());
        }
        return extra;
    }

    private void readAuthenticationMetadata(AuditEvent event) {
        if (!enterObject()) {
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "impersonationConstraint" -> event.impersonationConstraint = string();
                default -> skipValue();
            }
        }
    }

    private void readObjectRef(AuditEvent event) {
        if (!enterObject()) {
            return;
        }
        event.hasObjectRef = true;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "apiGroup" -> event.apiGroup = string();
                case "resource" -> event.resource = string();
                case "subresource" -> event.subresource = string();
                case "namespace" -> event.namespace = string();
                case "name" -> event.name = string();
                default -> skipValue();
            }
        }
    }

    private void readResponseStatus(AuditEvent event) {
        if (!enterObject()) {
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "code" -> event.code = integer();
                case "message" -> event.message = string();
                default -> skipValue();
            }
        }
    }

    private void readAnnotations(AuditEvent event) {
        if (!enterObject()) {
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "authorization.k8s.io/decision" -> event.decision = string();
                default -> skipValue();
            }
        }
    }

    /// Steps into an object, or over a `null`.
    private boolean enterObject() {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        require(JsonToken.START_OBJECT);
        return true;
    }

    private List<String> strings() {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        require(JsonToken.START_ARRAY);
        List<String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.VALUE_STRING);
            values.add(json.getString());
        }
        return values;
    }

    private String string() {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        require(JsonToken.VALUE_STRING);
        return json.getString();
    }

    private int integer() {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        require(JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    private void skipValue() {
        json.nextToken();
        json.skipChildren();
    }

    private void require(JsonToken wanted) {
        JsonToken found = json.currentToken();
        if (found != wanted) {
            String where = json.streamReadContext().pathAsPointer().toString();
            throw malformed("expected " + wanted + ", found " + found + (where.isEmpty() ? "" : " at " + where));
        }
    }

    private StreamReadException malformed(String problem) {
        return new StreamReadException(json, problem);
    }
}
