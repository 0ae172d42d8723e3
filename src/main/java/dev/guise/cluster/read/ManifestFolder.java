package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the files that may hold manifests.
final class ManifestFolder {
    private static final int DEEPEST = 64;
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String NOT_JUDGED = "Its content cannot be analyzed.";

    private ManifestFolder() {}

    /// The files named, and those with a fitting ending in the folders named, sorted within each folder. Files of
    /// which a path is named twice come once.
    static List<Path> files(List<Path> paths, Warnings warnings) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path, warnings));
            } else if (path.equals(FileSource.STANDARD_INPUT) || Files.exists(path)) {
                files.add(path);
            } else {
                warnings.limit(LimitId.NOT_READ, path.toString());
                warnings.add(path.toString(), "file or folder not found", NOT_JUDGED);
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> inFolder(Path folder, Warnings warnings) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Collect(found, warnings));
        } catch (IOException e) {
            warnings.limit(LimitId.NOT_READ, folder.toString());
            warnings.add(folder.toString(), "the folder cannot be read: " + Failure.describe(e), NOT_JUDGED);
        }
        found.sort(null);
        return found;
    }

    static boolean isManifestName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return ENDINGS.stream().anyMatch(plain::endsWith);
    }

    /// Whether it is the head of a chart with templates: what is in them is known only when they are rendered.
    private static boolean isChart(Path file) {
        return file.endsWith("Chart.yaml") && Files.isDirectory(file.resolveSibling("templates"));
    }

    private static final class Collect extends SimpleFileVisitor<Path> {
        private final List<Path> found;
        private final Warnings warnings;

        Collect(List<Path> found, Warnings warnings) {
            this.found = found;
            this.warnings = warnings;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isChart(file)) {
                warnings.limit(LimitId.CHART, file.toString());
            } else if (attributes.isRegularFile() && isManifestName(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            warnings.limit(LimitId.NOT_READ, file.toString());
            warnings.add(file.toString(), "cannot be read: " + Failure.describe(e), NOT_JUDGED);
            return FileVisitResult.CONTINUE;
        }
    }
}
