package dev.guise.cluster.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// The text of a manifest, whatever its bytes are: compressed with gzip or not, in UTF-8, or in UTF-16 as PowerShell
/// writes it. Detected from the content, not the name.
final class ManifestText extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final int SNIFFED = 4;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private boolean started;
    private boolean brace;
    private boolean template;

    private ManifestText(Reader in) {
        this.in = in;
    }

    static ManifestText of(InputStream stream) throws IOException {
        BufferedInputStream in = unpacked(new BufferedInputStream(stream, BUFFER));
        return new ManifestText(new InputStreamReader(
                in,
                encoding(start(in))
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static BufferedInputStream unpacked(BufferedInputStream in) throws IOException {
        byte[] start = start(in);
        boolean packed = start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
        return packed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    private static byte[] start(BufferedInputStream in) throws IOException {
        in.mark(SNIFFED);
        byte[] start = in.readNBytes(SNIFFED);
        in.reset();
        return start;
    }

    /// A manifest begins with ASCII: where one of its first two bytes is zero, its characters have two.
    private static Charset encoding(byte[] start) {
        if (start.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = start[0] & 0xff;
        int second = start[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    /// Whether two opening braces stood side by side so far, as in a template that was not rendered.
    boolean looksLikeTemplate() {
        return template;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (!started && read > 0) {
            started = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                target[offset] = ' ';
                if (read == 1) {
                    return read(target, offset, length);
                }
                System.arraycopy(target, offset + 1, target, offset, read - 1);
                read--;
            }
        }
        for (int i = offset; i < offset + read && !template; i++) {
            template = brace && target[i] == '{';
            brace = target[i] == '{';
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
