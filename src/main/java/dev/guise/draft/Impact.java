package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReviewer;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.Subject;
import dev.guise.work.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a change of roles and bindings would do.
///
/// @param reaches  identities whose reach changes
/// @param decisions subjects of bindings that are allowed more or less, by what they themselves are given
/// @param refused  recorded requests that would be refused afterwards, although they are allowed now
/// @param allowed  recorded requests that would be allowed afterwards, although they are refused now
public record Impact(
        List<ReachChange> reaches,
        List<RuleChange> decisions,
        List<RequestChange> refused,
        List<RequestChange> allowed) {

    public Impact {
        reaches = List.copyOf(reaches);
        decisions = List.copyOf(decisions);
        refused = List.copyOf(refused);
        allowed = List.copyOf(allowed);
    }

    /// What came and what went of a set.
    public record Delta<T>(Set<T> gained, Set<T> lost) {
        static <T> Delta<T> of(Collection<T> before, Collection<T> after) {
            Set<T> gained = new LinkedHashSet<>(after);
            gained.removeAll(before instanceof Set<T> set ? set : new LinkedHashSet<>(before));
            Set<T> lost = new LinkedHashSet<>(before);
            lost.removeAll(after instanceof Set<T> set ? set : new LinkedHashSet<>(after));
            return new Delta<>(gained, lost);
        }

        public boolean isEmpty() {
            return gained.isEmpty() && lost.isEmpty();
        }
    }

    /// How the reach of an identity changes. What came and what went is worked out when it is asked for, in time linear
    /// in both: a change may concern thousands of identities that each reach thousands.
    ///
    /// @param before what it could come to
    /// @param after  what it can come to then
    public record ReachChange(Identity who, Reach before, Reach after) {

        /// Whom it can become, by a credential or by impersonation.
        public Delta<Identity> becomes() {
            return Delta.of(all(before), all(after));
        }

        /// Whose credentials it can come to hold.
        public Delta<Identity> credentials() {
            return Delta.of(before.credentials(), after.credentials());
        }

        /// Nodes.
        public Delta<String> nodes() {
            return Delta.of(before.nodes(), after.nodes());
        }

        /// Goals.
        public Delta<Goal> goals() {
            return Delta.of(before.goals(), after.goals());
        }

        private static Set<Identity> all(Reach reach) {
            Set<Identity> all = new TreeSet<>(reach.credentials());
            all.addAll(reach.acting());
            return all;
        }
    }

    /// How what a subject is given changes in one place.
    ///
    /// @param namespace where, `""` for everywhere
    /// @param rules     single permissions, each with one verb, group, resource and at most one name, or verb and
    ///                  path
    public record RuleChange(Subject subject, String namespace, Delta<PolicyRule> rules) {}

    /// Recorded requests that end differently.
    ///
    /// @param use      the requests, with their count
    /// @param requests those of them that do: one for each name kept
    /// @param message  why they are refused afterwards; `""` when allowed
    public record RequestChange(ImpersonationUse use, List<Attributes> requests, String message) {

        /// How many were recorded; when names differ in their end, at most so many.
        public long count() {
            return use.count();
        }

        /// When the last one was received.
        public Optional<Instant> last() {
            return use.lastSeen();
        }
    }

    /// The impact of the change from one state of a cluster to another, without recorded requests. Costs what both
    /// [Escalation#reachAll] cost.
    public static Impact of(Escalation before, Escalation after) {
        return of(before, after, Evidence.NONE);
    }

    /// The same with what was recorded before.
    public static Impact of(Escalation before, Escalation after, Evidence evidence) {
        Replay replay = new Replay(before.snapshot(), before.policy(), after.snapshot(), after.policy());
        evidence.uses().forEach(replay::look);
        return new Impact(
                reaches(before, after), decisions(before.policy(), after.policy()), replay.refused, replay.allowed);
    }

    /// The impact of a plan.
    public static Impact of(Escalation before, DraftPlan plan, Evidence evidence) {
        return of(before, before.with(plan.applyTo(before.snapshot())), evidence);
    }

    /// The impact of a draft as its text stands: its objects put in, what it says to delete taken out.
    public static Impact of(Escalation before, ParsedDraft draft, Evidence evidence) {
        return of(before, DraftPlan.of("", draft, before.snapshot(), List.of()), evidence);
    }

    /// Everybody concerned, by what to call them.
    public Set<String> touched() {
        Set<String> touched = new TreeSet<>();
        reaches.forEach(change -> touched.add(change.who().displayName()));
        decisions.forEach(change -> touched.add(Identity.of(change.subject()).displayName()));
        return touched;
    }

    /// Whether nothing changes.
    public boolean isEmpty() {
        return reaches.isEmpty() && decisions.isEmpty() && refused.isEmpty() && allowed.isEmpty();
    }

    private static List<ReachChange> reaches(Escalation before, Escalation after) {
        Map<Identity, Reach> old = byIdentity(before);
        Map<Identity, Reach> now = byIdentity(after);
        Set<Identity> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        List<ReachChange> changes = new ArrayList<>();
        for (Identity who : all) {
            Cancellation.check();
            // Whom only one side names: the other side knows their reach as well.
            Reach from = old.containsKey(who) ? old.get(who) : before.reach(who);
            Reach to = now.containsKey(who) ? now.get(who) : after.reach(who);
            if (!from.equals(to)) {
                changes.add(new ReachChange(who, from, to));
            }
        }
        return changes;
    }

    private static Map<Identity, Reach> byIdentity(Escalation escalation) {
        Map<Identity, Reach> byIdentity = new LinkedHashMap<>();
        escalation.reachAll().forEach(reach -> byIdentity.put(reach.from(), reach));
        return byIdentity;
    }

    private static List<RuleChange> decisions(Policy before, Policy after) {
        Set<Subject> subjects = new LinkedHashSet<>(before.subjects());
        subjects.addAll(after.subjects());
        List<RuleChange> changes = new ArrayList<>();
        for (Subject subject : subjects) {
            Cancellation.check();
            // objects that did not change are the same ones, which makes this quick
            if (before.rolesOf(subject).equals(after.rolesOf(subject))) {
                continue;
            }
            Map<String, List<PolicyRule>> old = byPlace(before.rulesOf(subject));
            Map<String, List<PolicyRule>> now = byPlace(after.rulesOf(subject));
            if (old.equals(now)) {
                continue;
            }
            Set<String> places = new TreeSet<>(old.keySet());
            places.addAll(now.keySet());
            places.forEach(place -> change(subject, place, old, now).ifPresent(changes::add));
        }
        return changes;
    }

    private static Map<String, List<PolicyRule>> byPlace(List<Grant> grants) {
        Map<String, List<PolicyRule>> byPlace = new LinkedHashMap<>();
        grants.forEach(grant -> byPlace.computeIfAbsent(grant.namespace(), n -> new ArrayList<>())
                .add(grant.rule()));
        return byPlace;
    }

    private static Optional<RuleChange> change(
            Subject subject, String place, Map<String, List<PolicyRule>> before, Map<String, List<PolicyRule>> after) {
        List<PolicyRule> old = before.getOrDefault(place, List.of());
        List<PolicyRule> now = after.getOrDefault(place, List.of());
        Set<PolicyRule> gained = new LinkedHashSet<>(RuleCoverage.missing(with(old, before, place), now));
        Set<PolicyRule> lost = new LinkedHashSet<>(RuleCoverage.missing(with(now, after, place), old));
        Delta<PolicyRule> delta = new Delta<>(gained, lost);
        return delta.isEmpty() ? Optional.empty() : Optional.of(new RuleChange(subject, place, delta));
    }

    /// What holds everywhere holds in a namespace, too.
    private static List<PolicyRule> with(List<PolicyRule> rules, Map<String, List<PolicyRule>> all, String place) {
        if (place.isEmpty()) {
            return rules;
        }
        List<PolicyRule> held = new ArrayList<>(rules);
        held.addAll(all.getOrDefault("", List.of()));
        return held;
    }

    /// Sends recorded requests again, to both states.
    private static final class Replay {
        private final ImpersonationReviewer before;
        private final ImpersonationReviewer after;
        private final List<RequestChange> refused = new ArrayList<>();
        private final List<RequestChange> allowed = new ArrayList<>();

        Replay(ClusterSnapshot old, Policy oldPolicy, ClusterSnapshot now, Policy newPolicy) {
            before = new ImpersonationReviewer(oldPolicy, old.server());
            after = new ImpersonationReviewer(newPolicy, now.server());
        }

        void look(ImpersonationUse use) {
            if (use.outcome() instanceof Outcome.Refused) {
                return;
            }
            List<Attributes> lost = new ArrayList<>();
            List<Attributes> gained = new ArrayList<>();
            String message = "";
            Cancellation.check();
            for (Attributes request : use.requests()) {
                ImpersonationReview old = before.review(use.requestor(), use.wanted(), request);
                ImpersonationReview now = after.review(use.requestor(), use.wanted(), request);
                if (isAllowed(old) && !isAllowed(now)) {
                    lost.add(request);
                    message = message.isEmpty() ? why(now) : message;
                } else if (!isAllowed(old) && isAllowed(now)) {
                    gained.add(request);
                }
            }
            if (!lost.isEmpty()) {
                refused.add(new RequestChange(use, lost, message));
            }
            if (!gained.isEmpty()) {
                allowed.add(new RequestChange(use, gained, ""));
            }
        }

        private static boolean isAllowed(ImpersonationReview review) {
            return review.result() != null && review.result().decision().isAllowed();
        }

        private static String why(ImpersonationReview review) {
            return review.result() == null
                    ? review.message()
                    : review.result().decision().reason();
        }
    }
}
