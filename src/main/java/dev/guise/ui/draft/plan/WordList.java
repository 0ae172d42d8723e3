package dev.guise.ui.draft.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Names with commas or line breaks between. A name that holds one stands in double quotes, where `""` is a quote.
public final class WordList {
    private WordList() {}

    /// A name, and whether it stood in quotes.
    public record Word(String text, boolean isQuoted) {}

    public static List<Word> read(String text) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inQuotes = false;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean quote = c == '"' && (inQuotes || word.toString().isBlank());
            if (quote && inQuotes && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                word.append('"');
                i++;
            } else if (quote) {
                word.setLength(inQuotes ? word.length() : 0);
                inQuotes = !inQuotes;
                quoted = true;
            } else if (!inQuotes && (c == ',' || c == '\n')) {
                add(words, word, quoted);
                quoted = false;
            } else if (inQuotes || !quoted) {
                word.append(c);
            }
        }
        add(words, word, quoted);
        return words;
    }

    private static void add(List<Word> words, StringBuilder word, boolean quoted) {
        String text = quoted ? word.toString() : word.toString().strip();
        if (!text.isEmpty()) {
            words.add(new Word(text, quoted));
        }
        word.setLength(0);
    }

    /// A name as it is written: in quotes where it must be.
    public static String quoted(String name) {
        boolean plain = !name.isEmpty()
                && name.equals(name.strip())
                && !name.equals("*")
                && name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    public static String write(List<String> names) {
        return names.stream().map(WordList::quoted).collect(Collectors.joining(", "));
    }

    /// Where the name begins that ends at an offset: for completing it.
    public static int wordStart(String text, int offset) {
        int start = Math.max(text.lastIndexOf(',', offset - 1), text.lastIndexOf('\n', offset - 1)) + 1;
        while (start < offset && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }
}
