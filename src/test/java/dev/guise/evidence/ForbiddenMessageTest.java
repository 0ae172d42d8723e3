package dev.guise.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForbiddenMessageTest {
    private static final String AUTHN = "authentication.k8s.io";

    @Test
    void readsEveryKindOfCheck() {
        check(
                "serviceaccounts \"deployer\" is forbidden: User \"system:serviceaccount:ci:legacy-ci\" cannot"
                        + " impersonate resource \"serviceaccounts\" in API group \"\" in the namespace \"production\"",
                new ResourceAttributes("impersonate", "", "serviceaccounts", "", "production", "deployer"));
        check(
                "userextras.authentication.k8s.io \"a&b<\" is forbidden: User \"x\" cannot impersonate:user-info"
                    + " resource \"userextras/scopes&amp;&lt;\" in API group \"authentication.k8s.io\" at the cluster"
                    + " scope: why",
                new ResourceAttributes("impersonate:user-info", AUTHN, "userextras", "scopes&<", "", "a&b<"));
        check(
                "groups.authentication.k8s.io is forbidden: User \"x\" cannot impersonate:user-info resource"
                        + " \"groups\" in API group \"authentication.k8s.io\" at the cluster scope: impersonating the"
                        + " empty string group",
                new ResourceAttributes("impersonate:user-info", AUTHN, "groups", "", "", ""));
        check("forbidden: User \"x\" cannot get path \"/metrics\"", null);
        check(
                "forbidden: User \"x\" cannot impersonate-on:user-info:get path \"/met\\u00a0rics\"",
                new NonResourceAttributes("impersonate-on:user-info:get", "/met\u00a0rics"));
        check(
                "forbidden: User \"a: b\" cannot impersonate-on:arbitrary-node:get path \"/api\": no",
                new NonResourceAttributes("impersonate-on:arbitrary-node:get", "/api"));
    }

    @Test
    void readsGoEscapes() {
        check(
                "users \"a\\\"\\\\\\n"
                    + "\\x00\\u202e\\U0001f600\" is forbidden: User \"\\\" cannot list\" cannot impersonate resource"
                    + " \"users\" in API group \"\" at the cluster scope",
                new ResourceAttributes("impersonate", "", "users", "", "", "a\"\\\n\u0000\u202e\uD83D\uDE00"));
    }

    @Test
    void anythingElseIsNone() {
        String good =
                "users \"a\" is forbidden: User \"x\" cannot impersonate resource \"users\" in API group \"\" at the "
                        + "cluster scope";
        check(good, new ResourceAttributes("impersonate", "", "users", "", "", "a"));
        for (int end = 0; end < good.length(); end++) {
            check(good.substring(0, end), null);
        }
        check(good.replace("cannot impersonate ", "cannot impersonates "), null);
        check(good.replace("\"a\"", "\"a\\q\""), null);
        check(good.replace("\"a\"", "\"a\\UFFFFFFFF\""), null);
        check(good.replace("\"a\"", "\"a\\x0g\""), null);
        check("x".repeat(1_000_000) + "\"" + "\\".repeat(1_000_000) + " cannot impersonate", null);
    }

    private static void check(String message, @org.jspecify.annotations.Nullable Attributes expected) {
        assertEquals(Optional.ofNullable(expected), ForbiddenMessage.failedImpersonation(message), message);
    }
}
