package dev.guise.cluster.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.ServerProfile.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoSourceTest {
    @Test
    void readsTheFilesOfTheIndex() throws Exception {
        ClusterSnapshot snapshot = new DemoSource("/dev/guise/cluster/read/small-demo/").read(ReadProgress.NONE);
        assertEquals(2, snapshot.rbac().clusterRoles().size());
        assertEquals(Gate.ON, snapshot.server().constrainedImpersonation());
        assertEquals(36, snapshot.server().minor());
        assertEquals("Demo", snapshot.origin().name());
    }

    @Test
    void theDemoOfTheProgramIsReadWithoutAWarning() throws Exception {
        ClusterSnapshot snapshot = new DemoSource().read(ReadProgress.NONE);
        assertEquals(List.of(), snapshot.warnings());
        assertTrue(snapshot.rbac().clusterRoles().size() > 5);
    }

    @Test
    void aMissingDemoIsAClearError() {
        SourceException e = assertThrows(
                SourceException.class, () -> new DemoSource("/dev/guise/nowhere/").read(ReadProgress.NONE));
        assertTrue(e.where().endsWith("index.txt"), e::describe);
        assertTrue(e.problem().contains("missing from this installation"), e::describe);
    }
}
