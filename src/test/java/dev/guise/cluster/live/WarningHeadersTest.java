package dev.guise.cluster.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarningHeadersTest {

    private static List<String> texts(String... values) {
        return WarningHeaders.texts(List.of(values));
    }

    @Test
    void severalMayStandInOneValue() {
        assertEquals(
                List.of("a, b", "c \\ \"d\"", "e"),
                texts("299 - \"a, b\", 299 agent:80 \"c \\\\ \\\"d\\\"\" \"Wed, 21 Oct 2015 07:28:00 GMT\" ,299 -"
                        + " \"e\""));
    }

    @Test
    void onlyWarningsOfAnApiServerCount() {
        assertEquals(List.of("kept"), texts("110 cache \"stale\"", "299 - \"\"", "199 - \"x\", 299 - \"kept\""));
    }

    @Test
    void oneThatIsSaidTwiceIsToldOnce() {
        assertEquals(List.of("a", "b"), texts("299 - \"a\"", "299 - \"b\"", "299 - \"a\""));
    }

    @Test
    void lettersArriveAsUtf8() {
        byte[] sent = "299 - \"größer\"".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("größer"), texts(new String(sent, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void hiddenCharactersAreShown() {
        byte[] sent = "299 - \"a\u202eb\u001b[2J\"".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("a\\u{202e}b\\u{1b}[2J"), texts(new String(sent, StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "299",
                "299 -",
                "299 - a",
                "299 - \"a",
                "299 - \"a\\",
                "x \"a\"",
                ",,,",
                "299 -\"a\"",
                "\"\"\"\""
            })
    void whatIsNoWarningIsPassedOver(String value) {
        assertEquals(List.of(), texts(value));
    }

    @Test
    void whatFollowsABrokenOneInItsValueIsNotGuessed() {
        assertEquals(List.of("a"), texts("299 - \"a\", 299 - b, 299 - \"c\""));
    }

    @Test
    void endlessOnesAreCut() {
        List<String> one = texts("299 - \"" + "a".repeat(1 << 20) + "\"");
        assertEquals(1, one.size());
        assertTrue(one.getFirst().endsWith("…"));
        assertTrue(one.getFirst().length() < 1_000, () -> "is " + one.getFirst().length());
        List<String> many = WarningHeaders.texts(
                IntStream.range(0, 1_000).mapToObj(i -> "299 - \"" + i + "\"").toList());
        assertEquals(WarningHeaders.MAX_WARNINGS + 1, many.size());
        assertEquals("and 980 more", many.getLast());
    }
}
