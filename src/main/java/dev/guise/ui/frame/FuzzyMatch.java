package dev.guise.ui.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How well a text matches what was typed: all typed characters in order, better when they stand together, at the
/// beginning of words, and early. Characters scattered over a text are no match: at least half of them must stand
/// together or begin a word.
///
/// @param score     higher is better
/// @param positions of the matched characters in the text
public record FuzzyMatch(int score, List<Integer> positions) {
    private static final int TOGETHER = 8;
    private static final int WORD = 10;
    private static final int WHOLE = 24;

    /// Matches; empty when a character is missing. Spaces in what was typed are not regarded. Cost: linear in the
    /// text for each start of the first character.
    public static Optional<FuzzyMatch> of(String typed, String text) {
        String wanted = typed.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        String within = text.toLowerCase(Locale.ROOT);
        // Lower case may be longer in some languages; positions would not fit then.
        String searched = within.length() == text.length() ? within : text;
        if (wanted.isEmpty()) {
            return Optional.of(new FuzzyMatch(0, List.of()));
        }
        Optional<FuzzyMatch> best = Optional.empty();
        int start = searched.indexOf(wanted.charAt(0));
        while (start >= 0) {
            Optional<FuzzyMatch> match = from(start, wanted, searched);
            if (match.isPresent()
                    && match.get().score() > best.map(FuzzyMatch::score).orElse(Integer.MIN_VALUE)) {
                best = match;
            }
            start = searched.indexOf(wanted.charAt(0), start + 1);
        }
        return best;
    }

    private static Optional<FuzzyMatch> from(int start, String wanted, String text) {
        List<Integer> positions = new ArrayList<>();
        int at = start;
        int score = 0;
        int placed = 0;
        for (int i = 0; i < wanted.length(); i++) {
            at = i == 0 ? start : text.indexOf(wanted.charAt(i), at + 1);
            if (at < 0) {
                return Optional.empty();
            }
            boolean together = !positions.isEmpty() && positions.getLast() == at - 1;
            boolean begins = isWordStart(text, at);
            score += together ? TOGETHER : 0;
            score += begins ? WORD : 0;
            placed += together || begins ? 1 : 0;
            positions.add(at);
        }
        if (placed * 2 < wanted.length() - 1) {
            return Optional.empty();
        }
        score += text.startsWith(wanted, start) ? WHOLE : 0;
        return Optional.of(new FuzzyMatch(score - Math.min(start, 10) - text.length() / 16, positions));
    }

    private static boolean isWordStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
}
