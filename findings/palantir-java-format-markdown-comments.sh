#!/usr/bin/env bash
# palantir-java-format counts the indentation of a Markdown comment's later lines twice
#
# Library:    com.palantir.javaformat:palantir-java-format 2.103.0 (the same lines are hit in 2.90.0)
# Expected:   `///` comment lines within the limit of 120 columns stay as they are, as `//` and one-line `///` do.
# Seen:       from the second line of a `///` comment on, a line is broken as soon as its length plus its indentation is
#             more than 120: at an indentation of 4 from 117 columns, of 8 from 113, of 12 from 109. The first line, and
#             lines without indentation, are broken from 121 as they should be. What 2.103.0 breaks off loses its `///`
#             and stands as bare words among the code (2.90.0 puts `//` before them). The command line, which parses
#             its own output once more for its imports, then reports syntax errors in a file that has none, at
#             lines of a text that nobody has seen.
# Guess:      javac 23 and later hand over consecutive `///` lines as one comment token. Its first line begins at the
#             token's column, the others carry their own indentation in their text; the wrapping of line comments adds
#             the token's column to the length of every line. It continues a broken line with the text that stood
#             before the words, which is no longer known for a line that begins with blanks.
#
# Needs a JDK 25 and curl. Exits 0 when it behaves as described, 1 when it does not, 2 when it could not be tried.
set -uo pipefail

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if grep -qs '^JAVA_VERSION="25' "$home/release"; then java=$home/bin/java; fi
done
[[ -x $java ]] || { echo "no JDK 25 in JAVA_HOME or /usr/lib/jvm" >&2; exit 2; }

central=https://repo.maven.apache.org/maven2
for jar in \
  com/palantir/javaformat/palantir-java-format/2.103.0/palantir-java-format-2.103.0.jar \
  com/palantir/javaformat/palantir-java-format-spi/2.103.0/palantir-java-format-spi-2.103.0.jar \
  com/google/guava/guava/33.7.2-jre/guava-33.7.2-jre.jar \
  com/google/guava/failureaccess/1.0.3/failureaccess-1.0.3.jar \
  org/functionaljava/functionaljava/5.0/functionaljava-5.0.jar; do
  curl -sSf --retry 3 --create-dirs -o "lib/$(basename "$jar")" "$central/$jar" || exit 2
done

cat > Widths.java <<'JAVA'
import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;

public class Widths {
    private static final Formatter FORMATTER =
            Formatter.createFormatter(JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    /// A comment line of that many columns: words, so that there is a place to break it.
    static String line(String indent, int columns) {
        StringBuilder line = new StringBuilder(indent).append("///");
        while (line.length() + 5 <= columns) {
            line.append(" word");
        }
        return line.append("x".repeat(columns - line.length())).append('\n').toString();
    }

    static String source(int depth, boolean first, int columns) {
        String indent = "    ".repeat(depth);
        String other = indent + "/// short\n";
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            source.append("    ".repeat(i)).append("interface A").append(i).append(" {\n");
        }
        source.append(first ? line(indent, columns) + other : other + line(indent, columns));
        source.append(indent).append("interface M {}\n");
        for (int i = depth; i-- > 0; ) {
            source.append("    ".repeat(i)).append("}\n");
        }
        return source.toString();
    }

    public static void main(String[] args) throws Exception {
        for (int depth = 0; depth < 4; depth++) {
            for (boolean first : new boolean[] {true, false}) {
                int columns = 100;
                while (FORMATTER.formatSource(source(depth, first, columns)).equals(source(depth, first, columns))) {
                    columns++;
                }
                System.out.println("indentation " + 4 * depth + ", " + (first ? "first" : "later") + " line: broken from "
                        + columns);
            }
        }
        String broken = FORMATTER.formatSource(source(1, false, 119));
        System.out.print(broken);
        try {
            RemoveUnusedImports.removeUnusedImports(broken);
            System.out.println("parsed again: no error");
        } catch (FormatterException e) {
            System.out.println("parsed again: " + e.diagnostics().getFirst());
        }
    }
}
JAVA

cat > expected.txt <<'TEXT'
indentation 0, first line: broken from 121
indentation 0, later line: broken from 121
indentation 4, first line: broken from 121
indentation 4, later line: broken from 117
indentation 8, first line: broken from 121
indentation 8, later line: broken from 113
indentation 12, first line: broken from 121
indentation 12, later line: broken from 109
interface A0 {
    /// short
    /// word word word word word word word word word word word word word word word word word word word word word
    wordxx
    interface M {}
}
parsed again: 4:12: error: <identifier> expected
TEXT

exports=()
for package in api code file parser tree util main comp; do
  exports+=("--add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
done
"$java" "${exports[@]}" -cp 'lib/*' Widths.java > seen.txt || exit 2

cat seen.txt
if diff expected.txt seen.txt; then
  echo "As described."
else
  echo "It behaves differently now: see the difference above." >&2
  exit 1
fi
