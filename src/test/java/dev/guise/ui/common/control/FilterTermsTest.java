package dev.guise.ui.common.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTermsTest {
    private static boolean test(String typed, String text, String value) {
        return FilterTerms.parse(typed, Set.of("ns", "kind"))
                .test(text, (key, wanted) -> key.equals("ns") && value.contains(wanted));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
        ||,                  true
        deploy,              true
        DEPLOY bot,          true
        deploy cat,          false
        ns:pay,              true
        NS:PAY,              true
        ns:shop,             false
        |ns:shop,pay|,       true
        |ns:shop,|,          false
        |ns:,|,              true
        ns:,                 true
        kind:x,              false
        deploy ns:pay,       true
        deploy ns:shop,      false
        deploy-bot:x,        true
        xs:pay,              false
        |"deploy-bot:x of"|, true
        |"bot of"|,          false
        """)
    void eachHoldsOrNot(String typed, boolean passes) {
        assertEquals(passes, test(typed, "a deploy-bot:x of ci", "payments"));
    }

    @Test
    void nothingTypedAsksForNothing() {
        assertSame(FilterTerms.NONE, FilterTerms.parse(" \t", Set.of("ns")));
        assertFalse(FilterTerms.parse("ns:", Set.of("ns")).isEmpty());
    }

    @Test
    void aTermWithoutAValueAsksForThoseThatAre() {
        assertTrue(FilterTerms.isWanted("", true));
        assertFalse(FilterTerms.isWanted("", false));
        assertFalse(FilterTerms.isWanted("no", true));
        assertTrue(FilterTerms.isWanted("no", false));
    }
}
