package dev.guise.escalation.engine;

import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.impersonation.NameSet;
import java.util.List;

/// Which targets a rule's `resourceNames` leave. Workloads have several resources, so theirs are written
/// `resource/name`, with the name left out for any.
final class TargetNames {
    private TargetNames() {}

    /// The targets on which requests of a pattern are allowed by a rule with these names.
    ///
    /// A create of a whole object has no name, so that a rule with names never allows it, unless it lists the empty
    /// one.
    static NameSet of(NameSet ruleNames, String verb, String resource, RequestPattern pattern, Target target) {
        NameSet names = names(ruleNames, verb, resource, pattern, target);
        if (target != Target.WORKLOAD || names.isEmpty()) {
            return names;
        }
        String prefix = resource + "/";
        return names.any()
                ? NameSet.of(List.of(prefix))
                : NameSet.of(names.names().stream().map(name -> prefix + name).toList());
    }

    private static NameSet names(
            NameSet ruleNames, String verb, String resource, RequestPattern pattern, Target target) {
        if (ruleNames.any()) {
            return NameSet.ANY;
        }
        if (verb.equals("create") && !resource.contains("/")) {
            return ruleNames.contains("") ? NameSet.ANY : NameSet.NONE;
        }
        if (!pattern.names().isEmpty()) {
            return pattern.names().stream().anyMatch(ruleNames::contains) ? NameSet.ANY : NameSet.NONE;
        }
        return target == Target.NONE ? NameSet.ANY : ruleNames;
    }

    /// Whether a workload is the one that such a name means; `""` means any.
    static boolean matches(String name, Workload workload) {
        String resource = workload.kind().resource() + "/";
        return name.isEmpty()
                || name.equals(resource)
                || name.equals(resource + workload.meta().name());
    }
}
