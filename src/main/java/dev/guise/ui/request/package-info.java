/// Requests as a person writes them: verb, resource, name, namespace. The form and what it means.
/// Who may do the request, and what comes of it, is for the views that use the form.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.request;
