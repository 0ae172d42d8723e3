package dev.guise.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.findings.Tenants;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.SilentDialogs;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.review.TechniqueFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsModelTest {
    private static final TableDescription TABLE = new TableDescription(
            "t", "T", List.of(new TableDescription.Column("a", "A"), new TableDescription.Column("b", "B")));

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final SilentDialogs dialogs = new SilentDialogs();
    private SettingsStore store;
    private SettingsModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        Background background = new Background(window::add, error -> {
            throw new AssertionError(error);
        });
        store = SettingsStore.of(directory.resolve("settings.json"), background, problem -> {});
        model = new SettingsModel(store, background, dialogs);
    }

    @Test
    void whatIsShownFirstIsWhatCounts() {
        model.apply();
        assertEquals(Settings.DEFAULTS, store.get());
        assertEquals(Tenants.DEFAULT, Choices.of(store.get()).tenants());
        assertEquals("tenant", model.tenantLabelProperty().get());
    }

    @Test
    void tenantsAreReadLineByLine() {
        model.tenantsProperty().set("shop: shop-frontend, shop-db\n\n pay :payments\n");
        model.tenantLabelProperty().set(" team ");
        model.tenantPatternProperty().set("([a-z]+)-admin");
        model.apply();
        assertEquals(
                Map.of("shop", List.of("shop-frontend", "shop-db"), "pay", List.of("payments")),
                store.get().tenants());
        Tenants tenants = Choices.of(store.get()).tenants();
        assertEquals("team", tenants.label());
        assertEquals("([a-z]+)-admin", tenants.name().orElseThrow().pattern());
        assertEquals(List.of("payments"), tenants.namespaces().get("pay"));
        model.open();
        assertEquals(
                "pay: payments\nshop: shop-frontend, shop-db",
                model.tenantsProperty().get());
        Settings before = store.get();
        model.apply();
        assertEquals(before, store.get());
    }

    @Test
    void anEmptyLabelOrPatternIsNone() {
        model.tenantLabelProperty().set("");
        model.tenantPatternProperty().set("");
        model.apply();
        assertEquals("", Choices.of(store.get()).tenants().label());
        assertTrue(Choices.of(store.get()).tenants().name().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        shop              | Line 1: enter a tenant
        : a               | Line 1: enter a tenant
        'a: x\nb:'        | Line 2: enter a tenant
        'a: x\nb: y, x'   | Line 2: x already belongs to another
        'a: x\na: y'      | Line 2: a already has a line
        """)
    void whatIsWrongIsToldAndDoesNotCount(String text, String problem) {
        model.tenantsProperty().set(text.replace("\\n", "\n"));
        assertTrue(
                model.tenantsProblem().getValue().startsWith(problem),
                model.tenantsProblem().getValue());
        model.apply();
        assertEquals(Map.of(), store.get().tenants());
    }

    @ParameterizedTest
    @CsvSource({
        "tenant-.*, Put ( )",
        "(a, This is not a valid regular expression",
        "*, This is not a valid regular expression"
    })
    void aPatternThatIsNoneIsToldAndDoesNotCount(String pattern, String problem) {
        model.tenantPatternProperty().set(pattern);
        assertTrue(
                model.patternProblem().getValue().startsWith(problem),
                model.patternProblem().getValue());
        model.apply();
        assertEquals(Tenants.DEFAULT, Choices.of(store.get()).tenants());
    }

    @Test
    void aHandWrittenPatternThatIsNoneCountsAsNoPattern() {
        store.update(now -> now.withTenantPattern("(a").withTechniqueFiles(List.of("\u0000", "t.yaml")));
        assertTrue(Choices.of(store.get()).tenants().name().isEmpty());
        assertEquals(List.of(Path.of("t.yaml")), Choices.of(store.get()).techniqueFiles());
    }

    @Test
    void aTechniqueFileThatIsWrongIsToldWithItsLine() throws Exception {
        Path file = Files.writeString(directory.resolve("own.yaml"), "techniques:\n  - id: Wrong Id\n");
        dialogs.files.add(file);
        model.askForTechniques();
        model.askForTechniques();
        assertEquals(List.of(file.toString()), store.get().techniqueFiles());
        for (int i = 0; i < 10 && model.problemsProperty().get().isEmpty(); i++) {
            Runnable next = window.poll(10, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing was told");
            next.run();
        }
        TechniqueFiles.Problem problem = model.problemsProperty().get().getFirst();
        assertEquals(file, problem.file());
        assertTrue(problem.lines().stream().allMatch(line -> line.startsWith(file + ":2: ")), problem.toString());
        model.removeTechniques(file.toString());
        assertEquals(List.of(), store.get().techniqueFiles());
    }

    @Test
    void columnsAreShownUnlessTheyWereHidden() {
        assertTrue(TABLE.isVisible("b", store.get()));
        model.chooseColumn(TABLE, "b", false);
        assertFalse(TABLE.isVisible("b", store.get()));
        assertTrue(TABLE.isVisible("a", store.get()));
        model.chooseColumn(TABLE, "b", true);
        assertTrue(TABLE.isVisible("b", store.get()));
    }

    @Test
    void contextsWithAColourStayInTheList() {
        model.chooseColour("gone", "#cf222e");
        assertEquals(List.of("gone", "here"), model.contexts(List.of("here", "here")));
        model.chooseColour("gone", "");
        assertEquals(List.of("here"), model.contexts(List.of("here")));
    }
}
