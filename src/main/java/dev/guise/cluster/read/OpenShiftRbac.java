package dev.guise.cluster.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Roles and bindings of `authorization.openshift.io`, written as those of `rbac.authorization.k8s.io` that OpenShift's
/// API server makes of them.
///
/// Mirrors `pkg/apis/authorization/rbacconversion/conversion.go` of `openshift/openshift-apiserver`.
final class OpenShiftRbac {
    private static final String GROUP = "authorization.openshift.io/";
    private static final String LEGACY_VERSION = "v1";
    private static final Map<String, String> SUBJECT_KINDS = Map.of("SystemUser", "User", "SystemGroup", "Group");

    private OpenShiftRbac() {}

    /// Whether an object of that API version is one: the group's, or of the time before groups.
    static boolean isOf(KubeKind kind, String apiVersion) {
        return kind.isRbac() && (apiVersion.startsWith(GROUP) || apiVersion.equals(LEGACY_VERSION));
    }

    static Tree.Fields converted(Tree.Fields object) {
        Map<String, Tree> fields = new LinkedHashMap<>(object.entries());
        if (fields.get("rules") instanceof Tree.Elements rules) {
            fields.put("rules", new Tree.Elements(each(rules, OpenShiftRbac::rule), rules.line()));
        }
        if (fields.get("roleRef") instanceof Tree.Fields ref) {
            fields.put("roleRef", roleRef(ref));
        }
        List<Tree> subjects = new ArrayList<>();
        if (fields.get("subjects") instanceof Tree.Elements list) {
            subjects.addAll(each(list, OpenShiftRbac::subject));
        }
        addNamed(fields.get("userNames"), "User", subjects);
        addNamed(fields.get("groupNames"), "Group", subjects);
        if (!subjects.isEmpty()) {
            fields.put("subjects", new Tree.Elements(subjects, object.line()));
        }
        return new Tree.Fields(fields, object.line());
    }

    private static List<Tree> each(Tree.Elements list, java.util.function.UnaryOperator<Tree.Fields> change) {
        return list.elements().stream()
                .map(element -> element instanceof Tree.Fields fields ? change.apply(fields) : element)
                .toList();
    }

    /// A rule without API groups is about the core group.
    private static Tree.Fields rule(Tree.Fields rule) {
        boolean grouped = rule.get("apiGroups") instanceof Tree.Elements groups
                && !groups.elements().isEmpty();
        if (grouped || rule.get("resources") instanceof Tree.Nothing) {
            return rule;
        }
        Tree core = new Tree.Elements(List.of(new Tree.Text("", rule.line())), rule.line());
        return with(rule, "apiGroups", core);
    }

    /// What has a namespace is a Role of it, what has none a ClusterRole.
    private static Tree.Fields roleRef(Tree.Fields ref) {
        boolean local = ref.get("namespace") instanceof Tree.Text namespace
                && !namespace.value().isEmpty();
        Map<String, Tree> fields = new LinkedHashMap<>();
        if (ref.entries().containsKey("name")) {
            fields.put("name", ref.get("name"));
        }
        boolean said =
                ref.get("kind") instanceof Tree.Text kind && !kind.value().isEmpty();
        fields.put("kind", said ? ref.get("kind") : new Tree.Text(local ? "Role" : "ClusterRole", ref.line()));
        return new Tree.Fields(fields, ref.line());
    }

    private static Tree.Fields subject(Tree.Fields subject) {
        Map<String, Tree> fields = new LinkedHashMap<>(subject.entries());
        fields.remove("apiGroup");
        if (subject.get("kind") instanceof Tree.Text kind) {
            fields.put("kind", new Tree.Text(SUBJECT_KINDS.getOrDefault(kind.value(), kind.value()), kind.line()));
        }
        return new Tree.Fields(fields, subject.line());
    }

    private static void addNamed(@org.jspecify.annotations.Nullable Tree names, String kind, List<Tree> subjects) {
        if (!(names instanceof Tree.Elements list)) {
            return;
        }
        for (Tree name : list.elements()) {
            boolean known = subjects.stream()
                    .anyMatch(subject -> subject instanceof Tree.Fields fields && isNamed(fields, kind, name));
            if (!known) {
                subjects.add(
                        new Tree.Fields(Map.of("kind", new Tree.Text(kind, name.line()), "name", name), name.line()));
            }
        }
    }

    private static boolean isNamed(Tree.Fields subject, String kind, Tree name) {
        return name instanceof Tree.Text wanted
                && subject.get("kind") instanceof Tree.Text k
                && k.value().equals(kind)
                && subject.get("name") instanceof Tree.Text n
                && n.value().equals(wanted.value());
    }

    private static Tree.Fields with(Tree.Fields fields, String name, Tree value) {
        Map<String, Tree> changed = new LinkedHashMap<>(fields.entries());
        changed.put(name, value);
        return new Tree.Fields(changed, fields.line());
    }
}
