package dev.guise.ui.common.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/// What was typed into a filter: words, and terms such as `kind:user`. Words and terms must all hold; of values with
/// commas between them one must. Quotes hold spaces together. A colon after anything else than a known key is part of
/// a word, as in `system:masters`. Everything is compared in lower case.
public final class FilterTerms {
    /// Nothing was typed.
    public static final FilterTerms NONE = new FilterTerms(List.of(), List.of());

    private static final Pattern LIKE_TERM = Pattern.compile("[a-z]+:.*");

    private record Term(String key, List<String> values) {}

    private final List<String> words;
    private final List<Term> terms;

    private FilterTerms(List<String> words, List<Term> terms) {
        this.words = List.copyOf(words);
        this.terms = List.copyOf(terms);
    }

    /// Reads what was typed.
    ///
    /// @param keys that are understood, without the colon
    public static FilterTerms parse(String typed, Set<String> keys) {
        List<String> words = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        for (String token : tokens(typed.toLowerCase(Locale.ROOT))) {
            int colon = token.indexOf(':');
            String key = token.substring(0, Math.max(colon, 0));
            if (keys.contains(key)) {
                terms.add(new Term(key, values(token.substring(colon + 1))));
            } else {
                words.add(token);
            }
        }
        return words.isEmpty() && terms.isEmpty() ? NONE : new FilterTerms(words, terms);
    }

    private static List<String> tokens(String typed) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (Character.isWhitespace(c) && !quoted) {
                end(token, tokens);
            } else {
                token.append(c);
            }
        }
        end(token, tokens);
        return tokens;
    }

    private static void end(StringBuilder token, List<String> tokens) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }

    // A comma at the end is one that more will follow.
    private static List<String> values(String typed) {
        List<String> values = new ArrayList<>();
        for (String value : typed.split(",", -1)) {
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values.isEmpty() ? List.of("") : values;
    }

    /// Whether a term with that key was typed.
    public boolean has(String key) {
        return terms.stream().anyMatch(term -> term.key().equals(key));
    }

    /// Words that look like terms with a key that is not understood, such as `foo:bar`; in lower case.
    public List<String> looksLikeTerms() {
        return words.stream().filter(word -> LIKE_TERM.matcher(word).matches()).toList();
    }

    /// Whether nothing is asked for.
    public boolean isEmpty() {
        return words.isEmpty() && terms.isEmpty();
    }

    /// Whether something passes.
    ///
    /// @param text  in lower case, in which the words must be
    /// @param holds whether it has a value for a key; the value is empty while a person still types it
    public boolean test(String text, BiPredicate<String, String> holds) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        for (Term term : terms) {
            if (!holds(term, holds)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Term term, BiPredicate<String, String> holds) {
        for (String value : term.values()) {
            if (holds.test(term.key(), value)) {
                return true;
            }
        }
        return false;
    }

    /// What a term without a value of its own asks: `owned:` for those that are, `owned:no` for those that are not.
    public static boolean isWanted(String value, boolean is) {
        return is != value.equals("no");
    }
}
