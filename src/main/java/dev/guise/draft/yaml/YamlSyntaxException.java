package dev.guise.draft.yaml;

/// A text that is no YAML, with the place where it stops being it.
public final class YamlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    /// @param line    line, from 1
    /// @param column  column in UTF-16 units, from 1
    /// @param problem what is wrong
    public YamlSyntaxException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String problem() {
        return problem;
    }
}
