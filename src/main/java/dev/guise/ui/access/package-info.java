/// Who can do a request, and by which grants.
/// Requests with impersonation headers are for `ui.simulate`, ways to get there for `ui.paths`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.access;
