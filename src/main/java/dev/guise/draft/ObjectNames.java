package dev.guise.draft;

import dev.guise.rbac.ObjectId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Gives the objects of drafts names: DNS-1123 subdomains without dots, the same for the same wish, none twice.
final class ObjectNames {
    private static final int MAX_LENGTH = 253;
    private final Set<ObjectId.Stored> taken;

    ObjectNames(Collection<ObjectId.Stored> taken) {
        this.taken = new HashSet<>(taken);
    }

    /// A text as a name: lower case letters, digits and `-`. What is too long is cut, with its hash behind it.
    static String dns(String text) {
        String name =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (name.isEmpty()) {
            return "impersonation";
        }
        return name.length() <= MAX_LENGTH ? name : cut(name, MAX_LENGTH);
    }

    private static String cut(String name, int length) {
        String hash = String.format("%08x", name.hashCode());
        String head = name.substring(0, length - hash.length() - 1).replaceAll("-+$", "");
        return head + "-" + hash;
    }

    /// A free name of the form `<base><suffix>`, with a number behind it when that is taken; from then on it is.
    ///
    /// @param named  the object of that name
    /// @param suffix `""`, or a word with a hyphen in front
    <T extends ObjectId.Stored> T take(Function<String, T> named, String base, String suffix) {
        String dns = dns(base);
        for (int i = 1; ; i++) {
            String end = suffix + (i == 1 ? "" : "-" + i);
            String head = dns.length() + end.length() <= MAX_LENGTH ? dns : cut(dns, MAX_LENGTH - end.length());
            T key = named.apply(head + end);
            if (taken.add(key)) {
                return key;
            }
        }
    }
}
