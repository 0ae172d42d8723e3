package dev.guise.escalation.question;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What an identity can end up holding.
///
/// @param from        the identity whose credential the attacker starts with
/// @param credentials identities whose credentials are reached, the start among them
/// @param acting      identities that can be acted as by impersonation, beyond those
/// @param nodes       nodes that are held
/// @param goals       goals that are reached; all lists are sorted, and their identities [Identity#plain]
public record Reach(
        Identity from, List<Identity> credentials, List<Identity> acting, List<String> nodes, Set<Goal> goals) {

    /// The lists are taken as they are and must not change: copying those of all identities would cost the square of
    /// the cluster.
    public Reach {
        goals = Collections.unmodifiableSet(goals);
    }

    /// Whether everything is reached.
    public boolean controlsCluster() {
        return goals.contains(Goal.CLUSTER_CONTROL);
    }

    /// Whether that identity is become, by its credential or by impersonation. Time O(log n) of the names reached.
    public boolean becomes(Identity who) {
        Identity plain = who.plain();
        return Collections.binarySearch(credentials, plain) >= 0 || Collections.binarySearch(acting, plain) >= 0;
    }

    static <T extends Comparable<T>> List<T> sorted(Collection<T> some) {
        return List.copyOf(new TreeSet<>(some));
    }
}
