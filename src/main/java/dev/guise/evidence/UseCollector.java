package dev.guise.evidence;

import dev.guise.evidence.EventInterpreter.Impersonated;
import dev.guise.evidence.EventInterpreter.UseKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts events, and keeps those with impersonation, within the limits.
final class UseCollector {
    private final Limits limits;
    private final Map<UseKey, Tally> uses = new HashMap<>();
    private final List<LogProblem> problems = new ArrayList<>();
    private final Span span = new Span();
    private long characters;
    private long files;
    private long events;
    private long impersonated;
    private long refused;
    private long notKept;
    private long otherStages;
    private long constrained;
    private long nodesAssumed;
    private long namesOnly;
    private final Map<Unread, Long> unread = new EnumMap<>(Unread.class);

    UseCollector(Limits limits) {
        this.limits = limits;
    }

    void file() {
        files++;
    }

    /// Counts what was not read.
    ///
    /// @param problem the first of it
    void unread(LogProblem problem, long count) {
        unread.merge(problem.reason(), count, Long::sum);
        if (problems.size() < limits.maxExamples()) {
            problems.add(problem);
        }
    }

    /// Counts an event.
    ///
    /// @return why it cannot be true, empty when it can
    Optional<String> event(AuditEvent event) {
        if (!event.isFinal()) {
            otherStages++;
            return Optional.empty();
        }
        Optional<String> contradiction = EventInterpreter.contradiction(event);
        if (contradiction.isPresent()) {
            return contradiction;
        }
        events++;
        namesOnly += event.namesOnly ? 1 : 0;
        Instant time = span.add(event);
        EventInterpreter.interpret(event).ifPresent(found -> count(found, time));
        return Optional.empty();
    }

    private void count(Impersonated found, @Nullable Instant time) {
        if (found.use().outcome() instanceof Outcome.Refused) {
            refused++;
        } else {
            impersonated++;
        }
        constrained += found.use().isConstrained() ? 1 : 0;
        nodesAssumed += found.assumedNode() ? 1 : 0;
        Tally tally = uses.get(found.use());
        if (tally == null) {
            tally = admit(found.use());
        }
        if (tally == null) {
            notKept++;
            return;
        }
        tally.count++;
        tally.span.add(time);
        countName(tally, found.name());
    }

    private @Nullable Tally admit(UseKey key) {
        long weight = weight(key);
        if (uses.size() >= limits.maxUses() || characters + weight > limits.maxCharacters()) {
            return null;
        }
        characters += weight;
        Tally tally = new Tally();
        uses.put(key, tally);
        return tally;
    }

    private void countName(Tally tally, String name) {
        if (tally.names.contains(name)) {
            return;
        }
        boolean room =
                tally.names.size() < limits.maxNamesPerUse() && characters + name.length() <= limits.maxCharacters();
        if (room) {
            tally.names.add(name);
            characters += name.length();
        } else {
            tally.otherNames++;
        }
    }

    private static long weight(UseKey key) {
        long weight = key.requestor().name().length();
        weight += key.wanted().name().length();
        weight += key.wanted().uid().length();
        weight += length(key.requestor().groups()) + length(key.wanted().groups());
        for (Map.Entry<String, List<String>> extra : key.wanted().extra().entrySet()) {
            weight += extra.getKey().length() + length(extra.getValue());
        }
        weight += length(key.requestor().extra().keySet()) + key.constraint().length();
        weight += key.action().describe().length();
        return key.outcome() instanceof Outcome.Refused(var check) && check.isPresent()
                ? weight + check.get().describe().length()
                : weight;
    }

    private static long length(Collection<String> values) {
        return values.stream().mapToLong(String::length).sum();
    }

    Evidence evidence() {
        Evidence.Totals totals = new Evidence.Totals(
                files,
                events,
                impersonated,
                refused,
                constrained,
                nodesAssumed,
                namesOnly,
                notKept,
                otherStages,
                Optional.ofNullable(span.first),
                Optional.ofNullable(span.last));
        List<ImpersonationUse> list = new ArrayList<>(uses.size());
        uses.forEach((key, tally) -> list.add(tally.use(key)));
        list.sort(Comparator.comparing((ImpersonationUse use) -> use.requestor().name())
                .thenComparing(use -> use.wanted().name())
                .thenComparing(use -> use.action().describe())
                .thenComparing(Comparator.comparingLong(ImpersonationUse::count).reversed())
                .thenComparing(ImpersonationUse::toString));
        return new Evidence(list, totals, unread, problems);
    }

    /// What is counted for one use.
    private static final class Tally {
        private final TreeSet<String> names = new TreeSet<>();
        private final Span span = new Span();
        private long count;
        private long otherNames;

        private ImpersonationUse use(UseKey key) {
            return new ImpersonationUse(
                    key.requestor(),
                    key.wanted(),
                    key.constraint(),
                    key.action(),
                    List.copyOf(names),
                    otherNames,
                    key.outcome(),
                    count,
                    Optional.ofNullable(span.first),
                    Optional.ofNullable(span.last));
        }
    }

    /// From the earliest to the latest.
    private static final class Span {
        private @Nullable Instant first;
        private @Nullable Instant last;

        private @Nullable Instant add(AuditEvent event) {
            Instant time = instant(event.requestReceivedTimestamp);
            time = time == null ? instant(event.stageTimestamp) : time;
            add(time);
            return time;
        }

        private void add(@Nullable Instant time) {
            if (time == null) {
                return;
            }
            if (first == null || time.isBefore(first)) {
                first = time;
            }
            if (last == null || time.isAfter(last)) {
                last = time;
            }
        }

        private static @Nullable Instant instant(String timestamp) {
            if (timestamp.isEmpty()) {
                return null;
            }
            try {
                return Instant.parse(timestamp);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
