package dev.guise.findings.triage;

import dev.guise.findings.Finding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.Subject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a reviewer decided about the findings of one cluster. Nothing is dropped by it: every finding keeps a
/// [Standing].
///
/// @param suppressions   by the finding's fingerprint, in the order in which they were made
/// @param administrators identities of whom it is expected that they can do all this
public record Triage(Map<String, Suppression> suppressions, Set<ObjectId.Named> administrators) {

    /// Nothing is decided.
    public static final Triage NONE = new Triage(Map.of(), Set.of());

    public Triage {
        suppressions = Collections.unmodifiableMap(new LinkedHashMap<>(suppressions));
        administrators = Collections.unmodifiableSet(new TreeSet<>(administrators));
    }

    /// Of two suppressions of one finding the later counts.
    public static Triage of(Collection<Suppression> suppressions, Set<ObjectId.Named> administrators) {
        Map<String, Suppression> byFingerprint = suppressions.stream()
                .collect(Collectors.toMap(
                        Suppression::fingerprint, Function.identity(), (first, second) -> second, LinkedHashMap::new));
        return new Triage(byFingerprint, administrators);
    }

    /// With further suppressions; they take the place of older ones of the same findings.
    public Triage suppress(Collection<Suppression> further) {
        Map<String, Suppression> all = new LinkedHashMap<>(suppressions);
        further.forEach(suppression -> all.put(suppression.fingerprint(), suppression));
        return new Triage(all, administrators);
    }

    /// Without the suppressions of these findings.
    public Triage unsuppress(Collection<String> fingerprints) {
        Map<String, Suppression> all = new LinkedHashMap<>(suppressions);
        all.keySet().removeAll(Set.copyOf(fingerprints));
        return new Triage(all, administrators);
    }

    /// With somebody accepted as an administrator, or no longer where it was.
    public Triage toggleAdministrator(ObjectId.Named who) {
        Set<ObjectId.Named> all = new TreeSet<>(administrators);
        if (!all.remove(who)) {
            all.add(who);
        }
        return new Triage(suppressions, all);
    }

    /// How a finding stands.
    public Standing standing(Finding finding, LocalDate today) {
        return standing(finding, finding.fingerprint(), today);
    }

    /// The same for whoever asks often: computing a fingerprint takes microseconds.
    public Standing standing(Finding finding, String fingerprint, LocalDate today) {
        Optional<Suppression> suppression = Optional.ofNullable(suppressions.get(fingerprint));
        boolean expired = suppression.filter(known -> known.isExpired(today)).isPresent();
        if (suppression.isPresent() && !expired) {
            return Standing.SUPPRESSED;
        }
        if (finding.expected()) {
            return Standing.EXPECTED;
        }
        if (isAccepted(finding.subject())) {
            return Standing.ACCEPTED;
        }
        return expired ? Standing.EXPIRED : Standing.OPEN;
    }

    private boolean isAccepted(@Nullable Subject subject) {
        return subject != null && !administrators.isEmpty() && administrators.contains(ObjectId.of(subject));
    }

    /// All findings by how they stand, each list in the order given.
    ///
    /// @param unused suppressions that no finding has, perhaps because what they were about was corrected
    public record Sorted(Map<Standing, List<Finding>> findings, List<Suppression> unused) {

        /// Those that stand so.
        public List<Finding> of(Standing standing) {
            return findings.getOrDefault(standing, List.of());
        }
    }

    /// Sorts findings. Linear.
    public Sorted sort(List<Finding> findings, LocalDate today) {
        Set<String> met = new HashSet<>();
        Map<Standing, List<Finding>> sorted = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> {
                            String fingerprint = finding.fingerprint();
                            met.add(fingerprint);
                            return standing(finding, fingerprint, today);
                        },
                        () -> new EnumMap<>(Standing.class),
                        Collectors.toList()));
        List<Suppression> unused = suppressions.values().stream()
                .filter(suppression -> !met.contains(suppression.fingerprint()))
                .toList();
        return new Sorted(sorted, unused);
    }
}
