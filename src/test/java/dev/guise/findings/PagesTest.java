package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages under `src/docs` are what the data says. `-Dpages.write=true` writes them anew.
class PagesTest {
    private static final Path DOCS = Path.of("src/docs");

    @Test
    void thePagesAreWhatTheDataSays() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("pages.write")) {
            write(pages);
        }
        assertEquals(new TreeMap<>(pages), committed(), "run this test with -Dpages.write=true");
    }

    private static void write(Map<String, String> pages) throws IOException {
        for (String old : committed().keySet()) {
            Files.delete(DOCS.resolve(old));
        }
        for (var page : pages.entrySet()) {
            Path file = DOCS.resolve(page.getKey());
            Files.createDirectories(DOCS.resolve("findings"));
            Files.createDirectories(DOCS.resolve("techniques"));
            Files.writeString(file, page.getValue());
        }
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String folder : List.of("findings", "techniques")) {
            if (!Files.isDirectory(DOCS.resolve(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.list(DOCS.resolve(folder))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file).replace("\r\n", "\n");
                    found.put(folder + "/" + file.getFileName(), text);
                }
            }
        }
        return found;
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        List<FindingKind> kinds = FindingKinds.of(Catalogue.bundled());
        StringBuilder index = new StringBuilder("# Findings\n\n| id | severity | what |\n|---|---|---|\n");
        for (FindingKind kind : kinds) {
            index.append("| [").append(kind.id()).append("](").append(kind.id()).append(".md) | ");
            index.append(kind.severity().id())
                    .append(" | ")
                    .append(kind.title())
                    .append(" |\n");
            pages.put("findings/" + kind.id() + ".md", page(kind.page()));
        }
        pages.put("findings/README.md", index.toString());
        StringBuilder techniques = new StringBuilder("# Techniques\n\n| id | cost | what |\n|---|---|---|\n");
        for (Technique technique : Catalogue.bundled().techniques()) {
            techniques
                    .append("| [")
                    .append(technique.id())
                    .append("](")
                    .append(technique.id())
                    .append(".md) | ");
            techniques
                    .append(technique.cost())
                    .append(" | ")
                    .append(technique.title())
                    .append(" |\n");
            pages.put("techniques/" + technique.id() + ".md", page(technique));
        }
        pages.put("techniques/README.md", techniques.toString());
        return pages;
    }

    private static String page(KindPage page) {
        return """
            # %s: %s

            Severity: %s

            ## When it is reported

            %s

            ## Why it matters

            %s

            ## How to fix it

            %s

            ## In an audit log

            %s

            ## Reference

            <%s>
            """.formatted(
                        page.id(),
                        page.title(),
                        page.severity().id(),
                        page.when(),
                        page.why(),
                        page.fix(),
                        page.audit(),
                        page.reference());
    }

    private static String page(Technique technique) {
        return """
            # %s: %s

            Cost: %d. Confidence: %s. Finding: [ESC-%s](../findings/ESC-%s.md)

            ## What happens

            %s

            ## In an audit log

            %s

            ## How to close it

            %s

            ## Reference

            <%s>
            """.formatted(
                        technique.id(),
                        technique.title(),
                        technique.cost(),
                        technique.confidence().name().toLowerCase(Locale.ROOT),
                        technique.id(),
                        technique.id(),
                        technique.what(),
                        technique.audit(),
                        technique.close(),
                        technique.reference());
    }
}
