package dev.guise.evidence;

import dev.guise.rbac.UserInfo;
import org.jspecify.annotations.Nullable;

/// What one object of a log says, as it stands there. Filled by [EventReader] field by field, since most events
/// are dropped without anybody having asked for more than the stage.
///
/// Names follow `Event` of `k8s.io/apiserver/pkg/apis/audit/v1`.
final class AuditEvent {
    private static final String GROUP = "audit.k8s.io/";
    private static final int UNAUTHENTICATED = 401;

    String kind = "";
    String apiVersion = "";
    String auditID = "";
    String stage = "";
    String verb = "";
    String requestURI = "";

    @Nullable
    UserInfo user;

    @Nullable
    UserInfo impersonatedUser;

    String impersonationConstraint = "";
    boolean hasObjectRef;
    String apiGroup = "";
    String resource = "";
    String subresource = "";
    String namespace = "";
    String name = "";
    int code;
    String message = "";
    String decision = "";
    String requestReceivedTimestamp = "";
    String stageTimestamp = "";

    /// Whether the log that it is from has names only: no groups, no extra, no mode.
    boolean namesOnly;

    /// The first field that has not the type it should have, `""` when all do.
    String malformed = "";

    /// Whether it is an audit event at all, and not an `Event` of the core group. Items of an `EventList` have
    /// no `kind`.
    boolean isEvent() {
        if (!apiVersion.isEmpty() && !apiVersion.startsWith(GROUP)) {
            return false;
        }
        return switch (kind) {
            case "Event" -> !apiVersion.isEmpty() || !auditID.isEmpty() || !stage.isEmpty();
            case "" -> !auditID.isEmpty() && !stage.isEmpty();
            default -> false;
        };
    }

    /// Whether it is a list of audit events.
    boolean isList() {
        return kind.equals("EventList");
    }

    /// Whether it is a Kubernetes object that is no audit event.
    boolean isOtherObject() {
        return !kind.isEmpty() && !apiVersion.isEmpty() && !apiVersion.startsWith(GROUP);
    }

    /// Whether it is the one event that every request has at its end.
    boolean isFinal() {
        return stage.equals("ResponseComplete") || stage.equals("Panic");
    }

    /// What it has to have and has not, `""` for nothing. Only who could not be authenticated has no name.
    String lacking() {
        if (verb.isEmpty()) {
            return "verb";
        }
        boolean named = user != null && !user.name().isEmpty();
        return named || code == UNAUTHENTICATED ? "" : "user.username";
    }

    /// What distinguishes it from others in the same log, `""` when nothing does.
    String key() {
        return auditID.isEmpty() ? "" : auditID + " " + stage;
    }
}
