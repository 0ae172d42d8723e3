package dev.guise.escalation.question;

import dev.guise.escalation.engine.ClusterIndex;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// What is reached by who controls the cluster: everything there is. All who do share one list of it. Safe for
/// several threads.
final class ReachOfControl {
    private final ClusterIndex index;
    private final List<Identity> likely;
    private Optional<Names> names = Optional.empty();

    private record Names(List<Identity> credentials, List<String> nodes) {}

    /// @param likely the list of another state of the cluster, which is shared where it is the same
    ReachOfControl(ClusterIndex index, List<Identity> likely) {
        this.index = index;
        this.likely = likely;
    }

    Reach of(Identity from) {
        Names all = names();
        List<Identity> credentials = SortedWithOneMore.of(all.credentials(), from.plain());
        return new Reach(from, credentials, List.of(), all.nodes(), EnumSet.allOf(Goal.class));
    }

    private synchronized Names names() {
        Names found = names.orElseGet(this::collect);
        names = Optional.of(found);
        return found;
    }

    private Names collect() {
        List<Identity> credentials = Reach.sorted(credentials());
        List<String> nodes = Reach.sorted(index.nodes());
        return new Names(credentials.equals(likely) ? likely : credentials, nodes);
    }

    /// All credentials; empty as long as nobody asked for them.
    synchronized List<Identity> known() {
        return names.map(Names::credentials).orElse(List.of());
    }

    private List<Identity> credentials() {
        List<Identity> all = new ArrayList<>();
        index.users().forEach(user -> all.add(Identity.ofUser(user)));
        index.nodes().forEach(node -> all.add(Identity.node(node)));
        for (String namespace : index.namespaces()) {
            index.accounts(namespace).forEach(name -> all.add(Identity.serviceAccount(namespace, name)));
        }
        return all;
    }
}
