import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks that all Java sources are as palantir-java-format writes them, or formats them. Files that were found right
/// are kept by their hashes in a file, so that the next check looks at the changed ones only.
///
/// Usage: `java -cp FORMATTER Format.java check|apply HASHES FOLDER...`
final class Format {
    private static final int WIDTH = 120;
    private static final String REPAIR = "./mvnw -Pformat process-sources";

    private final Path hashes;
    private final Map<Path, String> sources = new TreeMap<>();
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private Format(Path hashes) {
        this.hashes = hashes;
    }

    public static void main(String[] args) throws Exception {
        Format format = new Format(Path.of(args[1]));
        for (String folder : List.of(args).subList(2, args.length)) {
            format.read(Path.of(folder));
        }
        boolean apply = args[0].equals("apply");
        System.exit(format.run(apply) ? 0 : 1);
    }

    private void read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> sources.put(file, hash(file)));
        }
    }

    private boolean run(boolean apply) throws Exception {
        Set<String> right = Files.exists(hashes) ? Set.copyOf(Files.readAllLines(hashes)) : Set.of();
        List<Path> open = sources.keySet().stream()
                .filter(file -> !right.contains(sources.get(file)))
                .toList();
        List<String> tooLong = new ArrayList<>();
        for (Path file : open) {
            tooLong.addAll(tooLong(file));
        }
        if (!tooLong.isEmpty()) {
            tooLong.forEach(System.err::println);
            System.err.println(
                    "Shorten them by hand: the formatter counts the indentation of the second and every later"
                            + " line of a /// comment twice, and breaks what is longer than " + WIDTH + " then.");
            return false;
        }
        if (open.isEmpty()) {
            return true;
        }
        format(apply ? "--replace" : "--dry-run", open);
        System.err.print(errors);
        Set<String> changed = new TreeSet<>(output.toString().lines().toList());
        if (!changed.isEmpty()) {
            changed.forEach(file -> System.err.println("Not formatted: " + file));
            System.err.println("Format them with: " + REPAIR);
        }
        if (errors.toString().isEmpty()) {
            keep(changed);
        }
        return changed.isEmpty() && errors.toString().isEmpty();
    }

    /// The formatter's own command: a file whose text would change is printed on a line when nothing is replaced.
    private void format(String mode, List<Path> files) throws Exception {
        List<String> command = new ArrayList<>(List.of("--palantir", mode));
        files.forEach(file -> command.add(file.toString()));
        try (PrintWriter out = new PrintWriter(output);
                PrintWriter err = new PrintWriter(errors)) {
            new Main(out, err, InputStream.nullInputStream()).format(command.toArray(String[]::new));
        }
    }

    /// Lines of Markdown comments that the formatter would break into what is no Java.
    private static List<String> tooLong(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int indent = line.indexOf("///");
            boolean later = indent >= 0
                    && line.substring(0, indent).isBlank()
                    && lines.get(i - 1).strip().startsWith("///");
            if (later && line.length() + indent > WIDTH) {
                found.add(file + ":" + (i + 1) + ": a /// comment of " + line.length() + " columns; here "
                        + (WIDTH - indent) + " are possible");
            }
        }
        return found;
    }

    private void keep(Set<String> changed) throws IOException {
        List<String> right = sources.keySet().stream()
                .filter(file -> !changed.contains(file.toString()))
                .map(Format::hash)
                .toList();
        Files.createDirectories(hashes.toAbsolutePath().getParent());
        Files.write(hashes, right);
    }

    private static String hash(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
