package dev.guise.findings;

import dev.guise.rbac.Binding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In what a finding differs from what it was, each in a few words.
final class FindingDifference {
    private final List<String> words = new ArrayList<>();
    private final Finding before;
    private final Finding after;

    private FindingDifference(Finding before, Finding after) {
        this.before = before;
        this.after = after;
    }

    /// Nothing when both say the same.
    static List<String> of(Finding before, Finding after) {
        return new FindingDifference(before, after).all();
    }

    private List<String> all() {
        if (before.severity() != after.severity()) {
            words.add("was " + before.severity().id());
        }
        // most findings of a large cluster are the same to the letter: nothing is made for those
        if (!before.origin().equals(after.origin())) {
            objects(before.origin(), after.origin());
            before.origin().rule().ifPresent(old -> after.origin().rule().ifPresent(now -> rule(old, now)));
        }
        if (!before.reaches().equals(after.reaches())) {
            values("reaches ", set(before.reaches()), set(after.reaches()));
        }
        subjects();
        return List.copyOf(words);
    }

    private void objects(Origin old, Origin now) {
        String role = role(now.role());
        String binding = binding(now.binding());
        if (!role.equals(role(old.role()))) {
            words.add("by " + instead(role, role(old.role())));
        }
        if (!binding.equals(binding(old.binding()))) {
            words.add("bound by " + instead(binding, binding(old.binding())));
        }
    }

    private static String role(@Nullable RoleObject role) {
        return role == null ? "" : role.kind() + " " + role.meta().qualifiedName();
    }

    private static String binding(@Nullable Binding binding) {
        return binding == null ? "" : binding.kind() + " " + binding.meta().qualifiedName();
    }

    private static String instead(String now, String old) {
        return (now.isEmpty() ? "none" : now) + " instead of " + (old.isEmpty() ? "none" : old);
    }

    private void rule(PolicyRule old, PolicyRule now) {
        values("verbs ", set(old.verbs()), set(now.verbs()));
        values("apiGroups ", set(old.apiGroups()), set(now.apiGroups()));
        values("resources ", set(old.resources()), set(now.resources()));
        values("nonResourceURLs ", set(old.nonResourceURLs()), set(now.nonResourceURLs()));
        values("resourceNames ", names(old), names(now));
    }

    private static Set<String> set(List<String> values) {
        return new LinkedHashSet<>(values);
    }

    private static Set<String> names(PolicyRule rule) {
        return rule.resourceNames().isEmpty() ? Set.of("any") : set(rule.resourceNames());
    }

    private void values(String what, Set<String> old, Set<String> now) {
        Set<String> lost = new LinkedHashSet<>(old);
        lost.removeAll(now);
        Set<String> gained = new LinkedHashSet<>(now);
        gained.removeAll(old);
        if (!lost.isEmpty() && !gained.isEmpty()) {
            words.add(what + some(gained) + " instead of " + some(lost));
        } else if (!lost.isEmpty()) {
            words.add(what + "without " + some(lost));
        } else if (!gained.isEmpty()) {
            words.add(what + "also " + some(gained));
        }
    }

    // The core group has no name.
    private static String some(Set<String> values) {
        return Survey.some(
                values.stream().map(value -> value.isEmpty() ? "\"\"" : value).toList());
    }

    private void subjects() {
        Binding was = before.origin().binding();
        if (!Objects.equals(was, after.origin().binding()) && FindingMatter.isOfRule(before)) {
            int more = count(after.origin().binding()) - count(was);
            if (more != 0) {
                int much = Math.abs(more);
                words.add(much + (much == 1 ? " subject " : " subjects ") + (more < 0 ? "fewer" : "more"));
                return;
            }
        }
        if (Objects.equals(before.subject(), after.subject())) {
            return;
        }
        String old = name(before.subject());
        String now = name(after.subject());
        if (!old.equals(now)) {
            words.add("of " + now + " instead of " + old);
        }
    }

    private static int count(@Nullable Binding binding) {
        return binding == null ? 0 : Set.copyOf(binding.subjects()).size();
    }

    private static String name(@Nullable Subject subject) {
        return Optional.ofNullable(subject).map(Subject::describe).orElse("several");
    }
}
