package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Analysis;
import dev.guise.findings.Tenants;
import dev.guise.rbac.Policy;
import java.util.List;

/// A cluster and what answers questions about it. Immutable from outside and safe for several threads.
///
/// @param snapshot   the cluster
/// @param policy     its roles and bindings
/// @param escalation what one identity can turn into
/// @param objects    everything that can be selected
/// @param tenants    how tenants are told apart
/// @param problems   files of techniques that were left out
public record Review(
        ClusterSnapshot snapshot,
        Policy policy,
        Escalation escalation,
        ObjectIndex objects,
        Tenants tenants,
        List<TechniqueFiles.Problem> problems) {

    /// Builds the indexes: tens of milliseconds for most clusters, so not on the window's thread.
    public static Review of(ClusterSnapshot snapshot) {
        return of(snapshot, ReviewOptions.DEFAULT);
    }

    /// The same with what the reviewer chose; reads files.
    public static Review of(ClusterSnapshot snapshot, ReviewOptions options) {
        Policy policy = Policy.of(snapshot.rbac());
        TechniqueFiles techniques = TechniqueFiles.read(options.techniqueFiles());
        Catalogue catalogue = techniques.catalogue();
        Escalation escalation = Escalation.of(snapshot, policy, catalogue);
        ObjectIndex objects = new ObjectIndex(snapshot, escalation);
        return new Review(snapshot, policy, escalation, objects, options.tenants(), techniques.problems());
    }

    /// What findings are read from.
    public Analysis analysis() {
        return Analysis.of(escalation).with(tenants);
    }

    /// The same with what was recorded, if anything was.
    public Analysis analysis(Evidence evidence) {
        return evidence.totals().events() == 0 ? analysis() : analysis().with(evidence);
    }
}
