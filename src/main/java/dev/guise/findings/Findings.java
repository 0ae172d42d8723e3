package dev.guise.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What there is to tell of one cluster, the worst first.
///
/// @param all everything, what is expected included
public record Findings(List<Finding> all) {

    public Findings {
        all = List.copyOf(all);
    }

    /// Runs every kind of finding over one analysis: beyond what [dev.guise.escalation.Escalation#reachAll] costs, one
    /// shortest way for each identity that reaches a goal, and time linear in the rules that identities hold.
    public static Findings of(Analysis analysis) {
        Survey survey = new Survey(analysis);
        List<Finding> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (FindingKind kind : FindingKinds.of(analysis.escalation().catalogue())) {
            for (Finding finding : kind.find(survey)) {
                // a subject that a binding names twice has its rules once
                if (known.add(finding.fingerprint())) {
                    found.add(finding);
                }
            }
        }
        found.sort(Comparator.comparing(Finding::severity));
        return new Findings(found);
    }

    /// Without what is expected in any cluster.
    public List<Finding> unexpected() {
        return all.stream().filter(finding -> !finding.expected()).toList();
    }

    /// Those that are not expected and that others do not have; findings are the same when their fingerprints are.
    public List<Finding> without(Findings others) {
        Set<String> known = new HashSet<>();
        others.all.forEach(finding -> known.add(finding.fingerprint()));
        return unexpected().stream()
                .filter(finding -> !known.contains(finding.fingerprint()))
                .toList();
    }

    /// Those of one kind.
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
