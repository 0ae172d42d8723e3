package dev.guise.ui.settings;

import dev.guise.findings.Tenants;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.review.TechniqueFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// What can be chosen, and what is wrong with it. Knows no controls. What is typed about tenants is regarded a moment
/// after the last key, because everything is worked out anew then; the rest at once.
public final class SettingsModel {
    private static final Duration DELAY = Duration.ofMillis(800);
    private static final List<FileKind> KINDS = List.of(new FileKind("Techniques", List.of("yaml", "yml")));

    private final SettingsStore store;
    private final Background background;
    private final Dialogs dialogs;
    private final StringProperty tenantLabel = new SimpleStringProperty("");
    private final StringProperty tenantPattern = new SimpleStringProperty("");
    private final StringProperty tenants = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<TechniqueFiles.Problem>> problems = new ReadOnlyObjectWrapper<>(List.of());

    public SettingsModel(SettingsStore store, Background background, Dialogs dialogs) {
        this.store = store;
        this.background = background;
        this.dialogs = dialogs;
        open();
        List.of(tenantLabel, tenantPattern, tenants).forEach(field -> field.subscribe((before, now) -> applySoon()));
    }

    /// Takes what is chosen now; to be called when the page is shown.
    public void open() {
        Settings now = store.get();
        tenantLabel.set(now.tenantLabel().orElse(Tenants.DEFAULT.label()));
        tenantPattern.set(now.tenantPattern()
                .orElse(Tenants.DEFAULT.name().map(Object::toString).orElse("")));
        tenants.set(text(now.tenants()));
        checkTechniques();
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return store.settingsProperty();
    }

    Settings get() {
        return store.get();
    }

    // ---- looks ----

    void choose(Appearance appearance) {
        store.update(now -> now.withAppearance(appearance));
    }

    void chooseTextSize(double size) {
        store.update(now -> now.withTextSize(size));
    }

    /// The contexts that a colour can be given to: those found, and those that have one.
    List<String> contexts(List<String> found) {
        TreeSet<String> all = new TreeSet<>(found);
        all.addAll(get().contextColours().keySet());
        return List.copyOf(all);
    }

    /// Gives a context a colour such as `#cf222e`; `""` takes it away.
    void chooseColour(String context, String colour) {
        store.update(now -> now.withContextColour(context, colour));
    }

    void chooseColumn(TableDescription table, String column, boolean shown) {
        store.update(now -> now.withColumns(table.id(), columns(table, now, column, shown)));
    }

    // Columns that the table was never asked about are shown as they are.
    private static List<Settings.Column> columns(TableDescription table, Settings now, String column, boolean shown) {
        List<Settings.Column> known = now.columns().getOrDefault(table.id(), List.of());
        Stream<Settings.Column> others = table.columns().stream()
                .filter(of -> known.stream().noneMatch(is -> is.id().equals(of.id())))
                .map(of -> new Settings.Column(of.id(), 0, true));
        return Stream.concat(known.stream(), others)
                .map(is -> is.id().equals(column) ? new Settings.Column(column, is.width(), shown) : is)
                .toList();
    }

    // ---- programs and techniques ----

    void choosePluginPath(String path) {
        store.update(now -> now.withPluginPath(path.strip()));
    }

    void askForTechniques() {
        List<String> chosen = dialogs.openFiles("Add technique files", KINDS).stream()
                .map(file -> file.toAbsolutePath().toString())
                .toList();
        if (!chosen.isEmpty()) {
            List<String> all = Stream.concat(get().techniqueFiles().stream(), chosen.stream())
                    .distinct()
                    .toList();
            store.update(now -> now.withTechniqueFiles(all));
            checkTechniques();
        }
    }

    void removeTechniques(String file) {
        store.update(now -> now.withTechniqueFiles(now.techniqueFiles().stream()
                .filter(known -> !known.equals(file))
                .toList()));
        checkTechniques();
    }

    /// What is wrong with technique files, each line with file and line number.
    ReadOnlyObjectProperty<List<TechniqueFiles.Problem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    private void checkTechniques() {
        List<Path> files = Choices.of(get()).techniqueFiles();
        background
                .job(
                        "settings.techniques",
                        progress -> TechniqueFiles.read(files).problems())
                .onDone(problems::set)
                .start();
    }

    // ---- tenants ----

    /// Label of namespaces whose value is the tenant.
    StringProperty tenantLabelProperty() {
        return tenantLabel;
    }

    /// Pattern of names whose first group is the tenant.
    StringProperty tenantPatternProperty() {
        return tenantPattern;
    }

    /// A tenant a line: `name: namespace, namespace`.
    StringProperty tenantsProperty() {
        return tenants;
    }

    /// What is wrong with the pattern; empty when nothing is.
    ObservableValue<String> patternProblem() {
        return tenantPattern.map(text -> Choices.problem(text).orElse(""));
    }

    /// What is wrong with the tenants' namespaces; empty when nothing is.
    ObservableValue<String> tenantsProblem() {
        return tenants.map(text -> problem(text).orElse(""));
    }

    private void applySoon() {
        background
                .shortJob("settings.tenants", progress -> tenants)
                .after(DELAY)
                .onDone(done -> apply())
                .start();
    }

    /// Regards what was typed about tenants, as far as nothing is wrong with it.
    public void apply() {
        background.cancel("settings.tenants");
        String label = tenantLabel.get().strip();
        if (!label.equals(get().tenantLabel().orElse(Tenants.DEFAULT.label()))) {
            store.update(now -> now.withTenantLabel(label));
        }
        String pattern = tenantPattern.get().strip();
        String before = get().tenantPattern()
                .orElse(Tenants.DEFAULT.name().map(Object::toString).orElse(""));
        if (!pattern.equals(before) && Choices.problem(pattern).isEmpty()) {
            store.update(now -> now.withTenantPattern(pattern));
        }
        Map<String, List<String>> parsed = parse(tenants.get());
        if (problem(tenants.get()).isEmpty() && !parsed.equals(get().tenants())) {
            store.update(now -> now.withTenants(parsed));
        }
    }

    private static String text(Map<String, List<String>> tenants) {
        return tenants.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> tenants = new LinkedHashMap<>();
        text.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            tenants.put(line.substring(0, colon).strip(), namespaces(line.substring(colon + 1)));
        });
        return tenants;
    }

    private static List<String> namespaces(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Optional<String> problem(String text) {
        List<String> met = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1
                    || line.substring(0, colon).isBlank()
                    || namespaces(line.substring(colon + 1)).isEmpty()) {
                return Optional.of(
                        "Line " + number + ": enter a tenant, a colon, and its namespaces separated by commas.");
            }
            String tenant = ":" + line.substring(0, colon).strip();
            if (met.contains(tenant)) {
                return Optional.of("Line " + number + ": " + tenant.substring(1) + " already has a line.");
            }
            met.add(tenant);
            for (String namespace : namespaces(line.substring(colon + 1))) {
                if (met.contains(namespace)) {
                    return Optional.of("Line " + number + ": " + namespace + " already belongs to another tenant.");
                }
                met.add(namespace);
            }
        }
        return Optional.empty();
    }
}
