package dev.guise.findings;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What audit logs say of the account `bot`.
final class Logs {
    private static final UserInfo BOT = UserInfo.serviceAccount("ci", "bot");
    private static final Attributes LIST_PODS = new ResourceAttributes("list", "", "pods", "", "ci", "");

    private Logs() {}

    static ImpersonationUse use(String user, Outcome outcome) {
        return new ImpersonationUse(
                BOT,
                WantedUser.of(user),
                "",
                LIST_PODS,
                List.of(""),
                0,
                outcome,
                3,
                Optional.empty(),
                Optional.empty());
    }

    static Evidence between(Instant first, Instant last, ImpersonationUse... uses) {
        var totals = new Evidence.Totals(1, 10, 3, 0, 0, 0, 0, 0, 0, Optional.of(first), Optional.of(last));
        return new Evidence(List.of(uses), totals, Map.of(), List.of());
    }

    static Evidence of(long notKept, ImpersonationUse... uses) {
        var totals = new Evidence.Totals(1, 10, 3, 0, 0, 0, 0, notKept, 0, Optional.empty(), Optional.empty());
        return new Evidence(List.of(uses), totals, Map.of(), List.of());
    }
}
