/// Who can do a request, what somebody can do, how two differ: by the rules alone.
/// Requests with impersonation headers are for `ui.simulate`, ways to get there for `ui.paths`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.access;
