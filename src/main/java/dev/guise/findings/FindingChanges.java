package dev.guise.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// What became of the findings of one look at a cluster in another. What is expected in any cluster is left out.
///
/// A finding is still there when its fingerprint is. When its binding, role or rule became another one but it is about
/// the same matter, it is changed: neither gone nor new.
///
/// @param gone     what is no longer told, the worst first
/// @param appeared what was not told before, the worst first
/// @param changed  what is told otherwise, the worst first
public record FindingChanges(List<Finding> gone, List<Finding> appeared, List<Changed> changed) {

    public FindingChanges {
        gone = List.copyOf(gone);
        appeared = List.copyOf(appeared);
        changed = List.copyOf(changed);
    }

    /// A finding that is told otherwise.
    ///
    /// @param what in what it differs, each in a few words; never empty
    public record Changed(Finding before, Finding after, List<String> what) {
        public Changed {
            what = List.copyOf(what);
        }

        /// All the differences: `was critical; by Role shop/b instead of Role shop/a`.
        public String words() {
            return String.join("; ", what);
        }
    }

    public boolean isEmpty() {
        return gone.isEmpty() && appeared.isEmpty() && changed.isEmpty();
    }

    /// The changes from one look to another. Takes time linear in both, and for those of one kind and subject that are
    /// not the same in both the square of their number.
    public static FindingChanges of(Findings before, Findings after) {
        Map<String, Finding> known = before.byFingerprint();
        Map<String, Finding> now = after.byFingerprint();
        List<Changed> changed = new ArrayList<>();
        List<Finding> gone = new ArrayList<>();
        List<Finding> appeared = new ArrayList<>();
        known.forEach((fingerprint, finding) -> {
            Finding still = now.get(fingerprint);
            if (still != null) {
                change(finding, still, changed);
            } else if (!finding.expected()) {
                gone.add(finding);
            }
        });
        now.forEach((fingerprint, finding) -> {
            if (!known.containsKey(fingerprint) && !finding.expected()) {
                appeared.add(finding);
            }
        });
        Pairing pairing = new Pairing(gone, appeared);
        pairing.pairs.forEach((old, next) -> change(gone.get(old), appeared.get(next), changed));
        changed.sort(Comparator.comparing(change -> change.after().severity()));
        return new FindingChanges(
                without(gone, pairing.pairs.keySet()),
                without(appeared, new HashSet<>(pairing.pairs.values())),
                changed);
    }

    private static void change(Finding before, Finding after, List<Changed> changed) {
        List<String> what = before.expected() || after.expected() ? List.of() : FindingDifference.of(before, after);
        if (!what.isEmpty()) {
            changed.add(new Changed(before, after, what));
        }
    }

    private static List<Finding> without(List<Finding> findings, Set<Integer> taken) {
        return IntStream.range(0, findings.size())
                .filter(i -> !taken.contains(i))
                .mapToObj(findings::get)
                .toList();
    }

    /// Which of the new ones is which of the old ones: those first that have the most in common.
    private static final class Pairing {
        private final List<FindingMatter> old;
        private final List<FindingMatter> now;
        private final Map<Integer, Integer> pairs = new LinkedHashMap<>();

        private record Candidate(int before, int after, int inCommon) {}

        Pairing(List<Finding> gone, List<Finding> appeared) {
            old = gone.stream().map(FindingMatter::of).toList();
            now = appeared.stream().map(FindingMatter::of).toList();
            Map<List<String>, List<Integer>> byTopic = new HashMap<>();
            for (int i = 0; i < now.size(); i++) {
                byTopic.computeIfAbsent(now.get(i).topic(), topic -> new ArrayList<>())
                        .add(i);
            }
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < old.size(); i++) {
                for (int next : byTopic.getOrDefault(old.get(i).topic(), List.of())) {
                    add(i, next, candidates);
                }
            }
            candidates.sort(Comparator.comparingInt(Candidate::inCommon).reversed());
            candidates.forEach(this::take);
        }

        private void add(int before, int after, List<Candidate> candidates) {
            OptionalInt inCommon = old.get(before).inCommon(now.get(after));
            inCommon.ifPresent(much -> candidates.add(new Candidate(before, after, much)));
        }

        private void take(Candidate candidate) {
            if (!pairs.containsKey(candidate.before()) && !pairs.containsValue(candidate.after())) {
                pairs.put(candidate.before(), candidate.after());
            }
        }
    }
}
