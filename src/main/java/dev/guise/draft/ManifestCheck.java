package dev.guise.draft;

import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.ParsedDraft.Problem;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlText;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one document as strictly as `kubectl --validate=strict` and the API server do: only the fields that there are,
/// of the right type, with names that can be.
final class ManifestCheck {
    private static final String SERVICE_ACCOUNT = ObjectId.Kind.SERVICE_ACCOUNT.kind();
    private static final String VERSION = Rbac.GROUP + "/v1";
    private static final Set<String> KINDS = Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    /// What only the server writes; `kubectl get -o yaml` has it.
    static final Set<String> SERVER_METADATA =
            Set.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");
    /// What an object may have beside what a draft is about.
    static final Set<String> OTHER_METADATA = Stream.concat(
                    SERVER_METADATA.stream(),
                    Stream.of("finalizers", "ownerReferences", "deletionTimestamp", "deletionGracePeriodSeconds"))
            .collect(Collectors.toUnmodifiableSet());
    private static final String AUTOMOUNT = "automountServiceAccountToken";
    /// What YAML takes for something other than a string when it is not quoted.
    private static final Pattern NO_STRING = Pattern.compile(
            "~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9][0-9_]*(\\.[0-9]*)?([eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+|0o[0-7]+");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private final YamlText yaml;
    private final int document;
    private final YamlPath root;
    private final List<Problem> problems;
    private final List<ParsedDraft.Passed> passed;

    /// @param problems to be added to
    /// @param passed   to be added to: what the draft is not about
    ManifestCheck(YamlText yaml, int document, List<Problem> problems, List<ParsedDraft.Passed> passed) {
        this.passed = passed;
        this.yaml = yaml;
        this.document = document;
        this.root = YamlPath.document(document);
        this.problems = problems;
    }

    /// The object; empty when it cannot be told what it is. Problems of its parts leave the parts out.
    Optional<Located> read() {
        if (isBlank(root)) {
            return Optional.empty();
        }
        if (!isMapping(root)) {
            problem(root, "expected a Role, ClusterRole, RoleBinding, ClusterRoleBinding or ServiceAccount");
            return Optional.empty();
        }
        String kind = string(root.key("kind"), true);
        String version = string(root.key("apiVersion"), true);
        if (kind.equals(SERVICE_ACCOUNT) && version.equals("v1")) {
            return meta(kind).map(m -> new Located(account(m), document));
        }
        if (!KINDS.contains(kind)) {
            other(version, kind);
            return Optional.empty();
        }
        if (!version.equals(VERSION)) {
            problem(root.key("apiVersion"), "apiVersion must be " + VERSION);
        }
        Optional<ObjectMeta> meta = meta(kind);
        return meta.map(m -> new Located(kind.endsWith("Binding") ? binding(kind, m) : role(kind, m), document));
    }

    /// Anything else is none of a draft's business, as long as it says what it is.
    private void other(String version, String kind) {
        if (kind.equals("List")) {
            problem(
                    root.key("kind"),
                    "a List cannot be edited here; write its items as separate documents, with --- between them");
        } else if (kind.isEmpty() || version.isEmpty() || version.startsWith(Rbac.GROUP)) {
            problem(
                    root.key("kind"),
                    "kind must be Role, ClusterRole, RoleBinding or ClusterRoleBinding, not \"" + kind + "\"");
        } else {
            passed.add(new ParsedDraft.Passed(
                    kind, yaml.scalar(root.key("metadata").key("name")).orElse(""), document));
        }
    }

    private DraftObject account(ObjectMeta meta) {
        onlyKeys(root, Set.of("apiVersion", "kind", "metadata", AUTOMOUNT, "imagePullSecrets", "secrets"));
        Map<String, Object> rest = new LinkedHashMap<>();
        for (String key : yaml.keys(root)) {
            if (key.equals(AUTOMOUNT)) {
                flag(root.key(key)).ifPresent(value -> rest.put(key, value));
            } else if (key.equals("imagePullSecrets") || key.equals("secrets")) {
                rest.put(key, items(root.key(key)).stream().map(this::strings).toList());
            }
        }
        return new DraftObject.OfAccount(meta, rest);
    }

    private Optional<Boolean> flag(YamlPath at) {
        String word = yaml.scalar(at).orElse("");
        if (!isPlain(at) || !(word.equals("true") || word.equals("false"))) {
            problem(at, "expected true or false");
            return Optional.empty();
        }
        return Optional.of(word.equals("true"));
    }

    private Optional<ObjectMeta> meta(String kind) {
        YamlPath at = root.key("metadata");
        if (!isMapping(at)) {
            problem(at, "metadata.name is missing");
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>(OTHER_METADATA);
        keys.addAll(Set.of("name", "namespace", "labels", "annotations"));
        onlyKeys(at, keys);
        String name = string(at.key("name"), true);
        boolean cluster = kind.startsWith("Cluster");
        String namespace = string(at.key("namespace"), false);
        if (cluster && !namespace.isEmpty()) {
            problem(at.key("namespace"), "a " + kind + " cannot have a namespace");
        }
        if (!cluster && !Dns1123.isLabel(namespace)) {
            problem(
                    at.key("namespace"),
                    "a " + kind + " needs a namespace: lower case letters, digits and -, at most 63");
        }
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.matches("(?s).*[/%].*")
                || name.length() > 253) {
            problem(at.key("name"), "expected a name of 1 to 253 characters without / and %");
            return Optional.empty();
        }
        if (kind.equals(SERVICE_ACCOUNT) && !Dns1123.isSubdomain(name)) {
            problem(at.key("name"), "a service account name contains only lower case letters, digits, - and .");
        }
        Map<String, String> labels = strings(at.key("labels"));
        labels.forEach((key, value) -> {
            if (!isLabelKey(key) || !LABEL_VALUE.matcher(value).matches()) {
                problem(at.key("labels").key(key), "this is not a valid label");
            }
        });
        Map<String, String> annotations = strings(at.key("annotations"));
        annotations.keySet().stream()
                .filter(key -> !isLabelKey(key))
                .forEach(key -> problem(at.key("annotations").key(key), "this is not a valid annotation key"));
        return Optional.of(new ObjectMeta(name, cluster ? "" : namespace, labels, annotations));
    }

    private static boolean isLabelKey(String key) {
        int slash = key.indexOf('/');
        boolean prefix = slash < 0 || Dns1123.isSubdomain(key.substring(0, slash));
        return prefix && LABEL_NAME.matcher(key.substring(slash + 1)).matches();
    }

    // --- roles

    private DraftObject role(String kind, ObjectMeta meta) {
        boolean cluster = kind.equals("ClusterRole");
        Set<String> keys = cluster
                ? Set.of("apiVersion", "kind", "metadata", "rules", "aggregationRule")
                : Set.of("apiVersion", "kind", "metadata", "rules");
        onlyKeys(root, keys);
        List<PolicyRule> rules = new ArrayList<>();
        for (YamlPath rule : items(root.key("rules"))) {
            rules.add(rule(rule, cluster));
        }
        RoleObject role = cluster ? new ClusterRole(meta, rules, aggregation()) : new Role(meta, rules);
        return DraftObject.of(role);
    }

    private PolicyRule rule(YamlPath at, boolean cluster) {
        onlyKeys(at, Set.of("apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs"));
        List<String> verbs = list(at.key("verbs"));
        List<String> groups = list(at.key("apiGroups"));
        List<String> resources = list(at.key("resources"));
        List<String> names = list(at.key("resourceNames"));
        List<String> paths = list(at.key("nonResourceURLs"));
        if (verbs.isEmpty()) {
            problem(at.key("verbs"), "a rule needs at least one verb");
        }
        if (!paths.isEmpty()) {
            if (!cluster) {
                problem(at.key("nonResourceURLs"), "a Role cannot have nonResourceURLs");
            }
            if (!groups.isEmpty() || !resources.isEmpty() || !names.isEmpty()) {
                problem(at.key("nonResourceURLs"), "a rule lists either resources or nonResourceURLs, not both");
            }
        } else if (resources.isEmpty()) {
            problem(at.key("resources"), "a rule needs at least one resource");
        } else if (groups.isEmpty()) {
            problem(at.key("apiGroups"), "a rule needs at least one API group; \"\" is the core group");
        }
        return new PolicyRule(verbs, groups, resources, names, paths);
    }

    private List<LabelSelector> aggregation() {
        YamlPath at = root.key("aggregationRule");
        List<LabelSelector> selectors = new ArrayList<>();
        if (isBlank(at)) {
            return selectors;
        }
        onlyKeys(at, Set.of("clusterRoleSelectors"));
        for (YamlPath selector : items(at.key("clusterRoleSelectors"))) {
            onlyKeys(selector, Set.of("matchLabels", "matchExpressions"));
            List<LabelSelector.Requirement> requirements = new ArrayList<>();
            for (YamlPath item : items(selector.key("matchExpressions"))) {
                onlyKeys(item, Set.of("key", "operator", "values"));
                operator(item.key("operator"))
                        .ifPresent(operator -> requirements.add(new LabelSelector.Requirement(
                                string(item.key("key"), true), operator, list(item.key("values")))));
            }
            selectors.add(new LabelSelector(strings(selector.key("matchLabels")), requirements));
        }
        return selectors;
    }

    private Optional<LabelSelector.Operator> operator(YamlPath at) {
        String word = string(at, true);
        return switch (word) {
            case "In" -> Optional.of(LabelSelector.Operator.IN);
            case "NotIn" -> Optional.of(LabelSelector.Operator.NOT_IN);
            case "Exists" -> Optional.of(LabelSelector.Operator.EXISTS);
            case "DoesNotExist" -> Optional.of(LabelSelector.Operator.DOES_NOT_EXIST);
            default -> {
                problem(at, "the operator must be In, NotIn, Exists or DoesNotExist");
                yield Optional.empty();
            }
        };
    }

    // --- bindings

    private DraftObject binding(String kind, ObjectMeta meta) {
        onlyKeys(root, Set.of("apiVersion", "kind", "metadata", "roleRef", "subjects"));
        RoleRef ref = roleRef(kind);
        List<Subject> subjects = new ArrayList<>();
        for (YamlPath subject : items(root.key("subjects"))) {
            subject(subject, meta).ifPresent(subjects::add);
        }
        Binding binding = kind.equals("RoleBinding")
                ? new RoleBinding(meta, ref, subjects)
                : new ClusterRoleBinding(meta, ref, subjects);
        return DraftObject.of(binding);
    }

    private RoleRef roleRef(String bindingKind) {
        YamlPath at = root.key("roleRef");
        if (!isMapping(at)) {
            problem(at, "a binding needs a roleRef");
            return RoleRef.clusterRole("");
        }
        onlyKeys(at, Set.of("apiGroup", "kind", "name"));
        String group = string(at.key("apiGroup"), false);
        if (!group.equals(Rbac.GROUP) && !group.isEmpty()) {
            problem(at.key("apiGroup"), "apiGroup must be " + Rbac.GROUP);
        }
        String kind = string(at.key("kind"), true);
        boolean fits = kind.equals("ClusterRole") || (kind.equals("Role") && bindingKind.equals("RoleBinding"));
        if (!fits) {
            problem(
                    at.key("kind"),
                    bindingKind.equals("RoleBinding")
                            ? "kind must be Role or ClusterRole"
                            : "a ClusterRoleBinding can refer to a ClusterRole only");
        }
        return new RoleRef(RoleKind.of(kind).orElse(RoleKind.CLUSTER_ROLE), string(at.key("name"), true));
    }

    private Optional<Subject> subject(YamlPath at, ObjectMeta meta) {
        onlyKeys(at, Set.of("apiGroup", "kind", "name", "namespace"));
        String kind = string(at.key("kind"), true);
        String name = string(at.key("name"), true);
        String group = string(at.key("apiGroup"), false);
        String namespace = string(at.key("namespace"), false);
        Optional<SubjectKind> known = SubjectKind.of(kind);
        if (known.isEmpty()) {
            problem(at.key("kind"), "kind must be User, Group or ServiceAccount");
            return Optional.empty();
        }
        boolean account = known.get() == SubjectKind.SERVICE_ACCOUNT;
        if (!group.isEmpty() && !group.equals(account ? "" : Rbac.GROUP)) {
            problem(
                    at.key("apiGroup"),
                    account ? "a ServiceAccount subject cannot have an apiGroup" : "apiGroup must be " + Rbac.GROUP);
        }
        if (!account && !namespace.isEmpty()) {
            problem(at.key("namespace"), "a " + kind + " cannot have a namespace");
        }
        if (account && !Dns1123.isSubdomain(name)) {
            problem(at.key("name"), "this cannot be the name of a service account; write the bare name");
        }
        String where = namespace.isEmpty() ? meta.namespace() : namespace;
        if (account && where.isEmpty()) {
            problem(at.key("namespace"), "a ServiceAccount subject needs a namespace");
        }
        return Optional.of(new Subject(known.get(), account ? where : "", name));
    }

    // --- values

    private List<YamlPath> items(YamlPath at) {
        List<YamlPath> items = new ArrayList<>();
        if (isBlank(at)) {
            return items;
        }
        if (yaml.size(at).isEmpty() || isMapping(at)) {
            problem(at, "expected a list");
            return items;
        }
        for (int i = 0; i < yaml.size(at).orElse(0); i++) {
            items.add(at.item(i));
        }
        return items;
    }

    private List<String> list(YamlPath at) {
        return items(at).stream().map(item -> string(item, false)).toList();
    }

    private Map<String, String> strings(YamlPath at) {
        Map<String, String> map = new LinkedHashMap<>();
        if (isBlank(at)) {
            return map;
        }
        if (!isMapping(at)) {
            problem(at, "expected a mapping of strings");
        }
        yaml.keys(at).forEach(key -> map.put(key, string(at.key(key), false)));
        return map;
    }

    private String string(YamlPath at, boolean required) {
        if (isBlank(at)) {
            if (required) {
                problem(at, last(at) + " is missing");
            }
            return "";
        }
        Optional<String> value = yaml.scalar(at);
        if (value.isEmpty()) {
            problem(at, "expected a string");
            return "";
        }
        if (isPlain(at) && NO_STRING.matcher(value.get()).matches()) {
            problem(at, "YAML does not read this as a string; put it in quotation marks");
        }
        return value.get();
    }

    private static String last(YamlPath at) {
        return at.steps().isEmpty() ? "the value" : at.toString();
    }

    private boolean isPlain(YamlPath at) {
        return yaml.range(at)
                .filter(range -> range.start() < range.end())
                .filter(range -> "'\"|>&!".indexOf(yaml.text().charAt(range.start())) < 0)
                .isPresent();
    }

    /// Whether there is nothing, or nothing behind the key.
    private boolean isBlank(YamlPath at) {
        return yaml.range(at).filter(range -> range.start() < range.end()).isEmpty();
    }

    private boolean isMapping(YamlPath at) {
        return !yaml.keys(at).isEmpty() || (yaml.size(at).equals(Optional.of(0)) && firstChar(at) == '{');
    }

    private char firstChar(YamlPath at) {
        return yaml.range(at).map(range -> yaml.text().charAt(range.start())).orElse(' ');
    }

    private void onlyKeys(YamlPath at, Set<String> allowed) {
        if (!isBlank(at) && !isMapping(at)) {
            problem(at, "expected a mapping");
        }
        yaml.keys(at).stream()
                .filter(key -> !allowed.contains(key))
                .forEach(key -> problem(at.key(key), "unknown field \"" + key + "\""));
    }

    private void problem(YamlPath at, String message) {
        Optional<TextRange> range = yaml.keyRange(at).or(() -> yaml.nearestRange(at));
        problems.add(new Problem(
                range.map(TextRange::startLine).orElse(1),
                range.map(TextRange::startColumn).orElse(1),
                at,
                message));
    }
}
