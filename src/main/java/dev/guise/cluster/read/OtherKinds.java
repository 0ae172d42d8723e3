package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What it means for an answer that objects of a kind are not read.
final class OtherKinds {
    /// Kinds of Kubernetes itself that grant no permissions.
    private static final Set<String> HARMLESS = Set.of(
            "APIService",
            "CSIDriver",
            "ComponentStatus",
            "ControllerRevision",
            "CustomResourceDefinition",
            "EndpointSlice",
            "Endpoints",
            "Event",
            "HorizontalPodAutoscaler",
            "Ingress",
            "IngressClass",
            "Lease",
            "LimitRange",
            "NetworkPolicy",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "PodTemplate",
            "PriorityClass",
            "ResourceQuota",
            "RuntimeClass",
            "Service",
            "StorageClass",
            "VolumeAttachment",
            "Kustomization");

    private static final Pattern GRANTS = Pattern.compile("Role|RBAC|Rbac|^SecurityContextConstraints$");

    /// Groups whose roles are those of another system.
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(^|[.-])(iam|aws|azure|gcp|cnrm|sql|mysql|postgresql|mongodb|keycloak|vault|kafka)([.-]|$)");

    private OtherKinds() {}

    /// The limit that an unread object makes; empty for a kind that grants no permissions.
    static Optional<LimitId> limit(String kind, String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        if (GRANTS.matcher(kind).find() && !ELSEWHERE.matcher(group).find()) {
            return Optional.of(LimitId.UNKNOWN_GRANTS);
        }
        boolean own = group.isEmpty() || !group.contains(".") || group.endsWith(".k8s.io");
        return own && HARMLESS.contains(kind) ? Optional.empty() : Optional.of(LimitId.OTHER_KINDS);
    }
}
