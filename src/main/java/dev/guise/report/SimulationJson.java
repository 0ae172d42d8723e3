package dev.guise.report;

import dev.guise.impersonation.ImpersonationReview;
import dev.guise.impersonation.ImpersonationReview.Check;
import dev.guise.impersonation.ImpersonationReview.Result;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Decision;
import dev.guise.rbac.UserInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of what the server makes of one request with impersonation headers.
public final class SimulationJson {
    private final JsonWriter json;
    private final GrantJson grants;
    private final AttributesJson attributes;

    public SimulationJson(JsonWriter json) {
        this.json = json;
        this.grants = new GrantJson(json);
        this.attributes = new AttributesJson(json);
    }

    /// The fields of a review; `as` is null unless the request was accepted.
    public void review(ImpersonationReview review) {
        json.text("outcome", review.outcome().id());
        Result result = review.result();
        if (result == null) {
            json.text("constraint", "");
            json.nothing("as");
            json.flag("allowed", false);
            json.text("reason", "");
        } else {
            result(result);
        }
        json.each("checks", review.checks(), this::check);
        json.text("message", review.message());
        json.each("others", review.others(), this::result);
    }

    private void result(Result result) {
        json.text("constraint", result.constraint());
        json.object("as", () -> identity(result.identity()));
        json.flag("allowed", result.decision().isAllowed());
        json.text("reason", result.decision().reason());
        json.text("when", result.when().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void identity(UserInfo user) {
        json.text("user", user.name());
        json.text("uid", user.uid());
        json.strings("groups", user.groups());
        json.object("extra", () -> user.extra().forEach(json::strings));
    }

    private void check(Check check) {
        Mode mode = check.mode();
        json.text("mode", mode == null ? "legacy" : mode.id());
        json.text("step", check.step().name().toLowerCase(Locale.ROOT));
        if (check.attributes() != null) {
            attributes.fields(check.attributes());
        }
        json.flag("passed", check.passed());
        by(check.decision());
        json.text("note", check.note());
    }

    private void by(@Nullable Decision decision) {
        switch (decision) {
            case Decision.Allowed allowed -> {
                json.text("by", allowed.grant().describe());
                json.object("grant", () -> grants.grant(allowed.grant()));
            }
            case Decision.Superuser superuser -> json.text("by", superuser.reason());
            case null, default -> json.text("by", "");
        }
    }
}
