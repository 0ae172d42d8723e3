package dev.guise.impersonation;

import dev.guise.rbac.Dns1123;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which extra keys constrained impersonation takes.
///
/// Mirrors the use of `IsDomainPrefixedPath` of `k8s.io/apimachinery/pkg/util/validation/validation.go` in
/// `k8s.io/apiserver/pkg/endpoints/filters/impersonation/mode.go`.
public final class ExtraKey {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");

    private ExtraKey() {}

    /// Whether constrained modes take the key: lower case, and a domain and a path joined by a slash. Legacy takes any.
    public static boolean isConstrainable(String key) {
        int slash = key.indexOf('/');
        return slash > 0
                && key.equals(key.toLowerCase(Locale.ROOT))
                && Dns1123.isSubdomain(key.substring(0, slash))
                && PATH.matcher(key.substring(slash + 1)).matches();
    }
}
