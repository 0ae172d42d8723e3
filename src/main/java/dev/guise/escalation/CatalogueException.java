package dev.guise.escalation;

import java.util.List;

/// A file of techniques is not one.
public final class CatalogueException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param where    the file
    /// @param problems what is wrong with it, each with its place
    public CatalogueException(String where, List<String> problems) {
        super(where + " is no file of techniques: " + String.join("; ", problems));
    }
}
