package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.evidence.Evidence;
import dev.guise.escalation.Identity;
import dev.guise.impersonation.ActionRight;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks the text of a draft against the cluster that it is for.
///
/// Rules that grant nothing are judged by everything that a subject would hold afterwards, what the cluster gives it
/// already included.
public final class DraftChecks {
    private static final Subject NOBODY = Subject.user("(bound to nobody)");

    private final ParsedDraft draft;
    private final ClusterSnapshot snapshot;
    private final ServerProfile server;
    private final Evidence evidence;
    private final KnownNames known;
    private final Policy after;
    private final Set<ObjectKey> taken;
    private final Map<String, DraftProblem> found = new LinkedHashMap<>();

    private DraftChecks(ParsedDraft draft, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        this.draft = draft;
        this.snapshot = snapshot;
        this.server = server;
        this.evidence = evidence;
        this.known = KnownNames.of(snapshot, evidence);
        RbacObjects objects = DraftPlan.apply(snapshot.rbac(), draft.all(), draft.deletes());
        this.after = Policy.of(objects);
        this.taken = DraftObject.of(snapshot.rbac()).stream().map(DraftObject::key).collect(Collectors.toSet());
    }

    /// Everything there is to say of a plan's text, as [DraftYaml#write] writes it, without evidence.
    public static List<DraftProblem> check(DraftPlan plan, ClusterSnapshot snapshot, ServerProfile server) {
        return check(DraftYaml.write(plan), snapshot, server, Evidence.NONE);
    }

    /// Everything there is to say of a draft's text, by line. Linear in the size of the cluster and of the draft.
    ///
    /// @param snapshot the cluster as it is
    /// @param server   the server that the draft is for
    /// @param evidence what was recorded; [Evidence#NONE] for nothing
    public static List<DraftProblem> check(
            String text, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        return check(DraftYaml.read(text), snapshot, server, evidence);
    }

    /// The same for a text that was read already.
    public static List<DraftProblem> check(
            ParsedDraft draft, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        return new DraftChecks(draft, snapshot, server, evidence).all();
    }

    private List<DraftProblem> all() {
        draft.problems().forEach(problem -> {
            DraftProblem shown = new DraftProblem(
                    Severity.ERROR, "YAML", sentence(problem.message()), problem.path(), problem.line(), problem.column(),
                    Optional.empty());
            found.put("YAML " + problem, shown);
        });
        draft.objects().forEach(this::look);
        for (Subject requestor : requestors()) {
            List<Grant> grants = after.allRulesFor(Identity.of(requestor).userInfo());
            DeadRights.of(grants, server).forEach(this::dead);
            ImpersonationRights rights = ImpersonationRights.of(grants);
            fallback(requestor, rights);
            crossProduct(requestor, rights);
        }
        draft.objects().forEach(this::unbound);
        wider();
        return found.values().stream()
                .sorted(Comparator.comparingInt(DraftProblem::line).thenComparing(DraftProblem::severity))
                .toList();
    }

    /// Everybody to whom something of the draft is bound.
    private Set<Subject> requestors() {
        Set<Subject> requestors = new LinkedHashSet<>();
        for (Located located : draft.objects()) {
            switch (located.object()) {
                case DraftObject.OfBinding(Binding binding) -> requestors.addAll(binding.subjects());
                case DraftObject.OfRole(RoleObject role) ->
                    after.bindingsOf(role).forEach(binding -> requestors.addAll(binding.subjects()));
            }
        }
        return requestors;
    }

    // --- single objects

    private void look(Located located) {
        YamlPath root = YamlPath.document(located.document());
        switch (located.object()) {
            case DraftObject.OfBinding(Binding binding) -> binding(binding, root);
            case DraftObject.OfRole(RoleObject role) -> {
                for (int i = 0; i < role.rules().size(); i++) {
                    rule(role, role.rules().get(i), root.key("rules").item(i));
                }
            }
        }
    }

    private void binding(Binding binding, YamlPath root) {
        Optional<Binding> old = inCluster(binding).filter(was -> !was.roleRef().equals(binding.roleRef()));
        old.ifPresent(was -> error(
                "ROLEREF-FIXED",
                "The cluster has this binding with " + was.roleRef().kind() + " \"" + was.roleRef().name() + "\", and the role of"
                        + " a binding cannot be changed. Give the binding another name, and delete the old one.",
                root.key("roleRef").key("name")));
        if (after.role(binding.roleRef(), binding.namespace()).isEmpty()) {
            String role = binding.roleRef().kind() + " \"" + binding.roleRef().name() + "\"";
            error(
                    "DEAD-ROLEREF",
                    "There is no " + role + " in the draft or the cluster: the binding grants nothing, and whoever"
                            + " creates that role decides what it grants.",
                    root.key("roleRef").key("name"));
        }
        for (int i = 0; i < binding.subjects().size(); i++) {
            subject(binding.subjects().get(i), root.key("subjects").item(i).key("name"));
        }
    }

    private Optional<Binding> inCluster(Binding binding) {
        Stream<? extends Binding> bindings = binding instanceof RoleBinding
                ? snapshot.rbac().roleBindings().stream()
                : snapshot.rbac().clusterRoleBindings().stream();
        return bindings.<Binding>map(was -> was)
                .filter(was -> was.name().equals(binding.name()) && was.namespace().equals(binding.namespace()))
                .findFirst();
    }

    private void subject(Subject subject, YamlPath at) {
        boolean missing = subject.kind() == SubjectKind.SERVICE_ACCOUNT
                && snapshot.serviceAccounts().stream()
                        .noneMatch(account -> account.meta().namespace().equals(subject.namespace())
                                && account.meta().name().equals(subject.name()));
        if (missing) {
            warn(
                    "ORPHAN-SUBJECT",
                    "There is no service account " + subject.namespace() + "/" + subject.name()
                            + " in the cluster: whoever may create it gets what is granted here.",
                    at);
        }
    }

    private void rule(RoleObject role, PolicyRule rule, YamlPath at) {
        nameless(rule, at);
        boolean impersonates = rule.verbs().stream()
                .anyMatch(verb -> verb.equals(PolicyRule.ALL)
                        || verb.equals(Mode.LEGACY_VERB)
                        || verb.startsWith(Mode.LEGACY_VERB + ":"));
        if (impersonates) {
            masters(role, rule, at);
            unknownNames(role, rule, at);
        }
    }

    /// Names beside verbs of requests that have none.
    private void nameless(PolicyRule rule, YamlPath at) {
        boolean whole = rule.resources().stream().anyMatch(resource -> !resource.contains("/"));
        if (rule.resourceNames().isEmpty() || rule.resourceNames().contains("") || !whole) {
            return;
        }
        for (int i = 0; i < rule.verbs().size(); i++) {
            String verb = rule.verbs().get(i);
            YamlPath where = at.key("verbs").item(i);
            switch (verb.substring(verb.lastIndexOf(':') + 1)) {
                case "create" ->
                    add(
                            Severity.ERROR,
                            "DEAD-RESOURCENAME-VERB",
                            "A create has no name yet, so that a rule with resourceNames never allows " + verb + ".",
                            where,
                            fixByRemoving("Remove " + verb, where, rule.verbs().size(), at));
                case "list", "watch", "deletecollection" ->
                    warn(
                            "DEAD-RESOURCENAME-VERB",
                            "With resourceNames, " + verb + " is allowed only with the field selector metadata.name.",
                            where);
                default -> {
                    // has a name
                }
            }
        }
    }

    private Optional<Fix> fixByRemoving(String title, YamlPath item, int size, YamlPath rule) {
        // The last name taken out would leave a rule for every name, and the last verb a rule without verbs.
        YamlPath removed = size > 1 ? item : rule;
        return draft.yaml().flatMap(yaml -> yaml.remove(removed)).map(edit ->
                new Fix(size > 1 ? title : "Remove the rule", edit));
    }

    private void masters(RoleObject role, PolicyRule rule, YamlPath at) {
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            if (rule.resourceNames().get(i).equals(Rbac.MASTERS) && touches(rule, "groups")) {
                YamlPath where = at.key("resourceNames").item(i);
                add(
                        Severity.ALARM,
                        "IMP-MASTERS",
                        "Whoever may ask for the group system:masters is allowed everything, before RBAC is asked.",
                        where,
                        fixByRemoving("Remove system:masters", where, rule.resourceNames().size(), at));
            }
        }
        boolean anyGroup = rule.resourceNames().isEmpty()
                && touches(rule, "groups")
                && rule.verbs().stream().anyMatch(verb -> verb.equals(Mode.LEGACY_VERB) || verb.equals(PolicyRule.ALL));
        if (anyGroup && role.namespace().isEmpty()) {
            add(
                    Severity.ALARM,
                    "IMP-MASTERS",
                    "Legacy impersonation of any group includes system:masters; list the groups in resourceNames.",
                    at.key("resources"),
                    Optional.empty());
        }
    }

    private static boolean touches(PolicyRule rule, String resource) {
        return rule.resources().contains(resource) || rule.resources().contains(PolicyRule.ALL);
    }

    private void unknownNames(RoleObject role, PolicyRule rule, YamlPath at) {
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            String name = rule.resourceNames().get(i);
            boolean nobody = !name.equals(PolicyRule.ALL)
                    && rule.resources().stream().noneMatch(resource -> isKnown(role, resource, name));
            if (nobody) {
                warn(
                        "UNKNOWN-NAME",
                        "No binding, account" + (evidence.uses().isEmpty() ? "" : ", recorded request")
                                + " or node knows \"" + name + "\"; check how it is spelt.",
                        at.key("resourceNames").item(i));
            }
        }
    }

    private boolean isKnown(RoleObject role, String resource, String name) {
        return switch (resource) {
            case "users" ->
                known.users().contains(name)
                        || NodeName.parse(name).filter(node -> isKnownNode(node.name())).isPresent()
                        || name.startsWith("system:serviceaccount:");
            case "groups" -> known.groups().contains(name) || name.equals(Rbac.MASTERS);
            case "serviceaccounts" ->
                name.startsWith("system:serviceaccount:")
                        || (role.namespace().isEmpty()
                                ? known.hasAccountAnywhere(name)
                                : known.serviceAccounts()
                                        .getOrDefault(role.namespace(), Set.of())
                                        .contains(name));
            case "nodes" -> isKnownNode(name) || name.startsWith("system:node:");
            // Only evidence knows uids and values of extras.
            default -> !resource.equals("uids") || known.uids().isEmpty() || known.uids().contains(name);
        };
    }

    private boolean isKnownNode(String name) {
        return known.nodes().isEmpty() || known.nodes().contains(name);
    }

    // --- rules that grant nothing

    private void dead(DeadRight right) {
        located(right.grant()).ifPresent(rule -> {
            YamlPath at = part(rule, right);
            String message = sentence(right.reason()) + (right.remedy().isEmpty() ? "" : " Remedy: " + right.remedy() + ".");
            Optional<Fix> fix = draft.yaml().flatMap(yaml -> new DeadFixes(draft, yaml, known, taken).fix(right, rule, at));
            add(Severity.ERROR, right.kind().id(), message, at, fix);
        });
    }

    private static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }

    /// Where the rule of a grant stands in the draft, if its role does.
    private Optional<YamlPath> located(Grant grant) {
        return draft.document(DraftObject.of(grant.role()).key())
                .map(document -> YamlPath.document(document).key("rules").item(grant.ruleIndex()));
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
        if (!(located.object() instanceof DraftObject.OfRole(RoleObject role)) || !after.bindingsOf(role).isEmpty()) {
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
        DeadRights.of(grants, server).stream()
                .filter(right -> right.kind() != DeadRight.Kind.HALF_PAIR && right.kind() != DeadRight.Kind.GROUP_ALONE)
                .forEach(this::dead);
        warn("UNBOUND", "No binding in the draft or the cluster refers to this role.", YamlPath.document(located.document())
                .key("metadata")
                .key("name"));
    }

    // --- what the rules are together

    private void fallback(Subject requestor, ImpersonationRights rights) {
        for (IdentityRight right : rights.identities()) {
            Optional<YamlPath> rule = right.mode() == null ? Optional.empty() : located(right.grant());
            if (rule.isEmpty() || !rights.isUsable(right)) {
                continue;
            }
            rights.identities().stream()
                    .filter(legacy -> legacy.mode() == null && overlaps(legacy, right))
                    .findFirst()
                    .ifPresent(legacy -> add(
                            Severity.ALARM,
                            "IMP-LEGACY-FALLBACK",
                            "The constraint does nothing: " + requestor.requestName() + " keeps legacy impersonation of the"
                                    + " same identity by " + legacy.grant().describe() + ".",
                            rule.get(),
                            Optional.empty()));
        }
    }

    private static boolean overlaps(IdentityRight legacy, IdentityRight constrained) {
        return switch (constrained.kind()) {
            case USER -> legacy.kind() == Kind.USER && !legacy.names().intersect(constrained.names()).isEmpty();
            case SERVICE_ACCOUNT ->
                legacy.kind() == Kind.SERVICE_ACCOUNT
                        && (legacy.namespace().isEmpty()
                                || constrained.namespace().isEmpty()
                                || legacy.namespace().equals(constrained.namespace()))
                        && !legacy.names().intersect(constrained.names()).isEmpty();
            case NODE -> legacy.kind() == Kind.USER && reachesNode(legacy.names(), constrained.names());
            case GROUP, UID, EXTRA -> false;
        };
    }

    private static boolean reachesNode(NameSet users, NameSet nodes) {
        return users.any()
                || users.names().stream()
                        .flatMap(user -> NodeName.parse(user).stream())
                        .anyMatch(node -> nodes.contains(node.name()));
    }

    private void crossProduct(Subject requestor, ImpersonationRights rights) {
        for (Mode mode : Mode.values()) {
            List<IdentityRight> targets = Stream.of(Kind.USER, Kind.SERVICE_ACCOUNT, Kind.NODE)
                    .flatMap(kind -> rights.constrained(mode, kind).stream())
                    .toList();
            List<ActionRight> actions = rights.actions(mode);
            boolean mixes = severalRoles(targets.stream().map(IdentityRight::grant))
                    && severalRoles(actions.stream().map(ActionRight::grant));
            if (!mixes) {
                continue;
            }
            Stream.concat(targets.stream().map(IdentityRight::grant), actions.stream().map(ActionRight::grant))
                    .flatMap(grant -> located(grant).stream())
                    .findFirst()
                    .ifPresent(at -> warn(
                            "IMP-CROSS-PRODUCT",
                            "Within the mode " + mode.id() + ", " + requestor.requestName() + " may do everything as"
                                    + " everybody: whom and what come from different roles and are not paired. Use"
                                    + " separate impersonators for separate pairs.",
                            at));
        }
    }

    private static boolean severalRoles(Stream<Grant> grants) {
        return grants.map(grant -> DraftObject.of(grant.role()).key()).distinct().count() > 1;
    }

    // --- compared with what was recorded

    private void wider() {
        for (DraftSpec.Form form : List.of(DraftSpec.Form.LEGACY, DraftSpec.Form.CONSTRAINED)) {
            for (DraftSpec spec : new FromEvidence(form, Set.of()).drafts(evidence).specs()) {
                Policy used = Policy.of(DraftObject.collect(Draft.of(spec).objects()));
                spec.requestors().forEach(requestor -> wider(requestor, used, verbs(form)));
            }
        }
    }

    private static Predicate<String> verbs(DraftSpec.Form form) {
        return form == DraftSpec.Form.LEGACY
                ? verb -> verb.equals(Mode.LEGACY_VERB)
                : verb -> verb.startsWith(Mode.LEGACY_VERB + ":") || verb.startsWith("impersonate-on:");
    }

    private void wider(Subject requestor, Policy used, Predicate<String> verbs) {
        for (Grant grant : after.rulesOf(requestor)) {
            Optional<YamlPath> at = located(grant);
            if (at.isEmpty()) {
                continue;
            }
            List<PolicyRule> needed = used.rulesOf(requestor).stream()
                    .filter(held -> held.namespace().isEmpty() || held.namespace().equals(grant.namespace()))
                    .map(Grant::rule)
                    .toList();
            List<PolicyRule> unused = RuleCoverage.breakDown(grant.rule())
                    .filter(part -> verbs.test(part.verbs().getFirst()))
                    .filter(part -> !RuleCoverage.covers(needed, List.of(part)))
                    .toList();
            if (!unused.isEmpty()) {
                warn("WIDER-THAN-EVIDENCE", "No recorded request needed " + some(unused) + ".", at.get());
            }
        }
    }

    private static String some(List<PolicyRule> parts) {
        String first = parts.stream().limit(3).map(PolicyRule::compact).collect(Collectors.joining(", "));
        return parts.size() > 3 ? first + " and " + (parts.size() - 3) + " more" : first;
    }

    // --- problems

    private void error(String id, String message, YamlPath at) {
        add(Severity.ERROR, id, message, at, Optional.empty());
    }

    private void warn(String id, String message, YamlPath at) {
        add(Severity.WARNING, id, message, at, Optional.empty());
    }

    private void add(Severity severity, String id, String message, YamlPath at, Optional<Fix> fix) {
        Optional<TextRange> range = draft.range(at);
        DraftProblem problem = new DraftProblem(
                severity,
                id,
                message,
                at,
                range.map(TextRange::startLine).orElse(1),
                range.map(TextRange::startColumn).orElse(1),
                fix);
        found.putIfAbsent(id + " " + at.document() + " " + at, problem);
    }

}
