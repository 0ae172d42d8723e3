/// What the API server's RBAC authorizer does: rules, roles, bindings, subjects, requests, [Policy] and its decisions
/// with the grant that allowed them, and escalation prevention.
/// Nothing here knows about impersonation headers, files, clusters or screens; it imports the JDK only.
@org.jspecify.annotations.NullMarked
package dev.guise.rbac;
