package dev.guise.impersonation;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.Decision;
import dev.guise.rbac.UserInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the impersonation filter makes of a request, with everything it looked at on the way.
///
/// @param outcome what the filter says
/// @param result  who the request then is and whether that identity may do it; null unless accepted
/// @param checks  every check in the order in which the server makes them, also those of modes that it fell out of
/// @param message why it was refused or is no request at all; `""` when accepted
/// @param others  further results that a server may come to: by a later mode (the server tries first the mode that
///                last worked for the requestor), or, where the gate is unknown, by legacy alone
public record ImpersonationReview(
        Outcome outcome, @Nullable Result result, List<Check> checks, String message, List<Result> others) {

    public ImpersonationReview {
        checks = List.copyOf(checks);
        others = List.copyOf(others);
    }

    /// What the filter says.
    public enum Outcome {
        ACCEPTED("accepted"),
        REFUSED("refused"),
        BAD_REQUEST("bad-request");

        private final String id;

        Outcome(String id) {
            this.id = id;
        }

        /// The word in reports and recordings.
        public String id() {
            return id;
        }
    }

    /// A request allowed as another identity.
    ///
    /// @param constraint the verb that let it in, such as `impersonate:user-info`; `""` for legacy
    /// @param identity   who the request then is
    /// @param decision   whether that identity may do it
    /// @param when       on which servers or in which circumstances this happens
    public record Result(String constraint, UserInfo identity, Decision decision, When when) {}

    /// When a result comes about.
    public enum When {
        /// The first mode in the server's order that lets the request in.
        FIRST,
        /// Only where an earlier request of the requestor was let in by this mode.
        REMEMBERED,
        /// Only on a server whose gate `ConstrainedImpersonation` is on, which is not known.
        GATE_ON,
        /// Only on a server whose gate `ConstrainedImpersonation` is off, which is not known.
        GATE_OFF
    }

    /// One check that the server makes, or a demand that it makes of the request itself.
    ///
    /// @param mode       the mode, or null for legacy
    /// @param step       what the check is for
    /// @param attributes what the requestor must be allowed; null for a demand that needs no permission
    /// @param decision   what RBAC decided; null for a demand
    /// @param note       what the demand was, or what a person should know; may be empty
    /// @param passed     whether it passed
    public record Check(
            @Nullable Mode mode,
            Step step,
            @Nullable Attributes attributes,
            @Nullable Decision decision,
            String note,
            boolean passed) {}

    /// What a check is for.
    public enum Step {
        /// That the request suits the mode at all.
        DEMAND,
        /// `impersonate-on:<mode>:<verb>` on what the request asks.
        ACTION,
        USER,
        GROUP,
        UID,
        EXTRA
    }
}
