package dev.guise.ui.paths;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.ui.review.AccountNames;
import java.util.List;
import java.util.stream.Collectors;

/// What is said of a path in a line: how it is, and how it differs from others.
final class PathWords {
    /// Explains the order of paths.
    static final String ORDER =
            "Easiest first. A step costs 1 if it is a quiet request, 2 if it leaves objects behind, 3 if it needs"
                    + " timing.";

    private PathWords() {}

    /// `2 steps, quiet, cost 2`.
    static String summary(Derivation path, Catalogue catalogue) {
        if (path.cost() == 0) {
            return "directly, cost 0";
        }
        int count = path.steps().size();
        String steps = count == 0 ? "no steps" : count == 1 ? "1 step" : count + " steps";
        return steps + ", " + noise(path, catalogue) + ", cost " + path.cost();
    }

    /// How much the loudest of its steps can be noticed.
    static String noise(Derivation path, Catalogue catalogue) {
        int most = path.steps().stream()
                .map(step -> catalogue
                        .technique(step.technique())
                        .map(Technique::cost)
                        .orElse(0))
                .max(Integer::compare)
                .orElse(0);
        return switch (most) {
            case 0 -> "immediate";
            case 1 -> "quiet";
            case 2 -> "leaves objects behind";
            default -> "needs timing";
        };
    }

    /// The steps that not all of some paths have in common; all steps where they do not differ in any.
    static String differing(Derivation path, List<Derivation> all) {
        List<Step> own = path.steps().stream()
                .filter(step -> !all.stream().allMatch(other -> other.steps().contains(step)))
                .toList();
        return words(own.isEmpty() ? path.steps() : own);
    }

    private static String words(List<Step> steps) {
        return steps.stream().map(PathWords::words).collect(Collectors.joining(", then "));
    }

    // The place tells more than what is done there, which many paths have in common.
    private static String words(Step step) {
        String bindings = step.grants().stream()
                .map(grant -> grant.binding().meta().qualifiedName())
                .distinct()
                .collect(Collectors.joining(" and "));
        String by = bindings.isEmpty() || step.about().isEmpty() ? bindings : step.about() + " by " + bindings;
        String place = by.isEmpty() ? step.about() : by;
        return place.isEmpty() ? step.title() : AccountNames.shortened(place) + ": " + step.title();
    }

    /// What grouped paths have in common: the same steps, from any identity.
    static String shape(Derivation path) {
        if (path.steps().isEmpty()) {
            return "No step needed";
        }
        String member = path.steps().getFirst().needs().stream()
                .flatMap(need -> groups(need).stream())
                .findFirst()
                .map(group -> "As a member of " + group + ": ")
                .orElse("");
        if (path.cost() == 0) {
            return member.isEmpty() ? "Already has it" : member + "already has it";
        }
        return member + path.steps().stream().map(Step::title).collect(Collectors.joining(", then "));
    }

    private static List<String> groups(Need need) {
        return need.grants().stream()
                .flatMap(grant -> need.memberOf(grant).stream())
                .distinct()
                .toList();
    }
}
