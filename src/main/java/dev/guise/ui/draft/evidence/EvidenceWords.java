package dev.guise.ui.draft.evidence;

import dev.guise.report.EvidenceText;
import java.util.Locale;

/// Names, times and counts of recorded requests, as a person reads them.
public final class EvidenceWords {
    private EvidenceWords() {}

    /// A user name; a service account's as `namespace/name`, a node's as `node name`.
    public static String name(String user) {
        return EvidenceText.name(user);
    }

    public static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : String.format(Locale.ENGLISH, "%,d times", count);
    }
}
