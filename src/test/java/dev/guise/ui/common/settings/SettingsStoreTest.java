package dev.guise.ui.common.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.Settings.Column;
import dev.guise.ui.common.settings.Settings.WindowSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
    @TempDir
    Path directory;

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private SettingsStore store() {
        return SettingsStore.of(file(), new Background(Runnable::run, error -> errors.add(error)), problems::add);
    }

    private Path file() {
        return directory.resolve("deep").resolve("settings.json");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    @Test
    void everythingChosenIsThereAgain() {
        SettingsStore first = store();
        first.update(now -> now.withAppearance(Appearance.DARK)
                .withTextSize(15)
                .withColumns("findings", List.of(new Column("severity", 80, true), new Column("kind", 120, false)))
                .withContextColour("prod", "#cf222e")
                .withPluginPath("/opt/bin")
                .withTechniqueFiles(List.of("t.yaml"))
                .withTenants(Map.of("shop", List.of("shop", "shop-db")))
                .withKubeconfigFiles(List.of("other"))
                .withRecentFile("a.yaml")
                .withRecentCommand("graph.fit")
                .withFolder("Save report", "reports")
                .withWindow(new WindowSize(1200, 800, true)));
        Settings chosen = first.get();
        first.flush();
        assertEquals(chosen, store().get());
        assertTrue(store().notice().isEmpty());
    }

    @Test
    void whatTwoWindowsChooseIsPutTogether() {
        SettingsStore first = store();
        first.update(now ->
                now.withKubeconfigFiles(List.of("a", "b")).withRecentFile("old").withTextSize(14));
        first.flush();
        SettingsStore second = store();
        first.update(now -> now.withAppearance(Appearance.DARK)
                .withKubeconfigFiles(List.of("b"))
                .withContextColour("prod", "#cf222e")
                .withRecentFile("mine")
                .withTextSize(15));
        first.flush();
        second.update(now -> now.withKubeconfigFiles(List.of("a", "b", "c"))
                .withContextColour("test", "#1a7f37")
                .withFolder("Save report", "reports")
                .withRecentFile("other")
                .withTextSize(16));
        second.flush();
        Settings together = store().get();
        assertEquals(Appearance.DARK, together.appearance());
        assertEquals(List.of("b", "c"), together.kubeconfigFiles());
        assertEquals(Map.of("prod", "#cf222e", "test", "#1a7f37"), together.contextColours());
        assertEquals(Map.of("Save report", "reports"), together.folders());
        assertEquals(List.of("other", "old", "mine"), together.recentFiles());
        assertEquals(16, together.textSize(), "of what both changed, the later");
        assertEquals(together, second.get());
    }

    @Test
    void whatWasSpoiltMeanwhileIsSetAsideAndWrittenAnew() throws IOException {
        SettingsStore store = store();
        store.update(now -> now.withTextSize(14));
        store.flush();
        write("{");
        store.update(now -> now.withPluginPath("/opt/bin"));
        store.flush();
        assertEquals(14, store().get().textSize());
        assertEquals("/opt/bin", store().get().pluginPath());
        assertEquals("{", Files.readString(file().resolveSibling("settings.json.broken")));
    }

    @Test
    void eachPurposeHasItsFolder() throws IOException {
        SettingsStore store = store();
        LastFolders folders = new LastFolders(store);
        assertTrue(folders.of("Open files").isEmpty());
        Path reports = Files.createDirectories(directory.resolve("reports"));
        folders.chosen("Save report", reports.resolve("findings.html"));
        folders.chosen("Open folder", directory);
        assertEquals(Optional.of(reports), folders.of("Save report"));
        assertEquals(Optional.of(directory), folders.of("Open folder"));
        Files.delete(reports);
        assertTrue(folders.of("Save report").isEmpty(), "it is gone");
    }

    @Test
    void unknownFieldsAreKept() throws IOException {
        write("{\"later\":{\"x\":[1,2]},\"textSize\":14}");
        SettingsStore store = store();
        assertEquals(14, store.get().textSize());
        store.update(now -> now.withTextSize(15));
        store.flush();
        String text = Files.readString(file());
        assertTrue(text.contains("\"later\""), text);
        assertTrue(text.replaceAll("\\s", "").contains("\"x\":[1,2]"), text);
    }

    @Test
    void wrongTypesAreDefaultsFieldByField() throws IOException {
        write(
                "{\"appearance\":7,\"textSize\":\"big\",\"columns\":[],\"recentFiles\":[\"a\",null,{}],\"pluginPath\":\"p\"}");
        Settings settings = store().get();
        assertEquals(Appearance.AUTO, settings.appearance());
        assertEquals(Settings.DEFAULTS.textSize(), settings.textSize());
        assertEquals(Map.of(), settings.columns());
        assertEquals(List.of("a"), settings.recentFiles());
        assertEquals("p", settings.pluginPath());
    }

    @Test
    void brokenFileIsSetAsideWithANotice() throws IOException {
        write("{\"textSize\": 14,");
        SettingsStore store = store();
        assertEquals(Settings.DEFAULTS, store.get());
        assertTrue(
                store.notice().orElse("").contains("settings.json.broken"),
                store.notice().toString());
        assertEquals("{\"textSize\": 14,", Files.readString(file().resolveSibling("settings.json.broken")));
    }

    @Test
    void valueThatIsNoObjectIsBroken() throws IOException {
        write("[1]");
        assertTrue(store().notice().isPresent());
    }

    @Test
    void nothingIsWrittenWithoutAChange() {
        store().flush();
        assertFalse(Files.exists(file()));
    }

    @Test
    void textSizeStaysWithinItsBounds() {
        assertEquals(Settings.MIN_TEXT, Settings.DEFAULTS.withTextSize(1).textSize());
        assertEquals(Settings.LARGEST_TEXT, Settings.DEFAULTS.withTextSize(99).textSize());
    }

    @Test
    void eachSystemHasItsPlace() {
        assertEquals(
                Path.of("/x/guise"),
                environment("Linux", Map.of("XDG_CONFIG_HOME", "/x")).configDirectory());
        assertEquals(
                Path.of("/home/u/.config/guise"),
                environment("Linux", Map.of("XDG_CONFIG_HOME", "relative")).configDirectory());
        assertEquals(
                Path.of("/home/u/.config/guise"), environment("Linux", Map.of()).configDirectory());
        assertEquals(
                Path.of("/home/u/Library/Application Support/guise"),
                environment("Mac OS X", Map.of()).configDirectory());
        assertEquals(
                Path.of("/r/guise"),
                environment("Windows 11", Map.of("APPDATA", "/r")).configDirectory());
    }

    private static Environment environment(String system, Map<String, String> variables) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/u");
        return new Environment(variables, properties);
    }

    @Test
    void aSecondBrokenFileDoesNotWriteOverTheFirst() throws IOException {
        write("first");
        store();
        write("second");
        assertTrue(store().notice().orElse("").contains("settings.json.broken-2"));
        assertEquals("first", Files.readString(file().resolveSibling("settings.json.broken")));
        assertEquals("second", Files.readString(file().resolveSibling("settings.json.broken-2")));
    }

    @Test
    void settingsThatCannotBeSavedAreToldOnceAndAreNoFaultOfTheProgram() throws Exception {
        Path folder = file().resolveSibling("");
        Files.createDirectories(folder.resolveSibling(""));
        Files.writeString(folder, "a file where the folder would be");
        SettingsStore store = store();
        store.update(now -> now.withTextSize(14));
        for (int i = 0; problems.isEmpty() && i < 400; i++) {
            Thread.sleep(25);
        }
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().contains(file().toString()), problems::toString);
        assertEquals(List.of(), errors);
        assertEquals(14, store.get().textSize());
    }

    @Test
    void aClusterFollowsTheSettingsUntilItIsClosed() {
        SettingsStore store = store();
        Lifetime life = new Lifetime();
        SettingsStore own = store.within(life);
        own.update(now -> now.withTextSize(14));
        assertEquals(14, store.get().textSize());
        assertEquals(14, own.get().textSize());
        life.close();
        store.update(now -> now.withTextSize(15));
        assertEquals(14, own.get().textSize());
    }
}
