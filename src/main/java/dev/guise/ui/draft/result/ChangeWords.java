package dev.guise.ui.draft.result;

import dev.guise.draft.Change;
import dev.guise.draft.DraftObject;
import dev.guise.rbac.Binding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.Subject;
import dev.guise.ui.draft.plan.DraftForm;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What a step of a change means, in sentences.
public final class ChangeWords {
    private static final int MOST = 6;

    private ChangeWords() {}

    public static List<String> of(Change change) {
        return switch (change) {
            case Change.Create(DraftObject object) -> List.of(made(object));
            case Change.Delete(DraftObject object) -> List.of(gone(object));
            case Change.Replace(DraftObject before, DraftObject after) -> changed(before, after);
        };
    }

    private static String made(DraftObject object) {
        return switch (object) {
            case DraftObject.OfBinding(Binding binding) ->
                "gives " + role(binding) + " to " + subjects(binding.subjects());
            case DraftObject.OfRole(RoleObject role) -> "allows " + rules(role.rules());
            case DraftObject.OfAccount ignored -> "is a new account to run as";
        };
    }

    private static String gone(DraftObject object) {
        return switch (object) {
            case DraftObject.OfBinding(Binding binding) ->
                "gave " + role(binding) + " to " + subjects(binding.subjects());
            case DraftObject.OfRole(RoleObject role) -> "allowed " + rules(role.rules());
            case DraftObject.OfAccount ignored -> "is no longer needed";
        };
    }

    private static List<String> changed(DraftObject before, DraftObject after) {
        List<String> words = new ArrayList<>();
        if (before instanceof DraftObject.OfBinding(Binding old)
                && after instanceof DraftObject.OfBinding(Binding now)) {
            List<Subject> left = old.subjects().stream()
                    .filter(subject -> !now.subjects().contains(subject))
                    .toList();
            List<Subject> come = now.subjects().stream()
                    .filter(subject -> !old.subjects().contains(subject))
                    .toList();
            List<Subject> kept =
                    now.subjects().stream().filter(old.subjects()::contains).toList();
            add(words, "no longer gives " + role(old) + " to ", left, ChangeWords::subjects);
            add(words, "gives " + role(now) + " to ", come, ChangeWords::subjects);
            add(words, "still gives it to ", kept, ChangeWords::subjects);
        }
        if (before instanceof DraftObject.OfRole(RoleObject old)
                && after instanceof DraftObject.OfRole(RoleObject now)) {
            Collection<PolicyRule> gone = less(old, now);
            add(words, "no longer allows ", gone, ChangeWords::rules);
            add(words, "now allows ", less(now, old), ChangeWords::rules);
            // Of every verb some may stay.
            add(words, "still allows ", gone.isEmpty() ? List.of() : kept(old, now), ChangeWords::rules);
        }
        return words.isEmpty() ? List.of("allows the same as before") : words;
    }

    private static Collection<PolicyRule> less(RoleObject one, RoleObject other) {
        return RuleCoverage.compact(List.copyOf(RuleCoverage.missing(other.rules(), one.rules())));
    }

    private static Collection<PolicyRule> kept(RoleObject old, RoleObject now) {
        return now.rules().stream()
                .filter(rule -> RuleCoverage.covers(old.rules(), List.of(rule)))
                .toList();
    }

    private interface Listing<T> {
        String of(Collection<T> items);
    }

    private static <T> void add(List<String> words, String begin, Collection<T> items, Listing<T> listing) {
        if (!items.isEmpty()) {
            words.add(begin + listing.of(items));
        }
    }

    private static String role(Binding binding) {
        return binding.roleRef().kind() + " " + binding.roleRef().name();
    }

    private static String subjects(Collection<Subject> subjects) {
        return some(subjects.stream().map(DraftForm::text).toList(), ", ");
    }

    private static String rules(Collection<PolicyRule> rules) {
        return some(rules.stream().map(RuleWords::of).toList(), "; ");
    }

    private static String some(List<String> words, String between) {
        String first = words.stream().limit(MOST).collect(Collectors.joining(between));
        return words.isEmpty()
                ? "nothing"
                : words.size() > MOST ? first + " and " + (words.size() - MOST) + " more" : first;
    }
}
