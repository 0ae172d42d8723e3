package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.ui.frame.IdentityKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything that can be selected, by id. Linear in the size of the cluster.
public final class ObjectIndex {
    private final Map<String, Thing.Somebody> identities = new LinkedHashMap<>();
    private final Map<String, Thing> objects = new HashMap<>();
    private final Map<String, Thing.Somebody> byName = new HashMap<>();

    public ObjectIndex(ClusterSnapshot snapshot, Escalation escalation) {
        add(Identity.ofUser(Rbac.ANONYMOUS));
        add(Identity.memberOf(Rbac.UNAUTHENTICATED));
        add(Identity.memberOf(Rbac.AUTHENTICATED));
        escalation.identities().forEach(this::add);
        snapshot.nodes().forEach(node -> add(Identity.node(node.meta().name())));
        snapshot.rbac().clusterRoles().forEach(this::add);
        snapshot.rbac().roles().forEach(this::add);
        snapshot.rbac().clusterRoleBindings().forEach(this::add);
        snapshot.rbac().roleBindings().forEach(this::add);
    }

    private void add(Identity identity) {
        Thing.Somebody somebody = somebody(identity);
        if (identities.putIfAbsent(somebody.id(), somebody) == null) {
            byName.putIfAbsent(identity.displayName().toLowerCase(Locale.ROOT), somebody);
            byName.putIfAbsent(label(somebody).toLowerCase(Locale.ROOT), somebody);
            byName.putIfAbsent(somebody.id().toLowerCase(Locale.ROOT), somebody);
        }
    }

    /// The identity as it is listed, also for one that the cluster does not know.
    public static Thing.Somebody somebody(Identity identity) {
        String id = AccessNode.idOf(identity);
        String user = identity.userName();
        if (user.isEmpty()) {
            String group = identity.groups().getFirst();
            boolean all = group.equals(Rbac.AUTHENTICATED) || group.equals(Rbac.UNAUTHENTICATED);
            return new Thing.Somebody(id, identity, all ? IdentityKind.ANYONE : IdentityKind.GROUP, group, "");
        }
        Optional<ServiceAccountName> account = ServiceAccountName.parse(user);
        if (account.isPresent()) {
            return new Thing.Somebody(
                    id,
                    identity,
                    IdentityKind.SERVICE_ACCOUNT,
                    account.get().name(),
                    account.get().namespace());
        }
        Optional<NodeName> node = NodeName.parse(user);
        if (node.isPresent()) {
            return new Thing.Somebody(
                    id, identity, IdentityKind.NODE, node.get().name(), "");
        }
        IdentityKind kind = user.equals(Rbac.ANONYMOUS) ? IdentityKind.ANYONE : IdentityKind.USER;
        return new Thing.Somebody(id, identity, kind, user, "");
    }

    private void add(RoleObject role) {
        String id = AccessNode.idOf(role);
        objects.put(id, new Thing.ARole(id, role));
    }

    private void add(Binding binding) {
        String id = AccessNode.idOf(binding);
        objects.put(id, new Thing.ABinding(id, binding));
    }

    /// Everybody, in the order in which they were found.
    public List<Thing.Somebody> identities() {
        return List.copyOf(identities.values());
    }

    /// The thing with that id; a rule's id is its role's with `#` and its number.
    public Optional<Thing> find(String id) {
        Thing found = identities.get(id);
        if (found == null) {
            found = objects.get(id);
        }
        return found == null ? rule(id) : Optional.of(found);
    }

    private Optional<Thing> rule(String id) {
        int hash = id.lastIndexOf('#');
        if (hash < 0 || !(objects.get(id.substring(0, hash)) instanceof Thing.ARole(String ignored, RoleObject role))) {
            return Optional.empty();
        }
        String number = id.substring(hash + 1);
        boolean known = number.matches("[0-9]{1,6}")
                && Integer.parseInt(number) < role.rules().size();
        return known ? Optional.of(new Thing.ARule(id, role, Integer.parseInt(number))) : Optional.empty();
    }

    public Optional<Thing.Somebody> identity(String id) {
        return Optional.ofNullable(identities.get(id));
    }

    /// The identity that a person means: by its user name, as it is listed, or as in drafts and on the command line,
    /// such as `group:admins`.
    public Optional<Thing.Somebody> named(String text) {
        return Optional.ofNullable(byName.get(text.strip().toLowerCase(Locale.ROOT)));
    }

    /// What an identity is called where one line must tell it from all others: `namespace/name` for accounts.
    public static String label(Thing.Somebody somebody) {
        return switch (somebody.kind()) {
            case SERVICE_ACCOUNT -> somebody.namespace() + "/" + somebody.name();
            case NODE -> "node " + somebody.name();
            case GROUP, ANYONE -> somebody.identity().displayName();
            case USER -> somebody.name();
        };
    }
}
