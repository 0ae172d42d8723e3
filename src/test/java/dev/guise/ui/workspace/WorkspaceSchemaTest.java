package dev.guise.ui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guise.findings.triage.Suppression;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import dev.guise.ui.workspace.Workspace.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page and the schema say what the program does.
class WorkspaceSchemaTest {
    private static final Path DOCS = Path.of("src/docs");

    @TempDir
    Path directory;

    private static int problems(String json) throws IOException {
        String schema = Files.readString(DOCS.resolve("workspace.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .size();
    }

    private WorkspaceStore store(Path file) {
        WorkspaceStore store = WorkspaceStore.of(file, "c", new Background(Runnable::run, error -> {}), problem -> {});
        store.use(store.load());
        return store;
    }

    @Test
    void whatIsWrittenFollowsTheSchema() throws IOException {
        WorkspaceStore store = store(directory.resolve("w.json"));
        LocalDate day = LocalDate.of(2027, 1, 31);
        for (ObjectId.Kind kind : ObjectId.Kind.values()) {
            ObjectId.Named key = kind.named("n", "x");
            store.update(now -> now.toggleOwned(key)
                    .withNote(key, "text", day)
                    .withRecent(key)
                    .withTriage(triage -> triage.toggleAdministrator(key)));
        }
        store.update(now -> now.withHistory(List.of(new Place("a", "b")), Place.NONE)
                .withTriage(triage -> triage.suppress(List.of(
                        new Suppression("A", "1", "", "why", Optional.of(day)),
                        new Suppression("A", "2", "x", "why", Optional.empty())))));
        store.update(now -> now.withDrafts(List.of(new KeptDraft("d", ""), new KeptDraft("e", "kind: Role\n"))));
        store.flush();
        assertEquals(0, problems(Files.readString(directory.resolve("w.json"))));
    }

    @Test
    void theExampleOfThePageIsReadAndFollowsTheSchema() throws IOException {
        String page = Files.readString(DOCS.resolve("workspace.md"));
        int from = page.indexOf("```json\n") + 8;
        String example = page.substring(from, page.indexOf("```", from));
        assertEquals(0, problems(example));
        Path file = Files.writeString(directory.resolve("w.json"), example);
        assertEquals(Optional.empty(), store(file).load().problem());
        Workspace read = store(file).get();
        assertEquals(1, read.owned().size());
        assertEquals(1, read.notes().size());
        assertEquals(1, read.triage().suppressions().size());
        assertEquals(1, read.triage().administrators().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "version":2
        "version":1,"owned":[{"kind":"Pod","name":"x"}]
        "version":1,"owned":[{"kind":"Role","name":"x"}]
        "version":1,"owned":[{"kind":"User","namespace":"n","name":"x"}]
        "version":1,"owned":[{"kind":"User"}]
        "version":1,"notes":[{"object":{"kind":"User","name":"x"}}]
        "version":1,"suppressions":[{"finding":"A","fingerprint":"b"}]
        "version":1,"suppressions":[{"finding":"A","fingerprint":"b","reason":"c","until":"soon"}]
        "version":1,"place":[]
        "version":1,"history":{}
        """)
    void schemaAndReaderRefuseTheSame(String fields) throws IOException {
        String json = "{\"format\":\"guise-workspace\"," + fields + "}";
        assertFalse(problems(json) == 0, json);
        Path file = Files.writeString(directory.resolve("w.json"), json);
        WorkspaceStore store = WorkspaceStore.of(file, "c", new Background(Runnable::run, error -> {}), problem -> {});
        assertFalse(store.load().problem().isEmpty(), json);
    }
}
