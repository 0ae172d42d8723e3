package dev.guise.ui.common.settings;

import dev.guise.ui.common.settings.MergedJsonFile.UnreadableException;
import dev.guise.ui.common.settings.Settings.Appearance;
import dev.guise.ui.common.settings.Settings.Column;
import dev.guise.ui.common.settings.Settings.WindowSize;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Settings as JSON. A field of the wrong type is taken for its default; fields it does not know are kept as they are.
final class SettingsJson implements MergedJsonFile.Format<Settings> {
    private static final long MAX_SIZE = 4L << 20;

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Settings initial() {
        return Settings.DEFAULTS;
    }

    @Override
    public MergedJsonFile.Content<Settings> read(Path file) throws IOException, UnreadableException {
        if (Files.size(file) > MAX_SIZE) {
            throw new UnreadableException("larger than " + (MAX_SIZE >> 20) + " MiB", null);
        }
        try {
            return parse(Files.readString(file));
        } catch (MalformedInputException binary) {
            throw new UnreadableException("it is not UTF-8 text", binary);
        }
    }

    MergedJsonFile.Content<Settings> parse(String text) throws UnreadableException {
        try {
            if (mapper.readTree(text) instanceof ObjectNode object) {
                return new MergedJsonFile.Content<>(read(object), object);
            }
        } catch (JacksonException malformed) {
            throw new UnreadableException(malformed.getOriginalMessage(), malformed);
        }
        throw new UnreadableException("not a JSON object", null);
    }

    private static Settings read(JsonNode json) {
        return new Settings(
                appearance(json.path("appearance").asString("")),
                json.path("textSize").isNumber() ? json.path("textSize").asDouble() : Double.NaN,
                map(json.path("columns"), node -> list(node, SettingsJson::column)),
                map(json.path("contextColours"), node -> node.asString("")),
                json.path("pluginPath").asString(""),
                strings(json.path("techniqueFiles")),
                map(json.path("tenants"), SettingsJson::strings),
                text(json.path("tenantLabel")),
                text(json.path("tenantPattern")),
                strings(json.path("kubeconfigFiles")),
                strings(json.path("recentFiles")),
                strings(json.path("recentCommands")),
                map(json.path("folders"), node -> node.asString("")),
                window(json.path("window")));
    }

    @Override
    public byte[] write(Settings settings, ObjectNode before) {
        ObjectNode json = before.deepCopy();
        json.put("appearance", settings.appearance().name());
        json.put("textSize", settings.textSize());
        ObjectNode columns = json.putObject("columns");
        settings.columns().forEach((table, list) -> putColumns(columns.putArray(table), list));
        ObjectNode colours = json.putObject("contextColours");
        settings.contextColours().forEach(colours::put);
        json.put("pluginPath", settings.pluginPath());
        putStrings(json.putArray("techniqueFiles"), settings.techniqueFiles());
        ObjectNode tenants = json.putObject("tenants");
        settings.tenants().forEach((tenant, list) -> putStrings(tenants.putArray(tenant), list));
        settings.tenantLabel().ifPresent(label -> json.put("tenantLabel", label));
        settings.tenantPattern().ifPresent(pattern -> json.put("tenantPattern", pattern));
        putStrings(json.putArray("kubeconfigFiles"), settings.kubeconfigFiles());
        putStrings(json.putArray("recentFiles"), settings.recentFiles());
        putStrings(json.putArray("recentCommands"), settings.recentCommands());
        ObjectNode folders = json.putObject("folders");
        settings.folders().forEach(folders::put);
        settings.window()
                .ifPresent(window -> json.putObject("window")
                        .put("width", window.width())
                        .put("height", window.height())
                        .put("maximised", window.maximised()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /// What one of two windows changed counts, of what both changed the later.
    @Override
    public Settings merge(Settings base, Settings theirs, Settings mine) {
        return new Settings(
                ThreeWay.value(base.appearance(), theirs.appearance(), mine.appearance()),
                ThreeWay.value(base.textSize(), theirs.textSize(), mine.textSize()),
                ThreeWay.entries(base.columns(), theirs.columns(), mine.columns()),
                ThreeWay.entries(base.contextColours(), theirs.contextColours(), mine.contextColours()),
                ThreeWay.value(base.pluginPath(), theirs.pluginPath(), mine.pluginPath()),
                ThreeWay.members(base.techniqueFiles(), theirs.techniqueFiles(), mine.techniqueFiles()),
                ThreeWay.entries(base.tenants(), theirs.tenants(), mine.tenants()),
                ThreeWay.value(base.tenantLabel(), theirs.tenantLabel(), mine.tenantLabel()),
                ThreeWay.value(base.tenantPattern(), theirs.tenantPattern(), mine.tenantPattern()),
                ThreeWay.members(base.kubeconfigFiles(), theirs.kubeconfigFiles(), mine.kubeconfigFiles()),
                ThreeWay.recent(base.recentFiles(), theirs.recentFiles(), mine.recentFiles()),
                ThreeWay.recent(base.recentCommands(), theirs.recentCommands(), mine.recentCommands()),
                ThreeWay.entries(base.folders(), theirs.folders(), mine.folders()),
                ThreeWay.value(base.window(), theirs.window(), mine.window()));
    }

    private static void putColumns(ArrayNode array, List<Column> columns) {
        for (Column column : columns) {
            array.addObject()
                    .put("id", column.id())
                    .put("width", column.width())
                    .put("visible", column.visible());
        }
    }

    private static void putStrings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static Appearance appearance(String name) {
        for (Appearance appearance : Appearance.values()) {
            if (appearance.name().equals(name)) {
                return appearance;
            }
        }
        return Appearance.AUTO;
    }

    private static Column column(JsonNode node) {
        return new Column(
                node.path("id").asString(""),
                node.path("width").isNumber() ? node.path("width").asDouble() : 0,
                !node.path("visible").isBoolean() || node.path("visible").asBoolean());
    }

    private static Optional<WindowSize> window(JsonNode node) {
        return node.path("width").isNumber() && node.path("height").isNumber()
                ? Optional.of(new WindowSize(
                        node.path("width").asDouble(),
                        node.path("height").asDouble(),
                        node.path("maximised").asBoolean(false)))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    private static List<String> strings(JsonNode node) {
        return list(node, item -> item.asString("")).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> list.add(read.apply(item)));
        }
        return List.copyOf(list);
    }

    private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties().forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        }
        return map;
    }
}
