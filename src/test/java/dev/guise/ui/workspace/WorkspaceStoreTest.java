package dev.guise.ui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.read.DemoSource;
import dev.guise.cluster.read.FileSource;
import dev.guise.cluster.read.SavedSnapshotSource;
import dev.guise.findings.triage.Suppression;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.settings.MergedJsonFile;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import dev.guise.ui.workspace.Workspace.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceStoreTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ObjectId.Named RUNNER = new ObjectId.Account("ci", "runner");
    private static final ObjectId.Named ODD = new ObjectId.User("a/b: \"c\"\u0000\n\uD83D\uDE00");
    private static final ObjectId.Named ROLE = new ObjectId.ClusterRole("system:node");

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
                .withDrafts(List.of(new KeptDraft("Constrain it", "kind: Role # mine\n")))
                .withHistory(
                        List.of(new Place("graph", "user:x"), new Place("findings", "")),
                        new Place("paths", "user:y")));
        store.flush();
        Workspace again = opened().get();
        assertEquals(store.get(), again);
        assertEquals(List.of(ROLE, RUNNER), again.recent());
        assertTrue(problems.isEmpty(), problems.toString());
    }

    @Test
    void whateverSomethingIsCalledItIsKept() {
        List<String> names =
                List.of("", " ", "a/b", "a#0", "%2F", "group admins", "x, y", "\u202Ecod", "a\u2028\nb", "\uD83D");
        WorkspaceStore store = opened();
        for (String name : names) {
            for (ObjectId.Kind kind : ObjectId.Kind.values()) {
                ObjectId.Named id = kind.named(name, name);
                store.update(now -> now.toggleOwned(id).withNote(id, "mine", TODAY));
            }
        }
        store.flush();
        assertEquals(List.of(), problems);
        assertEquals(store.get(), opened().get());
    }

    @Test
    void draftsOfTwoWindowsAreBothKept() {
        WorkspaceStore one = opened();
        WorkspaceStore other = opened();
        KeptDraft mine = new KeptDraft("mine", "a: 1\n");
        KeptDraft theirs = new KeptDraft("theirs", "b: 2\n");
        one.update(now -> now.withDrafts(List.of(mine)));
        one.flush();
        other.update(now -> now.withDrafts(List.of(theirs)));
        other.flush();
        assertEquals(List.of(theirs, mine), opened().get().drafts());
        other.update(now -> now.withDrafts(List.of(mine)));
        other.flush();
        assertEquals(List.of(mine), opened().get().drafts(), "what was removed stays away");
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
        {"format":"guise-workspace"}                                                    | version 0 is not supported
        {"format":"guise-workspace","version":2}                                        | version 2 is not supported
        {"format":"guise-workspace","version":"1"}                                      | version: expected an integer
        {"format":"guise-workspace","version":99999999999}                              | version: expected an integer
        {"format":7,"version":1}                                                        | format: expected a string
        {"format":"guise-workspace","version":1,"owned":{}}                             | owned: expected an array
        {"format":"guise-workspace","version":1,"owned":["x"]}                          | owned[0]: expected an object
        {"format":"guise-workspace","version":1,"owned":[{"kind":"Pod","name":"x"}]}    | owned[0].kind
        {"format":"guise-workspace","version":1,"owned":[{"kind":"User"}]}    | owned[0].name
        {"format":"guise-workspace","version":1,"owned":[{"kind":"Role","name":"x"}]}   | owned[0].namespace
        {"format":"guise-workspace","version":1,"notes":[{"text":"x"}]}                 | notes[0].object
        {"format":"guise-workspace","version":1,"notes":[{"object":{"kind":"User","name":"x"},"text":["x"]}]} | notes[0].text
        {"format":"guise-workspace","version":1,"suppressions":[{"finding":"A","fingerprint":"b","reason":" "}]} | suppressions[0].reason
        {"format":"guise-workspace","version":1,"suppressions":[{"finding":"A","fingerprint":"b","reason":"c","until":"soon"}]} | suppressions[0].until
        {"format":"guise-workspace","version":1,"place":[]}                             | place: expected an object
        {"format":"guise-workspace",                                                    | it is not JSON
        []                                                                              | not a JSON object
        ``                                                                              | not a JSON object
        """)
    void whatCannotBeReadIsKeptAsideAndTold(String text, String problem) throws IOException {
        write(text);
        WorkspaceStore store = store();
        MergedJsonFile.Loaded<Workspace> found = store.load();
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
        store.update(now -> now.withNote(ROLE, "x".repeat(Workspace.MAX_NOTE + 1), TODAY));
        assertEquals(
                Workspace.MAX_NOTE,
                java.util.Objects.requireNonNull(store.get().notes().get(ROLE))
                        .text()
                        .length());
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
        assertTrue(
                places.stream().allMatch(place -> settings.resolve("workspaces").equals(place.getParent())));
        assertEquals(places.get(2), WorkspacePlace.of(new FileSource(List.of(snapshot, dump)), settings));
        assertTrue(WorkspacePlace.name("context ../../x https://y").matches("context-[A-Za-z0-9._-]+\\.json"));
        assertTrue(WorkspacePlace.name("\u0000../").matches("-[0-9a-f]{12}\\.json"), WorkspacePlace.name("\u0000../"));
    }

    private static Suppression suppression(String fingerprint, String reason) {
        return new Suppression("IMP-ANY-USER", fingerprint, "", reason, Optional.empty());
    }

    private static void suppress(WorkspaceStore store, String fingerprint, String reason) {
        store.update(now -> now.withTriage(triage -> triage.suppress(List.of(suppression(fingerprint, reason)))));
    }

    private static String reason(Workspace workspace, String fingerprint) {
        Suppression found = workspace.triage().suppressions().get(fingerprint);
        return found == null ? "" : found.reason();
    }

    private static void doHere(WorkspaceStore store) {
        store.update(now -> now.toggleOwned(RUNNER)
                .withNote(ROLE, "here", TODAY)
                .withTriage(triage -> triage.toggleAdministrator(RUNNER))
                .withRecent(RUNNER));
        suppress(store, "a", "here");
    }

    private static void doThere(WorkspaceStore store) {
        store.update(now -> now.toggleOwned(ODD)
                .withNote(ODD, "there", TODAY)
                .withTriage(triage -> triage.toggleAdministrator(ODD))
                .withRecent(ODD));
        suppress(store, "b", "there");
    }

    private static void assertHasBoth(Workspace workspace) {
        assertEquals(Set.of(RUNNER, ODD), workspace.owned());
        assertEquals(Set.of(ROLE, ODD), workspace.notes().keySet());
        assertEquals(Set.of(RUNNER, ODD), workspace.triage().administrators());
        assertEquals(Set.of("a", "b"), workspace.triage().suppressions().keySet());
        assertEquals(Set.of(RUNNER, ODD), Set.copyOf(workspace.recent()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoWindowsLoseNothingWhicheverSavesFirst(boolean here) {
        WorkspaceStore first = opened();
        WorkspaceStore second = opened();
        doHere(first);
        doThere(second);
        (here ? first : second).flush();
        (here ? second : first).flush();
        assertHasBoth(opened().get());
        assertHasBoth((here ? second : first).get());
        // The other one hears of it with its next change, and takes nothing back.
        (here ? first : second).update(now -> now.withRecent(ROLE));
        (here ? first : second).flush();
        assertEquals(Set.of(RUNNER, ODD), (here ? first : second).get().owned());
        assertEquals(Set.of("a", "b"), opened().get().triage().suppressions().keySet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofOneEntryTheLaterCounts(boolean here) {
        suppressedTwice();
        WorkspaceStore first = opened();
        WorkspaceStore second = opened();
        suppress(first, "a", "first");
        suppress(second, "a", "second");
        first.update(now -> now.withNote(ROLE, "first", TODAY));
        second.update(now -> now.withNote(ROLE, "second", TODAY));
        (here ? first : second).flush();
        (here ? second : first).flush();
        String later = here ? "second" : "first";
        assertEquals(later, reason(opened().get(), "a"));
        assertEquals("before", reason(opened().get(), "b"));
        assertEquals(
                later,
                java.util.Objects.requireNonNull(opened().get().notes().get(ROLE))
                        .text());
    }

    private void suppressedTwice() {
        WorkspaceStore store = opened();
        suppress(store, "a", "before");
        suppress(store, "b", "before");
        store.flush();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneWindowTakesAwayStaysAway(boolean here) {
        WorkspaceStore before = opened();
        doHere(before);
        before.flush();
        WorkspaceStore first = opened();
        WorkspaceStore second = opened();
        first.update(now -> now.toggleOwned(RUNNER)
                .withNote(ROLE, "", TODAY)
                .withTriage(triage -> triage.unsuppress(List.of("a")).toggleAdministrator(RUNNER)));
        doThere(second);
        (here ? first : second).flush();
        (here ? second : first).flush();
        Workspace now = opened().get();
        assertEquals(Set.of(ODD), now.owned());
        assertEquals(Set.of(ODD), now.notes().keySet());
        assertEquals(Set.of("b"), now.triage().suppressions().keySet());
        assertEquals(Set.of(ODD), now.triage().administrators());
    }

    @Test
    void aFieldThatAnotherWindowAddedStays() throws IOException {
        WorkspaceStore store = opened();
        write("{\"format\":\"guise-workspace\",\"version\":1,\"later\":7}");
        store.update(now -> now.toggleOwned(RUNNER));
        store.flush();
        assertTrue(Files.readString(file()).replaceAll("\\s", "").contains("\"later\":7"));
    }

    @Test
    void whatWasSpoiltMeanwhileIsKeptAsideToo() throws IOException {
        WorkspaceStore store = opened();
        write("spoilt");
        store.update(now -> now.toggleOwned(RUNNER));
        store.flush();
        assertEquals("spoilt", Files.readString(file().resolveSibling("w.json.broken")));
        assertEquals(Set.of(RUNNER), opened().get().owned());
    }

    @Test
    void aFileThatWasTakenAwayIsWrittenWhole() throws IOException {
        WorkspaceStore store = opened();
        doHere(store);
        store.flush();
        Files.delete(file());
        doThere(store);
        store.flush();
        assertHasBoth(opened().get());
    }

    @Test
    void manyWindowsAtOnceLoseNothing() throws Exception {
        int windows = 8;
        int each = 12;
        try (ExecutorService threads = Executors.newFixedThreadPool(windows)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < windows; i++) {
                String name = "w" + i;
                WorkspaceStore store = opened();
                all.add(threads.submit(() -> {
                    for (int j = 0; j < each; j++) {
                        suppress(store, name + "-" + j, name);
                        store.flush();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(windows * each, opened().get().triage().suppressions().size());
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void whatIsDoneWhileSavingStaysBesideWhatCameFromAnother() throws Exception {
        WorkspaceStore there = opened();
        var window = new LinkedBlockingQueue<Runnable>();
        Background background = new Background(window::add, error -> problems.add(error.toString()));
        WorkspaceStore here = WorkspaceStore.of(file(), "Demo", background, problems::add);
        here.use(here.load());
        doThere(there);
        there.flush();
        here.update(now -> now.toggleOwned(RUNNER));
        Runnable saved = window.poll(30, TimeUnit.SECONDS);
        here.update(now -> now.toggleOwned(ROLE));
        java.util.Objects.requireNonNull(saved).run();
        here.flush();
        assertEquals(Set.of(RUNNER, ODD, ROLE), here.get().owned());
        assertEquals(Set.of(RUNNER, ODD, ROLE), opened().get().owned());
    }
}
