package dev.guise.findings.triage;

import dev.guise.rbac.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file in which a reviewer's work on one cluster is kept: a JSON object with `format`, `version` and what is
/// described in the documentation's page about workspaces. Whoever can write the file can hide findings by it, and
/// nothing else: it is read with the distrust that every file gets.
public final class WorkspaceFile {
    public static final String FORMAT = "guise-workspace";
    public static final int VERSION = 1;

    /// No larger file is read, and none is written.
    public static final long LARGEST = 32L << 20;

    private WorkspaceFile() {}

    /// Reads the file as far as every reader needs it.
    ///
    /// @throws WorkspaceException when it is too large, no JSON, no workspace, or of a version that is not known
    /// @throws IOException when it cannot be read
    public static JsonFields read(Path file) throws WorkspaceException, IOException {
        if (Files.isDirectory(file)) {
            throw new WorkspaceException("it is a folder");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes((int) LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new WorkspaceException("it is larger than " + (LARGEST >> 20) + " MiB");
        }
        JsonFields root = new JsonFields(parse(content), "");
        if (!root.text("format").equals(FORMAT)) {
            throw root.problem("format", "it is not \"" + FORMAT + "\", so this is not a Guise workspace");
        }
        int version = root.number("version");
        if (version != VERSION) {
            throw root.problem(
                    "version", "version " + version + " is not supported; this Guise reads version " + VERSION);
        }
        return root;
    }

    private static ObjectNode parse(byte[] content) throws WorkspaceException {
        try {
            JsonNode node = JsonMapper.builder().build().readTree(content);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            var place = e.getLocation();
            String line = place == null ? "" : "line " + place.getLineNr() + ": ";
            throw new WorkspaceException(line + "it is not JSON: " + e.getOriginalMessage());
        }
        throw new WorkspaceException("it is not a JSON object");
    }

    /// What was decided about findings.
    public static Triage triage(JsonFields root) throws WorkspaceException {
        List<Suppression> suppressions = new ArrayList<>();
        for (JsonFields fields : root.objects("suppressions")) {
            suppressions.add(new Suppression(
                    fields.required("finding"),
                    fields.required("fingerprint"),
                    fields.text("about"),
                    fields.required("reason"),
                    fields.date("until")));
        }
        Set<ObjectId.Named> administrators = new TreeSet<>();
        for (JsonFields fields : root.objects("administrators")) {
            administrators.add(fields.key());
        }
        return Triage.of(suppressions, administrators);
    }
}
