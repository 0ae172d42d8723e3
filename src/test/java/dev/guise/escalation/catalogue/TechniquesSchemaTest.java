package dev.guise.escalation.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TechniquesSchemaTest {
    private static String bundled() throws IOException {
        return Files.readString(Path.of("src/main/resources/dev/guise/escalation/catalogue/techniques.yaml"));
    }

    @Test
    void theBundledTechniquesFollowTheSchema() throws IOException {
        assertEquals(List.of(), CatalogueFile.problems(bundled()));
    }

    @ParameterizedTest
    @CsvSource({
        "confidence: high, confidence: certain",
        "gives: built-in, gives: everything",
        "cost: 1, cost: 4",
        "title:, titel:",
        "apiGroup:, group:",
        "hold: node, hold: pod"
    })
    void oneWrongWordIsSeen(String right, String wrong) throws IOException {
        String broken = bundled().replaceFirst(right, wrong);
        assertNotEquals(bundled(), broken);
        assertFalse(CatalogueFile.problems(broken).isEmpty());
    }
}
