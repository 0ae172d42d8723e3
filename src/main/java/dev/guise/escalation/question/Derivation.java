package dev.guise.escalation.question;

import dev.guise.escalation.engine.GainedGrants;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One way from a start to an end: steps in an order in which they can be taken.
///
/// @param from  who starts
/// @param to    what is reached, in words
/// @param steps the steps; empty when the end is the start
/// @param cost  the sum of what the steps cost; steps that several others rest on count once for each
public record Derivation(Identity from, String to, List<Step> steps, int cost) {

    public Derivation {
        steps = List.copyOf(steps);
    }

    /// One step.
    ///
    /// @param holds     the holds that it is taken with
    /// @param technique the technique's id, `""` where a hold simply has the rights
    /// @param title     what the step is
    /// @param needs     what had to be allowed
    /// @param about     what it is done to: a pod, a Secret, a role, a namespace; may be empty
    /// @param gives     what the attacker has afterwards
    public record Step(
            List<HoldView> holds, String technique, String title, List<NeedView> needs, String about, HoldView gives) {
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

        /// The step as a sentence for a report.
        public String sentence() {
            return Sentences.of(this);
        }
    }

    /// A hold, for a person and for a graph.
    ///
    /// @param kind      what sort of hold it is
    /// @param name      whose, or which; a user name, node, role or goal
    /// @param words     the hold in words
    public record HoldView(HoldKind kind, String name, String words) {}

    /// The sorts of holds.
    public enum HoldKind {
        CREDENTIAL,
        ACTING,
        ACTING_WITHIN,
        PERMISSION,
        NODE,
        CONTROL,
        ABILITY
    }

    /// A need that was met.
    ///
    /// @param request what had to be allowed, in words
    /// @param by      the hold that is allowed it
    /// @param grants  the rules that allow it; empty where no rule is behind it
    /// @param asked   the requests that are sent for it, as far as they are on resources
    public record NeedView(String request, HoldView by, List<Grant> grants, List<ResourceAttributes> asked) {
        public NeedView {
            grants = List.copyOf(grants);
            asked = List.copyOf(asked);
        }

        /// The group as whose member the hold has a grant; empty where it is granted to the holder itself.
        public Optional<String> memberOf(Grant grant) {
            boolean group = grant.subject().kind() == SubjectKind.GROUP;
            boolean own = by.kind() == HoldKind.PERMISSION
                    || by.name().equals(Sentences.GROUP + grant.subject().name())
                    || GainedGrants.isGained(grant);
            return group && !own ? Optional.of(grant.subject().name()) : Optional.empty();
        }

        /// The rule of a grant in a few words, with what is asked for in the first place.
        public String rule(Grant grant) {
            return RuleWords.of(grant.rule(), asked);
        }

        /// For each grant a line: by which binding and role, and as member of which group, which rule allows it.
        public List<String> allowances() {
            return grants.stream()
                    .map(grant -> grant.binding().meta().qualifiedName() + " → "
                            + grant.role().meta().qualifiedName()
                            + ": " + rule(grant)
                            + memberOf(grant)
                                    .map(group -> ", as member of " + group)
                                    .orElse(""))
                    .distinct()
                    .toList();
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

    /// The derivation as numbered sentences that can be pasted into a report.
    public String sentences() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            lines.add((i + 1) + ". " + steps.get(i).sentence());
        }
        return String.join("\n", lines);
    }
}
