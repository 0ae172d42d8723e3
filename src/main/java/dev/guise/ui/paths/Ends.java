package dev.guise.ui.paths;

import dev.guise.escalation.End;
import dev.guise.escalation.Goal;
import dev.guise.rbac.Attributes;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.request.RequestText;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The ends that a line of text can mean: a goal, an identity, a request.
final class Ends {
    private final Review review;
    private final List<String> identities;

    Ends(Review review) {
        this.review = review;
        identities = review.objects().identities().stream().map(ObjectIndex::label).toList();
    }

    /// Identities that fit what is typed.
    List<String> identities(String typed) {
        return RequestModel.matching(identities, typed);
    }

    /// Goals, identities and requests that fit what is typed.
    List<String> suggest(String typed) {
        List<String> goals = Arrays.stream(Goal.values()).map(Goal::title).toList();
        List<String> found = new ArrayList<>(RequestModel.matching(goals, typed));
        found.addAll(RequestText.complete(typed));
        found.addAll(identities(typed));
        return found;
    }

    Optional<End> parse(String text) {
        for (Goal goal : Goal.values()) {
            if (goal.title().equalsIgnoreCase(text.strip()) || goal.id().equalsIgnoreCase(text.strip())) {
                return Optional.of(new End.OfGoal(goal));
            }
        }
        Optional<End> identity =
                review.objects().named(text).map(who -> new End.OfIdentity(who.identity().displayName()));
        return identity.isPresent() ? identity : RequestText.parse(text).map(End.OfRequest::new);
    }

    /// As a person would type it.
    String text(End end) {
        return switch (end) {
            case End.OfGoal(Goal goal) -> goal.title();
            case End.OfIdentity(String name) -> review.objects().named(name).map(ObjectIndex::label).orElse(name);
            case End.OfRequest(Attributes request) -> RequestText.text(request);
        };
    }
}
