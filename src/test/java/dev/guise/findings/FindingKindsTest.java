package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every kind must have. That ids and severities stay what they are is seen in the pages, which are compared with
/// those in `src/docs`.
class FindingKindsTest {
    private static final List<FindingKind> KINDS = FindingKinds.of(Catalogue.bundled());

    @Test
    void everyTechniqueIsAKind() {
        List<String> techniques = Catalogue.bundled().techniques().stream()
                .map(one -> "ESC-" + one.id())
                .toList();
        List<String> kinds = KINDS.stream()
                .map(FindingKind::id)
                .filter(id -> id.startsWith("ESC-"))
                .toList();
        assertEquals(techniques, kinds);
    }

    @Test
    void idsAreDistinctAndPagesFilledIn() {
        assertEquals(
                KINDS.size(), KINDS.stream().map(FindingKind::id).distinct().count());
        for (FindingKind kind : KINDS) {
            KindPage page = kind.page();
            assertTrue(
                    page.when().endsWith(".")
                            && page.why().endsWith(".")
                            && page.fix().endsWith("."),
                    kind.id());
            assertTrue(page.reference().startsWith("https://"), kind.id());
        }
    }

    /// The only other place is the class that finds what is dead among the rights of one subject.
    @Test
    void anIdIsWrittenInItsOwnClassAlone() throws IOException {
        Set<String> owners = KINDS.stream()
                .map(kind -> kind.getClass().getSimpleName() + ".java")
                .collect(Collectors.toCollection(TreeSet::new));
        owners.add("DeadRight.java");
        String prefixes = KINDS.stream()
                .map(kind -> kind.id().substring(0, kind.id().indexOf('-')))
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern literal = Pattern.compile("\"((?:" + prefixes + ")-[\\w-]*)\"");
        Map<String, Set<String>> places = new TreeMap<>();
        for (Path file : sources()) {
            Matcher ids = literal.matcher(Files.readString(file));
            while (ids.find()) {
                places.computeIfAbsent(ids.group(1), id -> new TreeSet<>())
                        .add(file.getFileName().toString());
            }
        }
        List<String> wrong = new ArrayList<>();
        places.forEach((id, files) -> {
            if (files.size() > 1 || !owners.containsAll(files)) {
                wrong.add(id + " in " + files);
            }
        });
        assertEquals(List.of(), wrong);
        assertTrue(places.size() >= 20, places.toString());
    }

    /// So are the ids of techniques that the engine knows; those of one word, such as `node`, are words as well.
    @Test
    void anIdOfATechniqueIsWrittenInItsOwnClassAlone() throws IOException {
        Set<String> places = new TreeSet<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            Catalogue.bundled().techniques().stream()
                    .map(technique -> '"' + technique.id() + '"')
                    .filter(id -> id.contains("-") && source.contains(id))
                    .forEach(id -> places.add(file.getFileName() + " " + id));
        }
        places.removeIf(place -> place.startsWith("Technique.java "));
        assertEquals(Set.of(), places);
    }

    @Test
    void everyKindHasATest() {
        for (FindingKind kind : KINDS) {
            Path test = Path.of("src/test/java/" + kind.getClass().getName().replace('.', '/') + "Test.java");
            assertTrue(Files.isRegularFile(test), kind.id() + " has no " + test);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
