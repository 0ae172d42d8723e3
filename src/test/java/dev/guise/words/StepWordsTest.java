package dev.guise.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.World;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.ResourceAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What steps say of the requests they send and of the rules behind them.
class StepWordsTest {
    private static final String ME = "a/me";
    private static final End CONTROL = new End.OfGoal(Goal.CLUSTER_CONTROL);

    private static Derivation way(World world, String from, End to) {
        return world.escalation().derivation(World.identity(from), to).orElseThrow();
    }

    private static End credentialOf(String who) {
        return new End.OfIdentity(World.identity(who));
    }

    private static String request(Derivation way, int step) {
        return StepWords.of(way.steps().get(step).needs().getFirst());
    }

    @Test
    void aStepNamesTheRequestThatItsRuleAllows() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .pod("b", "p", "boss")
                .mayIn("b", ME, "create pods/exec");
        assertEquals("create pods/exec in b", request(way(world, ME, credentialOf("b/boss")), 0));
    }

    @Test
    void whatOnlyAnOlderServerTakesIsNotNamed() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .pod("b", "p", "boss")
                .mayIn("b", ME, "* pods/exec");
        assertEquals("create pods/exec in b", request(way(world, ME, credentialOf("b/boss")), 0));
        world.server(34).mayIn("b", "a/other", "get pods/exec").account("a", "other");
        assertEquals("get pods/exec in b", request(way(world, "a/other", credentialOf("b/boss")), 0));
    }

    @Test
    void ofManyResourcesTheOneThatIsAllowedIsNamed() {
        World world = World.with().account("a", "me").account("b", "boss").mayIn("b", ME, "get,create batch:jobs");
        assertEquals("create jobs.batch in b", request(way(world, ME, credentialOf("b/boss")), 0));
    }

    @Test
    void nothingIsSaidTwice() {
        World world = World.with()
                .account("a", "me")
                .clusterRole("both", "impersonate users jane", "impersonate groups system:masters")
                .bind(ME, "both");
        Step step = way(world, ME, CONTROL).steps().getFirst();
        String text = StepWords.of(step);
        assertTrue(text.contains("impersonate users \"jane\""), text);
        assertTrue(text.contains("impersonate groups \"system:masters\""), text);
        assertEquals(text.indexOf("impersonate groups"), text.lastIndexOf("impersonate groups"), text);
        List<String> lines = step.needs().stream()
                .flatMap(need -> StepWords.allowances(need).stream())
                .toList();
        assertEquals(lines.stream().distinct().toList(), lines);
        assertEquals(2, lines.size());
    }

    @Test
    void whatAGroupHasIsHadAsAMember() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .bindAll("jobs", "group:system:authenticated")
                .clusterRole("jobs", "create batch:jobs");
        Derivation way = way(world, ME, credentialOf("b/boss"));
        assertTrue(StepWords.of(way).contains("as member of system:authenticated"), StepWords.of(way));
        assertFalse(StepWords.of(way(world, "group:system:authenticated", credentialOf("b/boss")))
                .contains("as member of"));
    }

    @Test
    void namesHaveTheirNamespaceFirst() {
        World world = World.with().account("a", "me").account("b", "boss").mayIn("b", ME, "create pods");
        String text = StepWords.of(way(world, ME, credentialOf("b/boss")));
        assertTrue(text.contains("RoleBinding \"b/binding-0\" of Role \"b/here-0\" to ServiceAccount \"a/me\""), text);
        String cut = StepWords.of(world.escalation()
                .cut(List.of(World.identity(ME)), credentialOf("b/boss"))
                .elements()
                .getFirst());
        assertEquals("ServiceAccount \"a/me\" from RoleBinding \"b/binding-0\"", cut);
    }

    @Test
    void aWayToARequestEndsWithTheRequest() {
        World world = World.with()
                .account("a", "me")
                .account("b", "boss")
                .mayIn("b", ME, "create serviceaccounts/token boss")
                .clusterRole("masters", "impersonate users", "impersonate groups")
                .bind("b/boss", "masters");
        End end = new End.OfRequest(ResourceAttributes.of("delete", "", "nodes", "", "n1"));
        Step last = way(world, ME, end).steps().getLast();
        assertTrue(StepWords.of(last).contains("delete nodes \"n1\""), StepWords.of(last));
    }

    @Test
    void rulesTellWhatMattersAndCountTheRest() {
        PolicyRule rule = World.rule("get,list,watch,update,create pods/log,pods,secrets,pods/exec");
        ResourceAttributes wanted = ResourceAttributes.of("create", "", "pods/exec", "b", "");
        assertEquals("create +4 pods/exec +3", RuleWords.of(rule, List.of(wanted)));
        assertEquals("get, list +3 pods/log, pods +2", RuleWords.of(rule));
    }

    @Test
    void anyVerbAndResourceAreOneWording() {
        assertEquals("any verb on any resource", RuleWords.of(World.rule("* *:*")));
        assertEquals("any verb on pods", RuleWords.of(World.rule("* pods")));
        World world = World.with().account("a", "me").admin(ME);
        String text = StepWords.of(way(world, ME, CONTROL));
        assertTrue(text.contains("any verb on any resource"), text);
        assertFalse(text.contains("* on *"), text);
    }
}
