package dev.guise.cluster.defaults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.FileOptions;
import dev.guise.cluster.read.FileSource;
import dev.guise.cluster.read.SavedSnapshotSource;
import dev.guise.cluster.read.SnapshotFile;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.UserInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDefaultsTest {
    private static final Path RECORDED = Path.of("src/test/resources/dev/guise/cluster/defaults/recorded-1.37.2.yaml");
    private static final ServerDefaults LEFT_OUT = new ServerDefaults(ServerDefaults.When.LEFT_OUT);

    @TempDir
    Path folder;

    private ClusterSnapshot read(String... yaml) throws IOException, SourceException {
        Path file = Files.writeString(folder.resolve("m.yaml"), String.join("\n---\n", yaml));
        return read(file, ServerProfile.ofVersion(1, 37));
    }

    private static ClusterSnapshot read(Path file, ServerProfile server) throws SourceException {
        FileOptions options = FileOptions.NONE.withServer(server).withAssumptions(LEFT_OUT);
        return new FileSource(List.of(file), options).read(ReadProgress.NONE);
    }

    private static String binding(String name, String role, String user) {
        return """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%s"}
            subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: %s}]
            """.formatted(name, role, user);
    }

    private static String role(String name, String labels, String more) {
        return """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: %s
              labels: {%s}
            %s
            """.formatted(name, labels, more);
    }

    private static boolean may(ClusterSnapshot snapshot, String user, String verb, String resource) {
        return Policy.of(snapshot.rbac())
                .authorize(UserInfo.ofName(user), ResourceAttributes.of(verb, "", resource, "ns", ""))
                .isAllowed();
    }

    private static Set<LimitId> ids(ClusterSnapshot snapshot) {
        return snapshot.limits().stream().map(Limit::id).collect(Collectors.toSet());
    }

    private static Set<Set<PolicyRule>> rules(List<? extends RoleObject> roles) {
        return roles.stream().map(role -> Set.copyOf(role.rules())).collect(Collectors.toSet());
    }

    @Test
    void thoseOf137AreWordForWordTheRecordedOnes() throws SourceException {
        RbacObjects recorded =
                new FileSource(List.of(RECORDED)).read(ReadProgress.NONE).rbac();
        RbacObjects carried = DefaultObjects.of("1.37");
        assertEquals(Set.copyOf(recorded.roles()), Set.copyOf(carried.roles()));
        assertEquals(Set.copyOf(recorded.roleBindings()), Set.copyOf(carried.roleBindings()));
        assertEquals(Set.copyOf(recorded.clusterRoleBindings()), Set.copyOf(carried.clusterRoleBindings()));
        var own = new HashSet<>(carried.clusterRoles());
        own.removeIf(role -> !role.aggregation().isEmpty());
        var server = new HashSet<>(recorded.clusterRoles());
        server.removeIf(role -> !role.aggregation().isEmpty());
        assertEquals(server, own);
        assertEquals(3, carried.clusterRoles().size() - own.size(), "admin, edit and view");
    }

    @Test
    void filledInTheyAreTheRecordedOnesToo() throws IOException, SourceException {
        ClusterSnapshot assumed = read(binding("b", "view", "bob"));
        RbacObjects recorded =
                new FileSource(List.of(RECORDED)).read(ReadProgress.NONE).rbac();
        assertEquals(rules(recorded.clusterRoles()), rules(assumed.rbac().clusterRoles()));
    }

    @ParameterizedTest
    @CsvSource({"28, 1.32", "32, 1.32", "33, 1.33", "34, 1.34", "35, 1.35", "36, 1.36", "37, 1.37", "40, 1.37"})
    void theVersionThatFitsBest(int minor, String version) {
        assertEquals(version, DefaultObjects.versionFor(ServerProfile.ofVersion(1, minor)));
        assertFalse(DefaultObjects.of(version).clusterRoles().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster-admin", "edit", "system:auth-delegator"})
    void aBindingToADefaultRoleIsNoBindingToNothing(String role) throws IOException, SourceException {
        ClusterSnapshot snapshot = read(binding("b", role, "bob"));
        assertEquals(List.of(), Policy.of(snapshot.rbac()).danglingBindings());
        assertTrue(ids(snapshot).contains(LimitId.DEFAULT_ROLES));
        assertEquals(1, snapshot.counts().get("clusterRoleBindings"), "what is assumed was not read");
        assertEquals(0, snapshot.counts().get("clusterRoles"));
        assertEquals(0, snapshot.counts().get("serviceAccounts"));
    }

    @Test
    void rolesOfTheFilesAggregateIntoThem() throws IOException, SourceException {
        String part = role(
                "part",
                "rbac.authorization.k8s.io/aggregate-to-view: 'true'",
                "rules: [{apiGroups: [''], resources: [secrets], verbs: [list]}]");
        ClusterSnapshot snapshot = read(part, binding("b", "view", "bob"), binding("a", "admin", "ann"));
        assertTrue(may(snapshot, "bob", "list", "secrets"));
        assertTrue(may(snapshot, "ann", "list", "secrets"), "view is a part of edit, and edit of admin");
        assertFalse(may(read(part, binding("b", "system:basic-user", "bob")), "bob", "list", "secrets"));
    }

    @Test
    void theyAggregateIntoRolesOfTheFilesInPlaceOfWhatIsWritten() throws IOException, SourceException {
        String own = role("own", "", """
            aggregationRule:
              clusterRoleSelectors: [{matchLabels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}]
            rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]
            """);
        ClusterSnapshot snapshot = read(own, binding("b", "own", "bob"));
        assertTrue(may(snapshot, "bob", "list", "pods"));
        assertFalse(may(snapshot, "bob", "delete", "pods"));
    }

    @Test
    void aRoleOfTheFilesAggregatesIntoWhatAServerHasFilledIn() throws IOException, SourceException {
        String view = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: viewers, uid: 0-1}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: viewers}}]}
            rules: [{apiGroups: [''], resources: [pods], verbs: [list]}]
            """;
        String part = role("part", "to: viewers", "rules: [{apiGroups: [''], resources: [secrets], verbs: [list]}]");
        ClusterSnapshot snapshot = read(view, part, binding("b", "viewers", "bob"));
        assertTrue(may(snapshot, "bob", "list", "secrets"));
        assertTrue(may(snapshot, "bob", "list", "pods"));
    }

    @Test
    void whatAServerHasGivenIsNotCompleted() throws SourceException {
        ClusterSnapshot snapshot = read(RECORDED, ServerProfile.ofVersion(1, 37));
        assertEquals(141, snapshot.rbac().size());
        assertTrue(snapshot.assumed().stream().noneMatch(object -> object.kind().contains("Role")));
    }

    @Test
    void aLabelOfOneRoleDoesNotMakeItADump() throws IOException, SourceException {
        ClusterSnapshot snapshot = read(
                role("own", "kubernetes.io/bootstrapping: rbac-defaults", "rules: []"),
                binding("b", "cluster-admin", "bob"));
        assertTrue(may(snapshot, "bob", "delete", "secrets"));
    }

    @Test
    void everyClusterHasANodeAndTheAccountsOfItsControllers() throws IOException, SourceException {
        ClusterSnapshot snapshot = read(binding("b", "view", "bob"));
        assertEquals(
                List.of("any-node"),
                snapshot.nodes().stream().map(node -> node.meta().name()).toList());
        assertTrue(snapshot.serviceAccounts().stream()
                .anyMatch(account ->
                        account.meta().qualifiedName().equals("kube-system/clusterrole-aggregation-controller")));
        assertTrue(ids(snapshot).contains(LimitId.ANY_NODE));
        ClusterSnapshot known = read(binding("b", "view", "bob"), """
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            """);
        assertEquals(1, known.nodes().size());
        assertFalse(ids(known).contains(LimitId.ANY_NODE));
    }

    @Test
    void nodesThatRulesNameAreThere() throws IOException, SourceException {
        ClusterSnapshot snapshot = read(role("r", "", """
            rules:
            - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:arbitrary-node"], resourceNames: [n7]}
            - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: ["system:node:n8"]}
            """));
        assertEquals(
                List.of("any-node", "n7", "n8"),
                snapshot.nodes().stream().map(node -> node.meta().name()).toList());
    }

    @ParameterizedTest
    @CsvSource({"Deployment, w", "DaemonSet, w", "StatefulSet, w-0"})
    void aWorkloadStandsForItsPods(String kind, String pod) throws IOException, SourceException {
        String workload = """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: w, namespace: app}
            spec: {template: {spec: {serviceAccountName: admin}}}
            """.formatted(kind);
        ClusterSnapshot snapshot = read(workload, binding("b", "view", "bob"));
        assertEquals(
                List.of(pod), snapshot.pods().stream().map(p -> p.meta().name()).toList());
        assertEquals("any-node", snapshot.pods().getFirst().nodeName());
        assertEquals(0, snapshot.counts().get("pods"));
        assertTrue(ids(snapshot).contains(LimitId.PODS_OF_WORKLOADS));
        String own = """
            apiVersion: v1
            kind: Pod
            metadata: {name: w-x1, namespace: app}
            spec: {serviceAccountName: admin, nodeName: n1}
            """;
        ClusterSnapshot withPod = read(workload, own, binding("b", "view", "bob"));
        assertEquals(1, withPod.pods().size());
        assertFalse(ids(withPod).contains(LimitId.PODS_OF_WORKLOADS));
    }

    @Test
    void aSavedSnapshotKeepsWhatItRestsOnAndIsNotCompletedAgain() throws IOException, SourceException {
        ClusterSnapshot snapshot = read(binding("b", "view", "bob"));
        Path file = folder.resolve("s" + SnapshotFile.ENDING);
        SnapshotFile.write(snapshot, file);
        ClusterSnapshot again = new SavedSnapshotSource(file, LEFT_OUT).read(ReadProgress.NONE);
        assertEquals(snapshot.limits(), again.limits());
        assertEquals(snapshot.assumed(), again.assumed());
        assertEquals(snapshot.rbac(), again.rbac());
    }

    @Test
    void aSavedSnapshotWithoutThemIsCompleted() throws IOException, SourceException {
        Path manifest = Files.writeString(folder.resolve("m.yaml"), binding("b", "cluster-admin", "bob"));
        Path file = folder.resolve("s" + SnapshotFile.ENDING);
        SnapshotFile.write(new FileSource(List.of(manifest)).read(ReadProgress.NONE), file);
        assertTrue(may(new SavedSnapshotSource(file, LEFT_OUT).read(ReadProgress.NONE), "bob", "delete", "secrets"));
    }

    @Test
    void anOpenShiftClusterHasItsAdministrators() throws IOException, SourceException {
        String openShift = """
            apiVersion: authorization.openshift.io/v1
            kind: ClusterRoleBinding
            metadata: {name: b}
            roleRef: {name: view}
            userNames: [bob]
            """;
        ClusterSnapshot snapshot = read(openShift);
        assertTrue(may(snapshot, "system:admin", "delete", "secrets"));
        assertTrue(ids(snapshot).contains(LimitId.OPENSHIFT));
        assertFalse(may(read(binding("b", "view", "bob")), "system:admin", "delete", "secrets"));
    }
}
