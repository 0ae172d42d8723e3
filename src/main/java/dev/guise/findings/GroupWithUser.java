package dev.guise.findings;

import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.rbac.Grant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What it takes beside a group to impersonate it: a user or a service account.
final class GroupWithUser {
    private GroupWithUser() {}

    /// The rule on the group and one on somebody, the subject's own if it has one.
    static List<Grant> of(Holder holder, IdentityRight group) {
        List<Grant> used = new ArrayList<>();
        used.add(group.grant());
        somebody(holder).stream()
                .map(IdentityRight::grant)
                .filter(grant -> holder.tells(List.of(grant)))
                .findFirst()
                .or(() -> somebody(holder).stream().map(IdentityRight::grant).findFirst())
                .ifPresent(used::add);
        return used;
    }

    /// Who may be impersonated, in words.
    static String others(Holder holder) {
        Set<String> words = new LinkedHashSet<>();
        for (IdentityRight right : somebody(holder)) {
            String kind = right.kind() == Kind.USER ? "user" : "service account";
            if (right.names().any()) {
                words.add("any " + kind);
            } else {
                right.reachable()
                        .names()
                        .forEach(name -> words.add("the " + kind + " " + (name.isEmpty() ? "\"\"" : name)));
            }
        }
        return Survey.some(List.copyOf(words));
    }

    private static List<IdentityRight> somebody(Holder holder) {
        List<IdentityRight> rights = new ArrayList<>(holder.rights().legacy(Kind.USER));
        rights.addAll(holder.rights().legacy(Kind.SERVICE_ACCOUNT));
        return rights.stream().filter(holder::isUsable).toList();
    }
}
