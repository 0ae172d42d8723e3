package dev.guise.evidence;

import dev.guise.rbac.Attributes;
import java.util.Optional;

/// How an impersonated request ended, as far as authorization goes.
public sealed interface Outcome {

    /// The impersonation was let in and the impersonated user was allowed to do the request. Whether it then
    /// succeeded (the object may not exist, a webhook may object) is another matter.
    record Allowed() implements Outcome {}

    /// The impersonation was let in, but the impersonated user was forbidden to do the request.
    record Forbidden() implements Outcome {}

    /// The requestor was not allowed to impersonate. The log then does not hold whom it wanted to be, only the
    /// one check that failed: [ImpersonationUse#wanted] has no more than that check reveals.
    ///
    /// @param check what the requestor lacks, such as `impersonate users "alice"`, or the request itself with the
    /// verb `impersonate-on:<mode>:<verb>`; empty where the event has no message, as of requests for
    ///              metadata only
    record Refused(Optional<Attributes> check) implements Outcome {}
}
