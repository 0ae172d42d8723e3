package dev.guise.report;

import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The JSON of who may do a request.
public final class WhoCanJson {
    private final JsonWriter json;
    private final GrantJson grants;

    /// Who may do it, by which grant.
    ///
    /// @param subject the binding's subject, or a member of it
    /// @param member  whether it is a member
    private record Entry(Subject subject, Grant grant, boolean member) {}

    public WhoCanJson(JsonWriter json) {
        this.json = json;
        this.grants = new GrantJson(json);
    }

    /// The array `whoCan`: each grant's subject, and behind a group its members, with the group as `through`.
    public void whoCan(List<Grant> found, Function<Subject, List<Subject>> members) {
        Stream<Entry> entries = found.stream().flatMap(grant -> Stream.concat(
                Stream.of(new Entry(grant.subject(), grant, false)),
                members.apply(grant.subject()).stream().map(member -> new Entry(member, grant, true))));
        json.each("whoCan", entries, this::entry);
    }

    private void entry(Entry entry) {
        grants.subject("subject", entry.subject());
        if (entry.member()) {
            grants.subject("through", entry.grant().subject());
        }
        grants.from(entry.grant());
    }
}
