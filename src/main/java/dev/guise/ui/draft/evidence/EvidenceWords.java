package dev.guise.ui.draft.evidence;

import dev.guise.report.EvidenceText;
import java.util.Locale;

/// Names, times and counts of recorded requests, as a person reads them.
public final class EvidenceWords {
    private EvidenceWords() {}

    /// What a user is called, by the name in requests.
    public static String name(String user) {
        return EvidenceText.name(user);
    }

    public static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : String.format(Locale.ENGLISH, "%,d times", count);
    }
}
