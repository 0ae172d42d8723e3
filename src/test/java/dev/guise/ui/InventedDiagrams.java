package dev.guise.ui;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Diagrams of nothing real.
public final class InventedDiagrams {
    private InventedDiagrams() {}

    /// The reach of one service account.
    public static Diagram reach() {
        List<DiagramNode> nodes = new ArrayList<>(List.of(
                node("sa", NodeKind.SERVICE_ACCOUNT, "deployer", "ci", Mark.OWNED),
                node("group", NodeKind.GROUP, "system:serviceaccounts:ci", "Group"),
                node("crb", NodeKind.BINDING, "deployer-impersonate", "ClusterRoleBinding"),
                node("rb", NodeKind.BINDING, "ci-edit", "RoleBinding in shop"),
                node("rbdead", NodeKind.BINDING, "old-deployer", "RoleBinding in legacy", Mark.DEAD),
                node("cr", NodeKind.ROLE, "impersonate-operators", "ClusterRole", Mark.DANGEROUS),
                node("edit", NodeKind.ROLE, "edit", "ClusterRole", Mark.BUILT_IN),
                node("deadrole", NodeKind.ROLE, "deployer-v1", "Role, does not exist", Mark.DEAD),
                node("rule1", NodeKind.RULE, "impersonate groups/operators", "core", Mark.DANGEROUS),
                node("rule2", NodeKind.RULE, "impersonate:serviceaccount", "authentication.k8s.io"),
                node("rule3", NodeKind.RULE, "create,update pods,deployments.apps", ""),
                node("t1", NodeKind.TECHNIQUE, "Run a pod as another account", "pods create in shop"),
                node("operators", NodeKind.GROUP, "operators", "Group", Mark.DANGEROUS),
                node("payer", NodeKind.SERVICE_ACCOUNT, "payments", "shop"),
                node("admin", NodeKind.GOAL, "Cluster admin", "everything, everywhere", Mark.GOAL)));
        List<DiagramEdge> edges = new ArrayList<>(List.of(
                edge("sa", "group", EdgeKind.MEMBER, "member of"),
                edge("sa", "crb", EdgeKind.BINDS, ""),
                edge("group", "rb", EdgeKind.BINDS, ""),
                edge("sa", "rbdead", EdgeKind.DEAD, "role is missing"),
                edge("rbdead", "deadrole", EdgeKind.DEAD, ""),
                edge("crb", "cr", EdgeKind.REFERS, ""),
                edge("rb", "edit", EdgeKind.REFERS, ""),
                edge("cr", "rule1", EdgeKind.CONTAINS, ""),
                edge("cr", "rule2", EdgeKind.CONTAINS, ""),
                edge("edit", "rule3", EdgeKind.CONTAINS, ""),
                edge("rule1", "operators", EdgeKind.LEGACY, "Impersonate-Group"),
                edge("rule2", "payer", EdgeKind.CONSTRAINED, "get, list pods"),
                edge("rule3", "t1", EdgeKind.TECHNIQUE, ""),
                edge("t1", "payer", EdgeKind.TECHNIQUE, "token of payments"),
                edge("operators", "admin", EdgeKind.BINDS, "cluster-admin")));
        for (int i = 1; i <= 16; i++) {
            String id = "acct" + i;
            nodes.add(node(id, NodeKind.SERVICE_ACCOUNT, "worker-" + i, "shop"));
            edges.add(edge("t1", id, EdgeKind.TECHNIQUE, ""));
        }
        return new Diagram(nodes, edges);
    }

    /// Layers of nodes with edges from each to the next.
    public static Diagram random(long seed, int count, int edgeCount) {
        Random random = new Random(seed);
        NodeKind[] kinds = {
            NodeKind.SERVICE_ACCOUNT, NodeKind.BINDING, NodeKind.ROLE, NodeKind.RULE, NodeKind.GROUP, NodeKind.GOAL
        };
        EdgeKind[] lines = {EdgeKind.BINDS, EdgeKind.REFERS, EdgeKind.CONTAINS, EdgeKind.LEGACY, EdgeKind.CONSTRAINED};
        List<DiagramNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeKind kind = kinds[i % kinds.length];
            nodes.add(node(
                    "n" + i, kind, kind.text().toLowerCase(java.util.Locale.ROOT) + "-" + i, "namespace-" + i % 40));
        }
        List<DiagramEdge> edges = new ArrayList<>();
        for (int i = 0; i < edgeCount; i++) {
            int layer = random.nextInt(kinds.length - 1);
            int from = random.nextInt(count / kinds.length) * kinds.length + layer;
            int near = Math.clamp(from / kinds.length + random.nextInt(9) - 4, 0, count / kinds.length - 1);
            int to = near * kinds.length + layer + 1;
            edges.add(new DiagramEdge("e" + i, "n" + from, "n" + to, lines[layer], "", ""));
        }
        return new Diagram(nodes, edges);
    }

    private static DiagramNode node(String id, NodeKind kind, String title, String subtitle, Mark... marks) {
        return new DiagramNode(id, kind, title, subtitle, Set.of(marks), kind.text() + " " + title);
    }

    private static DiagramEdge edge(String from, String to, EdgeKind kind, String label) {
        return new DiagramEdge(from + ">" + to, from, to, kind, label, kind.text() + " from " + from + " to " + to);
    }
}
