package dev.guise.strings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// `src/docs/strings.md` has every sentence that a person can meet; `-Dstrings.write=true` writes it. Lines may move
/// without it: they are as of the last writing, and only sentences and their files are compared.
class StringsTest {
    private static final Path PAGE = Path.of("src/docs/strings.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TECHNIQUES = Path.of("src/main/resources/dev/guise/escalation/catalogue/techniques.yaml");
    private static final Pattern LINE_NUMBER = Pattern.compile("(?m)^(- `[^`]+):\\d+`");

    @Test
    void everySentenceIsOnThePage() throws IOException {
        String page = page();
        if (Boolean.getBoolean("strings.write")) {
            Files.writeString(PAGE, page);
        }
        String committed = Files.readString(PAGE).replace("\r\n", "\n");
        assertEquals(
                LINE_NUMBER.matcher(page).replaceAll("$1`"),
                LINE_NUMBER.matcher(committed).replaceAll("$1`"),
                "run this test with -Dstrings.write=true");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        "The cluster is read."                             => The cluster is read.
        "1 " + what + " of " + all.size() + " are hidden"  => 1 {what} of {size} are hidden
        "Close" + (many ? " all tabs" : " the tab")        => Close‹ all tabs| the tab›
        "Read" + switch (n) { case 1 -> " it"; default -> " them"; } + " now" => Read‹ it| them› now
        String.format(Locale.ROOT, "%,d of %d%% done", count(n), all) => {n} of {all}% done
        "%s may read %s".formatted(who, of(n, "secret"))   => {who} may read {of(n, "secret")}
        b.append("Nobody may ").append(verb).append(" it") => Nobody may {verb} it
        "Compare"                                          => Compare
        """)
    void whatAnExpressionSays(String expression, String sentence, @TempDir Path folder) throws IOException {
        assertEquals(List.of(sentence), strings(folder, "Object o = " + expression + ";"));
    }

    @Test
    void whatIsFilledInMaySpeakItself(@TempDir Path folder) throws IOException {
        assertEquals(
                List.of("Not {g}", "one in another"),
                strings(folder, "Object o = f(\"Not \" + g(() -> \"one in another\"));"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"draft.take\"",
                "\"SERVICE\"",
                "\"impersonate-on:user-info:get\"",
                "kind + \": \" + name",
                "text.split(\"one of two\")",
                "LOG.log(Level.INFO, \"one of two\")",
                "box.getStyleClass().add(\"one of two\")",
                "new IllegalStateException(\"one of two\")",
                "\"<path d=\\\"M0 0 L\\\"/>\"",
                "switch (x) { case \"one of two\" -> 1; default -> 2; }"
            })
    void whatAProgramReadsIsLeftOut(String expression, @TempDir Path folder) throws IOException {
        assertEquals(List.of(), strings(folder, "@SuppressWarnings(\"one of two\") Object o = " + expression + ";"));
    }

    private static List<String> strings(Path folder, String member) throws IOException {
        Files.writeString(folder.resolve("A.java"), "package dev.guise.ui;\nclass A {\n" + member + "\n}\n");
        return SourceStrings.of(folder).stream().map(Sentence::text).toList();
    }

    private static String page() throws IOException {
        List<Sentence> all = new ArrayList<>(SourceStrings.of(SOURCES));
        all.addAll(techniques());
        Map<String, List<Sentence>> rooms = new TreeMap<>();
        for (Sentence sentence : all) {
            rooms.computeIfAbsent(sentence.room(), _ -> new ArrayList<>()).add(sentence);
        }
        StringBuilder page = new StringBuilder("""
            # Strings

            Every sentence that a person can meet, by package and in the order of the source, with file and line.
            What is filled in is written `{name}`, alternatives `‹one|other›`, the end of a line ` ⏎ `.

            This page is written by `./mvnw test -Dtest=StringsTest -Dstrings.write=true`; a test compares it with the
            sources. Lines are as of the last writing: only a changed sentence, or one in another file, asks for a new
            one.
            """);
        rooms.forEach((room, sentences) -> {
            page.append("\n## ").append(room).append("\n\n");
            lines(sentences).forEach(line -> page.append(line).append('\n'));
        });
        return page.toString();
    }

    /// What a file says more than once is written once, where it is said first.
    private static List<String> lines(List<Sentence> sentences) {
        List<String> lines = new ArrayList<>();
        Set<List<String>> written = new HashSet<>();
        for (Sentence sentence : sentences) {
            if (written.add(List.of(sentence.place(), sentence.text()))) {
                String text = sentence.text().strip().replace("<", "\\<");
                lines.add("- `" + sentence.place() + ":" + sentence.line() + "` " + text);
            }
        }
        return lines;
    }

    private static List<Sentence> techniques() {
        List<Sentence> sentences = new ArrayList<>();
        try (var in = Files.newInputStream(TECHNIQUES)) {
            new Compose(LoadSettings.builder().build())
                    .composeInputStream(in)
                    .ifPresent(root -> collect(root, "", sentences));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }

    private static void collect(Node node, String place, List<Sentence> into) {
        switch (node) {
            case MappingNode map ->
                map.getValue().forEach(entry -> {
                    String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                    collect(entry.getValueNode(), key, into);
                });
            case SequenceNode list -> list.getValue().forEach(item -> collect(item, place, into));
            case ScalarNode scalar -> {
                String name = TECHNIQUES.getFileName().toString();
                if (SourceStrings.isForPeople(name, scalar.getValue())) {
                    long line = scalar.getStartMark().orElseThrow().getLine() + 1L;
                    into.add(new Sentence(name, place, line, scalar.getValue().strip()));
                }
            }
            default -> {}
        }
    }
}
