package dev.guise.report;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JSON of what identities can end up holding.
public final class ReachJson {
    private final JsonWriter json;
    private final Map<Identity, String> names = new HashMap<>();

    public ReachJson(JsonWriter json) {
        this.json = json;
    }

    /// The array `reach`, each entry worked out only when it is written.
    public void reach(List<Identity> identities, Function<Identity, Reach> reach) {
        json.each("reach", identities, identity -> entry(reach.apply(identity)));
    }

    private Iterable<String> names(List<Identity> some) {
        return () -> some.stream()
                .map(who -> names.computeIfAbsent(who, Identity::displayName))
                .iterator();
    }

    private void entry(Reach reach) {
        json.text("from", reach.from().displayName());
        json.repeated("credentials", names(reach.credentials()));
        json.repeated("acting", names(reach.acting()));
        json.repeated("nodes", reach.nodes());
        json.strings("goals", reach.goals().stream().map(Goal::id).toList());
    }
}
