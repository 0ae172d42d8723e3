package dev.guise.findings;

import dev.guise.rbac.ObjectId;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/// What there is to tell of one cluster, the worst first.
public final class Findings {
    /// How much of the work is done before kinds are looked at one by one.
    private static final double SURVEY = 0.8;

    private final List<Finding> all;
    /// Of each finding; they take a while to make, and are asked for at every change of a draft.
    private final List<String> fingerprints;

    /// @param all everything, what is expected included
    public Findings(List<Finding> all) {
        this.all = List.copyOf(all);
        this.fingerprints = this.all.stream().map(Finding::fingerprint).toList();
    }

    private Findings(Collection<Map.Entry<String, Finding>> byFingerprint) {
        this.all = byFingerprint.stream().map(Map.Entry::getValue).toList();
        this.fingerprints = byFingerprint.stream().map(Map.Entry::getKey).toList();
    }

    /// Runs every kind of finding over one analysis: beyond what [dev.guise.escalation.question.Escalation#reachAll]
    /// costs, one shortest way for each identity that reaches a goal, and time linear in the rules that identities
    /// hold. Ends with a [java.util.concurrent.CancellationException] when its thread is interrupted.
    public static Findings of(Analysis analysis) {
        return of(analysis, fraction -> {});
    }

    /// The same, watched while it is worked out.
    ///
    /// @param done told how much is done, from 0 to 1
    public static Findings of(Analysis analysis, DoubleConsumer done) {
        Survey survey = new Survey(analysis, fraction -> done.accept(SURVEY * fraction));
        Map<String, Finding> found = new LinkedHashMap<>();
        List<FindingKind> kinds =
                List.copyOf(FindingKinds.of(analysis.escalation().catalogue()));
        for (FindingKind kind : kinds) {
            Cancellation.check();
            done.accept(SURVEY + (1 - SURVEY) * kinds.indexOf(kind) / kinds.size());
            // a subject that a binding names twice has its rules once
            kind.find(survey).forEach(finding -> found.putIfAbsent(finding.fingerprint(), finding));
        }
        fold(found);
        List<Map.Entry<String, Finding>> worstFirst = new ArrayList<>(found.entrySet());
        worstFirst.sort(Comparator.comparing(entry -> entry.getValue().severity()));
        return new Findings(worstFirst);
    }

    /// Impersonation that is a step of a way is told once: where a kind of its own tells of the same rule of the same
    /// subject, the step is told there, and its severity counts.
    private static void fold(Map<String, Finding> found) {
        Map<List<String>, String> grants = new HashMap<>();
        found.forEach((fingerprint, finding) -> {
            if (finding.kind().takesInSteps()) {
                grants.putIfAbsent(grant(finding), fingerprint);
            }
        });
        for (Map.Entry<String, Finding> step : List.copyOf(found.entrySet())) {
            String at = step.getValue().kind().isStepOfImpersonation() ? grants.get(grant(step.getValue())) : null;
            if (at != null) {
                found.computeIfPresent(at, (fingerprint, told) -> told.with(step.getValue()));
                found.remove(step.getKey());
            }
        }
    }

    private static List<String> grant(Finding finding) {
        List<String> grant = new ArrayList<>(finding.origin().identity());
        grant.add(
                finding.subject() == null ? "" : ObjectId.of(finding.subject()).text());
        return grant;
    }

    /// Everything, what is expected included.
    public List<Finding> all() {
        return all;
    }

    /// Without what is expected in any cluster.
    public List<Finding> unexpected() {
        return all.stream().filter(finding -> !finding.expected()).toList();
    }

    /// Everything by fingerprint, in the same order.
    Map<String, Finding> byFingerprint() {
        Map<String, Finding> byFingerprint = new LinkedHashMap<>();
        IntStream.range(0, all.size()).forEach(i -> byFingerprint.put(fingerprints.get(i), all.get(i)));
        return byFingerprint;
    }

    /// Those of one kind.
    public List<Finding> ofKind(KindPage kind) {
        return ofKind(kind.id());
    }

    /// Those of the kind with that id.
    public List<Finding> ofKind(String id) {
        return all.stream().filter(finding -> finding.id().equals(id)).toList();
    }

    /// How many of each kind, by id; what is expected does not count.
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        unexpected().forEach(finding -> counts.merge(finding.id(), 1, Integer::sum));
        return counts;
    }
}
