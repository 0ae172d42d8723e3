package dev.guise.cluster.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Roles and bindings in all the forms in which they are found, and what is said of the forms that are not read.
class FormsOfFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static ClusterSnapshot read(Path path, FileOptions options) throws SourceException {
        return new FileSource(List.of(path), options).read(ReadProgress.NONE);
    }

    private ClusterSnapshot read(String content) throws IOException, SourceException {
        return read(file("f.txt", content), FileOptions.NONE);
    }

    private static List<String> roles(ClusterSnapshot snapshot) {
        return snapshot.rbac().clusterRoles().stream().map(RoleObject::name).toList();
    }

    private static Set<LimitId> ids(ClusterSnapshot snapshot) {
        return snapshot.limits().stream().map(Limit::id).collect(Collectors.toSet());
    }

    private static String list(String... items) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + String.join(",", items) + "]}";
    }

    private static String role(String name) {
        return """
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "%s"},
             "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["list"]}]}
            """.formatted(name);
    }

    @Test
    void listsInListsAndArraysOfThem() throws IOException, SourceException {
        List<String> both = List.of("a", "b");
        assertEquals(both, roles(read(list(list(role("a")), role("b")))));
        assertEquals(both, roles(read(list(list(list(role("a"), role("b")))))));
        assertEquals(both, roles(read("[" + list(role("a")) + "," + role("b") + "]")));
        assertEquals(both, roles(read("[[" + role("a") + "], [" + list(role("b")) + "]]")));
        assertEquals(
                both,
                roles(read("- " + list(role("a")).replace("\n", " ") + "\n- - "
                        + role("b").replace("\n", " "))));
        String typed = list(role("a").replace("\"kind\": \"ClusterRole\",", ""))
                .replace("\"List\"", "\"ClusterRoleList\"")
                .replace("\"v1\"", "\"rbac.authorization.k8s.io/v1\"");
        assertEquals(both, roles(read(list(typed, role("b")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s---\n%s", "---\n%s---\n%s", "%s\n--- # next\n%s...\n", "# head\n%s---\n---\n%s", "%s%s"})
    void jsonBetweenMarkers(String form) throws IOException, SourceException {
        assertEquals(List.of("a", "b"), roles(read(form.formatted(role("a"), role("b")))));
    }

    @Test
    void jsonBesideYamlAndBesideWhatIsBroken() throws IOException, SourceException {
        String yaml = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: b}\n";
        assertEquals(List.of("a", "b"), roles(read(role("a") + "---\n" + yaml)));
        assertEquals(List.of("a", "b"), roles(read(yaml + "---\n" + role("a"))));
        ClusterSnapshot broken = read("{\"kind\": \"ClusterRole\", \"metadata\": {\n---\n" + role("a"));
        assertEquals(List.of("a"), roles(broken));
        assertEquals(Set.of(LimitId.NOT_READ), ids(broken));
    }

    @Test
    void standardInput() throws SourceException {
        FileOptions options = FileOptions.NONE.withStandardInput(
                new ByteArrayInputStream(role("a").getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("a"), roles(read(Path.of("-"), options)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump", "dump.json", "dump.yaml.gz"})
    void gzipIsToldByContent(String name) throws IOException, SourceException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(role("a").getBytes(StandardCharsets.UTF_8));
        }
        Path packed = Files.write(folder.resolve(name), bytes.toByteArray());
        assertEquals(List.of("a"), roles(read(packed, FileOptions.NONE)));
        Path plain = Files.writeString(folder.resolve("plain-" + name), role("a"));
        assertEquals(List.of("a"), roles(read(plain, FileOptions.NONE)));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, true", "UTF-16BE, true", "UTF-16LE, false", "UTF-16BE, false", "UTF-8, true"})
    void utf16(String charset, boolean mark) throws IOException, SourceException {
        for (String text : List.of(
                role("ä"), "kind: ClusterRole\napiVersion: rbac.authorization.k8s.io/v1\nmetadata: {name: ä}\n")) {
            byte[] bytes = ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(charset));
            assertEquals(List.of("ä"), roles(read(Files.write(folder.resolve("u.yaml"), bytes), FileOptions.NONE)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization.openshift.io/v1", "v1"})
    void rolesAndBindingsOfOpenShift(String version) throws IOException, SourceException {
        ClusterSnapshot snapshot = read("""
            apiVersion: VERSION
            kind: ClusterRole
            metadata: {name: sudoer}
            rules:
            - {resources: [users], verbs: [impersonate], apiGroups: null, attributeRestrictions: null}
            ---
            apiVersion: VERSION
            kind: ClusterRoleBinding
            metadata: {name: sudoers}
            userNames: [alice, "system:serviceaccount:ns:bot"]
            groupNames: [ops]
            roleRef: {name: sudoer}
            subjects:
            - {kind: SystemUser, name: alice}
            ---
            apiVersion: VERSION
            kind: RoleBinding
            metadata: {name: local, namespace: ns}
            roleRef: {name: r, namespace: ns}
            subjects: [{kind: ServiceAccount, name: bot}]
            """.replace("VERSION", version));
        assertEquals(
                List.of(""),
                snapshot.rbac().clusterRoles().getFirst().rules().getFirst().apiGroups());
        assertEquals(
                List.of(Subject.user("alice"), Subject.user("system:serviceaccount:ns:bot"), Subject.group("ops")),
                snapshot.rbac().clusterRoleBindings().getFirst().subjects());
        Binding local = snapshot.rbac().roleBindings().getFirst();
        assertEquals("Role", local.roleRef().kind().kind());
        assertEquals(List.of(Subject.serviceAccount("ns", "bot")), local.subjects());
    }

    @Test
    void objectsOfATemplateWithItsOwnValues() throws IOException, SourceException {
        ClusterSnapshot snapshot = read("""
            apiVersion: template.openshift.io/v1
            kind: Template
            metadata: {name: t}
            parameters:
            - {name: NAMESPACE, value: prod}
            objects:
            - apiVersion: authorization.openshift.io/v1
              kind: ClusterRoleBinding
              metadata: {name: b}
              roleRef: {name: cluster-admin}
              subjects: [{kind: ServiceAccount, name: bot, namespace: "${NAMESPACE}"}]
            """);
        assertEquals(
                List.of(Subject.serviceAccount("prod", "bot")),
                snapshot.rbac().clusterRoleBindings().getFirst().subjects());
    }

    @Test
    void permissionsOfAClusterServiceVersion() throws IOException, SourceException {
        ClusterSnapshot snapshot = read("""
            apiVersion: operators.coreos.com/v1alpha1
            kind: ClusterServiceVersion
            metadata: {name: op.v1, namespace: ops}
            spec:
              install:
                strategy: deployment
                spec:
                  clusterPermissions:
                  - serviceAccountName: op
                    rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]
                  permissions:
                  - serviceAccountName: op
                    rules: [{apiGroups: [""], resources: [pods], verbs: [create]}]
                  deployments:
                  - name: op
                    spec: {template: {spec: {serviceAccountName: op}}}
            """);
        assertEquals(
                List.of(Subject.serviceAccount("ops", "op")),
                snapshot.rbac().clusterRoleBindings().getFirst().subjects());
        assertEquals(
                List.of("secrets"),
                snapshot.rbac().clusterRoles().getFirst().rules().getFirst().resources());
        assertEquals("ops", snapshot.rbac().roles().getFirst().meta().namespace());
        assertEquals("op", snapshot.workloads().getFirst().serviceAccount());
        assertEquals("ops/op", snapshot.serviceAccounts().getFirst().meta().qualifiedName());
    }

    @Test
    void whereObjectsAreThatNameNoNamespace() throws IOException, SourceException {
        String account = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: op}}\n---\n" + role("a");
        ClusterSnapshot unsaid = read(account);
        assertEquals("default/op", unsaid.serviceAccounts().getFirst().meta().qualifiedName());
        assertEquals(Set.of(LimitId.DEFAULT_NAMESPACE), ids(unsaid));
        assertEquals(1, unsaid.limits().getFirst().count());
        ClusterSnapshot said = read(file("n.yaml", account), FileOptions.NONE.withNamespace("ops"));
        assertEquals("ops/op", said.serviceAccounts().getFirst().meta().qualifiedName());
        assertEquals(Set.of(), ids(said));
    }

    @ParameterizedTest
    @CsvSource({
        "management.cattle.io/v3, GlobalRole, UNKNOWN_GRANTS",
        "security.openshift.io/v1, SecurityContextConstraints, UNKNOWN_GRANTS",
        "rbacmanager.reactiveops.io/v1beta1, RBACDefinition, UNKNOWN_GRANTS",
        "iam.aws.upbound.io/v1beta1, Role, OTHER_KINDS",
        "argoproj.io/v1alpha1, Application, OTHER_KINDS",
        "example.com/v1, Service, OTHER_KINDS"
    })
    void kindsThatAreNotRead(String version, String kind, LimitId limit) throws IOException, SourceException {
        String other = "{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: x}}\n---\n" + role("a");
        assertEquals(Set.of(limit), ids(read(other)));
    }

    @Test
    void kindsByWhichNobodyGetsRightsAreNoLimit() throws IOException, SourceException {
        String other = "{apiVersion: v1, kind: Service, metadata: {name: x}}\n---\n" + role("a");
        assertEquals(Set.of(), ids(read(other)));
    }

    @Test
    void whatIsInvalidOrBrokenHidesGrants() throws IOException, SourceException {
        ClusterSnapshot invalid = read(role("a") + """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: b}
            roleRef: {kind: Nothing, name: a}
            """);
        assertEquals(Set.of(LimitId.LEFT_OUT), ids(invalid));
        ClusterSnapshot broken = read(role("a") + "---\nkind: [\n");
        assertEquals(Set.of(LimitId.NOT_READ), ids(broken));
        assertTrue(broken.limits().getFirst().id().hidesGrants());
    }

    @Test
    void aChartThatWasNotRendered() throws IOException, SourceException {
        file("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
        file(
                "chart/templates/role.yaml",
                "{{- if .Values.rbac }}\nkind: ClusterRole\nmetadata: {name: x}\n{{- end }}\n");
        file("chart/templates/other.yaml", role("a"));
        ClusterSnapshot chart = read(folder.resolve("chart"), FileOptions.NONE);
        assertEquals(Set.of(LimitId.CHART), ids(chart));
        assertEquals(2, chart.limits().getFirst().count());
        Path alone = file("alone.yaml", """
            kind: ClusterRole
            apiVersion: rbac.authorization.k8s.io/v1
            metadata: {name: '{{ .Release.Name }}'}
            """);
        SourceException e = assertThrows(SourceException.class, () -> read(alone, FileOptions.NONE));
        assertTrue(e.describe().contains("unrendered"), e.describe());
    }

    @Test
    void doubleBracesElsewhereMayBeMeantSo() throws IOException, SourceException {
        ClusterSnapshot snapshot = read(role("a") + """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: alerts, namespace: ns, annotations: {summary: "{{ $labels.pod }}"}}
            """);
        assertFalse(ids(snapshot).contains(LimitId.CHART));
    }
}
