package dev.guise.rbac;

/// The two shapes of names that the API server takes for namespaces and for most objects.
///
/// Mirrors `IsDNS1123Label` and `IsDNS1123Subdomain` in `k8s.io/apimachinery/pkg/util/validation/validation.go`.
public final class Dns1123 {
    private static final int LABEL_MAX = 63;
    private static final int SUBDOMAIN_MAX = 253;

    private Dns1123() {}

    /// Lower case letters, digits and `-`, starting and ending with a letter or digit; at most 63 characters.
    public static boolean isLabel(String value) {
        return value.length() <= LABEL_MAX && isLabelText(value, 0, value.length());
    }

    /// Labels joined by dots, each of any length; at most 253 characters in all.
    public static boolean isSubdomain(String value) {
        if (value.length() > SUBDOMAIN_MAX) {
            return false;
        }
        int start = 0;
        while (true) {
            int dot = value.indexOf('.', start);
            int end = dot < 0 ? value.length() : dot;
            if (!isLabelText(value, start, end)) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            start = dot + 1;
        }
    }

    private static boolean isLabelText(String value, int start, int end) {
        if (start >= end || value.charAt(start) == '-' || value.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = value.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
