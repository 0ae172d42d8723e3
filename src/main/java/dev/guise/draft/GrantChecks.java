package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.Product;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at what somebody would have by a draft together with what the cluster gives them already.
final class GrantChecks {
    /// A service account, whose requests can use every mode: those of a user have no associated node.
    private static final Subject NOBODY = Subject.serviceAccount("default", "(bound to nobody)");

    private final CheckedDraft checked;
    private final ProblemList problems;
    private Optional<Constrainer> constrainer = Optional.empty();

    GrantChecks(CheckedDraft checked, ProblemList problems) {
        this.checked = checked;
        this.problems = problems;
    }

    void check() {
        for (Subject requestor : checked.requestors()) {
            List<Grant> grants =
                    checked.after().allRulesFor(Identity.of(requestor).userInfo());
            DeadRights.of(grants, checked.server()).forEach(this::dead);
            ImpersonationRights rights = ImpersonationRights.of(grants);
            fallback(requestor, rights);
            crossProduct(requestor, rights);
        }
        checked.draft().objects().forEach(this::unbound);
    }

    private void dead(DeadRight right) {
        checked.located(right.grant()).ifPresent(rule -> {
            YamlPath at = part(rule, right);
            String message = ProblemList.sentence(right.reason())
                    + (right.remedy().isEmpty() ? "" : " Remedy: " + right.remedy() + ".");
            problems.add(Severity.ERROR, ProblemKind.of(right.kind()), message, at, fixes(right, rule, at));
        });
    }

    private List<Fix> fixes(DeadRight right, YamlPath rule, YamlPath at) {
        List<Fix> fixes = new ArrayList<>();
        checked.draft()
                .yaml()
                .flatMap(yaml ->
                        new DeadFixes(checked.draft(), yaml, checked.known(), checked.taken()).fix(right, rule, at))
                .ifPresent(fixes::add);
        if (right.kind() == DeadRight.Kind.HALF_PAIR) {
            new MissingHalf(checked).fix(right).ifPresent(fixes::add);
        }
        return fixes;
    }

    private static YamlPath part(YamlPath rule, DeadRight right) {
        PolicyRule written = right.grant().rule();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("verbs", written.verbs());
        fields.put("resources", written.resources());
        fields.put("resourceNames", written.resourceNames());
        for (var field : fields.entrySet()) {
            int index = field.getValue().indexOf(right.part());
            if (index >= 0) {
                return rule.key(field.getKey()).item(index);
            }
        }
        return rule;
    }

    /// A role that nobody is bound to: what it says itself is judged as if somebody were, but not what would have to
    /// stand beside it.
    private void unbound(Located located) {
        if (!(located.object() instanceof DraftObject.OfRole(RoleObject role))
                || !checked.after().bindingsOf(role).isEmpty()) {
            return;
        }
        RoleRef ref = new RoleRef(role.kind(), role.name());
        Binding binding = role.namespace().isEmpty()
                ? new ClusterRoleBinding(ObjectMeta.cluster(role.name()), ref, List.of(NOBODY))
                : new RoleBinding(ObjectMeta.namespaced(role.namespace(), role.name()), ref, List.of(NOBODY));
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < role.rules().size(); i++) {
            grants.add(new Grant(binding, 0, role, i));
        }
        DeadRights.of(grants, checked.server()).stream()
                .filter(right -> right.kind() != DeadRight.Kind.HALF_PAIR && right.kind() != DeadRight.Kind.GROUP_ALONE)
                .forEach(this::dead);
        problems.warn(
                ProblemKind.UNBOUND,
                "No binding in the draft or the cluster refers to this role.",
                YamlPath.document(located.document()).key("metadata").key("name"));
    }

    private void fallback(Subject requestor, ImpersonationRights rights) {
        for (IdentityRight right : rights.identities()) {
            Optional<YamlPath> rule = right.mode() == null ? Optional.empty() : checked.located(right.grant());
            if (rule.isEmpty() || !rights.isUsable(right)) {
                continue;
            }
            rights.identities().stream()
                    .filter(legacy -> legacy.mode() == null && right.overlaps(legacy))
                    .findFirst()
                    .ifPresent(legacy -> fallback(requestor, legacy.grant(), rule.get()));
        }
    }

    /// A legacy part that the draft itself has is meant where it is not known what the server has.
    private void fallback(Subject requestor, Grant legacy, YamlPath at) {
        if (checked.server().constrainedImpersonation() == Gate.UNKNOWN
                && checked.located(legacy).isPresent()) {
            problems.warn(
                    ProblemKind.LEGACY_FALLBACK,
                    "On a server with constrained impersonation, the constraint has no effect while "
                            + legacy.role().kind() + " \"" + legacy.role().name()
                            + "\" of this draft exists. Delete that role and its binding once you know that the server"
                            + " has it.",
                    at);
            return;
        }
        problems.add(
                Severity.ALARM,
                ProblemKind.LEGACY_FALLBACK,
                "The constraint has no effect: " + ObjectName.of(requestor)
                        + " keeps legacy impersonation of the same identity" + " by " + legacy.describe() + ".",
                at,
                withoutOld(legacy));
    }

    // It indexes the cluster, which is worth it only where there is an alarm, and then once.
    private Constrainer constrainer() {
        Constrainer made = constrainer.orElseGet(() -> new Constrainer(checked.snapshot()));
        constrainer = Optional.of(made);
        return made;
    }

    /// The old grant goes with the draft; one of Kubernetes itself is not for a draft to take.
    private Optional<Fix> withoutOld(Grant legacy) {
        if (checked.located(legacy).isPresent() || legacy.binding().meta().isBootstrap()) {
            return Optional.empty();
        }
        DraftPlan gone = constrainer().withoutImpersonation(legacy);
        boolean other = gone.keys().stream()
                .anyMatch(key -> checked.draft().document(key).isPresent());
        if (gone.isEmpty() || other) {
            return Optional.empty();
        }
        List<DraftObject> objects = new ArrayList<>(checked.draft().all());
        objects.addAll(gone.objects());
        return checked.edited(
                "Remove the old grant",
                text -> DraftYaml.withDeletes(DraftText.update(text.text(), objects), gone.deletes()));
    }

    private void crossProduct(Subject requestor, ImpersonationRights rights) {
        for (Mode mode : Mode.values()) {
            Product.of(rights, mode, rights::isUsable).stream()
                    .flatMap(product -> Stream.concat(product.whom().stream(), product.what().stream()))
                    .flatMap(grant -> checked.located(grant).stream())
                    .findFirst()
                    .ifPresent(at -> problems.warn(
                            ProblemKind.CROSS_PRODUCT,
                            "In mode " + mode.id() + ", " + ObjectName.of(requestor)
                                    + " can perform every action as every identity: identities and actions come from"
                                    + " different roles and are not paired. Use separate impersonators for separate"
                                    + " pairs.",
                            at));
        }
    }
}
