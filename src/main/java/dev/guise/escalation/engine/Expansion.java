package dev.guise.escalation.engine;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Abilities.NeedMet;
import dev.guise.escalation.engine.Fact.AnyOf;
import dev.guise.escalation.engine.Fact.Combination;
import dev.guise.escalation.engine.Fact.Control;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleGrant;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Works out what follows from one fact.
final class Expansion {
    private final EscalationGraph graph;
    private final ServerProfile server;
    private final Policy policy;
    private final Optional<Attributes> request;
    private final Abilities abilities;
    private final ClusterIndex index;
    private final TechniqueExpansion techniques;
    private final CombinedRules combined;

    Expansion(
            ClusterSnapshot snapshot,
            Policy policy,
            Catalogue catalogue,
            EscalationGraph graph,
            Optional<Attributes> request) {
        this(
                snapshot.server(),
                policy,
                graph,
                request,
                new ClusterIndex(snapshot, policy),
                new Abilities(catalogue, snapshot.server()));
    }

    /// For another state of the roles and bindings.
    private Expansion(Expansion before, Policy policy, EscalationGraph graph) {
        this(before.server, policy, graph, Optional.empty(), before.index.with(policy), before.abilities.copy());
        techniques.continueFrom(before.techniques);
    }

    private Expansion(
            ServerProfile server,
            Policy policy,
            EscalationGraph graph,
            Optional<Attributes> request,
            ClusterIndex index,
            Abilities abilities) {
        this.graph = graph;
        this.server = server;
        this.request = request;
        this.policy = policy;
        this.index = index;
        this.abilities = abilities;
        this.techniques = new TechniqueExpansion(graph.catalogue(), server, index, graph);
        this.combined = new CombinedRules(policy, abilities, index, techniques, graph.catalogue(), server, request);
    }

    /// The same for other roles and bindings, in a graph that begins as a copy of this one. What of the graph is no
    /// longer true is to be forgotten; see [Staleness].
    Expansion with(Policy other, EscalationGraph copy) {
        return new Expansion(this, other, copy);
    }

    /// Whether a fact gives the credential of whomever the cluster knows.
    boolean namesAnybody(Fact fact) {
        return fact instanceof Fact.Fired fired && techniques.namesAnybody(fired);
    }

    /// Adds the credentials of whomever the cluster knows once more.
    void nameAnew(Fact fact) {
        techniques.anyIdentity(fact);
    }

    ClusterIndex index() {
        return index;
    }

    Policy policy() {
        return policy;
    }

    CombinedRules combined() {
        return combined;
    }

    void expand(Fact fact) {
        switch (fact) {
            case Fact.Credential f -> credential(f);
            case Fact.Acting f -> acting(f);
            case Fact.ActingWithin f -> actingWithin(f);
            case Fact.BoundRole f -> boundRole(f);
            case Fact.AnyRule f -> anyRule(f);
            case Fact.OnNode f -> onNode(f);
            case Fact.Influence f -> influence(f);
            case Fact.RequestsAs f -> requestsAs(f);
            case Fact.RightsOf f -> rightsOf(f);
            case Fact.May f -> techniques.may(f);
            case Fact.Fired f -> techniques.fired(f);
            case Fact.AccountsOf f -> accountsOf(f);
            case Fact.PodsOn f -> podsOn(f);
            case Fact.ActAsAny f -> actAsAny(f);
            case Fact.MayBind f -> mayBind(f);
            case Fact.MayBindNew f -> mayBindNew(f);
            // worth something only beside the rights of somebody who has the role, or beside the right to bind a new
            // one
            case Fact.MayEscalate f ->
                everyNamespace(f, f.roleNamespace(), ns -> new Fact.MayEscalate(f.kind(), ns, f.role()));
            case Fact.MayCreateAnyRole f ->
                everyNamespace(f, f.roleNamespace(), ns -> new Fact.MayCreateAnyRole(f.kind(), ns));
            case Fact.ReadsSecrets f -> readsSecrets(f);
            case Fact.Combines f -> combines(f);
            case Fact.HoldsANode f -> techniques.nodeHeld(f);
            case Fact.Allowed ignored -> {
                // an end in itself
            }
        }
    }

    private void credential(Fact.Credential fact) {
        Identity who = fact.who();
        graph.unfold(fact, new Fact.RequestsAs(who));
        master(fact, who);
        node(fact, who);
        CombinedRules.Special special = combined.special(who);
        special.shared().ifPresent(groups -> graph.unfold(fact, new Fact.Credential(groups)));
        if (!special.grants().isEmpty()) {
            graph.unfold(fact, new Fact.Combines(who, Combination.IMPERSONATION));
        }
    }

    private void acting(Fact.Acting fact) {
        graph.unfold(fact, new Fact.RequestsAs(fact.who()));
        master(fact, fact.who());
        node(fact, fact.who());
    }

    private void master(Fact fact, Identity who) {
        if (who.groups().contains(Rbac.MASTERS)) {
            graph.unfold(fact, new Fact.Influence(Control.CLUSTER));
        }
    }

    private void node(Fact fact, Identity who) {
        if (who.groups().contains(Rbac.NODES)) {
            NodeName.parse(who.userName())
                    .ifPresent(node -> graph.add(
                            List.of(fact),
                            new Conclusion(new Fact.PodsOn(node.name()), Technique.NODE, List.of(), node.name())));
        }
    }

    private void requestsAs(Fact.RequestsAs fact) {
        Identity who = fact.who();
        if (!who.userName().isEmpty()) {
            unfoldRights(fact, Subject.ofUserName(who.userName()));
        }
        who.groups().forEach(group -> unfoldRights(fact, Subject.group(group)));
        CombinedRules.Special special = combined.special(who);
        special.shared().ifPresent(groups -> graph.unfold(fact, new Fact.RequestsAs(groups)));
        if (!special.grants().isEmpty()) {
            graph.unfold(fact, new Fact.Combines(who, Combination.REQUESTS));
        }
    }

    private void combines(Fact.Combines fact) {
        combined.conclude(fact, conclusion -> graph.add(List.of(fact), conclusion));
    }

    private void unfoldRights(Fact fact, Subject subject) {
        if (!policy.rolesOf(subject).isEmpty()) {
            graph.unfold(fact, new Fact.RightsOf(subject));
        }
    }

    private void rightsOf(Fact.RightsOf fact) {
        for (RoleGrant grant : policy.rolesOf(fact.subject())) {
            for (int rule = 0;
                    request.isPresent() && rule < grant.role().rules().size();
                    rule++) {
                requested(fact, grant.rule(rule));
            }
            rights(fact, grant);
            RoleObject role = grant.role();
            int first = abilities.of(role).first();
            List<Grant> has = first < 0 ? List.of() : List.of(grant.rule(first));
            escalatable(fact, role, grant.namespace(), has);
        }
    }

    private void rights(Fact fact, RoleGrant first) {
        Abilities.OfRole role = abilities.of(first.role());
        String scope = first.namespace();
        if (role.everything() >= 0 && scope.isEmpty()) {
            graph.add(
                    List.of(fact),
                    new Conclusion(
                            new Fact.Influence(Control.CLUSTER), "", List.of(first.rule(role.everything())), ""));
        }
        for (NeedMet met : role.needs()) {
            if (!met.clusterOnly() || scope.isEmpty()) {
                String namespace = scope.equals(Allowance.EVERY_NAMESPACE) ? "" : scope;
                techniques.allowed(
                        List.of(fact), met.need(), namespace, met.names(), List.of(first.rule(met.ruleIndex())));
            }
        }
    }

    /// A request that the reviewer named is allowed where some rule allows it.
    private void requested(Fact fact, Grant grant) {
        request.filter(attributes -> isInScope(attributes, grant.namespace()))
                .filter(attributes -> RuleMatching.allows(grant.rule(), attributes))
                .ifPresent(attributes ->
                        graph.add(List.of(fact), new Conclusion(new Fact.Allowed(attributes), "", List.of(grant), "")));
    }

    static boolean isInScope(Attributes attributes, String scope) {
        return scope.isEmpty()
                || (attributes instanceof ResourceAttributes a
                        && !a.namespace().isEmpty()
                        && (a.namespace().equals(scope) || scope.equals(Allowance.EVERY_NAMESPACE)));
    }

    /// A role that somebody may escalate is worth any rule to those who have it.
    ///
    /// @param has a rule that tells by which binding they have it, if there is one
    private void escalatable(Fact holder, RoleObject role, String scope, List<Grant> has) {
        for (String name : List.of(role.name(), "")) {
            graph.add(
                    List.of(holder, new Fact.MayEscalate(role.kind(), role.namespace(), name)),
                    new Conclusion(new Fact.AnyRule(scope), Technique.ESCALATE_ROLE, has, role.name()));
        }
    }

    /// What a constrained hold may do is what both identities may.
    private void actingWithin(Fact.ActingWithin fact) {
        combined.within(
                fact, policy.allRulesFor(fact.by().userInfo()), conclusion -> graph.add(List.of(fact), conclusion));
    }

    private void boundRole(Fact.BoundRole fact) {
        policy.role(new RoleRef(fact.kind(), fact.name()), fact.scope()).ifPresent(role -> {
            rights(fact, GainedGrants.role(role, fact.scope()));
            GainedGrants.grants(role, fact.scope()).forEach(grant -> requested(fact, grant));
            escalatable(fact, role, fact.scope(), List.of());
        });
    }

    private void anyRule(Fact.AnyRule fact) {
        if (fact.scope().isEmpty()) {
            graph.unfold(fact, new Fact.Influence(Control.CLUSTER));
            return;
        }
        techniques.anythingIn(fact, fact.scope().equals(Allowance.EVERY_NAMESPACE) ? "" : fact.scope());
        GainedGrants.anything(fact.scope()).forEach(grant -> requested(fact, grant));
    }

    /// Control of the cluster is everything.
    private void influence(Fact.Influence fact) {
        if (fact.control() == Control.CLUSTER) {
            index.nodes().forEach(node -> graph.unfold(fact, new Fact.OnNode(node)));
            index.accountNamespaces().forEach(ns -> graph.unfold(fact, new Fact.AccountsOf(ns)));
            index.users().forEach(user -> graph.unfold(fact, new Fact.Credential(Identity.ofUser(user))));
            for (Goal goal : Goal.values()) {
                if (goal != Goal.CLUSTER_CONTROL) {
                    graph.unfold(fact, goal.fact());
                }
            }
            request.ifPresent(attributes -> graph.unfold(fact, new Fact.Allowed(attributes)));
        }
    }

    private void onNode(Fact.OnNode fact) {
        graph.unfold(fact, new Fact.HoldsANode());
        graph.add(List.of(fact), new Conclusion(new Fact.PodsOn(fact.node()), Technique.NODE, List.of(), fact.node()));
        graph.add(
                List.of(fact),
                new Conclusion(
                        new Fact.Credential(Identity.node(fact.node())), Technique.NODE, List.of(), fact.node()));
    }

    private void accountsOf(Fact.AccountsOf fact) {
        index.accounts(fact.namespace())
                .forEach(name ->
                        graph.unfold(fact, new Fact.Credential(Identity.serviceAccount(fact.namespace(), name))));
    }

    private void podsOn(Fact.PodsOn fact) {
        index.accountsOnNode(fact.node())
                .forEach((account, pod) -> graph.add(
                        List.of(fact),
                        new Conclusion(
                                new Fact.Credential(Identity.ofUser(account)),
                                "",
                                List.of(),
                                pod.meta().qualifiedName())));
    }

    private void actAsAny(Fact.ActAsAny fact) {
        if (fact.kind() == AnyOf.USER) {
            index.users()
                    .forEach(user ->
                            actAs(fact, Impersonations.legacyUser(user, List.of()), Technique.IMPERSONATE_USER));
            return;
        }
        if (fact.namespace().isEmpty()) {
            index.accountNamespaces()
                    .forEach(namespace -> graph.unfold(fact, new Fact.ActAsAny(AnyOf.SERVICE_ACCOUNT, namespace)));
            return;
        }
        index.impersonableAccounts(fact.namespace())
                .forEach(name -> actAs(
                        fact, Identity.serviceAccount(fact.namespace(), name), Technique.IMPERSONATE_SERVICE_ACCOUNT));
    }

    private void actAs(Fact fact, Identity who, String technique) {
        graph.add(List.of(fact), new Conclusion(new Fact.Acting(who), technique, List.of(), ""));
    }

    private void mayBind(Fact.MayBind fact) {
        rolesFor(fact)
                .forEach(role -> graph.add(
                        List.of(fact),
                        new Conclusion(
                                new Fact.BoundRole(
                                        role.kind(),
                                        role.namespace(),
                                        role.name(),
                                        role.namespace().isEmpty() ? fact.scope() : role.namespace()),
                                Technique.BIND_ROLE,
                                List.of(),
                                role.name())));
    }

    /// Of any role, one that allows everything is enough: it brings whatever another would.
    private List<RoleObject> rolesFor(Fact.MayBind fact) {
        if (!fact.role().isEmpty()) {
            return policy.role(new RoleRef(fact.kind(), fact.role()), fact.scope()).stream()
                    .toList();
        }
        List<RoleObject> all = new ArrayList<>();
        if (fact.kind() == RoleKind.CLUSTER_ROLE) {
            all.addAll(policy.objects().clusterRoles());
        } else {
            policy.objects().roles().stream()
                    .filter(role -> covers(fact.scope(), role.namespace()))
                    .forEach(all::add);
        }
        return all.stream()
                .filter(role -> abilities.of(role).everything() >= 0)
                .findFirst()
                .map(List::of)
                .orElse(all);
    }

    private static boolean covers(String scope, String namespace) {
        return scope.equals(namespace) || scope.equals(Allowance.EVERY_NAMESPACE);
    }

    /// What holds in every namespace holds in each.
    private void everyNamespace(Fact fact, String namespace, Function<String, Fact> inOne) {
        if (namespace.equals(Allowance.EVERY_NAMESPACE)) {
            index.namespaces().forEach(one -> graph.unfold(fact, inOne.apply(one)));
        }
    }

    private void mayBindNew(Fact.MayBindNew fact) {
        everyNamespace(fact, fact.scope(), ns -> new Fact.MayBindNew(fact.kind(), fact.role(), ns));
        String technique = fact.role().isEmpty() ? Technique.CREATE_ROLE_ESCALATE : Technique.CREATE_NAMED_ROLE;
        String roleNamespace = fact.kind() == RoleKind.ROLE ? fact.scope() : "";
        if (graph.catalogue().technique(technique).isPresent()) {
            graph.add(
                    List.of(fact, new Fact.MayCreateAnyRole(fact.kind(), roleNamespace)),
                    new Conclusion(new Fact.AnyRule(fact.scope()), technique, List.of(), fact.role()));
        }
    }

    private void readsSecrets(Fact.ReadsSecrets fact) {
        if (fact.namespace().isEmpty()) {
            index.namespaces().forEach(namespace -> graph.unfold(fact, new Fact.ReadsSecrets(namespace)));
        }
    }
}
