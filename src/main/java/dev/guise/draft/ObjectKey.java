package dev.guise.draft;

import java.util.Locale;

/// What makes an object the same one in a cluster.
///
/// @param kind      the `kind` in manifests
/// @param namespace the namespace, `""` at cluster scope
public record ObjectKey(String kind, String namespace, String name) {
    static final String SERVICE_ACCOUNT = "ServiceAccount";

    /// `ClusterRole "name"`, or `Role "name" in "namespace"`.
    public String describe() {
        return kind + " \"" + name + "\"" + (namespace.isEmpty() ? "" : " in \"" + namespace + "\"");
    }

    /// The command that deletes it.
    public String deleteCommand() {
        String where = namespace.isEmpty() ? "" : " --namespace " + quoted(namespace);
        return "kubectl delete " + kind.toLowerCase(Locale.ROOT) + where + " " + quoted(name);
    }

    private static String quoted(String word) {
        boolean plain = word.matches("[A-Za-z0-9:._-]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    boolean isAccount() {
        return kind.equals(SERVICE_ACCOUNT);
    }

    boolean isRole() {
        return kind.equals("Role") || kind.equals("ClusterRole");
    }
}
