package dev.guise.ui.review;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.CatalogueException;
import dev.guise.escalation.catalogue.CatalogueFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The techniques that come with Guise and those of the reviewer's own files.
///
/// @param catalogue all of them
/// @param problems  one for each file that was left out
public record TechniqueFiles(Catalogue catalogue, List<Problem> problems) {

    public TechniqueFiles {
        problems = List.copyOf(problems);
    }

    /// What is wrong with a file.
    ///
    /// @param lines each with the file and, where it is known, the line
    public record Problem(Path file, List<String> lines) {
        public Problem {
            lines = List.copyOf(lines);
        }
    }

    /// Reads the files, in their order.
    public static TechniqueFiles read(List<Path> files) {
        Catalogue catalogue = Catalogue.bundled();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                catalogue = catalogue.with(CatalogueFile.read(file));
            } catch (CatalogueException broken) {
                problems.add(new Problem(file, broken.problems()));
            } catch (IllegalArgumentException broken) {
                problems.add(new Problem(file, List.of(file + ": " + broken.getMessage())));
            }
        }
        return new TechniqueFiles(catalogue, problems);
    }
}
