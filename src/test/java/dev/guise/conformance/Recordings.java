package dev.guise.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What real API servers decided: the recordings among the test resources, and those of the folder that the system
/// property `conformance.dir` names.
public final class Recordings {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Recordings() {}

    /// One file of recordings.
    public record Recording(String name, JsonNode root) {}

    /// The bundled recordings with these names, and every file `<prefix>*.json` of the folder given.
    public static List<Recording> load(String prefix, String... bundled) {
        List<Recording> all = new ArrayList<>();
        for (String name : bundled) {
            all.add(new Recording(name, bundled(name + ".json.gz")));
        }
        String folder = System.getProperty("conformance.dir", "");
        if (!folder.isEmpty()) {
            try (var files = Files.list(Path.of(folder))) {
                files.filter(file -> isRecording(file, prefix)).sorted().forEach(file -> all.add(read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + folder, e);
            }
        }
        return all;
    }

    public static JsonNode bundled(String resource) {
        try (InputStream in = Recordings.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + resource);
            }
            return JSON.readTree(new GZIPInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static boolean isRecording(Path file, String prefix) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(prefix) && name.endsWith(".json");
    }

    private static Recording read(Path file) {
        return new Recording(file.getFileName().toString(), JSON.readTree(file));
    }
}
