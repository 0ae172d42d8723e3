package dev.guise.draft;

import dev.guise.rbac.ObjectId;
import java.util.Locale;

/// Commands for a shell, with every name quoted that could mean something there.
final class Kubectl {
    private Kubectl() {}

    /// The command that deletes an object.
    static String delete(ObjectId.Stored object) {
        String where = object.namespace().isEmpty() ? "" : " --namespace " + quoted(object.namespace());
        return "kubectl delete " + object.kind().kind().toLowerCase(Locale.ROOT) + where + " " + quoted(object.name());
    }

    private static String quoted(String word) {
        boolean plain = word.matches("[A-Za-z0-9:._-]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
