package dev.guise.cluster.read;

import java.util.HashMap;
import java.util.Map;

/// Gives equal short strings one body during one read: namespaces, labels and resources repeat thousands of times.
final class StringPool {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_STRINGS = 50_000;

    private final Map<String, String> known = new HashMap<>();

    String share(String text) {
        if (text.length() > MAX_LENGTH) {
            return text;
        }
        String first = known.get(text);
        if (first != null) {
            return first;
        }
        if (known.size() < MAX_STRINGS) {
            known.put(text, text);
        }
        return text;
    }
}
