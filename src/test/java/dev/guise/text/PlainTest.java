package dev.guise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void whatATerminalActsOnIsWritten() {
        assertEquals("a\\u{1b}[31mb", Plain.line("a\u001b[31mb"));
        assertEquals("\\u{a}\\u{d}\\u{7f}\\u{9b}", Plain.line("\n\r\u007f\u009b"));
        assertEquals("x\\u{202e}y\\u{200b}\\u{2028}", Plain.line("x\u202ey\u200b\u2028"));
        assertEquals("\\u{d800}", Plain.line("\ud800"));
        assertEquals("\\u{0}", Plain.line("\0"));
    }

    @Test
    void whatIsSeenStays() {
        String text = "Grüße, 名前 😀 ~ \"quoted\" \\n";
        assertSame(text, Plain.line(text));
        assertEquals("😀\\u{7}😀", Plain.line("😀\u0007😀"));
    }
}
