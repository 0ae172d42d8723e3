package dev.guise.ui.review;

import dev.guise.findings.Tenants;
import java.nio.file.Path;
import java.util.List;

/// What a reviewer chose that changes the answers about a cluster.
///
/// @param techniqueFiles further techniques; a file that cannot be read is told and left out
/// @param tenants        how tenants are told apart
public record ReviewOptions(List<Path> techniqueFiles, Tenants tenants) {
    /// Nothing was chosen.
    public static final ReviewOptions DEFAULT = new ReviewOptions(List.of(), Tenants.DEFAULT);

    public ReviewOptions {
        techniqueFiles = List.copyOf(techniqueFiles);
    }
}
