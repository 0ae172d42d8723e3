package dev.guise.findings;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.impersonation.DeadRight;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/// What several kinds of findings look at, worked out once for one analysis.
final class Survey {
    private final Analysis analysis;
    private final List<Holder> holders;
    private final Map<Identity, Reach> reaches = new LinkedHashMap<>();
    private final Map<Attributes, List<String>> allowed = new HashMap<>();
    private final Map<DeadRight.Kind, List<DeadUse>> dead;
    private final Map<String, Map<String, TechniqueUse>> techniques;
    private final List<Grant> wild;

    /// @param done told how much of this is done, from 0 to 1
    Survey(Analysis analysis, DoubleConsumer done) {
        this.analysis = analysis;
        analysis.escalation().reachAll().forEach(reach -> reaches.put(reach.from(), reach));
        this.holders = holdersOf(analysis, reaches.keySet());
        this.dead = DeadUse.all(holders, snapshot().server());
        this.techniques = TechniqueUse.all(analysis.escalation(), reaches.values(), done);
        GrantsOf wildcards = new GrantsOf(policy(), WildcardRule::isWild);
        this.wild = policy().subjects().stream()
                .flatMap(subject -> wildcards.subject(subject).stream())
                .toList();
    }

    static List<Holder> holdersOf(Analysis analysis, Collection<Identity> identities) {
        GrantsOf concerning = new GrantsOf(analysis.policy(), Holder::concerns);
        List<Holder> holders = new ArrayList<>();
        for (Identity identity : identities) {
            Cancellation.check();
            List<Grant> grants = concerning.user(identity.userInfo());
            if (!grants.isEmpty()) {
                holders.add(
                        Holder.of(identity, grants, analysis.snapshot().server().constrainedImpersonation()));
            }
        }
        return holders;
    }

    Analysis analysis() {
        return analysis;
    }

    ClusterSnapshot snapshot() {
        return analysis.snapshot();
    }

    Policy policy() {
        return analysis.policy();
    }

    Escalation escalation() {
        return analysis.escalation();
    }

    /// Everybody with a rule that has to do with impersonation.
    List<Holder> holders() {
        return holders;
    }

    /// Every rule with a wildcard that some subject was given, by subject.
    List<Grant> wild() {
        return wild;
    }

    /// What is dead, by kind.
    List<DeadUse> dead(DeadRight.Kind kind) {
        return dead.getOrDefault(kind, List.of());
    }

    /// Where a technique is a step of a shortest way to a goal.
    Iterable<TechniqueUse> uses(String technique) {
        return techniques.getOrDefault(technique, Map.of()).values();
    }

    /// The goals that an identity reaches, also of one that the cluster does not know.
    Set<Goal> goals(Identity identity) {
        return reaches.computeIfAbsent(identity, escalation()::reach).goals();
    }

    /// The service accounts of that name, in whatever namespace.
    List<Identity> accountsNamed(String name) {
        return snapshot().serviceAccounts().stream()
                .filter(account -> account.meta().name().equals(name))
                .map(account -> Identity.serviceAccount(account.meta().namespace(), name))
                .toList();
    }

    /// The path to the worst of the goals that an identity reaches.
    ShortestPath pathToWorst(Identity from) {
        return Goal.worstOf(goals(from))
                .<ShortestPath>map(goal -> path(from, new End.OfGoal(goal)))
                .orElse(ShortestPath.none());
    }

    /// The path from an identity to an end.
    static ShortestPath path(Identity from, End to) {
        return new ShortestPath.Between(from, to);
    }

    /// The goals' titles.
    static List<String> titles(Set<Goal> goals) {
        return goals.stream().map(Goal::title).toList();
    }

    /// Who may do a request, as bindings name them; members of `system:masters` may as well.
    List<String> whoMay(Attributes request) {
        return allowed.computeIfAbsent(request, this::ask);
    }

    private List<String> ask(Attributes request) {
        Set<String> names = new TreeSet<>();
        for (Grant grant : policy().whoCan(request)) {
            if (!Expected.isExpected(grant)) {
                names.add(ObjectName.of(grant.subject()));
            }
        }
        return List.copyOf(names);
    }

    /// The role that a grant is of, in the words of a manifest.
    static String role(Grant grant) {
        return grant.role().kind() + " " + grant.role().meta().qualifiedName();
    }

    /// A rule as a binding gives it, told of the first of its subjects by name: another order of them is the same
    /// finding.
    static Grant grantOf(Binding binding, RoleObject role, int rule) {
        return new Grant(binding, firstSubject(binding), role, rule);
    }

    /// Index of the first by name; a binding without subjects has none.
    static int firstSubject(Binding binding) {
        return binding.subjects().indexOf(Collections.min(binding.subjects(), Subject.ORDER));
    }

    /// Where a grant holds.
    static String where(Grant grant) {
        return grant.namespace().isEmpty() ? "everywhere" : "in the namespace " + grant.namespace();
    }

    /// Names in a sentence; many are cut short.
    static String some(List<String> names) {
        int shown = 8;
        String words = String.join(", ", names.subList(0, Math.min(shown, names.size())));
        return names.size() > shown ? words + " and " + (names.size() - shown) + " more" : words;
    }

    /// The worst severity of what an identity reaches, at least the one given.
    Severity atLeast(Severity least, Identity identity) {
        return Optional.of(goals(identity))
                .flatMap(Severity::of)
                .map(least::worse)
                .orElse(least);
    }
}
