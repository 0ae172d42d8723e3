/// Who can make a request, what an identity can do, how two identities differ: by the rules alone.
/// Requests with impersonation headers are for `ui.simulate`, ways to get there for `ui.paths`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.access;
