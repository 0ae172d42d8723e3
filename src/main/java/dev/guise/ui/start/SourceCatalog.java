package dev.guise.ui.start;

import dev.guise.cluster.ClusterSource;
import java.nio.file.Path;
import java.util.List;

/// What can be opened. Asked off the window's thread where it reads files.
public interface SourceCatalog {

    /// The contexts found, and what was wrong with kubeconfig files.
    ///
    /// @param entries  kubectl's current one first, then the others in the order in which they were found
    /// @param problems one line each, with the file and what to do
    record Contexts(List<ContextEntry> entries, List<String> problems) {
        public Contexts {
            entries = List.copyOf(entries);
            problems = List.copyOf(problems);
        }
    }

    /// Looks for contexts. Reads files; never fails as a whole.
    Contexts contexts();

    /// The cluster of a context.
    ClusterSource context(ContextEntry entry);

    /// Manifests, dumps, saved snapshots; folders are read with what is in them.
    ClusterSource files(List<Path> files);

    /// The demo cluster.
    ClusterSource demo();
}
