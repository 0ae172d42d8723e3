package dev.guise.ui.draft;

import dev.guise.rbac.ServiceAccountName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names, times and counts of recorded requests, as a person reads them.
final class EvidenceWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private EvidenceWords() {}

    /// A user name; a service account's as `namespace/name`.
    static String name(String user) {
        return ServiceAccountName.parse(user)
                .map(account -> account.namespace() + "/" + account.name())
                .orElse(user.isEmpty() ? "somebody" : user);
    }

    static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : String.format(Locale.ENGLISH, "%,d times", count);
    }
}
