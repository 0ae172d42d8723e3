package dev.guise.report;

import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.Map;

/// The JSON of who may do a request.
public final class WhoCanJson {
    private final JsonWriter json;
    private final GrantJson grants;

    public WhoCanJson(JsonWriter json) {
        this.json = json;
        this.grants = new GrantJson(json);
    }

    /// The object `counts`, which says how many `grants` there are, how many `subjects` the bindings name, and
    /// how many `identities` that the cluster knows are behind them; the array `whoCan`, one entry for each
    /// grant; the array `byName`, the same for grants that hold for the `names` of their rule only; and the
    /// array `groups`, once each group that has known members, with these.
    public void whoCan(WhoCan found) {
        json.object("counts", () -> {
            json.number("grants", found.grants().size());
            json.number("subjects", found.subjects());
            json.number("identities", found.identities());
        });
        json.each("whoCan", found.grants(), grants::grant);
        json.each("byName", found.byName(), this::named);
        json.each("groups", found.groups().entrySet(), this::group);
    }

    private void named(Grant grant) {
        grants.grant(grant);
        json.strings("names", grant.rule().resourceNames());
    }

    private void group(Map.Entry<Subject, List<Subject>> group) {
        json.text("name", group.getKey().name());
        json.each("members", group.getValue(), this::member);
    }

    private void member(Subject member) {
        json.text("kind", member.kind().kind());
        json.text("namespace", member.namespace());
        json.text("name", member.name());
    }
}
