/// The main frame around the views: top bar, identities, tabs, inspector, status bar, command palette, history.
/// It shows neutral rows and content given to it and knows no analysis.
/// A view that answers a question lives in its own package and is plugged in as a [dev.guise.ui.frame.ViewTab].
@org.jspecify.annotations.NullMarked
package dev.guise.ui.frame;
