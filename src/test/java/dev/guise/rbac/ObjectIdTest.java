package dev.guise.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {
    /// Names that a person, an identity provider, a certificate or an attacker chose.
    static final List<String> HOSTILE = List.of(
            "",
            " ",
            "a",
            "admins",
            "group admins",
            "group:admins",
            "user:a",
            "bob with keys",
            "CN=user1, O=acme",
            "\"quoted\"",
            "it's",
            "a/b",
            "a/b/c",
            "/",
            "a#0",
            "a#00",
            "a#1",
            "#",
            "#0",
            "%",
            "%23",
            "%25",
            "%2F",
            "%252F",
            "a%2Fb",
            "any:",
            "any:user:",
            "control of the cluster",
            "cluster-control",
            "Role:a/b",
            "system:masters",
            "system:authenticated",
            "system:serviceaccount:ci:runner",
            "system:serviceaccount:ci:runner2",
            "system:serviceaccount:a:b:c",
            "system:serviceaccount::x",
            "system:node:n1",
            "system:node:N 1",
            "\u202Ecod.exe",
            "\u200Fx",
            "line\nbreak",
            "tab\tr\rn\u2028\u0000",
            "\uD83D\uDE00",
            "\uD83D",
            "x".repeat(8192));

    private static List<ObjectId> all(String namespace, String name, int index) {
        List<ObjectId> all = new ArrayList<>();
        for (ObjectId.Kind kind : ObjectId.Kind.values()) {
            all.add(kind.named(namespace, name));
        }
        all.add(new ObjectId.Rule(new ObjectId.ClusterRole(name), index));
        all.add(new ObjectId.Rule(new ObjectId.Role(namespace, name), index));
        all.add(new ObjectId.AnyAccount(namespace));
        all.add(new ObjectId.AnyAccountNamed(name));
        return all;
    }

    private static Set<ObjectId> everyHostileOne() {
        Set<ObjectId> ids =
                new LinkedHashSet<>(List.of(new ObjectId.AnyUser(), new ObjectId.AnyGroup(), new ObjectId.AnyNode()));
        for (String namespace : HOSTILE) {
            for (String name : HOSTILE) {
                ids.addAll(all(namespace, name, name.length()));
            }
        }
        return ids;
    }

    private static void assertReadBack(ObjectId id) {
        assertEquals(Optional.of(id), ObjectId.parse(id.text()));
    }

    @Test
    void everyIdIsReadBackAndNoTwoShareAText() {
        Map<String, ObjectId> byText = new HashMap<>();
        for (ObjectId id : everyHostileOne()) {
            assertReadBack(id);
            ObjectId other = byText.put(id.text(), id);
            assertTrue(other == null, () -> id + " and " + other);
        }
    }

    @Test
    void everyRandomIdIsReadBackAndNoTwoShareAText() {
        long seed = System.nanoTime();
        System.out.println("ObjectIdTest seed " + seed);
        Random random = new Random(seed);
        Map<String, ObjectId> byText = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int index = random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(3);
            for (ObjectId id : all(name(random), name(random), index)) {
                assertReadBack(id);
                ObjectId other = byText.put(id.text(), id);
                assertTrue(other == null || other.equals(id), () -> "seed " + seed + ": " + id + " and " + other);
            }
        }
    }

    // Few letters, so that many names are nearly the same.
    private static String name(Random random) {
        String letters = "ab/#%:230F ,\"\n";
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return random.nextInt(8) == 0 ? HOSTILE.get(random.nextInt(HOSTILE.size() - 1)) + name : name.toString();
    }

    @Test
    void theOrderIsTotalAndAgreesWithEquality() {
        List<ObjectId> ids = new ArrayList<>(everyHostileOne());
        Collections.shuffle(ids, new Random(1));
        List<ObjectId> sorted = ids.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertTrue(sorted.get(i - 1).compareTo(sorted.get(i)) < 0, sorted.get(i) + " comes too late");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user:alice, User, '', alice",
        "user:oidc/a:b, User, '', oidc/a:b",
        "user:100%25, User, '', 100%25",
        "group:system:masters, Group, '', system:masters",
        "serviceaccount:ci/runner, ServiceAccount, ci, runner",
        "node:n1, Node, '', n1",
        "ClusterRole:system:node, ClusterRole, '', system:node",
        "ClusterRole:a#b, ClusterRole, '', a#b",
        "ClusterRole:100%, ClusterRole, '', 100%",
        "Role:a/b, Role, a, b",
        "ClusterRoleBinding:x, ClusterRoleBinding, '', x",
        "ClusterRoleBinding:x#1, ClusterRoleBinding, '', x#1",
        "RoleBinding:a/b/c, RoleBinding, a, b/c"
    })
    void whatFilesHoldIsRead(String text, String kind, String namespace, String name) {
        assertEquals(Optional.of(ObjectId.Kind.of(kind).orElseThrow().named(namespace, name)), ObjectId.parse(text));
    }

    @Test
    void aRuleIsItsRoleWithItsIndex() {
        ObjectId.Rule rule = new ObjectId.Rule(new ObjectId.ClusterRole("admin"), 3);
        assertEquals("ClusterRole:admin#3", rule.text());
        assertReadBack(rule);
        assertNotEquals(rule.text(), new ObjectId.ClusterRole("admin#3").text());
        assertReadBack(new ObjectId.Rule(new ObjectId.Role("a", "b"), Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> new ObjectId.Rule(new ObjectId.ClusterRole("x"), -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "alice",
                "User:x",
                "Role:x",
                "serviceaccount:x",
                "goal:cluster-control",
                "more:x",
                "any:",
                "any:x",
                "any:user:x",
                "any:serviceaccount:/",
                "any:serviceaccount:a",
                "any:serviceaccount:a/b"
            })
    void whatIsNoIdIsNotRead(String text) {
        assertEquals(Optional.empty(), ObjectId.parse(text));
    }

    @Test
    void anIdentityIsTheSameHoweverItIsNamed() {
        ObjectId runner = new ObjectId.Account("ci", "runner");
        assertEquals(runner, ObjectId.of(Subject.serviceAccount("ci", "runner")));
        assertEquals(runner, ObjectId.of(Subject.user("system:serviceaccount:ci:runner")));
        assertEquals(runner, ObjectId.ofUserName("system:serviceaccount:ci:runner"));
        assertEquals(Optional.of(runner), ObjectId.parse("user:system:serviceaccount:ci:runner"));
        assertEquals(new ObjectId.Node("n1"), ObjectId.of(Subject.user("system:node:n1")));
        // No service account has such names, so these are users, and the same one.
        assertEquals(ObjectId.of(Subject.serviceAccount("a:b", "c")), ObjectId.of(Subject.serviceAccount("a", "b:c")));
        assertThrows(IllegalArgumentException.class, () -> new ObjectId.User("system:node:n1"));
    }

    @Test
    void anAccountWithoutNamespaceIsNobodyAndNoUser() {
        ObjectId nobody = ObjectId.of(Subject.serviceAccount("", "x"));
        assertNotEquals(ObjectId.ofUserName("system:serviceaccount::x"), nobody);
        assertReadBack(nobody);
    }

    @Test
    void aUserIsNoGroupOfTheSameName() {
        assertNotEquals(ObjectId.of(Subject.user("admins")), ObjectId.of(Subject.group("admins")));
        assertNotEquals(ObjectId.of(Subject.user("group admins")), ObjectId.of(Subject.group("admins")));
        assertNotEquals(
                ObjectId.of(Subject.user("group:admins")).text(),
                ObjectId.of(Subject.group("admins")).text());
    }

    @Test
    void anyNameOfAKindCoversThoseOfThatKindOnly() {
        ObjectId.Identity user = new ObjectId.User("serviceaccount:ci/runner");
        ObjectId.Identity account = new ObjectId.Account("ci", "runner");
        assertTrue(new ObjectId.AnyUser().covers(user));
        assertFalse(new ObjectId.AnyUser().covers(account));
        assertTrue(new ObjectId.AnyAccount("").covers(account));
        assertTrue(new ObjectId.AnyAccount("ci").covers(account));
        assertFalse(new ObjectId.AnyAccount("c").covers(account));
        assertFalse(new ObjectId.AnyAccount("").covers(user));
        assertTrue(new ObjectId.AnyAccountNamed("runner").covers(account));
        assertFalse(new ObjectId.AnyAccountNamed("ci/runner").covers(account));
        assertTrue(new ObjectId.AnyNode().covers(new ObjectId.Node("n")));
        assertTrue(new ObjectId.AnyGroup().covers(new ObjectId.Group("g")));
    }

    @Test
    void objectsOfTheClusterHaveIds() {
        ClusterRole role = new ClusterRole(ObjectMeta.cluster("r"), List.of(), List.of());
        assertEquals(new ObjectId.ClusterRole("r"), ObjectId.of(role));
        RoleBinding binding =
                new RoleBinding(ObjectMeta.namespaced("a", "b"), RoleRef.role("r"), List.of(Subject.user("u")));
        assertEquals(new ObjectId.RoleBinding("a", "b"), ObjectId.of(binding));
        assertEquals(new ObjectId.Role("a", "r"), ObjectId.roleOf(binding));
        assertEquals(
                new ObjectId.Rule(new ObjectId.ClusterRole("r"), 2), ObjectId.ruleOf(new Grant(binding, 0, role, 2)));
    }
}
