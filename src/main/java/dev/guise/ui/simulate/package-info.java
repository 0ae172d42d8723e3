/// One request with impersonation headers, decided check by check as the API server does.
/// The deciding itself is done by the room `impersonation`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.simulate;
