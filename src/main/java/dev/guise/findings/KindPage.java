package dev.guise.findings;

/// What there is to say of a kind of finding: its page in the documentation.
///
/// @param id        stable id
/// @param severity  severity, unless the finding itself says otherwise
/// @param title     title
/// @param when      when it is reported
/// @param why       why it matters, in two sentences
/// @param fix       how to fix it
/// @param audit     how it shows in an audit log
/// @param reference where the documentation says so
public record KindPage(
        String id,
        Severity severity,
        String title,
        String when,
        String why,
        String fix,
        String audit,
        String reference) {
    static final String IMPERSONATION =
            "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation";
    static final String CONSTRAINED = "https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/";
    static final String RBAC = "https://kubernetes.io/docs/reference/access-authn-authz/rbac/";
    static final String GOOD_PRACTICES = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/";
    static final String AUDIT = "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/";
    static final String IMPERSONATED_EVENTS =
            "Events have the impersonator as `user` and the victim as `impersonatedUser`.";
    static final String NOTHING_SHOWS =
            "No event shows it: the rule is never used. Requests that rely on it are refused with 403.";
}
