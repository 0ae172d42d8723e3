package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.defaults.ApiResources;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Escalation;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.frame.IdentityKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything that can be selected, by id. Linear in the size of the cluster.
public final class ObjectIndex {
    private final Map<ObjectId, Thing.Somebody> identities = new LinkedHashMap<>();
    private final Map<ObjectId, Thing> objects = new HashMap<>();
    private final Map<String, Thing.Somebody> byName = new HashMap<>();
    private final ApiResources resources;

    public ObjectIndex(ClusterSnapshot snapshot, Escalation escalation) {
        resources = ApiResources.of(snapshot);
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
        if (identities.putIfAbsent(somebody.key(), somebody) == null) {
            byName.putIfAbsent(label(somebody).toLowerCase(Locale.ROOT), somebody);
            byName.putIfAbsent(identity.userName().toLowerCase(Locale.ROOT), somebody);
            byName.putIfAbsent(somebody.id().toLowerCase(Locale.ROOT), somebody);
        }
    }

    /// The identity as it is listed, also for one that the cluster does not know.
    public static Thing.Somebody somebody(Identity identity) {
        ObjectId.Identity key = identity.id();
        return switch (key) {
            case ObjectId.User(String name) -> {
                IdentityKind kind = name.equals(Rbac.ANONYMOUS) ? IdentityKind.ANYONE : IdentityKind.USER;
                yield new Thing.Somebody(key, identity, kind, name, "");
            }
            case ObjectId.Group(String name) -> {
                boolean all = name.equals(Rbac.AUTHENTICATED) || name.equals(Rbac.UNAUTHENTICATED);
                yield new Thing.Somebody(key, identity, all ? IdentityKind.ANYONE : IdentityKind.GROUP, name, "");
            }
            case ObjectId.Account(String namespace, String name) ->
                new Thing.Somebody(key, identity, IdentityKind.SERVICE_ACCOUNT, name, namespace);
            case ObjectId.Node(String name) -> new Thing.Somebody(key, identity, IdentityKind.NODE, name, "");
        };
    }

    private void add(RoleObject role) {
        ObjectId.RoleId key = ObjectId.of(role);
        objects.put(key, new Thing.ARole(key, role));
    }

    private void add(Binding binding) {
        ObjectId.BindingId key = ObjectId.of(binding);
        objects.put(key, new Thing.ABinding(key, binding));
    }

    /// The resources that words for them are looked up in.
    public ApiResources resources() {
        return resources;
    }

    /// Everybody, in the order in which they were found.
    public List<Thing.Somebody> identities() {
        return List.copyOf(identities.values());
    }

    /// The thing whose id has that text.
    public Optional<Thing> find(String id) {
        return ObjectId.parse(id).flatMap(this::find);
    }

    /// The thing with that id, if the cluster has it.
    public Optional<Thing> find(ObjectId id) {
        return switch (id) {
            case ObjectId.Rule rule -> rule(rule);
            case ObjectId.Identity identity -> Optional.ofNullable(identities.get(identity));
            case ObjectId.Stored stored -> Optional.ofNullable(objects.get(stored));
            case ObjectId.Any ignored -> Optional.empty();
        };
    }

    private Optional<Thing> rule(ObjectId.Rule rule) {
        return objects.get(rule.role()) instanceof Thing.ARole(var ignored, RoleObject role)
                        && rule.index() < role.rules().size()
                ? Optional.of(new Thing.ARule(rule, role, rule.index()))
                : Optional.empty();
    }

    /// The identity whose id has that text, if the cluster has it.
    public Optional<Thing.Somebody> identity(String id) {
        return ObjectId.parse(id).map(identities::get);
    }

    /// The identity that a person means: as it is listed, by its user name, or by the text of its id. Upper and lower
    /// case are told apart only where that is needed.
    public Optional<Thing.Somebody> named(String text) {
        return exactly(text)
                .or(() -> exactly(text.strip()))
                .or(() -> Optional.ofNullable(byName.get(text.strip().toLowerCase(Locale.ROOT))));
    }

    private Optional<Thing.Somebody> exactly(String text) {
        return Optional.ofNullable(identities.get(ObjectName.read(text)))
                .or(() -> Optional.ofNullable(identities.get(ObjectId.ofUserName(text))));
    }

    /// What an identity is called.
    public static String label(Thing.Somebody somebody) {
        return ObjectName.of(somebody.key());
    }
}
