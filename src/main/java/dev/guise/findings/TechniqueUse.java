package dev.guise.findings;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.RoleGrant;
import dev.guise.rbac.RuleMatching;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// A technique as a step of shortest ways to a goal: one rule, however many identities pass through it.
final class TechniqueUse {
    private final @Nullable Grant grant;
    private final String about;
    private final List<Identity> through = new ArrayList<>();
    private Goal worst;
    private ShortestPath path;
    private boolean first;

    private TechniqueUse(@Nullable Grant grant, String about, Goal goal, ShortestPath path) {
        this.grant = grant;
        this.about = about;
        this.worst = goal;
        this.path = path;
    }

    /// The rule that allows it; empty where it takes none, as with a node that simply holds what runs on it.
    Optional<Grant> grant() {
        return Optional.ofNullable(grant);
    }

    /// What it is done to; may be empty.
    String about() {
        return about;
    }

    /// Whose shortest way has this step.
    List<Identity> through() {
        return through;
    }

    /// The worst goal that it leads to.
    Goal worst() {
        return worst;
    }

    /// A path with this step: of an identity that takes it at once, if there is one.
    ShortestPath path() {
        return path;
    }

    /// Every use of every technique, by technique and rule. One shortest way is worked out for all identities that have
    /// the same roles in the same places and the same worst goal.
    ///
    /// @param done told how much of this is done, from 0 to 1
    static Map<String, Map<String, TechniqueUse>> all(
            Escalation escalation, Collection<Reach> reaches, DoubleConsumer done) {
        Collector collector = new Collector(escalation);
        double looked = 0;
        for (Reach reach : reaches) {
            done.accept(looked++ / reaches.size());
            collector.add(reach);
        }
        return collector.uses;
    }

    private void passes(Identity from, Goal goal, boolean atOnce, ShortestPath other) {
        if (through.isEmpty() || !through.getLast().equals(from)) {
            through.add(from);
        }
        boolean sooner = goal == worst && !first && atOnce;
        if (goal.compareTo(worst) < 0 || sooner) {
            path = other;
            worst = goal;
            first = atOnce;
        }
    }

    private static final class Collector {
        private final Escalation escalation;
        private final Map<String, Map<String, TechniqueUse>> uses = new LinkedHashMap<>();
        private final HeldRoles held;
        private final Map<Alike, Optional<Passed>> ways = new HashMap<>();

        /// What two identities have in common whose ways are the same but for the bindings.
        private record Alike(Goal goal, RoaringBitmap roles) {}

        /// A way and the uses of techniques on it.
        private record Passed(Derivation way, List<Place> places) {}

        /// Where a way passes through a technique.
        ///
        /// @param key    tells uses of one technique apart
        /// @param atOnce whether it is taken with what the start has
        /// @param grant  the rule that allows it, if it takes one
        private record Place(String technique, String about, String key, boolean atOnce, Optional<Grant> grant) {
            static Place of(String technique, String about, boolean atOnce, Optional<Grant> grant) {
                String key = grant.map(g -> GrantKey.of(g).toString()).orElse("about " + about);
                return new Place(technique, about, key, atOnce, grant);
            }

            Place with(Optional<Grant> other) {
                return of(technique, about, atOnce, other);
            }
        }

        Collector(Escalation escalation) {
            this.escalation = escalation;
            this.held = new HeldRoles(escalation.policy());
        }

        void add(Reach reach) {
            Cancellation.check();
            Optional<Goal> goal = Goal.worstOf(reach.goals());
            if (goal.isEmpty() || reach.from().userInfo().isMaster()) {
                return;
            }
            Identity from = reach.from();
            boolean node = from.id() instanceof ObjectId.Node;
            Optional<Passed> passed = node
                    ? pass(from, goal.get())
                    : ways.computeIfAbsent(
                            new Alike(goal.get(), held.of(from.userInfo())), k -> pass(from, goal.get()));
            passed.ifPresent(some -> add(from, goal.get(), some));
        }

        private Optional<Derivation> derive(Identity from, Goal goal) {
            return escalation.derivation(from, new End.OfGoal(goal));
        }

        private Optional<Passed> pass(Identity from, Goal goal) {
            return derive(from, goal).map(derivation -> new Passed(derivation, places(derivation, goal)));
        }

        private static List<Place> places(Derivation derivation, Goal goal) {
            Set<GrantKey> real = new HashSet<>();
            derivation.grants().forEach(grant -> real.add(GrantKey.of(grant)));
            List<Place> places = new ArrayList<>();
            for (Step step : derivation.steps()) {
                String technique = technique(step, goal);
                if (!technique.isEmpty()) {
                    // what the attacker would make is no grant of the cluster
                    List<Grant> grants = step.grants().stream()
                            .filter(g -> real.contains(GrantKey.of(g)))
                            .toList();
                    Optional<Grant> grant = without(technique, grants);
                    places.add(Place.of(technique, step.about(), isFirst(step, derivation), grant));
                }
            }
            return places;
        }

        /// The rule without which a step fails. To escalate a role takes having it, for which any of its rules stands,
        /// and the rule that allows `escalate`.
        private static Optional<Grant> without(String technique, List<Grant> grants) {
            return grants.stream()
                    .filter(grant ->
                            technique.equals(Technique.ESCALATE_ROLE) && RuleMatching.verb(grant.rule(), "escalate"))
                    .findFirst()
                    .or(() -> grants.stream().findFirst());
        }

        private void add(Identity from, Goal goal, Passed passed) {
            Derivation derivation = passed.way();
            ShortestPath path = derivation.from().equals(from)
                    ? new ShortestPath.Known(derivation)
                    : Survey.path(from, new End.OfGoal(goal));
            for (Place shared : passed.places()) {
                Place place = shared.atOnce() ? shared.with(shared.grant().map(grant -> own(grant, from))) : shared;
                uses.computeIfAbsent(place.technique(), t -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                place.key(),
                                k -> new TechniqueUse(place.grant().orElse(null), place.about(), goal, path))
                        .passes(from, goal, place.atOnce(), path);
            }
        }

        /// To be allowed to read the Secrets is the goal already, and no further step shows it.
        private static String technique(Step step, Goal goal) {
            boolean reads = goal == Goal.SECRETS_EVERYWHERE || goal == Goal.SECRETS_KUBE_SYSTEM;
            return step.technique().isEmpty() && reads ? Technique.TOKEN_SECRET_READ : step.technique();
        }

        /// The grant by which this identity has the rule.
        private Grant own(Grant other, Identity from) {
            return escalation.policy().rolesFor(from.userInfo()).stream()
                    .filter(grant -> isSamePlace(grant, other))
                    .findFirst()
                    .map(grant -> grant.rule(other.ruleIndex()))
                    .orElse(other);
        }

        private static boolean isSamePlace(RoleGrant role, Grant grant) {
            return role.namespace().equals(grant.namespace())
                    && role.role().kind() == grant.role().kind()
                    && role.role().namespace().equals(grant.role().namespace())
                    && role.role().name().equals(grant.role().name());
        }

        private static boolean isFirst(Step step, Derivation way) {
            return step.holds().contains(new Fact.Credential(way.from()));
        }
    }
}
