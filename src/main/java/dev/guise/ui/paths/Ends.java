package dev.guise.ui.paths;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Binding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.ui.request.RequestModel;
import dev.guise.ui.request.RequestText;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Thing;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The ends that a line of text can mean: a goal, an identity, a role, a request.
final class Ends {
    private final Review review;
    private final List<String> identities;
    private final Map<String, RoleObject> roles = new LinkedHashMap<>();
    private final Map<String, RoleObject> byShortName = new HashMap<>();

    /// Where paths are to lead.
    ///
    /// @param text    as a person reads it
    /// @param meaning what it is to have come there; empty where that goes without saying
    /// @param ends    any of these is enough
    /// @param there   those who are there without a step
    record Target(String text, String meaning, List<End> ends, List<Thing.Somebody> there) {
        Target {
            ends = List.copyOf(ends);
            there = List.copyOf(there);
        }

        static Target of(End end) {
            return new Target(StepWords.of(end), "", List.of(end), List.of());
        }
    }

    Ends(Review review) {
        this.review = review;
        identities =
                review.objects().identities().stream().map(ObjectIndex::label).toList();
        var rbac = review.snapshot().rbac();
        Stream.<RoleObject>concat(rbac.clusterRoles().stream(), rbac.roles().stream())
                .forEach(role -> {
                    roles.put(text(role), role);
                    byShortName.putIfAbsent(role.meta().qualifiedName().toLowerCase(Locale.ROOT), role);
                    byShortName.put(text(role).toLowerCase(Locale.ROOT), role);
                });
    }

    /// A role as a person would type it: `ClusterRole admin`, `Role shop/deployer`.
    static String text(RoleObject role) {
        return role.kind().kind() + " " + role.meta().qualifiedName();
    }

    /// Identities that fit what is typed.
    List<String> identities(String typed) {
        return RequestModel.matching(identities, typed);
    }

    /// Goals, identities, roles and requests that fit what is typed.
    List<String> suggest(String typed) {
        List<String> goals = Arrays.stream(Goal.values()).map(Goal::title).toList();
        List<String> found = new ArrayList<>(RequestModel.matching(goals, typed));
        found.addAll(RequestText.complete(typed));
        found.addAll(identities(typed));
        found.addAll(RequestModel.matching(List.copyOf(roles.keySet()), typed));
        return found;
    }

    Optional<Target> parse(String text) {
        for (Goal goal : Goal.values()) {
            if (goal.title().equalsIgnoreCase(text.strip()) || goal.id().equalsIgnoreCase(text.strip())) {
                return Optional.of(Target.of(new End.OfGoal(goal)));
            }
        }
        Optional<Thing.Somebody> somebody = review.objects().named(text);
        if (somebody.isPresent()) {
            return somebody.map(who ->
                    new Target(ObjectIndex.label(who), "", List.of(new End.OfIdentity(who.identity())), List.of()));
        }
        return Optional.ofNullable(byShortName.get(text.strip().toLowerCase(Locale.ROOT)))
                .map(this::target)
                .or(() -> RequestText.parse(review.objects().resources(), text)
                        .map(request -> Target.of(new End.OfRequest(request))));
    }

    /// Whoever is bound to the role, becomes one of those who are, or gets all that there is.
    private Target target(RoleObject role) {
        List<End> ends = new ArrayList<>();
        List<Thing.Somebody> there = new ArrayList<>();
        boolean everywhere = false;
        for (Binding binding : review.policy().bindingsOf(role)) {
            everywhere |= binding.namespace().isEmpty();
            for (Subject subject : binding.subjects()) {
                there.add(ObjectIndex.somebody(Identity.of(subject)));
                if (subject.kind() != SubjectKind.GROUP) {
                    ends.add(new End.OfIdentity(Identity.of(subject)));
                }
            }
        }
        ends.addFirst(new End.OfGoal(Goal.CLUSTER_CONTROL));
        boolean all = everywhere && role.rules().stream().anyMatch(Ends::isEverything);
        String meaning = all
                ? "Any identity bound to this role, or in control of the cluster: the role allows everything."
                : "Any identity that is bound to this role, can become one that is, or controls the cluster. To find"
                        + " who can do what its rules allow, enter a request as the end.";
        return new Target(
                text(role),
                meaning,
                all ? ends.subList(0, 1) : ends.stream().distinct().toList(),
                there.stream().distinct().toList());
    }

    private static boolean isEverything(PolicyRule rule) {
        return rule.verbs().contains(PolicyRule.ALL)
                && rule.apiGroups().contains(PolicyRule.ALL)
                && rule.resources().contains(PolicyRule.ALL)
                && rule.resourceNames().isEmpty();
    }

    /// As a person would type it.
    String text(End end) {
        return switch (end) {
            case End.OfGoal(Goal goal) -> goal.title();
            case End.OfGroup(String group) -> "group " + group;
            case End.OfIdentity(Identity who) -> ObjectIndex.label(ObjectIndex.somebody(who));
            case End.OfRequest(Attributes request) -> RequestText.text(request);
        };
    }
}
