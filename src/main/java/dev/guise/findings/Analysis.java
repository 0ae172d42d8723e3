package dev.guise.findings;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.AuditPolicy;
import dev.guise.evidence.Evidence;
import dev.guise.rbac.Policy;
import java.util.Optional;

/// Everything that findings are read from.
///
/// @param snapshot    the cluster
/// @param policy      its roles and bindings
/// @param escalation  what its identities can turn into
/// @param evidence    what audit logs say, if some were read
/// @param recorded    the roles and bindings when that was recorded, where they were others than now
/// @param auditPolicy the audit policy, if it was given
/// @param tenants     how to tell tenants apart
public record Analysis(
        ClusterSnapshot snapshot,
        Policy policy,
        Escalation escalation,
        Optional<Evidence> evidence,
        Optional<Policy> recorded,
        Optional<AuditPolicy> auditPolicy,
        Tenants tenants) {

    /// Of a snapshot alone, with the techniques that come with Guise.
    public static Analysis of(ClusterSnapshot snapshot) {
        Policy policy = Policy.of(snapshot.rbac());
        return of(Escalation.of(snapshot, policy, Catalogue.bundled()));
    }

    /// Of a cluster whose escalations are known.
    public static Analysis of(Escalation escalation) {
        return new Analysis(
                escalation.snapshot(),
                escalation.policy(),
                escalation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tenants.DEFAULT);
    }

    /// The same with audit logs.
    public Analysis with(Evidence other) {
        return new Analysis(snapshot, policy, escalation, Optional.of(other), Optional.empty(), auditPolicy, tenants);
    }

    /// The same with audit logs of a time when other roles and bindings held: what was granted since cannot have been
    /// used.
    public Analysis with(Evidence other, Policy then) {
        return new Analysis(snapshot, policy, escalation, Optional.of(other), Optional.of(then), auditPolicy, tenants);
    }

    /// The same with an audit policy.
    public Analysis with(AuditPolicy other) {
        return new Analysis(snapshot, policy, escalation, evidence, recorded, Optional.of(other), tenants);
    }

    /// The same with other tenants.
    public Analysis with(Tenants other) {
        return new Analysis(snapshot, policy, escalation, evidence, recorded, auditPolicy, other);
    }
}
