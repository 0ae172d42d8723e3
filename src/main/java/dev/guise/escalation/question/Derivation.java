package dev.guise.escalation.question;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.GainedGrants;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.SubjectKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One path from a start to an end: steps in an order in which they can be taken.
///
/// @param from  who starts
/// @param to    what is reached
/// @param steps the steps; empty when the end is the start
/// @param cost  the sum of what the steps cost; steps that several others rest on count once for each
public record Derivation(Identity from, Fact to, List<Step> steps, int cost) {

    public Derivation {
        steps = List.copyOf(steps);
    }

    /// The path of an identity that is at the end already.
    public static Derivation none(Identity from) {
        return new Derivation(from, new Fact.Credential(from), List.of(), 0);
    }

    /// One step.
    ///
    /// @param holds     the holds that it is taken with
    /// @param technique the technique's id, `""` where a hold simply has the rights
    /// @param title     what the step is
    /// @param needs     what had to be allowed
    /// @param about     what it is done to: a pod, a Secret, a role, a namespace; may be empty
    /// @param gives     what the attacker has afterwards
    public record Step(List<Fact> holds, String technique, String title, List<Need> needs, String about, Fact gives) {
        public Step {
            holds = List.copyOf(holds);
            needs = List.copyOf(needs);
        }

        /// The rules behind all of the needs, each once.
        public List<Grant> grants() {
            Set<Grant> grants = new LinkedHashSet<>();
            needs.forEach(need -> grants.addAll(need.grants()));
            return List.copyOf(grants);
        }
    }

    /// A need that was met.
    ///
    /// @param what   what had to be true, where neither rules nor requests say it
    /// @param by     the hold that it is true by
    /// @param grants the rules that allow it; empty where no rule is behind it
    /// @param asked  the requests that are sent for it, as far as they are on resources
    public record Need(Optional<Fact> what, Fact by, List<Grant> grants, List<ResourceAttributes> asked) {
        public Need {
            grants = List.copyOf(grants);
            asked = List.copyOf(asked);
        }

        /// The group as whose member the hold has a grant; empty where it is granted to the holder itself.
        public Optional<String> memberOf(Grant grant) {
            boolean group = grant.subject().kind() == SubjectKind.GROUP;
            return group && !isOwn(grant) ? Optional.of(grant.subject().name()) : Optional.empty();
        }

        private boolean isOwn(Grant grant) {
            boolean itself = by.holder()
                    .filter(who -> who.id().equals(ObjectId.of(grant.subject())))
                    .isPresent();
            return itself || by.isPermission() || GainedGrants.isGained(grant);
        }
    }

    /// The rules behind all steps, each once; those that the attacker would make are left out.
    public List<Grant> grants() {
        Set<Grant> grants = new LinkedHashSet<>();
        steps.forEach(step -> step.grants().stream()
                .filter(grant -> !GainedGrants.isGained(grant))
                .forEach(grants::add));
        return List.copyOf(grants);
    }
}
