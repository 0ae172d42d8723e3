package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.DemoSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.escalation.Reach;
import dev.guise.ui.frame.IdentityKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        assertEquals("serviceaccount:ci/pipeline", index.named("ci/Pipeline").orElseThrow().id());
        assertEquals("serviceaccount:ci/pipeline", index.named("system:serviceaccount:ci:pipeline").orElseThrow().id());
        assertEquals(IdentityKind.ANYONE, index.named("system:anonymous").orElseThrow().kind());
        assertEquals(IdentityKind.GROUP, index.named("group developers").orElseThrow().kind());
        assertTrue(index.identities().stream().anyMatch(who -> who.kind() == IdentityKind.NODE));
        assertTrue(review.first().isPresent());
    }

    @Test
    void identitiesAreRankedByTheWorstTheyReach() throws Exception {
        Review review = Review.of(new DemoSource().read(ReadProgress.NONE));
        Thing.Somebody pipeline = review.objects().named("ci/pipeline").orElseThrow();
        Reach reach = review.escalation().reach(pipeline.identity());
        var rows = Ranking.rows(review, Map.of(pipeline.id(), reach), id -> java.util.Set.of());
        assertEquals(review.objects().identities().size(), rows.size());
        assertEquals("cluster", rows.stream().filter(row -> row.id().equals(pipeline.id())).findFirst().orElseThrow().badge());
        assertEquals("", rows.stream().filter(row -> row.id().equals("user:alice")).findFirst().orElseThrow().badge());
    }
}
