package dev.guise.impersonation;

import dev.guise.rbac.NodeName;
import dev.guise.rbac.ServiceAccountName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who a request asks to be: its impersonation headers.
///
/// @param name   `Impersonate-User`, `""` when the header is missing
/// @param uid    `Impersonate-Uid`, `""` when it is missing
/// @param groups `Impersonate-Group`, one for each header
/// @param extra  `Impersonate-Extra-<key>`, values in the order of the headers
public record WantedUser(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    public WantedUser {
        groups = List.copyOf(groups);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        extra = Collections.unmodifiableMap(copy);
    }

    /// Only a user name.
    public static WantedUser of(String name) {
        return new WantedUser(name, "", List.of(), Map.of());
    }

    /// A user name and groups.
    public static WantedUser of(String name, List<String> groups) {
        return new WantedUser(name, "", groups, Map.of());
    }

    /// Whether nothing but a user name is asked for; the node and service account modes take nothing else.
    public boolean isNameOnly() {
        return uid.isEmpty() && groups.isEmpty() && extra.isEmpty();
    }

    boolean isNode() {
        return NodeName.parse(name).isPresent();
    }

    boolean isServiceAccount() {
        return ServiceAccountName.parse(name).isPresent();
    }
}
