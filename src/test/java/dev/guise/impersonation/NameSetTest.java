package dev.guise.impersonation;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameSetTest {
    private static final NameSet AB = NameSet.of(List.of("a", "b"));
    private static final NameSet BC = NameSet.of(List.of("b", "c"));

    @Test
    void containsWhatIsListedOrEverything() {
        assertTrue(AB.contains("a"));
        assertFalse(AB.contains("c"));
        assertFalse(NameSet.of(List.of("*")).contains("a"), "* is a name");
        assertTrue(NameSet.ANY.contains("a"));
        assertTrue(NameSet.ANY.contains(""));
        assertFalse(NameSet.NONE.contains(""));
    }

    @Test
    void ofARuleWithoutNamesIsAny() {
        assertEquals(NameSet.ANY, NameSet.ofRule(rule("get", "core", "pods")));
        assertEquals(AB, NameSet.ofRule(rule("get", "core", "pods", "a", "b", "a")));
        assertEquals(NameSet.of(List.of("")), NameSet.ofRule(rule("get", "core", "pods", "")));
    }

    @Test
    void emptyIsNotAny() {
        assertTrue(NameSet.NONE.isEmpty());
        assertTrue(NameSet.of(List.of()).isEmpty());
        assertFalse(NameSet.ANY.isEmpty());
        assertFalse(AB.isEmpty());
    }

    @Test
    void intersection() {
        assertEquals(NameSet.of(List.of("b")), AB.intersect(BC));
        assertEquals(NameSet.NONE, AB.intersect(NameSet.of(List.of("x"))));
        assertEquals(AB, AB.intersect(NameSet.ANY));
        assertEquals(AB, NameSet.ANY.intersect(AB));
        assertEquals(NameSet.NONE, NameSet.NONE.intersect(NameSet.ANY));
    }

    @Test
    void union() {
        assertEquals(NameSet.of(List.of("a", "b", "c")), AB.union(BC));
        assertEquals(NameSet.ANY, AB.union(NameSet.ANY));
        assertEquals(NameSet.ANY, NameSet.ANY.union(AB));
        assertEquals(AB, NameSet.NONE.union(AB));
    }

    @Test
    void anyHasNoNamesBeside() {
        assertEquals(NameSet.ANY, new NameSet(true, Set.of("a")));
    }
}
