package dev.guise.ui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.DemoSource;
import dev.guise.cluster.FileSource;
import dev.guise.cluster.SavedSnapshotSource;
import dev.guise.findings.triage.ObjectKey;
import dev.guise.findings.triage.Suppression;
import dev.guise.ui.common.Background;
import dev.guise.ui.workspace.Workspace.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceStoreTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ObjectKey RUNNER = new ObjectKey(ObjectKey.Kind.SERVICE_ACCOUNT, "ci", "runner");
    private static final ObjectKey ODD = new ObjectKey(ObjectKey.Kind.USER, "", "a/b: \"c\"\u0000\n\uD83D\uDE00");
    private static final ObjectKey ROLE = new ObjectKey(ObjectKey.Kind.CLUSTER_ROLE, "", "system:node");

    @TempDir
    Path directory;

    private final List<String> problems = new ArrayList<>();

    private Path file() {
        return directory.resolve("deep").resolve("w.json");
    }

    private WorkspaceStore store() {
        Background background = new Background(Runnable::run, error -> problems.add(error.toString()));
        return WorkspaceStore.of(file(), "Demo", background, problems::add);
    }

    private WorkspaceStore opened() {
        WorkspaceStore store = store();
        store.use(store.load());
        return store;
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    private static Suppression suppression() {
        return new Suppression("IMP-ANY-USER", "00ff", "User alice", "Agreed with the \"owners\"", Optional.of(TODAY));
    }

    @Test
    void everythingDoneIsThereAgain() {
        WorkspaceStore store = opened();
        store.update(now -> now.toggleOwned(RUNNER)
                .toggleOwned(ODD)
                .withNote(ROLE, "Ask the platform team\nwhy", TODAY)
                .withTriage(triage -> triage.suppress(List.of(suppression())).toggleAdministrator(ODD))
                .withRecent(RUNNER)
                .withRecent(ROLE)
                .withHistory(List.of(new Place("graph", "user:x"), new Place("findings", "")), new Place("paths", "user:y")));
        store.flush();
        Workspace again = opened().get();
        assertEquals(store.get(), again);
        assertEquals(List.of(ROLE, RUNNER), again.recent());
        assertTrue(problems.isEmpty(), problems.toString());
    }

    @Test
    void nothingIsWrittenWithoutAChange() {
        opened().flush();
        assertFalse(Files.exists(file()));
    }

    @Test
    void whatIsDoneBeforeReadingIsNotWrittenOverTheFile() throws IOException {
        write("{\"format\":\"guise-workspace\",\"version\":1,\"owned\":[{\"kind\":\"User\",\"name\":\"x\"}]}");
        String before = Files.readString(file());
        WorkspaceStore store = store();
        store.update(now -> now.toggleOwned(RUNNER));
        store.flush();
        assertEquals(before, Files.readString(file()));
    }

    @Test
    void unknownFieldsAreKept() throws IOException {
        write("{\"format\":\"guise-workspace\",\"version\":1,\"later\":{\"x\":[1,null]}}");
        WorkspaceStore store = opened();
        store.update(now -> now.toggleOwned(RUNNER));
        store.flush();
        assertTrue(Files.readString(file()).replaceAll("\\s", "").contains("\"later\":{\"x\":[1,null]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"version":1}                                                                   | format
            {"format":"guise-workspace"}                                                    | version 0 is not known
            {"format":"guise-workspace","version":2}                                        | version 2 is not known
            {"format":"guise-workspace","version":"1"}                                      | version: a whole number
            {"format":"guise-workspace","version":99999999999}                              | version: a whole number
            {"format":7,"version":1}                                                        | format: a text
            {"format":"guise-workspace","version":1,"owned":{}}                             | owned: a list
            {"format":"guise-workspace","version":1,"owned":["x"]}                          | owned[0]: an object
            {"format":"guise-workspace","version":1,"owned":[{"kind":"Pod","name":"x"}]}    | owned[0].kind
            {"format":"guise-workspace","version":1,"owned":[{"kind":"User","name":""}]}    | owned[0].name
            {"format":"guise-workspace","version":1,"owned":[{"kind":"Role","name":"x"}]}   | owned[0].namespace
            {"format":"guise-workspace","version":1,"notes":[{"text":"x"}]}                 | notes[0].object
            {"format":"guise-workspace","version":1,"notes":[{"object":{"kind":"User","name":"x"},"text":["x"]}]} | notes[0].text
            {"format":"guise-workspace","version":1,"suppressions":[{"finding":"A","fingerprint":"b","reason":" "}]} | suppressions[0].reason
            {"format":"guise-workspace","version":1,"suppressions":[{"finding":"A","fingerprint":"b","reason":"c","until":"soon"}]} | suppressions[0].until
            {"format":"guise-workspace","version":1,"place":[]}                             | place: an object
            {"format":"guise-workspace",                                                    | it is not JSON
            []                                                                              | not a JSON object
            ``                                                                              | not a JSON object
            """)
    void whatCannotBeReadIsKeptAsideAndTold(String text, String problem) throws IOException {
        write(text);
        WorkspaceStore store = store();
        WorkspaceStore.Loaded found = store.load();
        String told = found.problem().orElse("");
        assertTrue(told.contains(problem), told);
        assertTrue(told.contains(file().toString()), told);
        store.use(found);
        store.update(now -> now.toggleOwned(RUNNER));
        store.flush();
        assertEquals(text, Files.readString(file().resolveSibling("w.json.broken")));
        assertEquals(store.get(), opened().get());
    }

    @Test
    void nothingThatIsAsideIsWrittenOver() throws IOException {
        write("first");
        opened();
        write("second");
        opened();
        assertEquals("first", Files.readString(file().resolveSibling("w.json.broken")));
        assertEquals("second", Files.readString(file().resolveSibling("w.json.broken-2")));
    }

    @Test
    void deepAndLargeFilesAreRefused() throws IOException {
        write("[".repeat(100_000));
        assertTrue(store().load().problem().isPresent());
        write(" ".repeat((32 << 20) + 1));
        assertTrue(store().load().problem().orElse("").contains("larger than 32 MiB"));
    }

    @Test
    void whatIsReadAgainLaterDoesNotUndoWhatWasDone() {
        WorkspaceStore store = opened();
        store.update(now -> now.toggleOwned(RUNNER));
        store.use(store.load());
        assertTrue(store.get().owned().contains(RUNNER));
    }

    @Test
    void longNotesAreCutSoThatTheFileStaysReadable() {
        WorkspaceStore store = opened();
        store.update(now -> now.withNote(ROLE, "x".repeat(Workspace.LONGEST_NOTE + 1), TODAY));
        assertEquals(Workspace.LONGEST_NOTE, java.util.Objects.requireNonNull(store.get().notes().get(ROLE)).text().length());
        store.update(now -> now.withNote(ROLE, " \n", TODAY));
        assertTrue(store.get().notes().isEmpty());
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("deep"), "a file where the folder should be");
        WorkspaceStore store = opened();
        store.update(now -> now.toggleOwned(RUNNER));
        try {
            store.flush();
        } catch (java.io.UncheckedIOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        assertTrue(problems.getFirst().contains(file().toString()), problems.toString());
        assertTrue(store.get().owned().contains(RUNNER));
    }

    @Test
    void everySourceHasItsPlace() throws IOException {
        Path settings = directory.resolve("settings");
        Path snapshot = directory.resolve("prod.guise.json.gz");
        assertEquals(
                directory.toAbsolutePath().resolve("prod.workspace.json"),
                WorkspacePlace.of(new SavedSnapshotSource(snapshot), settings));
        Path dump = directory.resolve("dump.json");
        List<Path> places = Stream.of(
                        new DemoSource(), new FileSource(List.of(dump)), new FileSource(List.of(dump, snapshot)))
                .map(source -> WorkspacePlace.of(source, settings))
                .toList();
        assertEquals(3, places.stream().distinct().count());
        assertTrue(places.stream().allMatch(place -> settings.resolve("workspaces").equals(place.getParent())));
        assertEquals(places.get(2), WorkspacePlace.of(new FileSource(List.of(snapshot, dump)), settings));
        assertTrue(WorkspacePlace.name("context ../../x https://y").matches("context-[A-Za-z0-9._-]+\\.json"));
        assertTrue(WorkspacePlace.name("\u0000../").matches("-[0-9a-f]{12}\\.json"), WorkspacePlace.name("\u0000../"));
    }
}
