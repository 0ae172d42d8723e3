package dev.guise.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What audit logs say about impersonation.
///
/// @param uses     what was done, by requestor, wanted user and request
/// @param totals   how much was read
/// @param unread   how many lines, items and files were not read, by the reason why
/// @param problems the first of what was not read, see [Limits#maxExamples]
public record Evidence(
        List<ImpersonationUse> uses, Totals totals, Map<Unread, Long> unread, List<LogProblem> problems) {

    /// Nothing was read.
    public static final Evidence NONE = new Evidence(List.of(), Totals.NONE, Map.of(), List.of());

    public Evidence {
        uses = List.copyOf(uses);
        problems = List.copyOf(problems);
        Map<Unread, Long> ordered = new EnumMap<>(Unread.class);
        ordered.putAll(unread);
        unread = Collections.unmodifiableMap(ordered);
    }

    /// The same logs, of which only some uses are looked at.
    public Evidence withUses(List<ImpersonationUse> some) {
        return new Evidence(some, totals, unread, problems);
    }

    /// How many lines, items and files were not read.
    public long unreadCount() {
        return unread.values().stream().mapToLong(Long::longValue).sum();
    }

    /// How many of them may have been requests.
    public long hiddenCount() {
        return unread.entrySet().stream()
                .filter(entry -> entry.getKey().hidesRequests())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Whether something was left out that may have been a request: what is read then is less than what was
    /// needed.
    public boolean isPartial() {
        return totals.notKept() > 0 || hiddenCount() > 0;
    }

    /// Whether requests were read, and all of them, as the server wrote them: only then can be said what is not
    /// in them.
    public boolean isWhole() {
        return totals.events() > 0 && totals.namesOnly() == 0 && !isPartial();
    }

    /// Whether the logs show that the server's gate `ConstrainedImpersonation` is on: a server without it
    /// neither lets in by a constrained mode nor refuses for the lack of one.
    public boolean provesConstrainedImpersonation() {
        return totals.constrained() > 0;
    }

    /// How much was read.
    ///
    /// @param files        files read
    /// @param events       requests: events of the stages `ResponseComplete` and `Panic`, of which each request
    ///                     has one
    /// @param impersonated of those, allowed as another identity
    /// @param refused      of those, refused by the impersonation filter
    /// @param constrained  of `impersonated` and `refused`, decided by a constrained mode
    /// @param nodesAssumed of `impersonated`, let in as the requestor's own node by events that do not hold it
    /// @param namesOnly    of `events`, from a log that has names but neither groups nor modes
    /// @param notKept      of `impersonated` and `refused`, counted here only since the limits were reached
    /// @param otherStages  events of other stages, which are not looked at; with no `events` at all the audit
    ///                     policy probably omits the stage `ResponseComplete`
    /// @param first        when the earliest request was received, empty when there is none
    /// @param last         when the latest request was received
    public record Totals(
            long files,
            long events,
            long impersonated,
            long refused,
            long constrained,
            long nodesAssumed,
            long namesOnly,
            long notKept,
            long otherStages,
            Optional<Instant> first,
            Optional<Instant> last) {

        /// Nothing was read.
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
    }
}
