package dev.guise.cluster.read;

import dev.guise.cluster.Limit;
import dev.guise.cluster.LimitId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts what reading could not, or had to assume, and says it.
final class LimitCounts {
    private static final int EXAMPLES = 3;

    private final Map<LimitId, Integer> counts = new EnumMap<>(LimitId.class);
    private final Map<LimitId, Set<String>> examples = new EnumMap<>(LimitId.class);

    void add(LimitId id, String example) {
        counts.merge(id, 1, Integer::sum);
        keep(id, example);
    }

    void addAll(LimitCounts other) {
        other.counts.forEach((id, count) -> counts.merge(id, count, Integer::sum));
        other.examples.forEach((id, some) -> some.forEach(example -> keep(id, example)));
    }

    private void keep(LimitId id, String example) {
        Set<String> some = examples.computeIfAbsent(id, _ -> new LinkedHashSet<>());
        if (some.size() <= EXAMPLES && !example.isEmpty()) {
            some.add(example);
        }
    }

    List<Limit> all() {
        List<Limit> all = new ArrayList<>();
        counts.forEach((id, count) -> all.add(limit(id, count)));
        return all;
    }

    private Limit limit(LimitId id, int count) {
        String some = some(id);
        return switch (id) {
            case DEFAULT_NAMESPACE ->
                new Limit(
                        id,
                        said(count, "object names no namespace and is", "objects name no namespace and are")
                                + " assumed to be in default" + some
                                + "; set the namespace with --default-namespace.",
                        count,
                        "A service account may appear twice, in default and in the namespace that bindings name.");
            case OPENSHIFT ->
                new Limit(
                        id,
                        said(count, "role or binding is", "roles or bindings are")
                                + " specific to OpenShift" + some
                                + ": system:admin and system:cluster-admins are assumed to administer the cluster.",
                        count,
                        "Other defaults of OpenShift clusters are not analyzed.");
            case NOT_READ ->
                new Limit(
                        id,
                        said(count, "file or document was", "files or documents were") + " not read completely" + some
                                + ".",
                        count,
                        "Their grants are not analyzed.");
            case LEFT_OUT ->
                new Limit(
                        id,
                        said(count, "role or binding is", "roles or bindings are") + " invalid and ignored" + some
                                + ".",
                        count,
                        "Their intended grants are not analyzed.");
            case CHART ->
                new Limit(
                        id,
                        said(count, "file belongs", "files belong") + " to an unrendered Helm chart" + some + ".",
                        count,
                        "The chart's grants are not analyzed. Render it first: helm template NAME CHART | guise scan"
                                + " -");
            case UNKNOWN_GRANTS ->
                new Limit(
                        id,
                        said(count, "object", "objects")
                                + " of kinds that grant permissions in ways Guise does not support" + some + ".",
                        count,
                        "Their grants are not analyzed.");
            case GRANTS_REFUSED ->
                new Limit(
                        id,
                        said(count, "kind of role or binding", "kinds of roles or bindings") + " could not be listed"
                                + some + ".",
                        count,
                        "Their grants are not analyzed.");
            case KINDS_REFUSED ->
                new Limit(
                        id,
                        said(count, "kind", "kinds") + " could not be listed" + some + ".",
                        count,
                        "Paths through objects of these kinds are not found.");
            case OTHER_KINDS ->
                new Limit(
                        id,
                        said(count, "object", "objects") + " of kinds that Guise does not analyze" + some + ".",
                        count,
                        "Permissions gained through the controllers of these objects are not analyzed.");
            case DEFAULT_ROLES, ANY_NODE, PODS_OF_WORKLOADS ->
                throw new IllegalArgumentException(id + " is nothing that reading counts");
        };
    }

    private static String said(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private String some(LimitId id) {
        List<String> some = List.copyOf(examples.getOrDefault(id, Set.of()));
        if (some.isEmpty()) {
            return "";
        }
        boolean more = some.size() > EXAMPLES;
        return " (" + String.join(", ", more ? some.subList(0, EXAMPLES) : some) + (more ? ", …" : "") + ")";
    }
}
