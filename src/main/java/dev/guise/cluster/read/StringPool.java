package dev.guise.cluster.read;

import java.util.HashMap;
import java.util.Map;

/// Gives equal short strings one body during one read: namespaces, labels and resources repeat thousands of times.
final class StringPool {
    private static final int LONGEST = 64;
    private static final int MOST = 50_000;

    private final Map<String, String> known = new HashMap<>();

    String share(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String first = known.get(text);
        if (first != null) {
            return first;
        }
        if (known.size() < MOST) {
            known.put(text, text);
        }
        return text;
    }
}
