package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.escalation.question.Reach;
import dev.guise.ui.common.control.NaturalOrder;
import dev.guise.ui.frame.IdentityKind;
import dev.guise.ui.frame.IdentityList;
import dev.guise.ui.frame.IdentityRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectIndexTest {

    @Test
    void everythingIsFoundByIdAndName() throws Exception {
        Review review = Review.of(new DemoSource().read(ReadProgress.NONE));
        ObjectIndex index = review.objects();
        assertInstanceOf(Thing.Somebody.class, index.find("user:alice").orElseThrow());
        assertInstanceOf(Thing.ARole.class, index.find("ClusterRole:admin").orElseThrow());
        assertInstanceOf(Thing.ARule.class, index.find("ClusterRole:admin#0").orElseThrow());
        assertTrue(index.find("ClusterRole:admin#9999").isEmpty());
        assertTrue(index.find("ClusterRole:admin#-1").isEmpty());
        assertTrue(index.find("ClusterRole:admin#99999999999").isEmpty());
        assertEquals(
                "serviceaccount:ci/pipeline",
                index.named("ci/Pipeline").orElseThrow().id());
        assertEquals(
                "serviceaccount:ci/pipeline",
                index.named("system:serviceaccount:ci:pipeline").orElseThrow().id());
        assertEquals(
                IdentityKind.ANYONE,
                index.named("system:anonymous").orElseThrow().kind());
        assertEquals(index.named("group developers"), index.named("group:developers"));
        assertEquals(
                IdentityKind.GROUP,
                index.named("group developers").orElseThrow().kind());
        assertTrue(index.identities().stream().anyMatch(who -> who.kind() == IdentityKind.NODE));
    }

    private static final String EVERYBODY = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: all}
        rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: secrets}
        rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: open-to-all}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
        subjects: [{kind: Group, name: "system:authenticated", apiGroup: rbac.authorization.k8s.io}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: readers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secrets}
        subjects:
        - {kind: User, name: user-2, apiGroup: rbac.authorization.k8s.io}
        - {kind: User, name: user-10, apiGroup: rbac.authorization.k8s.io}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: harmless, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nothing}
        subjects: [{kind: User, name: user-1, apiGroup: rbac.authorization.k8s.io}]
        """;

    private static List<String> users(OpenSession open) {
        return open.session().frame().identities().lines().stream()
                .filter(line -> line instanceof IdentityList.Entry(IdentityRow row) && row.kind() == IdentityKind.USER)
                .map(line -> ((IdentityList.Entry) line).row())
                .map(row -> row.name() + " " + row.badge())
                .toList();
    }

    private static boolean controlsCluster(OpenSession open, String id) {
        Reach reach = open.session().loader().reachesProperty().get().get(id);
        return reach != null && reach.controlsCluster();
    }

    @Test
    void whatEverybodyReachesIsToldOnceAndNotRankedBy(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("everybody.yaml"), EVERYBODY);
        OpenSession open = OpenSession.of(new FileSource(List.of(file)).read(ReadProgress.NONE));
        open.await(() -> users(open).getFirst().contains("→"));
        assertEquals(List.of("user-2 → all Secrets", "user-10 → all Secrets", "user-1 "), users(open));
        assertEquals("user:user-2", open.session().frame().selectionProperty().get());
        assertTrue(controlsCluster(open, "user:user-1"));
        String note = open.session().frame().identities().noteProperty().get();
        assertTrue(
                note.startsWith("Every authenticated user can reach control of the cluster, through ClusterRoleBinding"
                        + " open-to-all."),
                note);
        assertEquals(
                1,
                open.session().frame().notices().stream()
                        .filter(notice -> note.startsWith(notice.what()))
                        .count());
    }

    @Test
    void theFirstToBeSeenIsTheWorstThatIsNotOfKubernetes() throws Exception {
        OpenSession open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        String first = open.session().frame().selectionProperty().get();
        open.await(() -> !open.session().loader().reachesProperty().get().isEmpty());
        assertTrue(controlsCluster(open, first), first);
        assertEquals(first.replace("user:", "") + " → cluster", users(open).getFirst());
        assertEquals("", open.session().frame().identities().noteProperty().get());
        List<Boolean> control =
                users(open).stream().map(line -> line.endsWith("→ cluster")).toList();
        assertEquals(
                control.stream().sorted(Comparator.reverseOrder()).toList(),
                control,
                users(open).toString());
    }

    @Test
    void namesAreInTheOrderInWhichPeopleCount() {
        List<String> names =
                List.of("", "user", "user-2", "user-12", "user-13", "user-129", "user-0130", "user-130", "user-a");
        List<String> mixed = new ArrayList<>(names.reversed());
        mixed.sort(NaturalOrder.INSTANCE);
        assertEquals(names, mixed);
    }

    @Test
    void identitiesAreRankedByTheWorstTheyReach() throws Exception {
        Review review = Review.of(new DemoSource().read(ReadProgress.NONE));
        Thing.Somebody pipeline = review.objects().named("ci/pipeline").orElseThrow();
        Reach reach = review.escalation().reach(pipeline.identity());
        var rows = Ranking.rows(review, Map.of(pipeline.id(), reach), Map.of(pipeline.id(), reach));
        assertEquals(review.objects().identities().size(), rows.size());
        assertEquals(
                "→ cluster",
                rows.stream()
                        .filter(row -> row.id().equals(pipeline.id()))
                        .findFirst()
                        .orElseThrow()
                        .badge());
        assertEquals(
                "",
                rows.stream()
                        .filter(row -> row.id().equals("user:alice"))
                        .findFirst()
                        .orElseThrow()
                        .badge());
    }
}
