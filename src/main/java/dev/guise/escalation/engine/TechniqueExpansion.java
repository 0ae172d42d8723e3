package dev.guise.escalation.engine;

import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Catalogue.NumberedNeed;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.catalogue.Technique.Condition;
import dev.guise.escalation.catalogue.Technique.Effect;
import dev.guise.escalation.catalogue.Technique.Need;
import dev.guise.escalation.catalogue.Technique.NodeNeed;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.escalation.catalogue.Technique.TechniqueNeed;
import dev.guise.escalation.engine.Fact.Control;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServiceAccountName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Brings the techniques of the catalogue to the namespaces, pods, accounts and nodes of a cluster.
final class TechniqueExpansion {

    private final Catalogue catalogue;
    private final ServerProfile server;
    private final ClusterIndex index;
    private final EscalationGraph graph;
    /// By identity: two techniques may need the same.
    private final IdentityHashMap<RequestNeed, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, List<Technique>> built = new HashMap<>();
    private final Set<List<Object>> instances = new HashSet<>();

    TechniqueExpansion(Catalogue catalogue, ServerProfile server, ClusterIndex index, EscalationGraph graph) {
        this.catalogue = catalogue;
        this.server = server;
        this.index = index;
        this.graph = graph;
        catalogue.needs().forEach(need -> numbers.put(need.need(), need.number()));
        for (Technique technique : catalogue.techniques()) {
            if (technique.versions().includes(server)) {
                technique.needs().stream()
                        .filter(TechniqueNeed.class::isInstance)
                        .map(TechniqueNeed.class::cast)
                        .flatMap(need -> need.anyOf().stream())
                        .forEach(id -> built.computeIfAbsent(id, i -> new ArrayList<>())
                                .add(technique));
            }
        }
    }

    /// Takes over which instances are in the graph already.
    void continueFrom(TechniqueExpansion other) {
        instances.addAll(other.instances);
    }

    /// Some premises allow what a need asks for.
    void allowed(List<Fact> premises, NumberedNeed need, String namespace, NameSet names, List<Grant> grants) {
        conclusions(need, namespace, names, grants, conclusion -> graph.add(premises, conclusion));
    }

    /// What to conclude from being allowed what a need asks for, in a namespace (`""`: everywhere) on some names.
    ///
    /// @param place a namespace, `""`, or [Allowance#EVERY_NAMESPACE]
    void conclusions(NumberedNeed need, String place, NameSet names, List<Grant> grants, Consumer<Conclusion> found) {
        String namespace = place.equals(Allowance.EVERY_NAMESPACE) ? "" : place;
        if (names.any()) {
            found.accept(may(need, namespace, "", grants));
            return;
        }
        for (String name : names.names()) {
            switch (need.need().target()) {
                case NEW_SECRET ->
                    namespaces(namespace).stream()
                            .filter(ns -> !index.secrets(ns).containsKey(name))
                            .forEach(ns -> found.accept(may(need, ns, "", grants)));
                case OWN_NAMESPACE -> {
                    if (namespace.isEmpty() || namespace.equals(name)) {
                        found.accept(may(need, name, "", grants));
                    }
                }
                case NODE -> found.accept(may(need, "", name, grants));
                default ->
                    namespaces(namespace).stream()
                            .filter(ns -> exists(need.need(), ns, name))
                            .forEach(ns -> found.accept(may(need, ns, name, grants)));
            }
        }
    }

    private static Conclusion may(NumberedNeed need, String namespace, String name, List<Grant> grants) {
        return new Conclusion(new Fact.May(need.number(), namespace, name), "", grants, "");
    }

    private Collection<String> namespaces(String namespace) {
        return namespace.isEmpty() ? index.namespaces() : List.of(namespace);
    }

    private boolean exists(RequestNeed need, String namespace, String name) {
        return switch (need.target()) {
            case ACCOUNT -> index.hasAccount(namespace, name);
            case TOKEN_SECRET -> index.secrets(namespace).containsKey(name);
            case POD -> index.pods(namespace).containsKey(name);
            case WORKLOAD -> hasWorkload(namespace, name);
            case NONE, NEW_SECRET, NODE, OWN_NAMESPACE -> true;
        };
    }

    /// Any permission in a namespace meets every need there.
    void anythingIn(Fact fact, String namespace) {
        for (NumberedNeed need : catalogue.needs()) {
            if (isNamespaced(need.need()) && need.technique().versions().includes(server)) {
                graph.unfold(fact, new Fact.May(need.number(), namespace, ""));
            }
        }
    }

    /// A need is met somewhere: everything that it completes.
    void may(Fact.May fact) {
        NumberedNeed need = catalogue.need(fact.need());
        if (fact.namespace().isEmpty() && isNamespaced(need.need())) {
            index.namespaces()
                    .forEach(namespace -> graph.unfold(fact, new Fact.May(fact.need(), namespace, fact.name())));
            if (need.technique().id().equals(Technique.TOKEN_SECRET_READ)) {
                graph.unfold(fact, new Fact.ReadsSecrets(""));
            }
            return;
        }
        if (need.technique().id().equals(Technique.TOKEN_SECRET_READ)
                && fact.name().isEmpty()) {
            graph.unfold(fact, new Fact.ReadsSecrets(fact.namespace()));
        }
        bring(need.technique(), fact, fact.namespace());
    }

    private static boolean isNamespaced(RequestNeed need) {
        return need.checks().stream()
                .flatMap(List::stream)
                .map(RequestPattern::scope)
                .allMatch(Scope.NAMESPACE::equals);
    }

    /// A technique works in a namespace: what it gives there, and what is built on it.
    void fired(Fact.Fired fact) {
        Technique technique = catalogue.technique(fact.technique()).orElseThrow();
        switch (technique.effect()) {
            case CREDENTIALS_OF_NAMESPACE -> graph.unfold(fact, new Fact.AccountsOf(fact.namespace()));
            case ANY_NODE -> index.nodes().forEach(node -> graph.unfold(fact, new Fact.OnNode(node)));
            case ANY_IDENTITY -> anyIdentity(fact);
            case CLUSTER_CONTROL -> graph.unfold(fact, new Fact.Influence(Control.CLUSTER));
            case ADMISSION_CONTROL -> graph.unfold(fact, new Fact.Influence(Control.ADMISSION));
            case ADMISSION_READING -> graph.unfold(fact, new Fact.Influence(Control.ADMISSION_READING));
            case API_TRAFFIC -> graph.unfold(fact, new Fact.Influence(Control.API_TRAFFIC));
            case BUILT_IN, CREDENTIAL_OF_TARGET, CREDENTIALS_ON_TARGET -> {
                // given directly by the instances
            }
        }
        if (technique.readsSecrets()) {
            graph.unfold(fact, new Fact.ReadsSecrets(fact.namespace()));
        }
        built.getOrDefault(fact.technique(), List.of()).forEach(further -> bring(further, fact, fact.namespace()));
    }

    /// A node is held: the techniques that need one, wherever their other needs are met.
    void nodeHeld(Fact.HoldsANode fact) {
        catalogue.techniques().stream()
                .filter(technique -> technique.versions().includes(server))
                .filter(technique -> technique.needs().stream().anyMatch(NodeNeed.class::isInstance))
                .forEach(technique -> bring(technique, fact, ""));
    }

    /// Whether what a technique gives in a place is the credential of whomever the cluster knows.
    boolean namesAnybody(Fact.Fired fact) {
        return catalogue.technique(fact.technique()).orElseThrow().effect() == Effect.ANY_IDENTITY;
    }

    /// A certificate may name any user and any groups but `system:masters`.
    void anyIdentity(Fact fact) {
        List<String> groups = new ArrayList<>(index.groups());
        Set<String> names = new LinkedHashSet<>(index.users());
        index.nodes().forEach(node -> names.add(new NodeName(node).userName()));
        index.accountNamespaces()
                .forEach(namespace -> index.impersonableAccounts(namespace)
                        .forEach(name -> names.add(ServiceAccountName.format(namespace, name))));
        if (names.isEmpty() && !groups.isEmpty()) {
            // nobody is known by name, but anybody may be made up
            graph.unfold(fact, new Fact.Credential(new Identity("", groups)));
        }
        for (String name : names) {
            Identity plain = Identity.ofUser(name);
            graph.unfold(fact, new Fact.Credential(plain));
            List<String> all = new ArrayList<>(plain.groups());
            groups.stream().filter(group -> !all.contains(group)).forEach(all::add);
            graph.unfold(fact, new Fact.Credential(new Identity(name, all)));
        }
    }

    /// Completes a technique in a namespace, given one of its needs there.
    private void bring(Technique technique, Fact met, String namespace) {
        if (isClusterWide(technique)) {
            instances(technique, met, "");
            return;
        }
        for (String place : namespaces(namespace)) {
            if (holds(technique.where(), place)) {
                instances(technique, met, place);
            }
        }
    }

    private static boolean isClusterWide(Technique technique) {
        return technique.needs().stream()
                .allMatch(need -> need instanceof RequestNeed request && !isNamespaced(request));
    }

    private boolean holds(Condition condition, String namespace) {
        if (!condition.configMap().isEmpty()) {
            return condition.configMap().startsWith(namespace + "/") && index.hasConfigMap(condition.configMap());
        }
        return condition.podSecurity().isEmpty() || condition.podSecurity().contains(index.podSecurity(namespace));
    }

    private void instances(Technique technique, Fact met, String namespace) {
        List<List<Fact>> choices = new ArrayList<>();
        for (Need need : technique.needs()) {
            choices.add(facts(need, met, namespace));
        }
        for (List<Fact> premises : combinations(choices)) {
            if (instances.add(List.of(technique.id(), premises))) {
                conclude(technique, premises, namespace);
            }
        }
    }

    /// The facts of which one meets the need in that namespace. The fact just met stands for its own need.
    private List<Fact> facts(Need need, Fact met, String namespace) {
        return switch (need) {
            case RequestNeed request -> {
                int number = numbers.getOrDefault(request, -1);
                if (met instanceof Fact.May may && may.need() == number) {
                    yield List.of(met);
                }
                yield List.of(new Fact.May(number, isNamespaced(request) ? namespace : "", ""));
            }
            case TechniqueNeed other -> {
                if (met instanceof Fact.Fired fired && other.anyOf().contains(fired.technique())) {
                    yield List.of(met);
                }
                yield other.anyOf().stream()
                        .<Fact>map(id -> new Fact.Fired(id, namespace))
                        .toList();
            }
            case NodeNeed ignored -> List.of(new Fact.HoldsANode());
        };
    }

    private static List<List<Fact>> combinations(List<List<Fact>> choices) {
        List<List<Fact>> all = List.of(List.of());
        for (List<Fact> choice : choices) {
            List<List<Fact>> longer = new ArrayList<>();
            for (List<Fact> start : all) {
                for (Fact fact : choice) {
                    List<Fact> next = new ArrayList<>(start);
                    next.add(fact);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private void conclude(Technique technique, List<Fact> premises, String namespace) {
        Effect effect = technique.effect();
        if (effect != Effect.CREDENTIAL_OF_TARGET && effect != Effect.CREDENTIALS_ON_TARGET) {
            Fact fired = new Fact.Fired(technique.id(), namespace);
            if (!needsWorkload(technique) || hasWorkload(premises, namespace)) {
                graph.add(premises, new Conclusion(fired, technique.id(), List.of(), namespace));
            }
            return;
        }
        for (Map.Entry<Fact, String> target :
                targets(technique, premises, namespace).entrySet()) {
            graph.add(premises, new Conclusion(target.getKey(), technique.id(), List.of(), target.getValue()));
        }
    }

    private static boolean needsWorkload(Technique technique) {
        return technique.needs().stream()
                .anyMatch(need -> need instanceof RequestNeed request && request.target() == Target.WORKLOAD);
    }

    private boolean hasWorkload(List<Fact> premises, String namespace) {
        return premises.stream()
                .filter(fact -> fact instanceof Fact.May may
                        && catalogue.need(may.need()).need().target() == Target.WORKLOAD)
                .map(Fact.May.class::cast)
                .anyMatch(may -> hasWorkload(namespace, may.name()));
    }

    private boolean hasWorkload(String namespace, String name) {
        return index.workloads(namespace).stream().anyMatch(workload -> TargetNames.matches(name, workload));
    }

    /// What the targets of an instance give, each with what it is found in. Of several pods with one account, one is
    /// enough.
    private Map<Fact, String> targets(Technique technique, List<Fact> premises, String namespace) {
        Map<Fact, String> targets = new LinkedHashMap<>();
        for (int i = 0; i < premises.size(); i++) {
            if (technique.needs().get(i) instanceof RequestNeed need && premises.get(i) instanceof Fact.May may) {
                addTargets(need.target(), namespace, may.name(), targets);
            }
        }
        return targets;
    }

    private void addTargets(Target target, String namespace, String name, Map<Fact, String> targets) {
        switch (target) {
            case ACCOUNT ->
                index.accounts(namespace).stream()
                        .filter(account -> name.isEmpty() || account.equals(name))
                        .forEach(account -> targets.put(credential(namespace, account), namespace + "/" + account));
            case TOKEN_SECRET ->
                index.secrets(namespace).values().stream()
                        .filter(secret -> name.isEmpty() || secret.meta().name().equals(name))
                        .filter(secret -> isToken(secret, namespace))
                        .forEach(secret -> targets.putIfAbsent(
                                credential(namespace, secret.tokenOf()),
                                secret.meta().qualifiedName()));
            case POD ->
                podsFor(namespace, name)
                        .forEach(pod -> targets.putIfAbsent(
                                credential(namespace, pod.serviceAccount()),
                                pod.meta().qualifiedName()));
            case NODE ->
                index.nodes().stream()
                        .filter(node -> name.isEmpty() || node.equals(name))
                        .forEach(node -> targets.put(new Fact.PodsOn(node), node));
            case NONE, NEW_SECRET, WORKLOAD, OWN_NAMESPACE -> {
                // these give nothing of their own
            }
        }
    }

    private boolean isToken(Secret secret, String namespace) {
        return !secret.tokenOf().isEmpty() && index.hasAccount(namespace, secret.tokenOf());
    }

    private Collection<Pod> podsFor(String namespace, String name) {
        Map<String, Pod> pods = index.pods(namespace);
        Pod pod = pods.get(name);
        if (name.isEmpty()) {
            return pods.values();
        }
        return pod == null ? List.of() : List.of(pod);
    }

    private static Fact credential(String namespace, String account) {
        return new Fact.Credential(Identity.serviceAccount(namespace, account));
    }
}
