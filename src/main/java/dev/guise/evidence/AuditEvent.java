package dev.guise.evidence;

import dev.guise.rbac.UserInfo;
import org.jspecify.annotations.Nullable;

/// What one line of the log says, as it stands there. Filled by [EventReader] field by field, since most events are
/// dropped without anybody having asked for more than the stage.
///
/// Names follow `Event` of `k8s.io/apiserver/pkg/apis/audit/v1`.
final class AuditEvent {
    String kind = "";
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

    /// Whether it is an audit event at all, and not an `Event` of the core group. Items of an `EventList` have no
    /// `kind`.
    boolean isEvent() {
        boolean named = kind.equals("Event") || kind.isEmpty();
        return named && !(auditID.isEmpty() && stage.isEmpty());
    }

    /// Whether it is the one event that every request has at its end.
    boolean isFinal() {
        return stage.equals("ResponseComplete") || stage.equals("Panic");
    }
}
