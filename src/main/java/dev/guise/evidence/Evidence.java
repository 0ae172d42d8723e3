package dev.guise.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What audit logs say about impersonation.
///
/// @param uses     what was done, by requestor, wanted user and request
/// @param totals   how much was read
/// @param problems the first of what could not be read, see [Limits#maxExamples]; the totals count them all
public record Evidence(List<ImpersonationUse> uses, Totals totals, List<LogProblem> problems) {

    /// Nothing was read.
    public static final Evidence NONE =
            new Evidence(List.of(), new Totals(0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty()), List.of());

    public Evidence {
        uses = List.copyOf(uses);
        problems = List.copyOf(problems);
    }

    /// How much was read.
    ///
    /// @param files        files read
    /// @param events       requests: events of the stages `ResponseComplete` and `Panic`, of which each request has
    ///                     one
    /// @param impersonated of those, let in as somebody else
    /// @param refused      of those, refused by the impersonation filter
    /// @param notKept      of `impersonated` and `refused`, counted here only since the limits were reached
    /// @param otherStages  events of other stages, which are not looked at; with no `events` at all the audit
    ///                     policy probably omits the stage `ResponseComplete`
    /// @param notEvents    JSON objects that are no audit events
    /// @param unreadable   lines and files that are malformed, too long or broken off
    /// @param first        when the earliest request was received, empty when there is none
    /// @param last         when the latest request was received
    public record Totals(
            long files,
            long events,
            long impersonated,
            long refused,
            long notKept,
            long otherStages,
            long notEvents,
            long unreadable,
            Optional<Instant> first,
            Optional<Instant> last) {}
}
