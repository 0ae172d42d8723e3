package dev.guise.cli;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.SourceException;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.CatalogueException;
import dev.guise.escalation.catalogue.CatalogueFile;
import dev.guise.escalation.catalogue.Technique.Confidence;
import dev.guise.escalation.question.Escalation;
import dev.guise.rbac.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which techniques are looked for.
final class TechniqueOptions {
    @Option(
            names = "--techniques",
            paramLabel = "FILE",
            description = "Custom techniques, in addition to the bundled ones; repeatable.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--confidence",
            paramLabel = "low|medium|high",
            defaultValue = "medium",
            description = "Minimum confidence that a technique works (default: ${DEFAULT-VALUE}).")
    Confidence confidence = Confidence.MEDIUM;

    private @Nullable ForkJoinTask<Catalogue> bundled;

    /// Begins to read the techniques that come with the program, so that they are there once the cluster is read.
    void prepare() {
        bundled = ForkJoinPool.commonPool().submit(Catalogue::bundled);
    }

    Catalogue catalogue() throws SourceException {
        Catalogue catalogue = bundled == null ? Catalogue.bundled() : bundled.join();
        for (Path file : files) {
            try {
                catalogue = catalogue.with(CatalogueFile.read(file));
            } catch (CatalogueException e) {
                throw new SourceException("", String.valueOf(e.getMessage()), "Fix the file.", e);
            } catch (IllegalArgumentException e) {
                throw new SourceException(
                        file.toString(), "This is not a techniques file: " + e.getMessage(), "Fix the file.", e);
            }
        }
        return catalogue.atLeast(confidence);
    }

    Escalation escalation(ClusterSnapshot snapshot, Policy policy) throws SourceException {
        return Escalation.of(snapshot, policy, catalogue());
    }
}
