package dev.guise.cluster.defaults;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.Assumed;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Assumes a node where none is known, and the pods of workloads that have none: there is no cluster without.
final class Inhabiting {
    /// Stands for all nodes of a cluster of which none is known.
    static final String ANY_NODE = "any-node";

    private final ClusterSnapshot read;
    private final List<Limit> limits;
    private final Set<Assumed> assumed;

    Inhabiting(ClusterSnapshot read, List<Limit> limits, Set<Assumed> assumed) {
        this.read = read;
        this.limits = limits;
        this.assumed = assumed;
    }

    ClusterSnapshot complete() {
        List<Node> nodes = nodes();
        String somewhere = nodes.stream()
                .map(node -> node.meta().name())
                .min(Inhabiting::anyFirst)
                .orElse("");
        List<Pod> pods = new ArrayList<>(read.pods());
        if (read.isOfFiles() && pods.stream().allMatch(pod -> pod.nodeName().isEmpty())) {
            pods.replaceAll(pod -> new Pod(pod.meta(), pod.serviceAccount(), somewhere));
        }
        pods.addAll(podsOfWorkloads(somewhere));
        return read.withNodes(nodes).withPods(pods).assuming(limits, assumed);
    }

    private static int anyFirst(String one, String other) {
        boolean same = one.equals(ANY_NODE) == other.equals(ANY_NODE);
        return same ? one.compareTo(other) : one.equals(ANY_NODE) ? -1 : 1;
    }

    private List<Node> nodes() {
        boolean known = !read.nodes().isEmpty()
                || read.pods().stream().anyMatch(pod -> !pod.nodeName().isEmpty());
        if (known) {
            return read.nodes();
        }
        limits.add(new Limit(
                LimitId.ANY_NODE,
                "No nodes are known: a single node, " + ANY_NODE + ", represents all of them.",
                1,
                "It is unknown which pods run on the same node."));
        return Stream.concat(Stream.of(ANY_NODE), namedNodes().stream())
                .distinct()
                .map(name -> new Node(ObjectMeta.cluster(name)))
                .peek(node -> assumed.add(new Assumed("Node", "", node.meta().name())))
                .toList();
    }

    /// The nodes that bindings and rules name.
    private Set<String> namedNodes() {
        Set<String> names = new TreeSet<>();
        read.rbac().clusterRoleBindings().stream()
                .flatMap(binding -> binding.subjects().stream())
                .filter(subject -> subject.kind() == SubjectKind.USER)
                .forEach(subject -> NodeName.parse(subject.name()).ifPresent(node -> names.add(node.name())));
        Stream.<RoleObject>concat(read.rbac().clusterRoles().stream(), read.rbac().roles().stream())
                .flatMap(role -> role.rules().stream())
                .forEach(rule -> addNames(rule, names));
        return names;
    }

    private static void addNames(PolicyRule rule, Set<String> names) {
        for (String name : rule.resourceNames()) {
            NodeName.parse(name).ifPresent(node -> names.add(node.name()));
            if (RuleMatching.resource(rule, "nodes", "") || RuleMatching.resource(rule, "nodes", "proxy")) {
                NodeName.parse(new NodeName(name).userName()).ifPresent(node -> names.add(node.name()));
            }
        }
    }

    private List<Pod> podsOfWorkloads(String node) {
        Set<Map.Entry<String, String>> populated = read.pods().stream()
                .map(pod -> Map.entry(pod.meta().namespace(), pod.serviceAccount()))
                .collect(Collectors.toSet());
        boolean mayBeLeftOut = read.isOfFiles() || read.pods().isEmpty();
        Set<String> names = new LinkedHashSet<>();
        read.pods().forEach(pod -> names.add(pod.meta().qualifiedName()));
        List<Pod> pods = new ArrayList<>();
        for (Workload workload : read.workloads()) {
            Pod pod = pod(workload, node);
            if (mayBeLeftOut
                    && !populated.contains(Map.entry(workload.meta().namespace(), workload.serviceAccount()))
                    && names.add(pod.meta().qualifiedName())) {
                assumed.add(
                        new Assumed("Pod", pod.meta().namespace(), pod.meta().name()));
                pods.add(pod);
            }
        }
        if (!pods.isEmpty()) {
            int count = pods.size();
            limits.add(new Limit(
                    LimitId.PODS_OF_WORKLOADS,
                    (count == 1 ? "1 workload represents its pods" : count + " workloads represent their pods")
                            + ", because no pods of theirs were read.",
                    count,
                    "Rules that name individual pods do not match them."));
        }
        return pods;
    }

    private static Pod pod(Workload workload, String node) {
        ObjectMeta meta = workload.meta();
        String name = workload.kind() == WorkloadKind.STATEFUL_SET ? meta.name() + "-0" : meta.name();
        return new Pod(
                new ObjectMeta(name, meta.namespace(), meta.labels(), Map.of()), workload.serviceAccount(), node);
    }
}
