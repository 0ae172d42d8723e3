package dev.guise.cluster.read;

import dev.guise.cluster.LimitId;
import dev.guise.cluster.Shown;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.LabelSelector.Operator;
import dev.guise.rbac.LabelSelector.Requirement;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rules, role references, subjects and aggregation of one object, with the API server's own checks.
///
/// Mirrors `pkg/apis/rbac/v1/defaults.go` and `pkg/apis/rbac/validation/validation.go`.
final class RbacReader {
    private static final String LEFT_OUT = "The subject is ignored.";

    private final FieldReader reader;
    private final Tree.Fields object;

    RbacReader(FieldReader reader, Tree.Fields object) {
        this.reader = reader;
        this.object = object;
    }

    List<PolicyRule> rules() throws BadFieldException {
        List<PolicyRule> rules = new ArrayList<>();
        for (Tree element : reader.elements(object, "rules")) {
            switch (element) {
                case Tree.Fields rule -> rules.add(rule(rule));
                case Tree.Nothing nothing -> reader.warn(nothing.line(), "an empty rule", "It grants nothing.");
                default ->
                    throw new BadFieldException(
                            element.line(), "rules contains " + element.describe() + " instead of a rule");
            }
        }
        return rules;
    }

    private PolicyRule rule(Tree.Fields rule) throws BadFieldException {
        return new PolicyRule(
                reader.texts(rule, "verbs"),
                reader.texts(rule, "apiGroups"),
                reader.texts(rule, "resources"),
                reader.texts(rule, "resourceNames"),
                reader.texts(rule, "nonResourceURLs"));
    }

    List<LabelSelector> aggregation() throws BadFieldException {
        List<LabelSelector> selectors = new ArrayList<>();
        Tree.Fields rule = reader.fields(object, "aggregationRule");
        for (Tree element : reader.elements(rule, "clusterRoleSelectors")) {
            if (!(element instanceof Tree.Fields selector)) {
                throw new BadFieldException(
                        element.line(),
                        "clusterRoleSelectors contains " + element.describe() + " instead of a selector");
            }
            selectors.add(selector(selector));
        }
        return selectors;
    }

    private LabelSelector selector(Tree.Fields selector) throws BadFieldException {
        Map<String, String> labels = reader.strings(selector, "matchLabels");
        if (labels.size() != reader.fields(selector, "matchLabels").entries().size()) {
            throw new BadFieldException(selector.line(), "matchLabels contains values that are not strings");
        }
        List<Requirement> requirements = new ArrayList<>();
        for (Tree element : reader.elements(selector, "matchExpressions")) {
            if (!(element instanceof Tree.Fields expression)) {
                throw new BadFieldException(element.line(), "matchExpressions contains " + element.describe());
            }
            requirements.add(requirement(expression));
        }
        return new LabelSelector(labels, requirements);
    }

    private Requirement requirement(Tree.Fields expression) throws BadFieldException {
        String word = reader.text(expression, "operator");
        Operator operator = switch (word) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default ->
                throw new BadFieldException(
                        expression.line(), "a selector has the unknown operator " + Shown.quoted(word));
        };
        return new Requirement(reader.text(expression, "key"), operator, reader.texts(expression, "values"));
    }

    /// The role of a binding.
    ///
    /// @param namespace the binding's, `""` for a ClusterRoleBinding
    RoleRef roleRef(String namespace) throws BadFieldException {
        Tree.Fields ref = reader.fields(object, "roleRef");
        String group = reader.text(ref, "apiGroup");
        String kind = reader.text(ref, "kind");
        String name = reader.text(ref, "name");
        if (!group.isEmpty() && !group.equals(Rbac.GROUP)) {
            throw new BadFieldException(ref.line(), "roleRef has the API group " + Shown.quoted(group));
        }
        RoleKind role = RoleKind.of(kind)
                .orElseThrow(() -> new BadFieldException(
                        ref.line(), "roleRef has the kind " + Shown.quoted(kind) + ", not Role or ClusterRole"));
        if (role == RoleKind.ROLE && namespace.isEmpty()) {
            throw new BadFieldException(ref.line(), "a ClusterRoleBinding cannot refer to a Role");
        }
        if (name.isEmpty()) {
            throw new BadFieldException(ref.line(), "roleRef has no name");
        }
        return new RoleRef(role, name);
    }

    /// The subjects of a binding; those that the server would refuse are left out with a warning.
    List<Subject> subjects(String namespace) throws BadFieldException {
        List<Subject> subjects = new ArrayList<>();
        for (Tree element : reader.elements(object, "subjects")) {
            if (!(element instanceof Tree.Fields subject)) {
                reader.warn(element.line(), "subjects contains " + element.describe(), LEFT_OUT);
                continue;
            }
            try {
                subjects.add(subject(subject, namespace));
            } catch (BadFieldException e) {
                reader.warn(e.line(), e.problem(), LEFT_OUT);
                reader.limit(LimitId.LEFT_OUT);
            }
        }
        return subjects;
    }

    private Subject subject(Tree.Fields subject, String bindingNamespace) throws BadFieldException {
        String word = reader.text(subject, "kind");
        String name = reader.text(subject, "name");
        String group = reader.text(subject, "apiGroup");
        SubjectKind kind = SubjectKind.of(word)
                .orElseThrow(() ->
                        new BadFieldException(subject.line(), "a subject has the unknown kind " + Shown.quoted(word)));
        if (name.isEmpty()) {
            throw new BadFieldException(subject.line(), "a " + word + " subject has no name");
        }
        String wanted = kind == SubjectKind.SERVICE_ACCOUNT ? "" : Rbac.GROUP;
        if (!group.isEmpty() && !group.equals(wanted)) {
            throw new BadFieldException(
                    subject.line(),
                    "the " + word + " subject " + Shown.quoted(name) + " has the API group " + Shown.quoted(group)
                            + ", but the server accepts only " + Shown.quoted(wanted));
        }
        return kind == SubjectKind.SERVICE_ACCOUNT
                ? account(subject, name, bindingNamespace)
                : new Subject(kind, "", name);
    }

    private Subject account(Tree.Fields subject, String name, String bindingNamespace) throws BadFieldException {
        String own = reader.text(subject, "namespace");
        String namespace = own.isEmpty() ? bindingNamespace : own;
        if (namespace.isEmpty()) {
            throw new BadFieldException(
                    subject.line(),
                    "the ServiceAccount subject " + Shown.quoted(name)
                            + " has no namespace, which a ClusterRoleBinding requires");
        }
        return Subject.serviceAccount(namespace, name);
    }
}
