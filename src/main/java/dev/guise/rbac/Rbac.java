package dev.guise.rbac;

/// Names that the API server gives a meaning of its own.
public final class Rbac {
    /// The API group of roles and bindings.
    public static final String GROUP = "rbac.authorization.k8s.io";

    /// Members are allowed everything before RBAC is asked.
    public static final String MASTERS = "system:masters";

    /// Every request that was authenticated carries this group.
    public static final String AUTHENTICATED = "system:authenticated";

    /// Requests without credentials carry this group.
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /// The user name of requests without credentials.
    public static final String ANONYMOUS = "system:anonymous";

    /// The group of every service account.
    public static final String SERVICE_ACCOUNTS = "system:serviceaccounts";

    /// The group of every node.
    public static final String NODES = "system:nodes";

    private Rbac() {}
}
