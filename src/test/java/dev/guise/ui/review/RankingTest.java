package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.findings.Severity;
import dev.guise.rbac.Policy;
import dev.guise.ui.frame.Rank;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How bad a goal is: one order for findings and for the list of identities.
class RankingTest {
    @Test
    void goalsAreInTheOrderOfTheirSeverities() {
        List<Severity> severities =
                Arrays.stream(Goal.values()).map(Severity::of).toList();
        assertEquals(severities.stream().sorted().toList(), severities);
        assertEquals(Optional.of(Goal.NODE), Goal.worstOf(EnumSet.of(Goal.SECRETS_EVERYWHERE, Goal.NODE)));
        assertEquals(Optional.empty(), Goal.worstOf(List.of()));
    }

    @Test
    void anIdentityRanksAsAFindingOfItsWorstGoal() throws Exception {
        var snapshot = new DemoSource().read(ReadProgress.NONE);
        Escalation escalation = Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
        int ranked = 0;
        for (Reach reach : escalation.reachAll()) {
            Optional<Severity> worst = reach.goals().stream().map(Severity::of).min(Severity::compareTo);
            if (worst.isPresent()) {
                assertEquals(
                        Rank.of(worst.get()), Ranking.rank(reach), reach.from().toString());
                ranked++;
            }
        }
        assertTrue(ranked > 5, ranked + " ranked");
    }
}
