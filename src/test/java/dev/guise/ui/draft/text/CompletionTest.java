package dev.guise.ui.draft.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.KnownNames;
import dev.guise.ui.draft.plan.DraftBench;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private static Optional<KnownNames> names = Optional.empty();
    private static YamlCompletion yaml = new YamlCompletion(Optional::empty);

    @BeforeAll
    static void read() throws Exception {
        ClusterSnapshot demo = DraftBench.demo();
        KnownNames known = KnownNames.of(demo);
        names = Optional.of(known);
        YamlCompletion.Words words = YamlCompletion.Words.of(demo.rbac(), known);
        yaml = new YamlCompletion(() -> Optional.of(words));
    }

    /// The caret stands at `|`.
    private static List<String> at(String text) {
        int caret = text.indexOf('|');
        return yaml.at(text.replace("|", ""), caret).words();
    }

    private static String completed(Completion completion, String text) {
        int caret = text.indexOf('|');
        String plain = text.replace("|", "");
        Completion.Found found = completion.at(plain, caret);
        return plain.substring(0, found.start()) + found.words().getFirst() + plain.substring(caret);
    }

    @Test
    void verbsOfEveryModeAreOffered() {
        assertEquals("impersonate", at("rules:\n- verbs: [imp|").getFirst());
        assertTrue(
                at("  verbs:\n  - get\n  - impersonate-on:user-info:li|\n").contains("impersonate-on:user-info:list"));
        assertTrue(at("- {resources: [pods], verbs: [\"impersonate:|\"]}").contains("impersonate:associated-node"));
        assertFalse(at("  resources:\n  - |").contains("impersonate"));
    }

    @Test
    void namesFitTheResource() {
        String rule = """
            rules:
            - apiGroups: [""]
              resources: [%s]
              resourceNames:
              - deploy|
              verbs: [impersonate]
            """;
        assertTrue(at(rule.formatted("users")).contains("deploy-bot"));
        assertFalse(at(rule.formatted("users")).contains("deployer"));
        assertTrue(at(rule.formatted("serviceaccounts")).contains("deployer"));
        assertFalse(at(rule.formatted("serviceaccounts")).contains("deploy-bot"));
        String other = "- {resources: [users], verbs: [x]}\n- {resources: [serviceaccounts], resourceNames: [deploy|]}";
        assertFalse(at(other).contains("deploy-bot"));
    }

    @Test
    void groupsResourcesNamespacesKindsAndRoles() {
        assertTrue(at("- apiGroups: [auth|").contains("authentication.k8s.io"));
        assertTrue(at("  resources:\n  - virtualmachineinst|").contains("virtualmachineinstances/console"));
        assertTrue(at("metadata:\n  name: x\n  namespace: pay|").contains("payments"));
        assertTrue(at("kind: Cl|").contains("ClusterRoleBinding"));
        assertTrue(at("roleRef:\n  kind: ClusterRole\n  name: gateway-imp|").contains("gateway-impersonator"));
        assertTrue(at("subjects:\n- kind: ServiceAccount\n  name: api-g|").contains("api-gateway"));
        assertTrue(at("res|").contains("resourceNames:"));
    }

    @Test
    void commentsAndOddTextsAreLeftAlone() {
        assertEquals(List.of(), at("# verbs: [imp|"));
        for (String odd : List.of("|", "\n|", ":|", "- |", "{|", "\t|", "verbs: [\"|")) {
            at(odd);
        }
    }

    @Test
    void theWordIsReplacedWhereItStands() {
        assertEquals("  namespace: payments # x\n", completed(yaml, "  namespace: paym| # x\n"));
        assertEquals("get pods in payments", completed(ActionCompletion.of(() -> names), "get pods in paym|"));
    }

    @Test
    void aLineOfActionsIsCompletedByItsPlace() {
        Completion actions = ActionCompletion.of(() -> names);
        assertEquals("get", completed(actions, "ge|"));
        assertEquals("get, list", completed(actions, "get, lis|"));
        assertEquals("get pods\nlist deployments.apps", completed(actions, "get pods\nlist deployments.a|"));
        assertEquals(List.of("in", "named", "as"), actions.at("get pods ", 9).words());
        assertEquals("get pods as user-info", completed(actions, "get pods as user|"));
        assertTrue(actions.at("get pods in shop-backend, ", 26).words().contains("payments"));
    }

    @Test
    void theLastOfSeveralNamesIsCompleted() {
        assertEquals(List.of("alice, bob"), NameCompletion.complete("alice, bo", List.of("alice", "bob", "carol")));
        assertEquals(
                List.of("alice, bob", "alice, carol"),
                NameCompletion.complete("alice, ", List.of("alice", "bob", "carol")));
        assertEquals(List.of("\"Smith, John\""), NameCompletion.complete("smi", List.of("Smith, John")));
    }
}
