package dev.guise.escalation.catalogue;

import java.util.List;
import java.util.Set;

/// One way in which an identity turns into another, or into control of something.
///
/// @param id         stable name
/// @param title      what it is, for a person
/// @param what       two sentences on what happens
/// @param audit      how it shows in audit logs
/// @param close      how to close it
/// @param reference  where the documentation says so
/// @param cost       1: a single quiet request; 2: leaves objects behind; 3: needs timing or another's action
/// @param confidence how sure it is that it works where its needs are met
/// @param versions   the servers that it works on
/// @param where      what must hold of the namespace
/// @param needs      what must be allowed; all of them, in one namespace
/// @param effect     what the attacker has afterwards
/// @param readsSecrets whether all Secrets of the namespace can be read by it as well
public record Technique(
        String id,
        String title,
        String what,
        String audit,
        String close,
        String reference,
        int cost,
        Confidence confidence,
        VersionRange versions,
        Condition where,
        List<Need> needs,
        Effect effect,
        boolean readsSecrets) {

    /// The techniques that the engine itself knows; their words stand in the catalogue like those of all others.
    public static final String IMPERSONATE_USER = "impersonate-user";

    public static final String IMPERSONATE_SERVICE_ACCOUNT = "impersonate-serviceaccount";
    public static final String IMPERSONATE_GROUPS = "impersonate-groups";
    public static final String IMPERSONATE_CONSTRAINED = "impersonate-constrained";
    public static final String BIND_ROLE = "bind-role";
    public static final String ESCALATE_ROLE = "escalate-role";
    public static final String CREATE_ROLE_ESCALATE = "create-role-escalate";
    public static final String CREATE_NAMED_ROLE = "create-named-role";

    /// Reading a Secret with a token; also what it is to read all Secrets.
    public static final String TOKEN_SECRET_READ = "token-secret-read";

    /// Holding a node, and with it what runs there.
    public static final String NODE = "node";

    private static final Set<String> IMPERSONATION =
            Set.of(IMPERSONATE_USER, IMPERSONATE_SERVICE_ACCOUNT, IMPERSONATE_GROUPS, IMPERSONATE_CONSTRAINED);

    public Technique {
        needs = List.copyOf(needs);
    }

    /// Whether a technique acts as another identity for single requests.
    public boolean isImpersonation() {
        return isImpersonation(id);
    }

    /// Whether the technique of that id acts as another identity for single requests.
    public static boolean isImpersonation(String id) {
        return IMPERSONATION.contains(id);
    }

    /// How sure it is that a technique works where its needs are met.
    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }

    /// What the attacker has afterwards.
    public enum Effect {
        /// Decided by the engine itself: impersonation, binding and writing roles, nodes.
        BUILT_IN("built-in"),
        /// The credential of the account that is, or runs, the target.
        CREDENTIAL_OF_TARGET("credential-of-target"),
        /// The credential of every account of the namespace.
        CREDENTIALS_OF_NAMESPACE("credentials-of-namespace"),
        /// The credentials of the accounts of all pods on the target node.
        CREDENTIALS_ON_TARGET("credentials-on-target"),
        /// Every node, one after the other.
        ANY_NODE("any-node"),
        /// The credential of anybody, with any groups but `system:masters`.
        ANY_IDENTITY("any-identity"),
        ADMISSION_CONTROL("admission-control"),
        ADMISSION_READING("admission-reading"),
        API_TRAFFIC("api-traffic"),
        CLUSTER_CONTROL("cluster-control");

        private final String id;

        Effect(String id) {
            this.id = id;
        }

        /// The word in the catalogue.
        public String id() {
            return id;
        }
    }

    /// What must hold of the namespace or cluster.
    ///
    /// @param podSecurity the enforce labels with which it works, `""` for none; empty: any
    /// @param configMap   `namespace/name` of a ConfigMap that must exist, or `""`
    public record Condition(List<String> podSecurity, String configMap) {
        public static final Condition NONE = new Condition(List.of(), "");

        public Condition {
            podSecurity = List.copyOf(podSecurity);
        }
    }

    /// One thing that is needed.
    public sealed interface Need permits RequestNeed, TechniqueNeed, NodeNeed {}

    /// Requests that must be allowed.
    ///
    /// @param target what `resourceNames` restrict
    /// @param checks each must be allowed, in any of its patterns, all to one and the same hold
    public record RequestNeed(Target target, List<List<RequestPattern>> checks) implements Need {
        public RequestNeed {
            checks = checks.stream().map(List::copyOf).toList();
        }
    }

    /// Another technique that must work in the same namespace.
    public record TechniqueNeed(List<String> anyOf) implements Need {
        public TechniqueNeed {
            anyOf = List.copyOf(anyOf);
        }
    }

    /// A node that must be held.
    public record NodeNeed() implements Need {}

    /// What a request is about.
    public enum Target {
        /// Nothing in particular; a rule with `resourceNames` does not help.
        NONE("none"),
        /// A service account of the namespace.
        ACCOUNT("account"),
        /// A Secret of the namespace that holds a service account's token.
        TOKEN_SECRET("token-secret"),
        /// A Secret that does not exist yet.
        NEW_SECRET("new-secret"),
        POD("pod"),
        NODE("node"),
        /// An existing workload of the namespace, of the pattern's resource.
        WORKLOAD("workload"),
        /// The Namespace object of the namespace itself.
        OWN_NAMESPACE("own-namespace");

        private final String id;

        Target(String id) {
            this.id = id;
        }

        /// The word in the catalogue.
        public String id() {
            return id;
        }
    }

    /// Requests of one kind.
    ///
    /// @param verbs     any of these
    /// @param apiGroup  in this group
    /// @param resources on any of these, `resource` or `resource/subresource`
    /// @param scope     where the request is made; at cluster scope only a ClusterRoleBinding counts
    /// @param names     any of these names; empty: the target's
    /// @param versions  the servers on which the request is enough
    public record RequestPattern(
            List<String> verbs,
            String apiGroup,
            List<String> resources,
            Scope scope,
            List<String> names,
            VersionRange versions) {
        public RequestPattern {
            verbs = List.copyOf(verbs);
            resources = List.copyOf(resources);
            names = List.copyOf(names);
        }
    }

    /// Where a request is made.
    public enum Scope {
        NAMESPACE,
        CLUSTER
    }
}
