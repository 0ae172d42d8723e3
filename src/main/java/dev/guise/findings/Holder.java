package dev.guise.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Somebody with rules that have to do with impersonation.
///
/// @param identity who
/// @param subject  the same as a binding would name it
/// @param grants   the rules about impersonation that it holds, its groups' included
/// @param rights   what these come to
/// @param gate     whether the server knows constrained impersonation
record Holder(Identity identity, Subject subject, List<Grant> grants, ImpersonationRights rights, Gate gate) {
    private static final String SPELLING = "impersonat";

    static Holder of(Identity identity, List<Grant> grants, Gate gate) {
        return new Holder(identity, subjectOf(identity), grants, ImpersonationRights.of(grants), gate);
    }

    static Subject subjectOf(Identity identity) {
        return identity.userName().isEmpty()
                ? Subject.group(identity.groups().getFirst())
                : Subject.ofUserName(identity.userName());
    }

    /// Whether a rule can have to do with impersonation at all.
    static boolean concerns(PolicyRule rule) {
        return rule.verbs().stream().anyMatch(verb -> verb.equals(PolicyRule.ALL) || isSpelled(verb));
    }

    /// Whether a rule speaks of impersonation in so many words.
    static boolean spells(PolicyRule rule) {
        return rule.verbs().stream().anyMatch(Holder::isSpelled);
    }

    private static boolean isSpelled(String verb) {
        return verb.regionMatches(true, 0, SPELLING, 0, SPELLING.length());
    }

    /// Whether the rule is a wildcard in verbs and resources, so that impersonation is only a small part of it.
    static boolean isEverything(PolicyRule rule) {
        return !spells(rule)
                && rule.verbs().contains(PolicyRule.ALL)
                && rule.resources().contains(PolicyRule.ALL);
    }

    /// Whether somebody may be impersonated the legacy way: a right on a name that is never checked does not count.
    boolean isLegacyUsable() {
        return rights.isLegacyUsable();
    }

    /// Whether a constrained mode may be used.
    boolean isUsable(Mode mode) {
        return gate != Gate.OFF && rights.isUsable(mode);
    }

    boolean isUsable(IdentityRight right) {
        return (right.mode() == null || gate != Gate.OFF) && rights.isUsable(right);
    }

    /// Whether anybody at all may be impersonated.
    boolean impersonates() {
        if (isLegacyUsable()) {
            return true;
        }
        for (Mode mode : Mode.values()) {
            if (isUsable(mode)) {
                return true;
            }
        }
        return false;
    }

    /// Whether what these grants come to is to be told of this holder, and not of a group that has it by itself.
    boolean tells(List<Grant> used) {
        Set<String> groups = new LinkedHashSet<>();
        for (Grant grant : used) {
            if (isOwn(grant)) {
                return true;
            }
            groups.add(grant.subject().name());
        }
        groups.remove(Rbac.AUTHENTICATED);
        return groups.size() > 1 || (groups.size() == 1 && subject.kind() == SubjectKind.GROUP);
    }

    private boolean isOwn(Grant grant) {
        Subject of = grant.subject();
        boolean group = of.kind() == SubjectKind.GROUP;
        return group == (subject.kind() == SubjectKind.GROUP)
                && of.requestName().equals(subject.requestName());
    }
}
