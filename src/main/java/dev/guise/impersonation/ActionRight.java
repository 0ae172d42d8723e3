package dev.guise.impersonation;

import dev.guise.rbac.Grant;
import java.util.Set;

/// One rule's contribution to the actions of a subject while impersonating in a constrained mode.
///
/// @param mode  the mode
/// @param verbs the verbs of the requests, without `impersonate-on:<mode>:`; `*` for every verb
/// @param grant the rule, whose groups, resources, names, paths and namespace limit the requests
public record ActionRight(Mode mode, Set<String> verbs, Grant grant) {

    public ActionRight {
        verbs = Set.copyOf(verbs);
    }
}
