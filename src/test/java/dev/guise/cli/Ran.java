package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command left behind.
public record Ran(int code, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final Path PATTERNS = Path.of("src/test/resources/dev/guise/conformance/impersonation-patterns.yaml");

    public static Ran of(String... args) {
        return withInput(InputStream.nullInputStream(), args);
    }

    static Ran withInput(InputStream in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(in, out, new PrintWriter(err, true), Map.of(), Path.of("no-home"));
        int code = new Cli(terminal).run(args);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /// The result of a command that must succeed.
    public static JsonNode json(String... args) {
        Ran ran = of(args);
        assertEquals(ExitCodes.OK, ran.code(), ran.err());
        return JSON.readTree(ran.out());
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }
}
