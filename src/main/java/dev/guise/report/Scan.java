package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Escalation;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.findings.Severity;
import dev.guise.findings.triage.Standing;
import dev.guise.findings.triage.Suppression;
import dev.guise.findings.triage.Triage;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What there is to report of one cluster.
///
/// @param escalation of the cluster
/// @param findings  the findings to be shown, the worst first
/// @param hidden    how many expected ones are not among them
/// @param mostPaths for so many findings, the worst, the path is worked out
/// @param decisions what a reviewer decided about findings, and what came of it
public record Scan(Escalation escalation, List<Finding> findings, int hidden, int mostPaths, Decisions decisions) {

    public Scan {
        findings = List.copyOf(findings);
    }

    /// One about which nothing was decided.
    public Scan(Escalation escalation, List<Finding> findings, int hidden, int mostPaths) {
        this(escalation, findings, hidden, mostPaths, Decisions.NONE);
    }

    /// The cluster.
    public ClusterSnapshot snapshot() {
        return escalation.snapshot();
    }

    /// What a person chose to be told.
    ///
    /// @param triage    what was decided about findings
    /// @param today     what day it is, which ends suppressions
    /// @param shown     how the findings stand that are shown
    /// @param mostPaths for so many findings, the worst, the path is worked out
    public record Choice(Triage triage, LocalDate today, Set<Standing> shown, int mostPaths) {
        /// For so many findings paths are worked out unless something else is asked for.
        public static final int DEFAULT_PATHS = 200;

        /// What is to be looked at.
        public static final Set<Standing> OPEN = Set.of(Standing.OPEN, Standing.EXPIRED);

        /// The same and what is as it should be.
        public static final Set<Standing> ALSO_EXPECTED =
                Set.of(Standing.OPEN, Standing.EXPIRED, Standing.EXPECTED, Standing.ACCEPTED);

        public Choice {
            shown = Set.copyOf(shown);
        }
    }

    /// What there is to report of findings: the suppressed ones left out and counted. Linear.
    ///
    /// @param escalation of the cluster in which they were found
    public static Scan of(Escalation escalation, Findings findings, Choice choice) {
        Triage triage = choice.triage();
        Triage.Sorted sorted = triage.sort(findings.all(), choice.today());
        int suppressed = sorted.of(Standing.SUPPRESSED).size();
        List<Finding> shown = findings.all().stream()
                .filter(finding -> choice.shown().contains(triage.standing(finding, choice.today())))
                .toList();
        List<Suppression> expired = sorted.of(Standing.EXPIRED).stream()
                .flatMap(finding -> Stream.ofNullable(triage.suppressions().get(finding.fingerprint())))
                .toList();
        return new Scan(
                escalation,
                shown,
                findings.all().size() - shown.size() - suppressed,
                choice.mostPaths(),
                new Decisions(suppressed, expired, sorted.unused()));
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
        return index < mostPaths ? findings.get(index).path().in(escalation) : Optional.empty();
    }

    /// The version of the program that writes the report; empty when it does not run from its jar.
    static Optional<String> programVersion() {
        return Optional.ofNullable(Scan.class.getPackage().getImplementationVersion());
    }
}
