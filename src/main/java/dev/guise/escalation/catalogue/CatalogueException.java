package dev.guise.escalation.catalogue;

import java.util.List;

/// A file of techniques is not one.
public final class CatalogueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final List<String> problems;

    /// @param where    the file
    /// @param problems what is wrong with it, each with its place; a line number comes first where it is known
    public CatalogueException(String where, List<String> problems) {
        super(where + " is not a valid technique file: " + String.join("; ", problems));
        this.where = where;
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, each with the file, and the line where it is known: `own.yaml:12: …`.
    public List<String> problems() {
        return problems.stream()
                .map(problem -> problem.startsWith(CatalogueFile.LINE)
                        ? where + ":" + problem.substring(CatalogueFile.LINE.length())
                        : where + ": " + problem)
                .toList();
    }
}
