package dev.guise.cluster.read;

import java.util.Set;
import java.util.regex.Pattern;

/// What a YAML scalar without quotes and tag is to kubectl.
///
/// Mirrors `resolve.go` of `sigs.k8s.io/yaml/goyaml.v2`.
enum PlainScalar {
    NULL,
    /// A number or a boolean.
    LITERAL,
    STRING;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> LITERALS = Set.of(
            "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "n", "N", "no", "No", "NO",
            "false", "False", "FALSE", "off", "Off", "OFF", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf",
            "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9][0-9_]*|(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?)");

    static PlainScalar of(String value) {
        if (NULLS.contains(value)) {
            return NULL;
        }
        return LITERALS.contains(value) || isNumber(value) ? LITERAL : STRING;
    }

    private static boolean isNumber(String value) {
        char first = value.charAt(0);
        boolean may = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return may && NUMBER.matcher(value).matches();
    }
}
