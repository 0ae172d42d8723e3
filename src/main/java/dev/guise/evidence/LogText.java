package dev.guise.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The text of a log file as UTF-8, however it was packed, detected from its first bytes and not its name.
///
/// @param text   the text
/// @param packed what it is packed in that is not unpacked here, empty when `text` is the text
record LogText(InputStream text, Optional<String> packed) {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 8;
    private static final int MAX_LAYERS = 3;

    /// @param magic the first bytes of such a file, in hexadecimal
    private record Packing(String name, String magic) {}

    private static final List<Packing> PACKINGS = List.of(
            new Packing("a zip archive", "504b0304"),
            new Packing("zstandard", "28b52ffd"),
            new Packing("bzip2", "425a68"),
            new Packing("xz", "fd377a585a"),
            new Packing("lz4", "04224d18"),
            new Packing("a Parquet table", "50415231"),
            new Packing("an Avro file", "4f626a01"),
            new Packing("a 7z archive", "377abcaf"));

    /// Unpacks a stream, which the caller closes. Gzip in gzip is unpacked too.
    static LogText of(InputStream raw) throws IOException {
        InputStream in = raw;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            byte[] head = in.readNBytes(MAGIC);
            in = new SequenceInputStream(new ByteArrayInputStream(head), in);
            if (!startsWith(head, (byte) 0x1f, (byte) 0x8b)) {
                return unpacked(in, head);
            }
            in = new GZIPInputStream(in, BUFFER);
        }
        return new LogText(in, Optional.of("gzip nested too deeply"));
    }

    private static LogText unpacked(InputStream in, byte[] head) throws IOException {
        for (Packing packing : PACKINGS) {
            if (HexFormat.of().formatHex(head).startsWith(packing.magic())) {
                return new LogText(in, Optional.of(packing.name()));
            }
        }
        Charset charset = charset(head);
        if (charset != null) {
            return new LogText(new Transcoded(new InputStreamReader(in, charset)), Optional.empty());
        }
        if (startsWith(head, (byte) 0xef, (byte) 0xbb, (byte) 0xbf)) {
            in.skipNBytes(3);
        }
        return new LogText(in, Optional.empty());
    }

    /// UTF-16 as a redirect of PowerShell writes it: with its mark, or a bracket whose other half is zero.
    private static @Nullable Charset charset(byte[] head) {
        if (head.length < 2) {
            return null;
        }
        if (startsWith(head, (byte) 0xff, (byte) 0xfe) || startsWith(head, (byte) 0xfe, (byte) 0xff)) {
            return StandardCharsets.UTF_16;
        }
        if (head[1] == 0 && head[0] != 0) {
            return StandardCharsets.UTF_16LE;
        }
        return head[0] == 0 && head[1] != 0 ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean startsWith(byte[] head, byte... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// Characters as UTF-8.
    private static final class Transcoded extends InputStream {
        private final Reader reader;
        private final char[] characters = new char[BUFFER];
        private byte[] bytes = {};
        private int at;

        private Transcoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return at < bytes.length || fill() ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at >= bytes.length && !fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, buffer, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            int read = reader.read(characters, 0, characters.length - 1);
            if (read < 0) {
                return false;
            }
            if (read > 0 && Character.isHighSurrogate(characters[read - 1])) {
                int low = reader.read();
                if (low >= 0) {
                    characters[read++] = (char) low;
                }
            }
            var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters, 0, read));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            at = 0;
            return bytes.length > 0 || fill();
        }
    }
}
