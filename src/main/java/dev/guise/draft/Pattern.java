package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.findings.ManyTenants;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people start a draft from: a situation with names to fill in, for either form.
public enum Pattern {
    CI_TWO_BOTS(
            "ci-two-bots",
            "CI pipeline that may become two bots",
            List.of(
                    field("requestor", "The pipeline's service account", "ci/pipeline"),
                    field("users", "The bots", "deploy-bot", "test-runner"),
                    field("groups", "Groups to impersonate with them"),
                    field("namespaces", "Namespaces they deploy to", "staging"))) {
        @Override
        List<DraftSpec> specs(Values values, Form form) {
            Who who = Who.NOBODY
                    .withUsers(NameSet.of(values.list("users")))
                    .withGroups(NameSet.of(values.list("groups")));
            List<String> verbs = List.of("get", "list", "create", "patch");
            Action action = Action.on(verbs, "apps", List.of("deployments")).in(values.list("namespaces"));
            return List.of(new DraftSpec("pipeline-bots", values.accounts("requestor"), form, who, List.of(action)));
        }
    },
    SERVICE_ACCOUNT_IN_NAMESPACE(
            "serviceaccount-in-namespace",
            "One service account that may become another in a namespace",
            List.of(
                    field("requestor", "Impersonator", "ci/namespace-admin"),
                    field("namespaces", "Namespaces of the other account", "production"),
                    field("accounts", "Bare name of the other account", "deployer"))) {
        @Override
        List<DraftSpec> specs(Values values, Form form) {
            Who who = Who.NOBODY;
            for (String namespace : values.list("namespaces")) {
                who = who.withServiceAccounts(namespace, NameSet.of(values.list("accounts")));
            }
            List<String> verbs = List.of("get", "list", "patch");
            Action action = Action.on(verbs, "apps", List.of("deployments")).in(values.list("namespaces"));
            return List.of(new DraftSpec("become-account", values.accounts("requestor"), form, who, List.of(action)));
        }
    },
    TENANT_GATEWAY(
            "tenant-gateway",
            "Multi-tenant gateway: one role per tenant, with users, groups and a tenant extra",
            List.of(
                    field(
                            "requestor",
                            "The gateway's service account, or one for each tenant",
                            "gateway-system/api-gateway"),
                    field("tenants", "The tenants; also the values of the extra", "tenant-a", "tenant-b"),
                    field("users", "The users of each tenant; %s is the tenant", "%s-admin"),
                    field("groups", "The groups of each tenant; %s is the tenant", "%s-users"),
                    field("extra", "The key of the tenant extra", "example.com/tenant"),
                    field("namespaces", "Namespaces they act in; %s is the tenant", "%s"))) {
        @Override
        List<DraftSpec> specs(Values values, Form form) {
            List<Subject> requestors = values.accounts("requestor");
            List<String> tenants = values.list("tenants");
            List<DraftSpec> specs = new ArrayList<>();
            for (int i = 0; i < tenants.size(); i++) {
                String tenant = tenants.get(i);
                Who who = Who.NOBODY
                        .withUsers(NameSet.of(values.filled("users", tenant)))
                        .withGroups(NameSet.of(values.filled("groups", tenant)));
                for (String key : values.list("extra")) {
                    who = who.withExtra(key, NameSet.of(List.of(tenant)));
                }
                Action action = Action.on(List.of("get", "list", "watch"), "", List.of("pods"))
                        .in(values.filled("namespaces", tenant));
                boolean each = requestors.size() == tenants.size();
                List<Subject> own = each ? List.of(requestors.get(i)) : requestors;
                specs.add(new DraftSpec("gateway-" + tenant, own, form, who, List.of(action), ManyTenants.PAGE.id()));
            }
            return specs;
        }
    },
    NODE_AGENT(
            "node-agent",
            "Node agent that reads pods as its own node",
            List.of(
                    field("requestor", "The agent's service account", "gateway-system/node-agent"),
                    field("nodes", "The nodes, for the legacy form"))) {
        @Override
        List<DraftSpec> specs(Values values, Form form) {
            Action action =
                    Action.on(List.of("get", "list"), "", List.of("pods")).only(Mode.ASSOCIATED_NODE);
            Who own = form.isConstrained() ? Who.NOBODY.withOwnNode(OwnNode.YES) : Who.NOBODY;
            List<String> nodes = values.list("nodes").stream()
                    .map(name -> new NodeName(name).userName())
                    .toList();
            DraftSpec legacy = new DraftSpec(
                    "node-agent-legacy",
                    values.accounts("requestor"),
                    Form.LEGACY,
                    Who.NOBODY.withUsers(NameSet.of(nodes)).withGroups(Rbac.NODES),
                    List.of());
            DraftSpec constrained =
                    new DraftSpec("node-agent", values.accounts("requestor"), Form.CONSTRAINED, own, List.of(action));
            return switch (form) {
                case LEGACY -> List.of(legacy);
                case CONSTRAINED -> List.of(constrained);
                case BOTH -> List.of(constrained, legacy);
            };
        }
    },
    CONSOLE_DEPUTY(
            "console-deputy",
            "Deputy that starts virtual machine consoles as the caller",
            List.of(
                    field("requestor", "The deputy's service account", "virtualisation/console-deputy"),
                    field("users", "The callers", "vm-operator"),
                    field("groups", "Groups to impersonate with the callers"),
                    field("namespaces", "Namespaces of the machines", "virtualisation"))) {
        @Override
        List<DraftSpec> specs(Values values, Form form) {
            Who who = Who.NOBODY
                    .withUsers(NameSet.of(values.list("users")))
                    .withGroups(NameSet.of(values.list("groups")));
            Action action = Action.on(
                            List.of("get"),
                            "subresources.kubevirt.io",
                            List.of("virtualmachineinstances/console", "virtualmachineinstances/vnc"))
                    .in(values.list("namespaces"));
            return List.of(new DraftSpec("console-deputy", values.accounts("requestor"), form, who, List.of(action)));
        }
    };

    private final String id;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Field> fields;

    Pattern(String id, String title, List<Field> fields) {
        this.id = id;
        this.title = title;
        this.fields = fields;
    }

    /// Something to fill in.
    ///
    /// @param key     what it is called in the map of values
    /// @param label   what it is, for a person
    /// @param example values to start with; empty for a field that may stay empty
    public record Field(String key, String label, List<String> example) {
        public Field {
            example = List.copyOf(example);
        }

        public boolean isOptional() {
            return example.isEmpty();
        }
    }

    private static Field field(String key, String label, String... example) {
        return new Field(key, label, List.of(example));
    }

    /// The word in commands.
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public List<Field> fields() {
        return fields;
    }

    /// The pattern with that id.
    public static Optional<Pattern> of(String id) {
        return Arrays.stream(values()).filter(pattern -> pattern.id.equals(id)).findFirst();
    }

    /// The drafts with a reviewer's own values, by field. A field that is not there has its example; service accounts
    /// are written `namespace/name`.
    ///
    /// @throws IllegalArgumentException saying which field holds what cannot be
    public List<DraftSpec> drafts(Map<String, List<String>> values, Form form) {
        for (String key : values.keySet()) {
            if (fields.stream().noneMatch(field -> field.key().equals(key))) {
                throw new IllegalArgumentException("\"" + id + "\" has no field \"" + key + "\"");
            }
        }
        return specs(new Values(fields, values), form);
    }

    abstract List<DraftSpec> specs(Values values, Form form);

    /// What is filled in.
    record Values(List<Field> fields, Map<String, List<String>> filled) {
        List<String> list(String key) {
            Field field =
                    fields.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
            List<String> values = filled.getOrDefault(key, field.example()).stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (values.isEmpty() && !field.isOptional()) {
                throw new IllegalArgumentException("fill in \"" + key + "\": " + field.label());
            }
            return values;
        }

        List<String> filled(String key, String tenant) {
            return list(key).stream().map(value -> value.replace("%s", tenant)).toList();
        }

        List<Subject> accounts(String key) {
            return list(key).stream().map(value -> account(key, value)).toList();
        }

        private static Subject account(String key, String value) {
            Optional<ServiceAccountName> full = ServiceAccountName.parse(value);
            if (full.isPresent()) {
                return Subject.serviceAccount(full.get().namespace(), full.get().name());
            }
            int slash = value.indexOf('/');
            boolean valid = slash > 0
                    && Dns1123.isLabel(value.substring(0, slash))
                    && Dns1123.isSubdomain(value.substring(slash + 1));
            if (!valid) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" must be a service account, written namespace/name, not \"" + value + "\"");
            }
            return Subject.serviceAccount(value.substring(0, slash), value.substring(slash + 1));
        }
    }
}
