package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.Derivation;
import dev.guise.findings.Finding;
import dev.guise.findings.KindPage;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Suppression;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is to report of one cluster.
///
/// @param snapshot  the cluster
/// @param findings  the findings to be shown, the worst first
/// @param hidden    how many expected ones are not among them
/// @param pages     what there is to say of each kind of finding
/// @param mostPaths for so many findings, the worst, the path is worked out
/// @param decisions what a reviewer decided about findings, and what came of it
public record Scan(
        ClusterSnapshot snapshot,
        List<Finding> findings,
        int hidden,
        Map<String, KindPage> pages,
        int mostPaths,
        Decisions decisions) {

    public Scan {
        findings = List.copyOf(findings);
        pages = Map.copyOf(pages);
    }

    /// One about which nothing was decided.
    public Scan(
            ClusterSnapshot snapshot, List<Finding> findings, int hidden, Map<String, KindPage> pages, int mostPaths) {
        this(snapshot, findings, hidden, pages, mostPaths, Decisions.NONE);
    }

    /// What came of a reviewer's decisions.
    ///
    /// @param suppressed how many findings are not shown because they are suppressed
    /// @param expired    suppressions that have ended; their findings are shown again
    /// @param unused     suppressions that no finding has
    public record Decisions(int suppressed, List<Suppression> expired, List<Suppression> unused) {
        /// Nothing was decided.
        public static final Decisions NONE = new Decisions(0, List.of(), List.of());

        public Decisions {
            expired = List.copyOf(expired);
            unused = List.copyOf(unused);
        }
    }

    /// How many findings of each severity there are, the worst first.
    public Map<Severity, Integer> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /// The path of the finding at an index; empty also for those whose path is not worked out.
    Optional<Derivation> path(int index) {
        return index < mostPaths ? findings.get(index).path() : Optional.empty();
    }

    /// The version of the program that writes the report; empty when it does not run from its jar.
    static Optional<String> programVersion() {
        return Optional.ofNullable(Scan.class.getPackage().getImplementationVersion());
    }
}
