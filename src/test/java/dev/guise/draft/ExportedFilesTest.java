package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.guise.rbac.ObjectId;
import org.junit.jupiter.api.Test;

class ExportedFilesTest {

    @Test
    void noTwoObjectsAreWrittenToOneFile() {
        assertNotEquals(
                DraftExport.fileName(new ObjectId.Role("a-b", "c")),
                DraftExport.fileName(new ObjectId.Role("a", "b-c")));
        assertNotEquals(
                DraftExport.fileName(new ObjectId.Role("a", "b")),
                DraftExport.fileName(new ObjectId.RoleBinding("a", "b")));
        assertNotEquals(
                DraftExport.fileName(new ObjectId.ClusterRole("a-b")),
                DraftExport.fileName(new ObjectId.Role("a", "b")));
    }
}
