package dev.guise.ui.draft;

import dev.guise.rbac.NodeName;
import dev.guise.rbac.ServiceAccountName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names, times and counts of recorded requests, as a person reads them.
final class EvidenceWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private EvidenceWords() {}

    /// A user name; a service account's as `namespace/name`, a node's as `node name`.
    static String name(String user) {
        return ServiceAccountName.parse(user)
                .map(account -> account.namespace() + "/" + account.name())
                .or(() -> NodeName.parse(user).map(node -> "node " + node.name()))
                .orElse(user.isEmpty() ? "somebody" : user);
    }

    /// A time without its year, for a narrow column.
    static String day(Instant time) {
        return DAY.format(time.atZone(ZoneId.systemDefault()));
    }

    static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : String.format(Locale.ENGLISH, "%,d times", count);
    }
}
