package dev.guise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, role, 0 roles",
        "1, role, 1 role",
        "2, identity, 2 identities",
        "1, identity, 1 identity",
        "2, key, 2 keys",
        "3, class, 3 classes",
        "2, path, 2 paths",
        "2, match, 2 matches",
        "12345, cluster role binding, '12,345 cluster role bindings'"
    })
    void aNumberAndItsNounAgree(long number, String noun, String words) {
        assertEquals(words, Numbers.count(number, noun));
    }
}
