package dev.guise.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The parts of a request URI that an event's other fields may lack.
final class RequestUri {
    private static final String NAME_FIELD = "metadata.name";

    private RequestUri() {}

    /// The path, decoded, without the query.
    static String path(String uri) {
        int query = uri.indexOf('?');
        return decode(query < 0 ? uri : uri.substring(0, query), '+');
    }

    /// The name in a `fieldSelector=metadata.name=…` of the query, `""` when there is none: list, watch and
    /// deletecollection with it are authorized for that name.
    ///
    /// Mirrors `NewRequestInfo` in `k8s.io/apiserver/pkg/endpoints/request/requestinfo.go`.
    static String selectedName(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return "";
        }
        for (String parameter : uri.substring(query + 1).split("&")) {
            if (parameter.startsWith("fieldSelector=")) {
                return nameIn(decode(parameter.substring("fieldSelector=".length()), ' '));
            }
        }
        return "";
    }

    private static String nameIn(String selector) {
        for (String term : selector.split(",")) {
            if (!term.startsWith(NAME_FIELD + "=")) {
                continue;
            }
            String value = term.substring(NAME_FIELD.length() + 1);
            String name = value.startsWith("=") ? value.substring(1) : value;
            // Names that could not stand in a path are not taken over by the server.
            return name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%") ? "" : name;
        }
        return "";
    }

    private static String decode(String encoded, char plus) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length());
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' ? hex(bytes, i + 1) : -1;
            if (value >= 0) {
                out.write(value);
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? plus : bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at], 16);
        int low = Character.digit(bytes[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
