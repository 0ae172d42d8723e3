package dev.guise.rbac;

import java.util.List;

/// Whether one rule allows one request: the heart of RBAC, read literally.
///
/// Mirrors `RuleAllows` in `plugin/pkg/auth/authorizer/rbac/rbac.go` and `pkg/apis/rbac/v1/evaluation_helpers.go`.
public final class RuleMatching {

    /// The part of a rule that a request failed on, in the order in which the parts are compared.
    public enum Part {
        VERB("verb"),
        API_GROUP("API group"),
        RESOURCE("resource"),
        NAME("resourceNames"),
        PATH("nonResourceURLs");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private RuleMatching() {}

    /// Whether the rule allows the request. Where the rule is bound is not looked at here.
    public static boolean allows(PolicyRule rule, Attributes attributes) {
        return switch (attributes) {
            case ResourceAttributes a -> allows(rule, a, a.combinedResource());
            case NonResourceAttributes a -> verb(rule, a.verb()) && path(rule, a.path());
        };
    }

    /// The same with `resource/subresource` put together once by the caller.
    static boolean allows(PolicyRule rule, ResourceAttributes a, String combinedResource) {
        return verb(rule, a.verb())
                && apiGroup(rule, a.apiGroup())
                && resource(rule, combinedResource, a.subresource())
                && resourceName(rule, a.name());
    }

    /// The first part on which a rule refuses a request that it does not allow.
    public static Part refusingPart(PolicyRule rule, Attributes attributes) {
        if (!verb(rule, attributes.verb())) {
            return Part.VERB;
        }
        return switch (attributes) {
            case NonResourceAttributes ignored -> Part.PATH;
            case ResourceAttributes a when !apiGroup(rule, a.apiGroup()) -> Part.API_GROUP;
            case ResourceAttributes a when !resource(rule, a.combinedResource(), a.subresource()) -> Part.RESOURCE;
            case ResourceAttributes ignored -> Part.NAME;
        };
    }

    /// `*` or exactly that verb; no prefix wildcard.
    public static boolean verb(PolicyRule rule, String verb) {
        return hasOrAll(rule.verbs(), verb);
    }

    /// `*` or exactly that group; `""` is the core group.
    public static boolean apiGroup(PolicyRule rule, String apiGroup) {
        return hasOrAll(rule.apiGroups(), apiGroup);
    }

    /// `*`, exactly `combined`, or `*/subresource`. `pods/*` is no wildcard, and `pods` does not cover `pods/log`.
    public static boolean resource(PolicyRule rule, String combined, String subresource) {
        for (String wanted : rule.resources()) {
            if (wanted.equals(PolicyRule.ALL) || wanted.equals(combined)) {
                return true;
            }
            if (!subresource.isEmpty() && isSubresourceWildcard(wanted, subresource)) {
                return true;
            }
        }
        return false;
    }

    /// No names, or exactly that one among them. A request without a name has the name `""`.
    public static boolean resourceName(PolicyRule rule, String name) {
        return rule.resourceNames().isEmpty() || rule.resourceNames().contains(name);
    }

    /// `*`, equal, or a trailing `*` as prefix.
    public static boolean path(PolicyRule rule, String path) {
        for (String wanted : rule.nonResourceURLs()) {
            if (wanted.equals(PolicyRule.ALL) || wanted.equals(path) || isPrefix(wanted, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrefix(String wanted, String path) {
        if (!wanted.endsWith(PolicyRule.ALL)) {
            return false;
        }
        int end = wanted.length();
        while (end > 0 && wanted.charAt(end - 1) == '*') {
            end--;
        }
        return path.startsWith(wanted.substring(0, end));
    }

    private static boolean isSubresourceWildcard(String wanted, String subresource) {
        return wanted.length() == subresource.length() + 2 && wanted.startsWith("*/") && wanted.endsWith(subresource);
    }

    private static boolean hasOrAll(List<String> values, String value) {
        for (String candidate : values) {
            if (candidate.equals(PolicyRule.ALL) || candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
