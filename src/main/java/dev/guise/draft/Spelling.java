package dev.guise.draft;

import dev.guise.impersonation.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What somebody meant who misspelt a verb of impersonation, or a name.
final class Spelling {
    private static final int FAR = 2;
    private static final int MAX_LENGTH = 80;

    private Spelling() {}

    /// The one verb that is at most two letters off; empty where none is, or several are as near.
    static Optional<String> verb(String written) {
        return nearest(written, verbs());
    }

    /// The one of these that is at most two letters off; empty where none is, or several are as near.
    static Optional<String> nearest(String written, Collection<String> words) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> nearest = new ArrayList<>();
        int least = FAR + 1;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < least) {
                nearest.clear();
                least = distance;
            }
            if (distance == least && distance <= FAR) {
                nearest.add(word);
            }
        }
        return nearest.size() == 1 ? Optional.of(nearest.getFirst()) : Optional.empty();
    }

    private static List<String> verbs() {
        List<String> verbs = new ArrayList<>();
        verbs.add(Mode.LEGACY_VERB);
        for (Mode mode : Mode.values()) {
            verbs.add(mode.identityVerb());
            DraftWriter.ORDINARY_VERBS.forEach(verb -> verbs.add(mode.actionVerb(verb)));
        }
        return verbs;
    }

    /// How many letters must be put in, taken out or changed (Levenshtein).
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
