package dev.guise.cluster;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of limits that answers about a cluster can have. Their ids are stable: pipelines look for them.
public enum LimitId {
    /// Roles, bindings and accounts that every server has were assumed.
    DEFAULT_ROLES("default-roles-assumed", Hides.SOMETHING),
    /// Roles and bindings of OpenShift were read, and its administrators assumed.
    OPENSHIFT("openshift-assumed", Hides.SOMETHING),
    /// A node was assumed.
    ANY_NODE("any-node-assumed", Hides.SOMETHING),
    /// Workloads stand for pods that are not there.
    PODS_OF_WORKLOADS("workloads-stand-for-pods", Hides.SOMETHING),
    /// Objects that name no namespace were taken to be in `default`.
    DEFAULT_NAMESPACE("default-namespace", Hides.SOMETHING),
    /// Files and documents could not be read.
    NOT_READ("not-read", Hides.GRANTS),
    /// Roles and bindings are invalid.
    LEFT_OUT("objects-left-out", Hides.GRANTS),
    /// Charts were not rendered.
    CHART("chart-not-rendered", Hides.GRANTS),
    /// Kinds that grant rights in a way that is not known.
    UNKNOWN_GRANTS("unknown-kinds-that-grant", Hides.GRANTS),
    /// Kinds of a server that grant rights and could not be listed.
    GRANTS_REFUSED("grants-not-listed", Hides.GRANTS),
    /// Other kinds of a server that could not be listed.
    KINDS_REFUSED("kinds-not-listed", Hides.SOMETHING),
    /// Kinds of other controllers.
    OTHER_KINDS("kinds-not-judged", Hides.SOMETHING);

    private enum Hides {
        SOMETHING,
        GRANTS
    }

    private final String id;
    private final Hides hides;

    LimitId(String id, Hides hides) {
        this.id = id;
        this.hides = hides;
    }

    public String id() {
        return id;
    }

    /// Whether something that grants rights was not read: then no check of findings can be passed.
    public boolean hidesGrants() {
        return hides == Hides.GRANTS;
    }

    /// The limit with that id.
    public static Optional<LimitId> of(String id) {
        return Arrays.stream(values()).filter(value -> value.id.equals(id)).findFirst();
    }
}
