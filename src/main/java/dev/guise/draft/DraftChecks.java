package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.MissingAccounts;
import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.TextRange;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.draft.yaml.YamlText;
import dev.guise.evidence.Evidence;
import dev.guise.escalation.Identity;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.IdentityRight;
import dev.guise.impersonation.IdentityRight.Kind;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.impersonation.NamelessVerbs;
import dev.guise.impersonation.Product;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
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
    private final MissingAccounts missing;
    private final Map<String, DraftProblem> found = new LinkedHashMap<>();
    private Optional<Constrainer> constrainer = Optional.empty();

    private DraftChecks(ParsedDraft draft, ClusterSnapshot snapshot, ServerProfile server, Evidence evidence) {
        this.draft = draft;
        this.snapshot = snapshot;
        this.server = server;
        this.evidence = evidence;
        this.known = KnownNames.of(snapshot, evidence);
        ClusterSnapshot then = DraftPlan.of("", draft, snapshot, List.of()).applyTo(snapshot);
        this.after = Policy.of(then.rbac());
        this.missing = MissingAccounts.of(then);
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
        passed();
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
                case DraftObject.OfAccount ignored -> {
                    // What it holds is in bindings.
                }
            }
        }
        return requestors;
    }

    // --- single objects

    private void passed() {
        if (draft.passed().isEmpty()) {
            return;
        }
        ParsedDraft.Passed first = draft.passed().getFirst();
        int others = draft.passed().size() - 1;
        String more = others == 0 ? "" : " and " + others + " other object" + (others == 1 ? "" : "s");
        warn(
                "OTHER-KIND",
                "A draft is about roles, bindings and service accounts. The " + first.kind() + " \"" + first.name() + "\"" + more
                        + " stays in this text as it is, and is left out where the plan is put together.",
                YamlPath.document(first.document()).key("kind"));
    }

    /// What `kubectl get -o yaml` adds, and nobody should apply.
    private void written(Located located) {
        YamlPath meta = YamlPath.document(located.document()).key("metadata");
        List<String> fields = draft.yaml().map(yaml -> yaml.keys(meta)).orElse(List.of()).stream()
                .filter(ManifestCheck.SERVER_METADATA::contains)
                .toList();
        if (!fields.isEmpty()) {
            add(
                    Severity.WARNING,
                    "SERVER-FIELD",
                    "Only the server writes " + String.join(", ", fields)
                            + "; in a repository they go stale, and a resourceVersion makes applying fail later.",
                    meta.key(fields.getFirst()),
                    edited("Remove them", text -> {
                        YamlText rest = text;
                        for (String field : fields) {
                            rest = rest.apply(rest.remove(meta.key(field)).orElseThrow());
                        }
                        return rest.text();
                    }));
        }
    }

    private interface Editing {
        String edit(YamlText text) throws YamlSyntaxException;
    }

    private Optional<Fix> edited(String title, Editing editing) {
        return draft.yaml().flatMap(yaml -> {
            try {
                return Optional.of(new Fix(title, TextEdit.between(draft.text(), editing.edit(yaml))));
            } catch (YamlSyntaxException e) {
                return Optional.empty();
            }
        });
    }

    private void look(Located located) {
        YamlPath root = YamlPath.document(located.document());
        written(located);
        switch (located.object()) {
            case DraftObject.OfBinding(Binding binding) -> binding(binding, root);
            case DraftObject.OfRole(RoleObject role) -> {
                for (int i = 0; i < role.rules().size(); i++) {
                    rule(role, role.rules().get(i), root.key("rules").item(i));
                }
            }
            case DraftObject.OfAccount account -> unused(account, root);
        }
    }

    /// An account that nothing is granted to is left over.
    private void unused(DraftObject.OfAccount account, YamlPath root) {
        Subject subject = Subject.serviceAccount(account.meta().namespace(), account.meta().name());
        boolean there = snapshot.serviceAccounts().stream().anyMatch(known -> known.meta().qualifiedName().equals(account.meta().qualifiedName()));
        if (!there && !after.subjects().contains(subject)) {
            add(
                    Severity.WARNING,
                    "UNBOUND",
                    "Nothing is granted to this new account, in the draft or the cluster.",
                    root.key("metadata").key("name"),
                    edited("Remove it", text -> DraftText.update(
                            text.text(), draft.all().stream().filter(object -> !object.equals(account)).toList())));
        }
    }

    private void binding(Binding binding, YamlPath root) {
        Optional<Binding> old = inCluster(binding).filter(was -> !was.roleRef().equals(binding.roleRef()));
        old.ifPresent(was -> error(
                "ROLEREF-FIXED",
                "The cluster has this binding with " + was.roleRef().kind() + " \"" + was.roleRef().name() + "\", and the role of"
                        + " a binding cannot be changed. Give the binding another name, and delete the old one.",
                root.key("roleRef").key("name")));
        if (after.danglingBindings().contains(binding)) {
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
        if (missing.contains(subject)) {
            add(
                    Severity.WARNING,
                    "ORPHAN-SUBJECT",
                    "There is no service account " + subject.namespace() + "/" + subject.name()
                            + " in the draft or the cluster: whoever may create it gets what is granted here.",
                    at,
                    account(subject));
        }
    }

    /// The account as part of the draft.
    private Optional<Fix> account(Subject subject) {
        ObjectMeta meta = new ObjectMeta(
                subject.name(), subject.namespace(), Map.of(Draft.MANAGED_BY, Draft.GUISE), Map.of());
        return edited("Create the account, too", text -> DraftText.withFirst(text.text(), DraftObject.account(meta)));
    }

    private void rule(RoleObject role, PolicyRule rule, YamlPath at) {
        nameless(rule, at);
        patterns(role, rule, at);
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
        NamelessVerbs nameless = NamelessVerbs.of(rule);
        for (String verb : nameless.never()) {
            YamlPath where = at.key("verbs").item(rule.verbs().indexOf(verb));
            add(
                    Severity.ERROR,
                    "DEAD-RESOURCENAME-VERB",
                    "A create has no name yet, so that a rule with resourceNames never allows " + verb + ".",
                    where,
                    fixByRemoving("Remove " + verb, where, rule.verbs().size(), at));
        }
        for (String verb : nameless.selecting()) {
            warn(
                    "DEAD-RESOURCENAME-VERB",
                    "With resourceNames, " + verb + " is allowed only with the field selector metadata.name.",
                    at.key("verbs").item(rule.verbs().indexOf(verb)));
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

    /// Names that people write as patterns.
    private void patterns(RoleObject role, PolicyRule rule, YamlPath at) {
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            String name = rule.resourceNames().get(i);
            YamlPath item = at.key("resourceNames").item(i);
            boolean somebody = rule.resources().stream()
                    .anyMatch(resource -> known.of(resource, role.namespace()).contains(name));
            if (somebody) {
                continue;
            }
            if (name.equals(PolicyRule.ALL) && !isChecked(rule)) {
                error("NAME-PATTERN", "RBAC has no patterns in names: \"*\" is the name of nothing. For any name leave out"
                        + " resourceNames; otherwise list the names.", item);
            } else if (name.length() > 1 && name.contains(PolicyRule.ALL)) {
                List<String> meant = matching(role, rule, name);
                String known = meant.isEmpty() ? "" : " Known names that fit: " + some(meant, 5) + ".";
                add(
                        Severity.ERROR,
                        "NAME-PATTERN",
                        "RBAC has no patterns in names: \"" + name + "\" is the name of nothing. List the names one by one."
                                + known,
                        item,
                        listed(meant, rule, at.key("resourceNames"), i));
            }
        }
    }

    /// Whether `*` is a name that the server checks for: of the own node, and of many groups or extras.
    private static boolean isChecked(PolicyRule rule) {
        boolean constrained = rule.verbs().stream().anyMatch(verb -> verb.startsWith(Mode.LEGACY_VERB + ":"));
        return constrained && rule.resources().stream().anyMatch(resource -> List.of("groups", "userextras/*", "nodes").contains(resource));
    }

    private List<String> matching(RoleObject role, PolicyRule rule, String pattern) {
        return rule.resources().stream()
                .flatMap(resource -> known.of(resource, role.namespace()).stream())
                .filter(name -> KnownNames.fits(name, pattern))
                .distinct()
                .toList();
    }

    private Optional<Fix> listed(List<String> names, PolicyRule rule, YamlPath list, int index) {
        List<String> wanted = new ArrayList<>(rule.resourceNames());
        wanted.remove(index);
        wanted.addAll(index, names.stream().filter(name -> !rule.resourceNames().contains(name)).toList());
        return names.isEmpty()
                ? Optional.empty()
                : edited(names.size() == 1 ? "Write " + names.getFirst() : "List the " + names.size() + " names that fit", text -> {
                    YamlText now = text.apply(text.remove(list.item(index)).orElseThrow());
                    for (int i = index; i < wanted.size() && !rule.resourceNames().equals(wanted); i++) {
                        if (!rule.resourceNames().contains(wanted.get(i))) {
                            now = now.apply(now.insertItem(list, i, wanted.get(i)).orElseThrow());
                        }
                    }
                    return now.text();
                });
    }

    private static String some(List<String> names, int most) {
        String first = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
    }

    private void unknownNames(RoleObject role, PolicyRule rule, YamlPath at) {
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            String name = rule.resourceNames().get(i);
            boolean nobody = !name.contains(PolicyRule.ALL)
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
                    .ifPresent(legacy -> fallback(requestor, legacy.grant(), rule.get()));
        }
    }

    /// A legacy part that the draft itself has is meant where it is not known what the server has.
    private void fallback(Subject requestor, Grant legacy, YamlPath at) {
        if (server.constrainedImpersonation() == Gate.UNKNOWN && located(legacy).isPresent()) {
            warn(
                    "IMP-LEGACY-FALLBACK",
                    "On a server that has constrained impersonation, the constraint does nothing as long as "
                            + legacy.role().kind() + " \"" + legacy.role().name() + "\" of this draft is there. Delete it and"
                            + " its binding once that is known.",
                    at);
            return;
        }
        add(
                Severity.ALARM,
                "IMP-LEGACY-FALLBACK",
                "The constraint does nothing: " + requestor.requestName() + " keeps legacy impersonation of the same identity"
                        + " by " + legacy.describe() + ".",
                at,
                withoutOld(legacy));
    }

    // It indexes the cluster, which is worth it only where there is an alarm, and then once.
    private Constrainer constrainer() {
        Constrainer made = constrainer.orElseGet(() -> new Constrainer(snapshot));
        constrainer = Optional.of(made);
        return made;
    }

    /// The old grant goes with the draft; one of Kubernetes itself is not for a draft to take.
    private Optional<Fix> withoutOld(Grant legacy) {
        if (located(legacy).isPresent() || legacy.binding().meta().isBootstrap()) {
            return Optional.empty();
        }
        DraftPlan gone = constrainer().withoutImpersonation(legacy);
        boolean other = gone.keys().stream().anyMatch(key -> draft.document(key).isPresent());
        if (gone.isEmpty() || other) {
            return Optional.empty();
        }
        List<DraftObject> objects = new ArrayList<>(draft.all());
        objects.addAll(gone.objects());
        return edited("Take the old grant away", text ->
                DraftYaml.withDeletes(DraftText.update(text.text(), objects), gone.deletes()));
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
            Product.of(rights, mode, rights::isUsable).stream()
                    .flatMap(product -> Stream.concat(product.whom().stream(), product.what().stream()))
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
