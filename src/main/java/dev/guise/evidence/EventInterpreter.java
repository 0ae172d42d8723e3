package dev.guise.evidence;

import dev.guise.impersonation.Mode;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Works out from an event who asked to be whom for what.
///
/// The audit filter runs before the impersonation filter (`DefaultBuildHandlerChain` in
/// `k8s.io/apiserver/pkg/server/config.go`), so `user` is always the requestor.
final class EventInterpreter {
    private static final int FORBIDDEN = 403;

    /// The modes in which a request can ask for nothing but a user name.
    private static final Set<String> NAME_ONLY = Set.of(
            Mode.ASSOCIATED_NODE.identityVerb(),
            Mode.ARBITRARY_NODE.identityVerb(),
            Mode.SERVICE_ACCOUNT.identityVerb());

    private EventInterpreter() {}

    /// The request of an event that impersonated another identity, or tried to.
    ///
    /// @param use         the request without its name
    /// @param name        the object's name, or the path
    /// @param assumedNode whether the requestor's node is not in the event and was taken from its constraint
    record Impersonated(UseKey use, String name, boolean assumedNode) {}

    /// What makes requests alike.
    record UseKey(UserInfo requestor, WantedUser wanted, String constraint, Attributes action, Outcome outcome) {
        /// Whether a constrained mode decided.
        boolean isConstrained() {
            return !constraint.isEmpty()
                    || (outcome instanceof Outcome.Refused(var check)
                            && check.filter(asked -> !asked.verb().equals(Mode.LEGACY_VERB))
                                    .isPresent());
        }
    }

    /// Why a server cannot have written an event as it stands, for a person; empty when it can. What its
    /// constraint demands is a fact of the server's code, so an event that lacks it was changed on its way, and
    /// is nothing else.
    static Optional<String> contradiction(AuditEvent event) {
        String constraint = event.impersonationConstraint;
        if (constraint.isEmpty()) {
            return Optional.empty();
        }
        Optional<Mode> mode = Arrays.stream(Mode.values())
                .filter(known -> known.identityVerb().equals(constraint))
                .findFirst();
        if (mode.isEmpty()) {
            return Optional.of("allowed by \"" + constraint + "\", which is not a known mode");
        }
        if (event.impersonatedUser == null) {
            return Optional.of("allowed by " + constraint + ", but without an impersonatedUser");
        }
        String name = event.impersonatedUser.name();
        boolean node = NodeName.parse(name).isPresent();
        boolean account = ServiceAccountName.parse(name).isPresent();
        boolean fits = switch (mode.get()) {
            case ASSOCIATED_NODE -> node && mayBeOn(event.user, name);
            case ARBITRARY_NODE -> node;
            case SERVICE_ACCOUNT -> account;
            case USER_INFO -> !node && !account;
        };
        return fits
                ? Optional.empty()
                : Optional.of("allowed by " + constraint + ", which cannot impersonate \"" + name + "\" here");
    }

    /// Whether somebody is an account, and on no other node.
    private static boolean mayBeOn(@Nullable UserInfo user, String node) {
        if (user == null || ServiceAccountName.parse(user.name()).isEmpty()) {
            return false;
        }
        List<String> nodes = user.extra().getOrDefault(UserInfo.NODE_NAME_EXTRA, List.of());
        return nodes.isEmpty()
                || (nodes.size() == 1
                        && new NodeName(nodes.getFirst()).userName().equals(node));
    }

    /// Empty for a request made as oneself.
    static Optional<Impersonated> interpret(AuditEvent event) {
        UserInfo impersonated = event.impersonatedUser;
        if (impersonated != null) {
            WantedUser wanted = wanted(impersonated, event.impersonationConstraint);
            Outcome outcome = isForbidden(event) ? new Outcome.Forbidden() : new Outcome.Allowed();
            return Optional.of(impersonated(event, wanted, outcome));
        }
        if (!isRefused(event)) {
            return Optional.empty();
        }
        Optional<Attributes> check = ForbiddenMessage.failedImpersonation(event.message);
        WantedUser wanted = check.map(EventInterpreter::wantedOf).orElseGet(() -> WantedUser.of(""));
        return Optional.of(impersonated(event, wanted, new Outcome.Refused(check.map(EventInterpreter::withoutName))));
    }

    private static Impersonated impersonated(AuditEvent event, WantedUser wanted, Outcome outcome) {
        Attributes request = request(event);
        UserInfo user = event.user == null ? UserInfo.of("", List.of()) : event.user;
        UserInfo requestor = requestor(event, user, wanted);
        UseKey key = new UseKey(requestor, wanted, event.impersonationConstraint, withoutName(request), outcome);
        return new Impersonated(key, nameOf(request), isAssumedNode(event, user));
    }

    private static boolean isForbidden(AuditEvent event) {
        return event.decision.isEmpty() ? event.code == FORBIDDEN : event.decision.equals("forbid");
    }

    /// The authorization filter writes its decision into the annotations, the impersonation filter before it
    /// does not: a 403 with a decision was not the impersonation filter's, whatever its message says. Without a
    /// decision it is, also where the event has no message (measured on 1.37.2: of requests that ask for
    /// metadata only); a message about something else says that the annotations were lost on the way.
    private static boolean isRefused(AuditEvent event) {
        return event.code == FORBIDDEN
                && event.decision.isEmpty()
                && (event.message.isEmpty() || ForbiddenMessage.isOfImpersonation(event.message));
    }

    private static boolean isAssumedNode(AuditEvent event, UserInfo user) {
        return event.impersonationConstraint.equals(Mode.ASSOCIATED_NODE.identityVerb())
                && user.extra()
                        .getOrDefault(UserInfo.NODE_NAME_EXTRA, List.of())
                        .isEmpty();
    }

    /// Who let itself in as its own node was on that node, even where its event lost the extra that says so.
    private static UserInfo requestor(AuditEvent event, UserInfo user, WantedUser wanted) {
        Optional<String> node = NodeName.parse(wanted.name()).map(NodeName::name);
        List<String> own = isAssumedNode(event, user)
                ? node.map(List::of).orElse(List.of())
                : user.extra().getOrDefault(UserInfo.NODE_NAME_EXTRA, List.of());
        return new UserInfo(
                user.name(),
                "",
                sorted(user.groups()),
                node.isPresent() && !own.isEmpty() ? Map.of(UserInfo.NODE_NAME_EXTRA, own) : Map.of());
    }

    private static WantedUser wanted(UserInfo impersonated, String constraint) {
        List<String> groups = askedFor(impersonated, constraint);
        Map<String, List<String>> extra = new TreeMap<>(impersonated.extra());
        return new WantedUser(impersonated.name(), impersonated.uid(), sorted(groups), extra);
    }

    /// The groups without those that the server adds by itself, see `authorizeUsername` and `ensureGroup` in
    /// `k8s.io/apiserver/pkg/endpoints/filters/impersonation/mode.go`. It adds at the end, so a group that it
    /// might have added but that stands elsewhere was asked for.
    private static List<String> askedFor(UserInfo impersonated, String constraint) {
        if (NAME_ONLY.contains(constraint)) {
            return List.of();
        }
        List<String> groups = new ArrayList<>(impersonated.groups());
        String added = impersonated.name().equals(Rbac.ANONYMOUS) ? Rbac.UNAUTHENTICATED : Rbac.AUTHENTICATED;
        if (!groups.isEmpty() && groups.getLast().equals(added)) {
            groups.removeLast();
        }
        boolean ownGroupsOnly = ServiceAccountName.parse(impersonated.name())
                .map(account -> List.of(Rbac.SERVICE_ACCOUNTS, ServiceAccountName.namespaceGroup(account.namespace())))
                .filter(groups::equals)
                .isPresent();
        return ownGroupsOnly ? List.of() : groups;
    }

    /// The impersonation target as far as the failed check reveals it: one part; nothing for a check of the action.
    private static WantedUser wantedOf(Attributes check) {
        if (!(check instanceof ResourceAttributes asked) || Mode.isOfAction(asked.verb())) {
            return WantedUser.of("");
        }
        String name = asked.name();
        return switch (asked.resource()) {
            case "users" -> WantedUser.of(name);
            case "serviceaccounts" -> WantedUser.of(ServiceAccountName.format(asked.namespace(), name));
            // associated-node is checked with the literal name *
            case "nodes" -> WantedUser.of(name.equals("*") ? "" : new NodeName(name).userName());
            case "groups" -> WantedUser.of("", List.of(name));
            case "uids" -> new WantedUser("", name, List.of(), Map.of());
            case "userextras" -> new WantedUser("", "", List.of(), Map.of(asked.subresource(), List.of(name)));
            default -> WantedUser.of("");
        };
    }

    /// What was checked for the request itself.
    private static Attributes request(AuditEvent event) {
        if (!event.hasObjectRef) {
            return new NonResourceAttributes(event.verb, RequestUri.path(event.requestURI));
        }
        return new ResourceAttributes(
                event.verb, event.apiGroup, event.resource, event.subresource, event.namespace, requestName(event));
    }

    /// The name the authorizer saw. Of a created object the log has the name from its body (`LogRequestObject`
    /// in `k8s.io/apiserver/pkg/audit/request.go`), which was never authorized.
    private static String requestName(AuditEvent event) {
        return switch (event.verb) {
            case "create" -> event.subresource.isEmpty() ? "" : event.name;
            case "list", "watch", "deletecollection" ->
                event.name.isEmpty() ? RequestUri.selectedName(event.requestURI) : event.name;
            default -> event.name;
        };
    }

    private static String nameOf(Attributes request) {
        return switch (request) {
            case ResourceAttributes resource -> resource.name();
            case NonResourceAttributes path -> path.path();
        };
    }

    /// Requests are alike whatever the object is called, and so are refusals of the action; identities keep
    /// their name. A Namespace stays in the namespace of its own name, see [ResourceAttributes#asRequested].
    private static Attributes withoutName(Attributes request) {
        return switch (request) {
            case ResourceAttributes resource -> Mode.isOfIdentity(resource.verb()) ? resource : resource.withName("");
            case NonResourceAttributes path -> new NonResourceAttributes(path.verb(), "");
        };
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().distinct().sorted().toList();
    }
}
