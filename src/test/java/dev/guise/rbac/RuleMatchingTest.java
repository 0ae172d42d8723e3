package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.RuleMatching.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMatchingTest {

    private static ResourceAttributes get(String resource) {
        return ResourceAttributes.of("get", "", resource, "shop", "web");
    }

    @ParameterizedTest
    @CsvSource({
        "get, get, true",
        "*, get, true",
        "*, '', true",
        "'list,get', get, true",
        "get, GET, false",
        "ge*, get, false",
        "'*get', get, false",
        "impersonate-on:user-info:*, impersonate-on:user-info:list, false",
        "impersonate-on:user-info:*, impersonate-on:user-info:*, true",
        "impersonate:*, impersonate:user-info, false",
        "get, *, false",
        "get, '', false",
    })
    void verbHasNoWildcardButTheStar(String verbs, String verb, boolean expected) {
        assertEquals(expected, RuleMatching.verb(rule(verbs, "core", "pods"), verb));
    }

    @ParameterizedTest
    @CsvSource({
        "core, '', true",
        "core, apps, false",
        "apps, '', false",
        "*, '', true",
        "*, apps, true",
        "apps, apps, true",
        "apps, apps.example.com, false",
        "'core,apps', apps, true",
        "'*.example.com', a.example.com, false",
    })
    void coreGroupIsNoWildcard(String apiGroups, String apiGroup, boolean expected) {
        assertEquals(expected, RuleMatching.apiGroup(rule("get", apiGroups, "pods"), apiGroup));
    }

    @ParameterizedTest
    @CsvSource({
        "pods, pods, true",
        "pods, pods/log, false",
        "pods/log, pods/log, true",
        "pods/log, pods, false",
        "pods/log, pods/logs, false",
        "pods/*, pods, false",
        "pods/*, pods/log, false",
        "pods/*, pods/*, true",
        "*, pods, true",
        "*, pods/log, true",
        "*/log, pods/log, true",
        "*/log, pods, false",
        "*/log, pods/xlog, false",
        "*/log, pods/log/x, false",
        "*/og, pods/log, false",
        "*/a/b, x/a/b, true",
        "*/b, x/a/b, false",
        "x/log, pods/log, false",
        "**/log, pods/log, false",
        "*/, pods, false",
        "pod, pods, false",
        "po*, pods, false",
        "'services,pods', pods, true",
    })
    void onlyStarAndStarSubresourceAreWildcards(String resources, String asked, boolean expected) {
        assertEquals(expected, RuleMatching.allows(rule("get", "core", resources), get(asked)));
    }

    @Test
    void withoutResourceNamesEveryNameIsAllowed() {
        assertTrue(RuleMatching.allows(rule("get", "core", "pods"), get("pods")));
        assertTrue(RuleMatching.allows(rule("get", "core", "pods"), get("pods").withName("")));
    }

    @Test
    void withResourceNamesExactlyThose() {
        PolicyRule named = rule("*", "core", "pods", "web", "db");
        assertTrue(RuleMatching.allows(named, get("pods")));
        assertFalse(RuleMatching.allows(named, get("pods").withName("web2")));
        assertFalse(RuleMatching.allows(named, get("pods").withName("WEB")));
        assertFalse(RuleMatching.allows(rule("*", "core", "pods", "*"), get("pods")), "* is a name here");
        assertTrue(
                RuleMatching.allows(rule("*", "core", "pods", "*"), get("pods").withName("*")));
    }

    @ParameterizedTest
    @CsvSource({"list", "watch", "create", "deletecollection"})
    void aRequestWithoutNameIsNotAllowedByResourceNames(String verb) {
        var request = new ResourceAttributes(verb, "", "pods", "", "shop", "");
        assertFalse(RuleMatching.allows(rule("*", "core", "pods", "web"), request));
        assertTrue(RuleMatching.allows(rule("*", "core", "pods", ""), request), "unless they list the empty name");
    }

    @ParameterizedTest
    @CsvSource({"list", "watch", "deletecollection"})
    void aFieldSelectorOnTheNameGivesTheRequestThatName(String verb) {
        var selected = new ResourceAttributes(verb, "", "pods", "", "shop", "web");
        assertTrue(RuleMatching.allows(rule(verb, "core", "pods", "web"), selected));
        assertFalse(RuleMatching.allows(rule(verb, "core", "pods", "db"), selected));
    }

    @Test
    void aCreateOnASubresourceHasAName() {
        var token = ResourceAttributes.of("create", "", "serviceaccounts/token", "shop", "web");
        assertTrue(RuleMatching.allows(rule("create", "core", "serviceaccounts/token", "web"), token));
        assertFalse(RuleMatching.allows(rule("create", "core", "serviceaccounts/token", "db"), token));
        assertFalse(RuleMatching.allows(rule("create", "core", "serviceaccounts", "web"), token));
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics, /metrics, true",
        "/metrics, /metrics/, false",
        "/metrics/, /metrics, false",
        "/metrics, /metrics/cadvisor, false",
        "/metrics*, /metrics/cadvisor, true",
        "/metrics*, /metrics, true",
        "/metrics/*, /metrics, false",
        "/metrics/*, /metrics/, true",
        "/metrics/**, /metrics/x, true",
        "/*/x, /a/x, false",
        "/*, /anything, true",
        "*, /anything, true",
        "**, anything, true",
        "/Metrics, /metrics, false",
    })
    void pathsAreEqualOrATrailingStarIsAPrefix(String path, String asked, boolean expected) {
        PolicyRule rule = PolicyRule.paths(List.of("get"), List.of(path));
        assertEquals(expected, RuleMatching.allows(rule, new NonResourceAttributes("get", asked)));
        assertFalse(RuleMatching.allows(rule, new NonResourceAttributes("post", asked)));
    }

    @Test
    void resourceRulesAllowNoPathAndPathRulesNoResource() {
        assertFalse(RuleMatching.allows(rule("*", "*", "*"), new NonResourceAttributes("get", "/metrics")));
        PolicyRule paths = PolicyRule.paths(List.of("*"), List.of("*"));
        assertFalse(RuleMatching.allows(paths, get("pods")));
    }

    @Test
    void emptyListsMatchNothing() {
        PolicyRule noVerbs = PolicyRule.resources(List.of(), List.of("*"), List.of("*"));
        PolicyRule noGroups = PolicyRule.resources(List.of("*"), List.of(), List.of("*"));
        PolicyRule noResources = PolicyRule.resources(List.of("*"), List.of("*"), List.of());
        for (PolicyRule rule : List.of(noVerbs, noGroups, noResources)) {
            assertFalse(RuleMatching.allows(rule, get("pods")), rule::compact);
        }
    }

    @Test
    void saysWhichPartRefused() {
        assertEquals(Part.VERB, RuleMatching.refusingPart(rule("list", "apps", "nodes", "x"), get("pods")));
        assertEquals(Part.API_GROUP, RuleMatching.refusingPart(rule("get", "apps", "nodes", "x"), get("pods")));
        assertEquals(Part.RESOURCE, RuleMatching.refusingPart(rule("get", "core", "nodes", "x"), get("pods")));
        assertEquals(Part.NAME, RuleMatching.refusingPart(rule("get", "core", "pods", "x"), get("pods")));
        var path = new NonResourceAttributes("get", "/x");
        assertEquals(Part.PATH, RuleMatching.refusingPart(rule("get", "*", "*"), path));
        assertEquals(Part.VERB, RuleMatching.refusingPart(rule("list", "*", "*"), path));
    }
}
