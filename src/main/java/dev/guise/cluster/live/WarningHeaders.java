package dev.guise.cluster.live;

import dev.guise.cluster.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an API server warns of beside its answer: `Warning: 299 - "text"`, for deprecated or dubious fields and where
/// an admission policy warns.
final class WarningHeaders {
    /// The maximum number reported for one response.
    static final int MAX_WARNINGS = 20;

    private static final String OF_API_SERVERS = "299";
    private static final Pattern START = Pattern.compile("[ \\t,]*+(\\d{3}) ([^ \"]++) \"");
    private static final Pattern DATE = Pattern.compile(" ++\"[^\"]*+\"");

    private WarningHeaders() {}

    /// The texts, each once, in their order and fit to be shown; when there are more than [#MAX_WARNINGS], the last one
    /// says
    /// so.
    ///
    /// @param values of the headers, one character for each byte; several warnings may stand in one
    static List<String> texts(List<String> values) {
        Set<String> texts = new LinkedHashSet<>();
        values.forEach(
                value -> read(new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), texts));
        List<String> shown = new ArrayList<>(texts.stream().limit(MAX_WARNINGS).toList());
        if (texts.size() > MAX_WARNINGS) {
            shown.add("and " + (texts.size() - MAX_WARNINGS) + " more");
        }
        return List.copyOf(shown);
    }

    private static void read(String value, Set<String> texts) {
        Matcher start = START.matcher(value);
        Matcher date = DATE.matcher(value);
        int at = 0;
        while (start.region(at, value.length()).lookingAt()) {
            StringBuilder text = new StringBuilder();
            at = quoted(value, start.end(), text);
            if (at < 0) {
                return;
            }
            if (start.group(1).equals(OF_API_SERVERS) && !text.isEmpty()) {
                texts.add(Shown.message(text.toString()));
            }
            at = date.region(at, value.length()).lookingAt() ? date.end() : at;
        }
    }

    /// Where the quoted text that begins at `from` is over, behind its quotation mark; -1 when it never is.
    private static int quoted(String value, int from, StringBuilder text) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && ++i == value.length()) {
                return -1;
            }
            text.append(value.charAt(i));
        }
        return -1;
    }
}
