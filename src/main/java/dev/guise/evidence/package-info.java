/// What was really done: API server audit logs read as a stream, and who impersonated whom for what.
/// It knows no roles and drafts nothing.
@org.jspecify.annotations.NullMarked
package dev.guise.evidence;
