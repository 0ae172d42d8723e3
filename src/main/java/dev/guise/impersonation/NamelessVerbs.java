package dev.guise.impersonation;

import dev.guise.rbac.PolicyRule;
import java.util.List;
import java.util.Set;

/// Verbs in a rule with `resourceNames` whose requests carry no name, those behind `impersonate-on:<mode>:` included.
///
/// @param never     verbs that the rule therefore never allows: a create of a whole object has no name yet
/// @param selecting verbs that it allows only with a field selector on `metadata.name`
/// @param resources the resources that are created whole
public record NamelessVerbs(List<String> never, List<String> selecting, List<String> resources) {
    private static final String CREATE = "create";
    private static final Set<String> SELECTING = Set.of("list", "watch", "deletecollection");

    public NamelessVerbs {
        never = List.copyOf(never);
        selecting = List.copyOf(selecting);
        resources = List.copyOf(resources);
    }

    /// Those of a rule; none where it has no names, or has the empty one, which matches such requests.
    public static NamelessVerbs of(PolicyRule rule) {
        if (rule.resourceNames().isEmpty() || rule.resourceNames().contains("")) {
            return new NamelessVerbs(List.of(), List.of(), List.of());
        }
        // A create on a subresource has a name, and `*` has subresources in it.
        List<String> whole = rule.resources().stream()
                .filter(resource -> !resource.contains("/") && !resource.equals(PolicyRule.ALL))
                .toList();
        List<String> never = whole.isEmpty()
                ? List.of()
                : rule.verbs().stream()
                        .filter(verb -> request(verb).equals(CREATE))
                        .distinct()
                        .toList();
        List<String> selecting = rule.verbs().stream()
                .filter(verb -> SELECTING.contains(request(verb)))
                .distinct()
                .toList();
        return new NamelessVerbs(never, selecting, whole);
    }

    private static String request(String verb) {
        for (Mode mode : Mode.values()) {
            if (mode.actionIn(verb).isPresent()) {
                return mode.actionIn(verb).get();
            }
        }
        return verb;
    }
}
