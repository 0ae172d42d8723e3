package dev.guise.evidence;

import dev.guise.rbac.UserInfo;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// An entry of Google Cloud's audit logs, in which GKE keeps the requests to its API servers: another format
/// than the server's own, made from its events. It has who asked, as whom (`authoritySelector`), the
/// permission, the resource and the status, but neither groups nor extra nor the mode of an impersonation.
///
/// Follows `LogEntry` of Cloud Logging and `google.cloud.audit.AuditLog`; see
/// <https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging>.
final class CloudEntry {
    private static final String KUBERNETES = "k8s.io";
    private static final int PERMISSION_DENIED = 7;
    private static final int UNAUTHENTICATED = 16;
    private static final Set<String> OF_THE_NAMESPACE_ITSELF = Set.of("status", "finalize");
    private static final Set<String> PAYLOADS = Set.of("protoPayload", "protopayload_auditlog");

    private String service = "";
    private String method = "";
    private String principal = "";
    private String subject = "";
    private String authority = "";
    private String permission = "";
    private String resource = "";
    private boolean granted;
    private String resourceName = "";
    private int status;
    private String message = "";

    private CloudEntry() {}

    /// Whether an entry's payload stands in a field of that name.
    static boolean isPayload(String field) {
        return PAYLOADS.contains(field);
    }

    /// Reads the payload, of which the parser is in front.
    static CloudEntry read(JsonParser json) {
        CloudEntry entry = new CloudEntry();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return entry;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "serviceName" -> entry.service = text(json);
                case "methodName" -> entry.method = text(json);
                case "resourceName" -> entry.resourceName = text(json);
                case "authenticationInfo" -> entry.readAuthentication(json);
                case "authorizationInfo" -> entry.readAuthorizations(json);
                case "status" -> entry.readStatus(json);
                default -> json.skipChildren();
            }
        }
        return entry;
    }

    /// Whether it is about the Kubernetes API, and not about Google's own.
    boolean isOfKubernetes() {
        return service.equals(KUBERNETES);
    }

    /// The event that the server wrote, as far as the entry holds it.
    ///
    /// @param id       what distinguishes the entry from others
    /// @param time     when it was
    /// @param decision the server's decision among the labels, `""` when there is none
    AuditEvent event(String id, String time, String decision) {
        AuditEvent event = new AuditEvent();
        event.namesOnly = true;
        event.kind = "Event";
        event.auditID = id;
        event.stage = "ResponseComplete";
        event.requestReceivedTimestamp = time;
        event.user = UserInfo.of(principal.isEmpty() ? subject : principal, List.of());
        event.impersonatedUser = authority.isEmpty() ? null : UserInfo.of(authority, List.of());
        event.message = message;
        event.code = switch (status) {
            case 0 -> 200;
            case PERMISSION_DENIED -> 403;
            case UNAUTHENTICATED -> 401;
            default -> 500;
        };
        boolean refused = ForbiddenMessage.isOfImpersonation(message);
        event.decision = !decision.isEmpty() || refused ? decision : granted || status == 0 ? "allow" : "forbid";
        String asked = permission.isEmpty() ? method : permission;
        event.verb = asked.substring(asked.lastIndexOf('.') + 1);
        readResource(event, resource.isEmpty() ? resourceName : resource);
        return event;
    }

    /// A resource is `<group>/<version>[/namespaces/<namespace>]/<resource>[/<name>[/<subresource>]]`, with
    /// `core` for the core group; anything else is a path.
    private static void readResource(AuditEvent event, String path) {
        List<String> parts = List.of(path.split("/"));
        boolean versioned = parts.size() > 2 && parts.get(1).matches("v\\d+((alpha|beta)\\d+)?");
        if (!versioned) {
            event.requestURI = path.startsWith("/") ? path : "/" + path;
            return;
        }
        event.hasObjectRef = true;
        event.apiGroup = parts.getFirst().equals("core") ? "" : parts.getFirst();
        List<String> rest = parts.subList(2, parts.size());
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            event.namespace = rest.get(1);
            boolean inside = rest.size() > 2 && !OF_THE_NAMESPACE_ITSELF.contains(rest.get(2));
            rest = inside ? rest.subList(2, rest.size()) : rest;
        }
        event.resource = rest.getFirst();
        event.name = rest.size() > 1 ? rest.get(1) : "";
        event.subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
    }

    private void readAuthentication(JsonParser json) {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "principalEmail" -> principal = text(json);
                case "principalSubject" -> subject = text(json);
                case "authoritySelector" -> authority = text(json);
                default -> json.skipChildren();
            }
        }
    }

    private void readAuthorizations(JsonParser json) {
        if (!json.isExpectedStartArrayToken()) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readAuthorization(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /// The first is the request's own.
    private void readAuthorization(JsonParser json) {
        String what = "";
        String where = "";
        boolean was = false;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "permission" -> what = text(json);
                case "resource" -> where = text(json);
                case "granted" -> was = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> json.skipChildren();
            }
        }
        if (permission.isEmpty()) {
            permission = what;
            resource = where;
            granted = was;
        }
    }

    private void readStatus(JsonParser json) {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "code" -> status = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : 0;
                case "message" -> message = text(json);
                default -> json.skipChildren();
            }
        }
    }

    private static String text(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return "";
    }
}
