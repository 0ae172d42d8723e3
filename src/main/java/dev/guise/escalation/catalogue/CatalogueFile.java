package dev.guise.escalation.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guise.escalation.catalogue.Technique.Condition;
import dev.guise.escalation.catalogue.Technique.Confidence;
import dev.guise.escalation.catalogue.Technique.Effect;
import dev.guise.escalation.catalogue.Technique.Need;
import dev.guise.escalation.catalogue.Technique.NodeNeed;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.escalation.catalogue.Technique.TechniqueNeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads techniques from YAML. A reviewer's own file is checked against the published schema first; the bundled one is
/// checked by a test.
public final class CatalogueFile {
    private static final String BUNDLED = "techniques.yaml";
    private static final String SCHEMA = "techniques.schema.json";
    /// How a problem begins of which the line is known.
    static final String LINE = "line ";

    private static final String POD_UPGRADE = "pod-upgrade-needs-create";

    private CatalogueFile() {}

    static List<Technique> bundled() {
        return techniques(resource(BUNDLED));
    }

    /// The techniques of a reviewer's own file.
    ///
    /// @throws CatalogueException when the file cannot be read or does not follow the schema, with every place
    public static List<Technique> read(Path file) throws CatalogueException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CatalogueException(file.toString(), List.of("the file does not exist"));
        } catch (CharacterCodingException e) {
            throw new CatalogueException(file.toString(), List.of("it is not UTF-8 text"));
        } catch (IOException e) {
            throw new CatalogueException(file.toString(), List.of("could not read it: " + e.getMessage()));
        }
        List<String> problems = problems(text);
        if (!problems.isEmpty()) {
            YamlPlaces places = new YamlPlaces(text);
            throw new CatalogueException(
                    file.toString(),
                    problems.stream()
                            .map(problem -> places.line(problem)
                                            .map(line -> LINE + line + ": ")
                                            .orElse("")
                                    + problem)
                            .toList());
        }
        return techniques(text);
    }

    /// What is wrong with a file's text: first whether it is YAML at all, then what the schema says, and last what only
    /// the techniques together tell. Empty when nothing is.
    static List<String> problems(String text) {
        try {
            load(text);
        } catch (IllegalArgumentException e) {
            return List.of("it is not YAML: " + e.getMessage());
        }
        List<String> problems;
        try {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource(SCHEMA), InputFormat.JSON);
            problems = schema.validate(text, InputFormat.YAML).stream()
                    .map(Error::toString)
                    .toList();
        } catch (RuntimeException e) {
            return List.of("it is not YAML: " + e.getMessage());
        }
        return problems.isEmpty() ? TechniqueReferences.problems(techniques(text), bundled()) : problems;
    }

    private static String resource(String name) {
        try (InputStream in = CatalogueFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Technique> techniques(String text) {
        return list(map(load(text)).get("techniques"), CatalogueFile::technique);
    }

    private static @Nullable Object load(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Technique technique(Object node) {
        Map<?, ?> map = map(node);
        return new Technique(
                text(map, "id"),
                text(map, "title"),
                text(map, "what"),
                text(map, "audit"),
                text(map, "close"),
                text(map, "reference"),
                map.get("cost") instanceof Number cost ? cost.intValue() : 1,
                Confidence.valueOf(text(map, "confidence").toUpperCase(Locale.ROOT)),
                versions(map.get("versions")),
                condition(map.get("where")),
                list(map.get("needs"), CatalogueFile::need),
                byId(Effect.values(), Effect::id, text(map, "gives")),
                map.containsKey("reads"));
    }

    private static Need need(Object node) {
        Map<?, ?> map = map(node);
        if (map.containsKey("technique")) {
            return new TechniqueNeed(strings(map.get("technique")));
        }
        if (map.containsKey("hold")) {
            return new NodeNeed();
        }
        String target = map.containsKey("target") ? text(map, "target") : Target.NONE.id();
        List<List<RequestPattern>> checks = map.containsKey("allOf")
                ? list(map.get("allOf"), check -> patterns(map(check)))
                : List.of(patterns(map));
        return new RequestNeed(byId(Target.values(), Target::id, target), checks);
    }

    private static List<RequestPattern> patterns(Map<?, ?> check) {
        return list(check.get("anyOf"), CatalogueFile::pattern);
    }

    private static RequestPattern pattern(Object node) {
        Map<?, ?> map = map(node);
        return new RequestPattern(
                strings(map.get("verbs")),
                text(map, "apiGroup"),
                strings(map.get("resources")),
                "cluster".equals(map.get("scope")) ? Scope.CLUSTER : Scope.NAMESPACE,
                strings(map.get("names")),
                versions(map.get("versions")));
    }

    private static VersionRange versions(@Nullable Object node) {
        if (node == null) {
            return VersionRange.ALL;
        }
        Map<?, ?> map = map(node);
        String before = text(map, "before");
        boolean podUpgrade = before.equals(POD_UPGRADE);
        return new VersionRange(minor(text(map, "from")), podUpgrade ? 0 : minor(before), podUpgrade);
    }

    private static int minor(String version) {
        return version.isEmpty() ? 0 : Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    private static Condition condition(@Nullable Object node) {
        if (node == null) {
            return Condition.NONE;
        }
        Map<?, ?> map = map(node);
        return new Condition(strings(map.get("podSecurity")), text(map, "configMap"));
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static List<String> strings(@Nullable Object node) {
        return list(node, Object::toString);
    }

    private static <T> List<T> list(@Nullable Object node, Function<Object, T> convert) {
        return node instanceof List<?> list
                ? list.stream().map(o -> convert.apply((Object) o)).toList()
                : List.of();
    }

    private static <T> T byId(T[] values, Function<T, String> id, String wanted) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown value " + wanted));
    }
}
