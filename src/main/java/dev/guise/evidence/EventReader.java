package dev.guise.evidence;

import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the fields of an audit event token by token; what is not needed, such as the objects of request and
/// response, is passed over without being built, and without being searched: it is what clients wrote, not the
/// server.
///
/// A value of the wrong type makes the event malformed, `null` is the same as a field that is not there.
final class EventReader {
    private final JsonParser json;
    private final AuditEvent event;

    EventReader(JsonParser json, AuditEvent event) {
        this.json = json;
        this.event = event;
    }

    /// Reads the value of a field, when it is one that events have.
    ///
    /// @return whether it is; otherwise the value was not touched
    /// @throws JacksonException where it stops being JSON
    boolean read(String field) {
        switch (field) {
            case "kind" -> event.kind = string();
            case "apiVersion" -> event.apiVersion = string();
            case "auditID" -> event.auditID = string();
            case "stage" -> event.stage = string();
            case "verb" -> event.verb = string();
            case "requestURI" -> event.requestURI = string();
            case "user" -> event.user = user();
            case "impersonatedUser" -> event.impersonatedUser = user();
            case "authenticationMetadata" -> readAuthenticationMetadata();
            case "objectRef" -> readObjectRef();
            case "responseStatus" -> readResponseStatus();
            case "requestReceivedTimestamp" -> event.requestReceivedTimestamp = string();
            case "stageTimestamp" -> event.stageTimestamp = string();
            case "annotations" -> readAnnotations();
            case "level", "sourceIPs", "userAgent", "requestObject", "responseObject", "metadata" -> skipValue();
            default -> {
                return false;
            }
        }
        return true;
    }

    private @org.jspecify.annotations.Nullable UserInfo user() {
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

    private void readAuthenticationMetadata() {
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

    private void readObjectRef() {
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

    private void readResponseStatus() {
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

    private void readAnnotations() {
        if (!enterObject()) {
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                // Some shippers allow no dots in names.
                case "authorization.k8s.io/decision", "authorization_k8s_io/decision" -> event.decision = string();
                default -> skipValue();
            }
        }
    }

    /// Steps into an object, or over what is none.
    private boolean enterObject() {
        return next(JsonToken.START_OBJECT);
    }

    private List<String> strings() {
        if (!next(JsonToken.START_ARRAY)) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (is(JsonToken.VALUE_STRING)) {
                values.add(json.getString());
            }
        }
        return values;
    }

    private String string() {
        return next(JsonToken.VALUE_STRING) ? json.getString() : "";
    }

    private int integer() {
        return next(JsonToken.VALUE_NUMBER_INT) ? json.getIntValue() : 0;
    }

    private void skipValue() {
        json.nextToken();
        json.skipChildren();
    }

    private boolean next(JsonToken wanted) {
        return json.nextToken() != JsonToken.VALUE_NULL && is(wanted);
    }

    /// Whether the current value has that type; one that has not is passed over and remembered.
    private boolean is(JsonToken wanted) {
        JsonToken found = json.currentToken();
        if (found == wanted) {
            return true;
        }
        if (event.malformed.isEmpty()) {
            event.malformed = "expected " + wanted + ", found " + found + " at "
                    + json.streamReadContext().pathAsPointer();
        }
        json.skipChildren();
        return false;
    }
}
