package dev.guise.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What there is to tell of one cluster, the worst first.
///
/// @param all everything, what is expected included
public record Findings(List<Finding> all) {
    private static final String STEP = "ESC-impersonate";

    /// The kinds that tell of a grant of impersonation as such.
    private static final Set<String> TOLD = Set.of(
            "IMP-ANY-USER", "IMP-ANY-SERVICEACCOUNT", "IMP-MASTERS", "IMP-GROUPS-ANY", "IMP-PRIVILEGED-TARGET",
            "IMP-ARBITRARY-NODE", "IMP-WILDCARD-VERB");

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
        found = folded(found);
        found.sort(Comparator.comparing(Finding::severity));
        return new Findings(found);
    }

    /// Impersonation that is a step of a way is told once: where a kind of its own tells of the same rule of the same
    /// subject, the step is told there, and its severity counts.
    private static List<Finding> folded(List<Finding> found) {
        Map<List<String>, Integer> grants = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            if (TOLD.contains(found.get(i).id())) {
                grants.putIfAbsent(grant(found.get(i)), i);
            }
        }
        List<Finding> left = new ArrayList<>(found);
        List<Finding> steps = new ArrayList<>();
        for (Finding finding : found) {
            Integer at = finding.id().startsWith(STEP) ? grants.get(grant(finding)) : null;
            if (at != null) {
                left.set(at, left.get(at).with(finding));
                steps.add(finding);
            }
        }
        left.removeAll(steps);
        return left;
    }

    private static List<String> grant(Finding finding) {
        List<String> grant = new ArrayList<>(finding.origin().identity());
        grant.add(finding.subject() == null ? "" : finding.subject().describe());
        return grant;
    }

    /// Without what is expected in any cluster.
    public List<Finding> unexpected() {
        return all.stream().filter(finding -> !finding.expected()).toList();
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
