package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.RandomChanges;
import dev.guise.findings.Analysis;
import dev.guise.findings.Finding;
import dev.guise.findings.FindingChanges;
import dev.guise.findings.Findings;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The impact of a draft, of which most is taken over from the cluster without it, is the one of a draft for which all
/// is worked out anew.
class ImpactByDifferenceTest {
    private static final int WORLDS = 60;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int findings;
    private int different;
    private int constrained;

    @Test
    void impactIsTheOneWorkedOutAnew() {
        System.out.println("seed " + seed);
        for (int i = 0; i < WORLDS; i++) {
            ClusterSnapshot snapshot = RandomChanges.cluster(seed + i, 4 + i % 14);
            Escalation before = escalation(snapshot);
            Findings known = Findings.of(Analysis.of(before));
            for (RbacObjects draft : drafts(snapshot, new RandomChanges(seed - i))) {
                compare(before, known, draft, "seed " + seed + " world " + i);
            }
        }
        assertTrue(findings > 10 * WORLDS, () -> "only " + findings + " findings");
        assertTrue(different > WORLDS, () -> "only " + different + " drafts change findings");
        assertTrue(constrained > WORLDS / 4, () -> "only " + constrained + " drafts of the constrainer");
    }

    private List<RbacObjects> drafts(ClusterSnapshot snapshot, RandomChanges changes) {
        RbacObjects objects = snapshot.rbac();
        List<RbacObjects> drafts = new ArrayList<>(List.of(objects, changes.of(objects), changes.of(objects)));
        List<Grant> grants = Fixes.constrainable(snapshot);
        if (!grants.isEmpty()) {
            Grant grant = grants.get(random.nextInt(grants.size()));
            Constrainer constrainer = new Constrainer(snapshot);
            Action action = Action.on(List.of("get", "create"), "", List.of("pods", "serviceaccounts/token"));
            List<DraftPlan> plans = List.of(
                    constrainer.constrain(grant, List.of(action)),
                    constrainer.withoutImpersonation(grant),
                    constrainer.withoutRule(grant),
                    Constrainer.withoutSubject(grant.binding(), grant.subject()));
            plans.forEach(plan -> drafts.add(plan.applyTo(objects)));
            constrained++;
        }
        return drafts;
    }

    private void compare(Escalation before, Findings known, RbacObjects draft, String name) {
        Escalation after = before.with(draft);
        Escalation anew = escalation(before.snapshot().withRbac(draft));
        assertEquals(Impact.of(before, anew), Impact.of(before, after), name);
        Findings expected = Findings.of(Analysis.of(anew));
        Findings found = Findings.of(Analysis.of(after));
        assertEquals(told(expected, anew), told(found, after), name);
        assertEquals(changes(known, expected), changes(known, found), name);
        findings += expected.all().size();
        different += fingerprints(known.all()).equals(fingerprints(expected.all())) ? 0 : 1;
    }

    private static List<String> fingerprints(List<Finding> findings) {
        return findings.stream().map(Finding::fingerprint).toList();
    }

    private static List<List<?>> changes(Findings before, Findings after) {
        FindingChanges changes = FindingChanges.of(before, after);
        return List.of(
                fingerprints(changes.gone()),
                fingerprints(changes.appeared()),
                changes.changed().stream().map(FindingChanges.Changed::words).toList());
    }

    private static List<List<?>> told(Findings findings, Escalation escalation) {
        return findings.all().stream()
                .<List<?>>map(finding -> told(finding, escalation))
                .toList();
    }

    private static List<?> told(Finding finding, Escalation escalation) {
        return Arrays.asList(
                finding.id(),
                finding.severity(),
                finding.subject(),
                finding.origin(),
                finding.part(),
                finding.reaches(),
                finding.detail(),
                finding.expected(),
                finding.remedy(),
                finding.path().in(escalation));
    }

    private static Escalation escalation(ClusterSnapshot snapshot) {
        return Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
    }
}
