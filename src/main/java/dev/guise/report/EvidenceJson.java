package dev.guise.report;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.LogProblem;
import dev.guise.evidence.Outcome;
import dev.guise.evidence.Unread;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.UserInfo;
import java.util.Map;

/// The JSON of what audit logs say about impersonation.
public final class EvidenceJson {
    private final JsonWriter json;
    private final AttributesJson attributes;

    public EvidenceJson(JsonWriter json) {
        this.json = json;
        this.attributes = new AttributesJson(json);
    }

    /// The numbers `requests`, `impersonated`, `refused` and more; `constrainedImpersonation`, which is `on` where
    /// the logs prove it; the array `uses`; `unread`, which says how many `lines` (or items, or files) were not
    /// read, with the counts and examples of `why`; and the array `limits`.
    public void evidence(Evidence evidence) {
        Evidence.Totals totals = evidence.totals();
        json.number("files", totals.files());
        json.number("requests", totals.events());
        json.number("impersonated", totals.impersonated());
        json.number("refused", totals.refused());
        json.number("notKept", totals.notKept());
        json.number("otherStages", totals.otherStages());
        json.text("constrainedImpersonation", evidence.provesConstrainedImpersonation() ? "on" : "unknown");
        json.text("first", totals.first().map(Object::toString).orElse(""));
        json.text("last", totals.last().map(Object::toString).orElse(""));
        json.each("uses", evidence.uses(), this::use);
        json.object("unread", () -> {
            json.number("lines", evidence.unreadCount());
            json.each("why", evidence.unread().entrySet(), this::reason);
            json.each("examples", evidence.problems(), this::problem);
        });
        limits(EvidenceLimit.of(evidence));
    }

    private void limits(Iterable<EvidenceLimit> limits) {
        json.each("limits", limits, limit -> {
            json.text("id", limit.id());
            json.text("text", limit.text());
            json.number("count", limit.count());
            json.text("hides", limit.hides());
        });
    }

    private void use(ImpersonationUse use) {
        json.object("requestor", () -> requestor(use.requestor()));
        json.object("as", () -> wanted(use.wanted()));
        json.text("outcome", outcome(use.outcome()));
        json.text("constraint", use.constraint());
        if (use.outcome() instanceof Outcome.Refused(var check) && check.isPresent()) {
            json.object("lacks", () -> attributes.fields(check.get()));
        } else {
            json.nothing("lacks");
        }
        json.object("request", () -> attributes.fields(use.action()));
        json.strings("names", use.names());
        json.number("otherNames", use.otherNames());
        json.number("count", use.count());
        json.text("first", use.firstSeen().map(Object::toString).orElse(""));
        json.text("last", use.lastSeen().map(Object::toString).orElse(""));
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Allowed ignored -> "allowed";
            case Outcome.Forbidden ignored -> "forbidden";
            case Outcome.Refused ignored -> "refused";
        };
    }

    private void requestor(UserInfo user) {
        json.text("user", user.name());
        json.strings("groups", user.groups());
        json.object("extra", () -> user.extra().forEach(json::strings));
    }

    private void wanted(WantedUser user) {
        json.text("user", user.name());
        json.text("uid", user.uid());
        json.strings("groups", user.groups());
        json.object("extra", () -> user.extra().forEach(json::strings));
    }

    private void reason(Map.Entry<Unread, Long> entry) {
        json.text("reason", entry.getKey().id());
        json.number("count", entry.getValue());
    }

    private void problem(LogProblem problem) {
        json.text("reason", problem.reason().id());
        json.text("file", problem.file());
        json.number("line", problem.line());
        json.text("problem", problem.problem());
    }
}
