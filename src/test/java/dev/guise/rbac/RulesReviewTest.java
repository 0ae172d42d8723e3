package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesReviewTest {
    private static final Subject BOT = Subject.serviceAccount("a", "bot");
    private static final UserInfo BOT_USER = UserInfo.serviceAccount("a", "bot");

    private static List<PolicyRule> rules(List<RulesReview.Entry> entries) {
        return entries.stream().map(RulesReview.Entry::rule).toList();
    }

    @Test
    void listsWhatHoldsEverywhereThenWhatHoldsThere() {
        PolicyRule everywhere = rule("get", "core", "pods", "web");
        PolicyRule here = rule("list", "core", "pods");
        Policy policy = new SmallCluster()
                .in("a", here, BOT)
                .in("b", rule("watch", "core", "pods"), BOT)
                .everywhere(everywhere, Subject.group("system:serviceaccounts:a"))
                .policy();
        assertEquals(
                List.of(everywhere, here),
                rules(RulesReview.of(policy, BOT_USER, "a").resourceRules()));
        assertEquals(
                List.of(everywhere), rules(RulesReview.of(policy, BOT_USER, "").resourceRules()));
        assertEquals(List.of(), rules(RulesReview.of(policy, BOT_USER, "a").nonResourceRules()));
    }

    @Test
    void aRuleOnBothMakesAnEntryOfEachKind() {
        PolicyRule both =
                new PolicyRule(List.of("get"), List.of(""), List.of("pods"), List.of("web"), List.of("/metrics"));
        Policy policy = new SmallCluster().everywhere(both, BOT).policy();
        RulesReview review = RulesReview.of(policy, BOT_USER, "a");
        assertEquals(List.of(rule("get", "core", "pods", "web")), rules(review.resourceRules()));
        assertEquals(List.of(PolicyRule.paths(List.of("get"), List.of("/metrics"))), rules(review.nonResourceRules()));
        assertEquals(both, review.nonResourceRules().getFirst().grant().rule());
    }

    @Test
    void pathsOfARoleBindingAreListedButAllowNothing() {
        PolicyRule path = PolicyRule.paths(List.of("get"), List.of("/metrics"));
        Policy policy =
                new SmallCluster().in("a", path, BOT).everywhere(path, BOT).policy();
        assertEquals(
                List.of(true, false),
                RulesReview.of(policy, BOT_USER, "a").nonResourceRules().stream()
                        .map(RulesReview.Entry::isEffective)
                        .toList());
    }

    @Test
    void mastersHaveNoRulesOfTheirOwn() {
        RulesReview review = RulesReview.of(Policy.of(RbacObjects.EMPTY), UserInfo.user("x", Rbac.MASTERS), "a");
        assertEquals(new RulesReview(List.of(), List.of()), review);
    }
}
