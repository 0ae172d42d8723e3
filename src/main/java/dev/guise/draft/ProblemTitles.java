package dev.guise.draft;

import dev.guise.impersonation.DeadRight;
import java.util.Arrays;

/// What the ids of problems mean, in a few words; those that findings have, too, are called as there.
final class ProblemTitles {
    private ProblemTitles() {}

    static String of(String id) {
        return switch (id) {
            case "DEAD-RESOURCENAME-VERB" -> "Names beside a verb that has none";
            case "DEAD-ROLEREF" -> "A binding to a role that does not exist";
            case "IMP-LEGACY-FALLBACK" -> "A legacy grant undoes a constrained one";
            case "IMP-CROSS-PRODUCT" -> "Everyone for everything: constrained grants multiply";
            case "IMP-MASTERS" -> "May impersonate system:masters";
            case "ORPHAN-SUBJECT" -> "A service account that does not exist";
            case "YAML" -> "A text that no API server takes";
            case "NAME-PATTERN" -> "A pattern in the place of a name";
            case "UNKNOWN-NAME" -> "A name that nothing knows";
            case "UNKNOWN-NAMESPACE" -> "A namespace that is not there";
            case "UNBOUND" -> "No binding refers to it";
            case "ROLEREF-FIXED" -> "A binding's role, which cannot be changed";
            case "OTHER-KIND" -> "An object of another kind";
            case "SERVER-FIELD" -> "A field that only the server writes";
            case "WIDER-THAN-EVIDENCE" -> "More than was recorded";
            default -> dead(id);
        };
    }

    private static String dead(String id) {
        return Arrays.stream(DeadRight.Kind.values())
                .filter(kind -> kind.id().equals(id))
                .map(DeadRight.Kind::title)
                .findFirst()
                .orElse(id);
    }
}
