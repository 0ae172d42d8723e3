package dev.guise.impersonation;

import dev.guise.impersonation.DeadRight.Kind;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what rules say of impersonation that the API server never asks for. Only what is written out is looked at: a
/// wildcard is no belief about a name.
public final class DeadRights {
    private static final String CORE = "";
    private static final String ANY_EXTRA = "userextras/*";
    private static final String FULL_ACCOUNT = "system:serviceaccount:";
    private static final String FULL_NODE = "system:node:";
    private static final Set<String> LEGACY_CORE = Set.of("users", "groups", "serviceaccounts");
    private static final Set<String> VERBS = Set.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "use",
            "bind",
            "escalate",
            "approve",
            "sign",
            "attest",
            "head",
            "post",
            "put",
            "options",
            "proxy",
            "request-serviceaccounts-token-audience");

    private final ImpersonationRights rights;
    private final ServerProfile server;
    private final List<DeadRight> found = new ArrayList<>();

    private DeadRights(ImpersonationRights rights, ServerProfile server) {
        this.rights = rights;
        this.server = server;
    }

    /// What is dead among the grants of one subject. The grants must be all that the subject has, its groups' included:
    /// a group to impersonate lives beside a user to impersonate, and each half of a constrained pair beside the
    /// other.
    public static List<DeadRight> of(List<Grant> grants, ServerProfile server) {
        DeadRights dead = new DeadRights(ImpersonationRights.of(grants), server);
        grants.forEach(dead::look);
        return List.copyOf(dead.found);
    }

    private void look(Grant grant) {
        for (String verb : grant.rule().verbs()) {
            if (verb.equals(Mode.LEGACY_VERB)) {
                grant.rule().resources().forEach(resource -> legacy(grant, resource));
            } else if (verb.startsWith("impersonate-on")) {
                action(grant, verb);
            } else if (Mode.isConstrained(verb)) {
                identity(grant, verb);
            } else if (verb.toLowerCase(Locale.ROOT).startsWith("impersonat")) {
                add(Kind.VERB, grant, verb, "no request uses the verb \"" + verb + "\"", "write impersonate");
            }
        }
    }

    private void legacy(Grant grant, String resource) {
        String base = base(resource);
        boolean core = LEGACY_CORE.contains(resource);
        boolean authentication = resource.equals("uids") || base.equals("userextras");
        if (resource.equals("nodes")) {
            add(
                    Kind.MODE_RESOURCE,
                    grant,
                    resource,
                    "the API server checks impersonate on users for a node's user name, never on nodes",
                    "list system:node:<name> on users, or use impersonate:arbitrary-node");
        }
        if (!core && !authentication) {
            return;
        }
        String group = core ? CORE : IdentityChecks.AUTHENTICATION;
        boolean alive = inGroup(grant, resource, group)
                && hasKey(grant, resource)
                && isNoPattern(grant, resource)
                && inScope(grant, resource, base);
        if (!alive) {
            return;
        }
        names(grant, resource, null);
        boolean needsSomebody = !resource.equals("users") && !resource.equals("serviceaccounts");
        if (needsSomebody && !rights.isLegacyUsable()) {
            add(
                    Kind.GROUP_ALONE,
                    grant,
                    resource,
                    "a request to impersonate " + base
                            + " without a user is a bad request, and this subject cannot impersonate any user or"
                            + " service account",
                    "remove the rule, or also grant impersonate on specific users");
        }
    }

    private void identity(Grant grant, String verb) {
        Optional<Mode> mode = Mode.of(verb.substring(Mode.LEGACY_VERB.length() + 1));
        if (mode.isEmpty()) {
            add(
                    Kind.VERB,
                    grant,
                    verb,
                    "no impersonation mode has that name; the modes are associated-node, arbitrary-node,"
                            + " serviceaccount and user-info",
                    nearestMode(verb));
            return;
        }
        if (server.constrainedImpersonation() == Gate.OFF) {
            addVersion(grant, verb);
            return;
        }
        if (!mayHaveNode(grant, mode.get(), verb)) {
            return;
        }
        grant.rule().resources().forEach(resource -> identity(grant, mode.get(), resource));
    }

    private void identity(Grant grant, Mode mode, String resource) {
        String base = base(resource);
        if (resource.equals(PolicyRule.ALL) || resource.startsWith("*/")) {
            return;
        }
        if (!resources(mode).contains(base)) {
            add(
                    Kind.MODE_RESOURCE,
                    grant,
                    resource,
                    "the mode " + mode.id() + " checks only " + String.join(", ", resources(mode)),
                    "");
            return;
        }
        boolean alive = inGroup(grant, resource, IdentityChecks.AUTHENTICATION)
                && hasKey(grant, resource)
                && isAskedForMany(grant, resource)
                && constrainableKey(grant, resource)
                && inScope(grant, resource, base);
        if (!alive) {
            return;
        }
        names(grant, resource, mode);
        pair(grant, mode, resource, base);
    }

    /// Whether the requests of whom the grant is given to can have an associated node: that of the pod which a service
    /// account's token was issued for. Who is in a group is not known here.
    private boolean mayHaveNode(Grant grant, Mode mode, String verb) {
        Subject subject = grant.subject();
        boolean user = subject.kind() == SubjectKind.USER
                && ServiceAccountName.parse(subject.name()).isEmpty();
        if (mode != Mode.ASSOCIATED_NODE || !user) {
            return true;
        }
        add(
                Kind.ASSOCIATED_NODE,
                grant,
                verb,
                "only a service account's token, issued for a pod, names an associated node, and " + subject.name()
                        + " is a user",
                "grant it to a service account, or use impersonate:arbitrary-node with the node's name");
        return false;
    }

    private boolean hasAction(Mode mode) {
        return rights.actions(mode).stream()
                .flatMap(action -> action.verbs().stream())
                .anyMatch(verb -> verb.equals(PolicyRule.ALL) || VERBS.contains(verb));
    }

    private void pair(Grant grant, Mode mode, String resource, String base) {
        boolean besides = mode == Mode.USER_INFO && !base.equals("users");
        if (besides && !rights.hasTarget(mode)) {
            add(
                    Kind.GROUP_ALONE,
                    grant,
                    resource,
                    "a request cannot impersonate " + base
                            + " without a user, and this subject cannot impersonate any user in the mode user-info",
                    "also grant impersonate:user-info on specific users");
        } else if (!hasAction(mode)) {
            add(
                    Kind.HALF_PAIR,
                    grant,
                    mode.identityVerb(),
                    "it grants an identity, but no rule grants an action to perform as that identity",
                    "add a rule with " + mode.actionVerb("<verb>") + " on the resources to act on");
        }
    }

    private void action(Grant grant, String verb) {
        Optional<Mode> mode = modeOfAction(verb);
        Optional<String> action = mode.flatMap(m -> m.actionIn(verb));
        if (action.isEmpty()) {
            add(
                    Kind.VERB,
                    grant,
                    verb,
                    "an action verb has the form impersonate-on:<mode>:<verb>, with one of the four modes",
                    nearestMode(verb));
        } else if (action.get().equals(PolicyRule.ALL)) {
            add(
                    Kind.VERB,
                    grant,
                    verb,
                    "verbs have no prefix wildcards: this is a literal that no request uses",
                    "list the verbs individually");
        } else if (!VERBS.contains(action.get())) {
            add(Kind.VERB, grant, verb, "no request uses the verb \"" + action.get() + "\"", "");
        } else if (server.constrainedImpersonation() == Gate.OFF) {
            addVersion(grant, verb);
        } else if (mayHaveNode(grant, mode.orElseThrow(), verb) && !rights.hasTarget(mode.orElseThrow())) {
            add(
                    Kind.HALF_PAIR,
                    grant,
                    verb,
                    "it grants an action while impersonating, but no rule grants an identity to impersonate",
                    "add a rule with " + mode.orElseThrow().identityVerb() + " in authentication.k8s.io");
        }
    }

    private static Optional<Mode> modeOfAction(String verb) {
        for (Mode mode : Mode.values()) {
            if (mode.actionIn(verb).isPresent()) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private static String nearestMode(String verb) {
        if (verb.contains("scheduled")) {
            return "the mode was renamed associated-node";
        }
        return "";
    }

    private boolean inGroup(Grant grant, String resource, String group) {
        if (RuleMatching.apiGroup(grant.rule(), group)) {
            return true;
        }
        String wanted = group.isEmpty() ? "the core group \"\"" : group;
        add(
                Kind.API_GROUP,
                grant,
                resource,
                resource + " is checked in " + wanted + ", not in "
                        + String.join(", ", grant.rule().apiGroups()),
                "write apiGroups: [\"" + group + "\"]");
        return false;
    }

    private boolean hasKey(Grant grant, String resource) {
        if (!resource.equals("userextras")) {
            return true;
        }
        add(
                Kind.USEREXTRAS,
                grant,
                resource,
                "the API server checks the extra key as a subresource: userextras/<key>",
                "write userextras/<key>");
        return false;
    }

    private boolean isNoPattern(Grant grant, String resource) {
        if (!resource.equals(ANY_EXTRA)) {
            return true;
        }
        add(
                Kind.USEREXTRAS,
                grant,
                resource,
                "extra keys have no wildcard: the API server checks userextras/<key>",
                "write userextras/<key> for each key");
        return false;
    }

    /// Constrained modes check `userextras/*` with the name `*` where a request has four or more extra values.
    private boolean isAskedForMany(Grant grant, String resource) {
        if (!resource.equals(ANY_EXTRA) || RuleMatching.resourceName(grant.rule(), PolicyRule.ALL)) {
            return true;
        }
        add(
                Kind.USEREXTRAS,
                grant,
                resource,
                "extra keys have no wildcard: the API server checks userextras/<key>, and userextras/* only with"
                        + " the name *, for a request with four or more extra values",
                "write userextras/<key> for each key");
        return false;
    }

    private boolean constrainableKey(Grant grant, String resource) {
        String key = base(resource).equals("userextras") ? resource.substring("userextras/".length()) : "";
        if (key.isEmpty() || key.equals("*") || ExtraKey.isConstrainable(key)) {
            return true;
        }
        add(
                Kind.EXTRA_KEY,
                grant,
                resource,
                "constrained modes accept only extra keys that are lowercase and domain-prefixed",
                "use a key such as example.com/" + key.toLowerCase(Locale.ROOT));
        return false;
    }

    private boolean inScope(Grant grant, String resource, String base) {
        if (grant.namespace().isEmpty() || base.equals("serviceaccounts")) {
            return true;
        }
        add(
                Kind.NAMESPACED_IDENTITY,
                grant,
                resource,
                resource + " is checked at cluster scope, where a RoleBinding grants nothing",
                "use a ClusterRoleBinding");
        return false;
    }

    private void names(Grant grant, String resource, @Nullable Mode mode) {
        for (String name : grant.rule().resourceNames()) {
            switch (resource) {
                case "serviceaccounts" -> accountName(grant, name);
                case "users" -> userName(grant, name, mode);
                case "nodes" -> nodeName(grant, name);
                default -> {
                    // groups, uids and values may be anything
                }
            }
        }
        boolean own = mode == Mode.ASSOCIATED_NODE && resource.equals("nodes");
        if (own && !RuleMatching.resourceName(grant.rule(), PolicyRule.ALL)) {
            add(
                    Kind.NODE_NAME,
                    grant,
                    resource,
                    "for the associated node, the API server checks the name *, so resourceNames must list * or be"
                            + " omitted",
                    "omit resourceNames");
        }
    }

    private void accountName(Grant grant, String name) {
        if (name.startsWith(FULL_ACCOUNT)) {
            add(
                    Kind.SA_FULLNAME,
                    grant,
                    name,
                    "the API server checks the service account's bare name, in its namespace",
                    "list " + name.substring(name.lastIndexOf(':') + 1)
                            + " in a Role in the service account's namespace");
        }
    }

    private void userName(Grant grant, String name, @Nullable Mode mode) {
        if (ServiceAccountName.parse(name).isPresent()) {
            add(
                    Kind.SA_FULLNAME,
                    grant,
                    name,
                    "the API server never checks a service account on users",
                    "grant it on serviceaccounts, in the service account's namespace");
        } else if (mode != null && NodeName.parse(name).isPresent()) {
            add(
                    Kind.MODE_RESOURCE,
                    grant,
                    name,
                    "the mode user-info rejects nodes",
                    "use impersonate:arbitrary-node on nodes, with the bare name");
        }
    }

    private void nodeName(Grant grant, String name) {
        if (name.startsWith(FULL_NODE)) {
            add(
                    Kind.NODE_NAME,
                    grant,
                    name,
                    "the API server checks the node's bare name",
                    "list " + name.substring(FULL_NODE.length()));
        }
    }

    private void addVersion(Grant grant, String verb) {
        add(
                Kind.ON_THIS_VERSION,
                grant,
                verb,
                "this server does not support constrained impersonation and never checks that verb",
                "use impersonate with resourceNames on this server");
    }

    private static Set<String> resources(Mode mode) {
        return switch (mode) {
            case ASSOCIATED_NODE, ARBITRARY_NODE -> Set.of("nodes");
            case SERVICE_ACCOUNT -> Set.of("serviceaccounts");
            case USER_INFO -> new TreeSet<>(Set.of("users", "groups", "uids", "userextras"));
        };
    }

    private static String base(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }

    private void add(Kind kind, Grant grant, String part, String reason, String remedy) {
        found.add(new DeadRight(kind, grant, part, reason, remedy));
    }
}
