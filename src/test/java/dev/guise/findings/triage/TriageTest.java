package dev.guise.findings.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.rbac.ObjectId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static Findings findings;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    static void look() throws Exception {
        findings = Findings.of(Analysis.of(new DemoSource().read(ReadProgress.NONE)));
    }

    private static Finding open() {
        return findings.unexpected().stream()
                .filter(f -> f.subject() != null)
                .findFirst()
                .orElseThrow();
    }

    private static Finding expected() {
        return findings.all().stream().filter(Finding::expected).findFirst().orElseThrow();
    }

    private static Triage suppressing(Finding finding, Optional<LocalDate> until) {
        return Triage.NONE.suppress(List.of(Suppression.of(finding, "why", until)));
    }

    @Test
    void withoutDecisionsTheServerAloneSaysWhatIsExpected() {
        assertEquals(Standing.OPEN, Triage.NONE.standing(open(), TODAY));
        assertEquals(Standing.EXPECTED, Triage.NONE.standing(expected(), TODAY));
    }

    @Test
    void theLastDayOfASuppressionStillCounts() {
        assertEquals(
                Standing.SUPPRESSED, suppressing(open(), Optional.of(TODAY)).standing(open(), TODAY));
        assertEquals(Standing.EXPIRED, suppressing(open(), Optional.of(TODAY)).standing(open(), TODAY.plusDays(1)));
        assertEquals(Standing.SUPPRESSED, suppressing(open(), Optional.empty()).standing(open(), TODAY.plusYears(99)));
    }

    @Test
    void onlyTheFindingThatIsMeantIsSuppressed() {
        Triage triage = suppressing(open(), Optional.empty());
        Triage.Sorted sorted = triage.sort(findings.all(), TODAY);
        assertEquals(List.of(open()), sorted.of(Standing.SUPPRESSED));
        assertEquals(findings.unexpected().size() - 1, sorted.of(Standing.OPEN).size());
        assertEquals(
                findings.all().size(),
                sorted.findings().values().stream().mapToInt(List::size).sum());
        assertTrue(sorted.unused().isEmpty());
        assertFalse(
                triage.unsuppress(List.of(open().fingerprint())).suppressions().containsKey(open().fingerprint()));
    }

    @Test
    void aSuppressionThatNoFindingHasIsTold() {
        Suppression gone = new Suppression("IMP-ANY-USER", "not-there", "", "why", Optional.empty());
        assertEquals(
                List.of(gone),
                Triage.NONE.suppress(List.of(gone)).sort(findings.all(), TODAY).unused());
    }

    @Test
    void whatAnAdministratorHasIsAcceptedAndOthersAreNot() {
        ObjectId.Named who = ObjectId.of(Objects.requireNonNull(open().subject()));
        Triage triage = Triage.NONE.toggleAdministrator(who);
        for (Finding finding : findings.unexpected()) {
            boolean same =
                    finding.subject() != null && ObjectId.of(finding.subject()).equals(who);
            assertEquals(same ? Standing.ACCEPTED : Standing.OPEN, triage.standing(finding, TODAY), finding.detail());
        }
        assertEquals(Triage.NONE, triage.toggleAdministrator(who));
    }

    @Test
    void aSuppressionOfWhatIsAcceptedTooIsASuppression() {
        ObjectId.Named who = ObjectId.of(Objects.requireNonNull(open().subject()));
        Triage both = suppressing(open(), Optional.of(TODAY)).toggleAdministrator(who);
        assertEquals(Standing.SUPPRESSED, both.standing(open(), TODAY));
        assertEquals(Standing.ACCEPTED, both.standing(open(), TODAY.plusDays(1)));
    }

    @Test
    void ofTwoSuppressionsOfOneFindingTheLaterCounts() {
        Suppression first = Suppression.of(open(), "first", Optional.of(TODAY.minusDays(1)));
        Suppression second = Suppression.of(open(), "second", Optional.empty());
        assertEquals(
                Standing.SUPPRESSED, Triage.of(List.of(first, second), Set.of()).standing(open(), TODAY));
        assertEquals(
                Standing.EXPIRED, Triage.of(List.of(second, first), Set.of()).standing(open(), TODAY));
    }
}
