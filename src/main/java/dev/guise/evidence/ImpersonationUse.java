package dev.guise.evidence;

import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Requests in the log that are alike: the same requestor as the same user, doing the same, with the same end.
///
/// @param requestor   whose credentials were used. Groups are sorted; uid and extra are left out, since they change
///                    with every token, but for [UserInfo#NODE_NAME_EXTRA] where a node was impersonated
/// @param wanted      the requested identity, derived from the resulting one: the groups that the server adds
///                    by itself are taken off again (a request that asked for just those looks the same). Sorted groups
/// @param constraint  the verb of the constrained mode that let it in, such as `impersonate:user-info`; `""` for
///                    legacy impersonation, for servers that do not say, and when refused
/// @param action      the request, with a blank name or path: those are in `names`
/// @param names       the names of the objects, or the paths, sorted; `""` for requests without a name. At most
///                    [Limits#maxNamesPerUse]: the first seen
/// @param otherNames  how many of the requests had a name beyond those; when not 0, read: "and many more names"
/// @param outcome     how they ended
/// @param count       how many requests
/// @param firstSeen   when the first was received, empty when no event had a readable time
/// @param lastSeen    when the last was received
public record ImpersonationUse(
        UserInfo requestor,
        WantedUser wanted,
        String constraint,
        Attributes action,
        List<String> names,
        long otherNames,
        Outcome outcome,
        long count,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen) {

    public ImpersonationUse {
        names = List.copyOf(names);
    }

    /// Whether the requestor was not allowed to impersonate.
    public boolean isRefused() {
        return outcome instanceof Outcome.Refused;
    }

    /// The requests, one for each name kept.
    public List<Attributes> requests() {
        return names.stream().map(this::request).toList();
    }

    private Attributes request(String name) {
        return switch (action) {
            case ResourceAttributes resource -> resource.withName(name);
            case NonResourceAttributes path -> new NonResourceAttributes(path.verb(), name);
        };
    }
}
