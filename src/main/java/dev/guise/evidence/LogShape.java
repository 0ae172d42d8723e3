package dev.guise.evidence;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// How a log is laid out.
enum LogShape {
    /// Each line is independent, whatever precedes its JSON.
    LINES,
    /// JSON over several lines, or one line of any length.
    DOCUMENT;

    /// Detected from the start of the log: in a document the first value goes on in the second line, or has not
    /// ended where the start ends, or another one follows it with nothing between them.
    static LogShape of(JsonFactory json, byte[] head) {
        int start = 0;
        while (start < head.length && isSpace(head[start])) {
            start++;
        }
        boolean bracket = start < head.length && (head[start] == '{' || head[start] == '[');
        return bracket && isDocument(json, Arrays.copyOfRange(head, start, head.length)) ? DOCUMENT : LINES;
    }

    private static boolean isDocument(JsonFactory json, byte[] head) {
        boolean oneLine = !hasLineEnd(head);
        boolean wrapper = true;
        int depth = 0;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), head)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean inside = depth > 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (inside && parser.currentTokenLocation().getLineNr() > 1) {
                    return true;
                }
                if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
                    wrapper &= !parser.getString().equals("auditID");
                }
                if (depth == 0) {
                    // A single line without an end may be all there is, or one of many megabytes.
                    return oneLine && !isBlank(head, parser.currentLocation().getByteOffset());
                }
            }
        } catch (UnexpectedEndOfInputException e) {
            return oneLine && wrapper;
        } catch (JacksonException e) {
            // Malformed: the lines will tell.
            return false;
        }
        return oneLine && wrapper;
    }

    private static boolean hasLineEnd(byte[] head) {
        for (byte b : head) {
            if (b == '\n') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] head, long from) {
        for (long i = from; i < head.length; i++) {
            if (!isSpace(head[(int) i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
