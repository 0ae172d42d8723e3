package dev.guise.evidence;

import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the message of a 403 back into the check that failed.
///
/// Mirrors `ForbiddenStatusError` of `k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go` and
/// `NewForbidden` of `k8s.io/apimachinery/pkg/api/errors`: `<resource>[ "<name>"] is forbidden: User "<user>"
/// cannot <verb> resource "<resource>[/<subresource>]" in API group "<group>" in the namespace "<ns>"` (or `at
/// the cluster scope`), and for paths `forbidden: User "<user>" cannot <verb> path "<path>"`. Strings are
/// quoted as Go does, and `&`, `<`, `>` replaced in all but the first name.
final class ForbiddenMessage {
    private final String text;
    private int at;

    private ForbiddenMessage(String text) {
        this.text = text;
    }

    /// The check by the impersonation filter that a message reports; empty for any other message.
    static Optional<Attributes> failedImpersonation(String message) {
        // A cheap look first: most messages are about something else.
        return message.contains(" cannot impersonate")
                ? Optional.ofNullable(new ForbiddenMessage(message).parse())
                : Optional.empty();
    }

    /// Whether a message is that of the impersonation filter.
    static boolean isOfImpersonation(String message) {
        return failedImpersonation(message).isPresent();
    }

    private @Nullable Attributes parse() {
        String name = forbidden();
        if (name == null || quoted() == null || !skip(" cannot ")) {
            return null;
        }
        String verb = word();
        if (!isImpersonationVerb(verb)) {
            return null;
        }
        return skip(" path ") ? path(verb) : resource(verb, name);
    }

    /// The name of what is forbidden, `""` where it has none as a path, or null when nothing is.
    private @Nullable String forbidden() {
        if (skip("forbidden: User ")) {
            return "";
        }
        String name = "";
        word();
        if (skip(" \"")) {
            at--;
            String quoted = quoted();
            if (quoted == null) {
                return null;
            }
            name = quoted;
        }
        return skip(" is forbidden: User ") ? name : null;
    }

    private static boolean isImpersonationVerb(String verb) {
        return Mode.isOfIdentity(verb) || Mode.isOfAction(verb);
    }

    private @Nullable Attributes path(String verb) {
        String path = quoted();
        return path == null ? null : new NonResourceAttributes(verb, unescaped(path));
    }

    private @Nullable Attributes resource(String verb, String name) {
        String resource = skip(" resource ") ? quoted() : null;
        String group = resource != null && skip(" in API group ") ? quoted() : null;
        if (resource == null || group == null) {
            return null;
        }
        String namespace = "";
        if (skip(" in the namespace ")) {
            String quoted = quoted();
            if (quoted == null) {
                return null;
            }
            namespace = quoted;
        } else if (!skip(" at the cluster scope")) {
            return null;
        }
        return ResourceAttributes.of(verb, unescaped(group), unescaped(resource), unescaped(namespace), name);
    }

    /// Everything to the next blank.
    private String word() {
        int end = text.indexOf(' ', at);
        String word = text.substring(at, end < 0 ? text.length() : end);
        at += word.length();
        return word;
    }

    private boolean skip(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    /// A string as Go's `%q` writes it, or null when there is none here.
    private @Nullable String quoted() {
        if (!skip("\"")) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
            } else if (!escape(out)) {
                return null;
            }
        }
        return null;
    }

    private boolean escape(StringBuilder out) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case '\\', '"' -> out.append(c);
            case 'x' -> {
                return code(out, 2);
            }
            case 'u' -> {
                return code(out, 4);
            }
            case 'U' -> {
                return code(out, 8);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean code(StringBuilder out, int digits) {
        if (at + digits > text.length()) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0 || value > Character.MAX_CODE_POINT >> 4) {
                return false;
            }
            value = value << 4 | digit;
        }
        at += digits;
        if (!Character.isValidCodePoint(value)) {
            return false;
        }
        out.appendCodePoint(value);
        return true;
    }

    private static String unescaped(String sanitized) {
        return sanitized.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
