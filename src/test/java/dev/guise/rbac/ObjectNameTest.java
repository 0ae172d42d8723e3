package dev.guise.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNameTest {

    private static void assertTyped(ObjectId.Identity id, Map<String, ObjectId> met) {
        String name = ObjectName.of(id);
        assertEquals(id, ObjectName.read(name));
        ObjectId other = met.put(name, id);
        assertTrue(other == null || other.equals(id), () -> id + " and " + other + " are both called " + name);
    }

    @Test
    void whatIsShownCanBeTypedAndNobodyIsMistakenForAnother() {
        Map<String, ObjectId> met = new HashMap<>();
        for (String name : ObjectIdTest.HOSTILE) {
            for (String prefix : new String[] {"", "group ", "node ", "user:", "group:", "serviceaccount:", "ci/"}) {
                assertTyped(ObjectId.ofUserName(prefix + name), met);
                assertTyped(new ObjectId.Group(prefix + name), met);
                assertTyped(new ObjectId.Node(prefix + name), met);
                assertTyped(new ObjectId.Account("ci", prefix + name), met);
                assertTyped(new ObjectId.Account(prefix + name, "x"), met);
            }
        }
    }

    @Test
    void randomNamesCanBeTyped() {
        long seed = System.nanoTime();
        System.out.println("ObjectNameTest seed " + seed);
        Random random = new Random(seed);
        String[] parts = {"group", "node", "user", ":", " ", "/", "a", "anonymous", "serviceaccount", "%", "any", "\n"};
        Map<String, ObjectId> met = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(5); length > 0; length--) {
                name.append(parts[random.nextInt(parts.length)]);
            }
            assertTyped(ObjectId.ofUserName(name.toString()), met);
            assertTyped(new ObjectId.Group(name.toString()), met);
            assertTyped(new ObjectId.Account("a", name.toString()), met);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user:alice, alice",
        "group:admins, group admins",
        "serviceaccount:ci/runner, ci/runner",
        "node:n1, node n1",
        "user:group admins, user:group admins",
        "user:ci/runner, user:ci/runner",
        "user:oidc/Alice, oidc/Alice",
        "user:anonymous, user:anonymous",
        "user:system:anonymous, system:anonymous"
    })
    void everyKindHasItsForm(String id, String name) {
        assertEquals(name, ObjectName.of((ObjectId.Identity) ObjectId.parse(id).orElseThrow()));
    }
}
