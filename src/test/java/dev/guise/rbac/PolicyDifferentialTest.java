package dev.guise.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.LiteralAuthorizer.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The indexed policy must answer what [LiteralAuthorizer] answers. `-Dguise.seed=N` repeats a run.
class PolicyDifferentialTest {
    private static final int POLICIES = 400;
    private static final int REQUESTS = 500;

    private final long seed = Long.getLong("guise.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomRbac rbac = new RandomRbac(random);

    @Test
    void decisionsAreTheLiteralOnes() {
        int allowed = 0;
        for (int p = 0; p < POLICIES; p++) {
            RbacObjects objects = rbac.objects();
            Policy policy = Policy.of(objects);
            LiteralAuthorizer literal = new LiteralAuthorizer(objects);
            for (int i = 0; i < REQUESTS; i++) {
                allowed += decide(policy, literal) ? 1 : 0;
            }
        }
        int all = POLICIES * REQUESTS;
        assertTrue(allowed > all / 20 && allowed < all - all / 20, "too one-sided to mean anything: " + allowed);
    }

    private boolean decide(Policy policy, LiteralAuthorizer literal) {
        UserInfo user = rbac.user();
        Attributes request = rbac.request();
        Decision decision = policy.authorize(user, request);
        assertEquals(literal.allows(user, request), decision.isAllowed(), () -> about(user, request));
        if (decision instanceof Decision.Allowed(Grant grant)) {
            Set<Step> literally = literally(literal, user, request);
            assertTrue(literally.contains(step(grant)), () -> grant.describe() + " for " + about(user, request));
        }
        return decision.isAllowed();
    }

    private static Set<Step> literally(LiteralAuthorizer literal, UserInfo user, Attributes request) {
        return literal.whoCan(request).stream()
                .filter(step -> literal.is(user, step))
                .collect(Collectors.toSet());
    }

    @Test
    void setQuestionsAreTheLiteralOnes() {
        int answers = 0;
        for (int p = 0; p < POLICIES; p++) {
            RbacObjects objects = rbac.objects();
            Policy policy = Policy.of(objects);
            LiteralAuthorizer literal = new LiteralAuthorizer(objects);
            for (int i = 0; i < 20; i++) {
                UserInfo user = rbac.user();
                Attributes request = rbac.request();
                List<Grant> whoCan = policy.whoCan(request);
                answers += whoCan.size();
                assertGrants(literal.whoCan(request), whoCan, () -> "who can " + about(user, request));
                assertGrants(
                        List.copyOf(literally(literal, user, request)),
                        policy.grantsAllowing(user, request),
                        () -> "grants for " + about(user, request));
                rulesFor(policy, literal, user, rbac.namespace());
            }
        }
        assertTrue(answers > POLICIES, "too few answers to mean anything");
    }

    /// One grant for each binding and subject of the literal answer, naming the first rule that allows.
    private static void assertGrants(List<Step> expected, List<Grant> actual, Supplier<String> about) {
        Set<List<Object>> pairs = new HashSet<>();
        expected.forEach(step -> pairs.add(List.of(step.binding(), step.subject())));
        Set<List<Object>> found = new HashSet<>();
        for (Grant grant : actual) {
            assertTrue(expected.contains(step(grant)), () -> grant + " " + about.get());
            boolean earlier = expected.stream()
                    .anyMatch(step -> step.binding().equals(grant.binding())
                            && step.subject() == grant.subjectIndex()
                            && step.rule() < grant.ruleIndex());
            assertFalse(earlier, () -> "not the first rule: " + grant + " " + about.get());
            assertTrue(
                    found.add(List.of(grant.binding(), grant.subjectIndex())), () -> "twice: " + grant + about.get());
        }
        assertEquals(pairs, found, about.get());
    }

    private void rulesFor(Policy policy, LiteralAuthorizer literal, UserInfo user, String namespace) {
        List<Grant> rules = policy.rulesFor(user, namespace);
        Set<Step> expected = Set.copyOf(literal.rulesFor(user, namespace));
        assertEquals(
                expected,
                rules.stream().map(PolicyDifferentialTest::step).collect(Collectors.toSet()),
                () -> "rules of " + user + " in " + namespace + ", guise.seed=" + seed);
        assertEquals(expected.size(), rules.size(), "a rule stands twice");
    }

    private static Step step(Grant grant) {
        return new Step(grant.binding(), grant.subjectIndex(), grant.ruleIndex());
    }

    private String about(UserInfo user, Attributes request) {
        return user + " " + request + ", guise.seed=" + seed;
    }
}
