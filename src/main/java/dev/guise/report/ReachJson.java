package dev.guise.report;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Reach;
import java.util.List;
import java.util.function.Function;

/// The JSON of what identities can end up holding.
public final class ReachJson {
    private final JsonWriter json;

    public ReachJson(JsonWriter json) {
        this.json = json;
    }

    /// The array `reach`, each entry worked out only when it is written.
    public void reach(List<Identity> identities, Function<Identity, Reach> reach) {
        json.each("reach", identities, identity -> entry(reach.apply(identity)));
    }

    private void entry(Reach reach) {
        json.text("from", reach.from().displayName());
        json.repeated("credentials", reach.credentials());
        json.repeated("acting", reach.acting());
        json.repeated("nodes", reach.nodes());
        json.strings("goals", reach.goals().stream().map(Goal::id).toList());
    }
}
