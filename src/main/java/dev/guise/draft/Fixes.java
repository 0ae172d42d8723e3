package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.escalation.engine.Identity;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.findings.CrossProduct;
import dev.guise.findings.DeniedImpersonation;
import dev.guise.findings.Finding;
import dev.guise.findings.KnownTenants;
import dev.guise.findings.Masters;
import dev.guise.findings.Tenants;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.ImpersonationRights;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Drafts that answer findings. A draft is a start: it takes away what the finding is about and, where something must
/// come in its place, proposes the narrowest that is known.
public final class Fixes {
    private static final int MAX_WORDS = 4;

    private final ClusterSnapshot snapshot;
    private final Evidence evidence;
    private final Tenants tenants;
    private final Constrainer constrainer;
    private final RecordedUse recorded;

    /// With the tenants told apart as when the reviewer says nothing.
    public Fixes(ClusterSnapshot snapshot, Evidence evidence) {
        this(snapshot, evidence, Tenants.DEFAULT);
    }

    /// @param tenants how tenants are told apart, as for the findings
    public Fixes(ClusterSnapshot snapshot, Evidence evidence, Tenants tenants) {
        this.snapshot = snapshot;
        this.evidence = evidence;
        this.tenants = tenants;
        this.constrainer = new Constrainer(snapshot);
        this.recorded = new RecordedUse(evidence);
    }

    /// Whether there may be a fix; quick, for lists. A finding about the cluster or its audit policy has none in RBAC.
    public static boolean isLikely(Finding finding) {
        return finding.subject() != null
                && switch (finding.kind().repair()) {
                    case NONE -> false;
                    case ALLOW_WHAT_WAS_REFUSED -> true;
                    default -> finding.origin().binding() != null;
                };
    }

    /// The drafts that fix a finding, in their order; none where RBAC cannot.
    public List<DraftPlan> of(Finding finding) {
        return plans(finding).stream()
                .filter(plan -> !plan.isEmpty())
                .map(plan -> plan.forFinding(finding.id()))
                .toList();
    }

    private List<DraftPlan> plans(Finding finding) {
        return switch (finding.kind().repair()) {
            case NONE -> List.of();
            case DELETE_BINDING -> bound(finding, (binding, subject) -> deleted(binding));
            case REMOVE_SUBJECT -> bound(finding, Constrainer::withoutSubject);
            case NAME_TARGETS -> granted(finding, this::named);
            case NAME_NODES -> granted(finding, this::namedNodes);
            case LEAVE_OUT_MASTERS -> granted(finding, this::withoutMasters);
            case SPLIT_BY_TENANT ->
                grant(finding)
                        .map(grant -> byTenant(grant, finding.reaches(), List.of()))
                        .orElse(List.of());
            case SEPARATE_PAIRS -> granted(finding, this::apart);
            case REMOVE_IMPERSONATION -> granted(finding, this::withoutImpersonation);
            case CONSTRAIN -> granted(finding, this::constrainedOrGone);
            case WRITE_ACCOUNT_NAMES -> granted(finding, grant -> repaired(finding, grant));
            case CORRECT_RULE -> granted(finding, grant -> mended(finding, grant));
            case ALLOW_WHAT_WAS_REFUSED -> allowed(finding).stream().toList();
        };
    }

    /// A plan for the binding of a finding; none where the binding does not name the finding's subject.
    private static List<DraftPlan> bound(Finding finding, BiFunction<Binding, Subject, DraftPlan> plan) {
        Subject subject = finding.subject();
        Binding binding = finding.origin().binding();
        return subject == null || binding == null || !binding.subjects().contains(subject)
                ? List.of()
                : List.of(plan.apply(binding, subject));
    }

    private List<DraftPlan> granted(Finding finding, Function<Grant, DraftPlan> plan) {
        return grant(finding).map(plan).stream().toList();
    }

    /// The rule that a finding is about; one of impersonation where it is about all of a role.
    private Optional<Grant> grant(Finding finding) {
        Subject subject = finding.subject();
        Binding binding = finding.origin().binding();
        if (subject == null || binding == null || !binding.subjects().contains(subject)) {
            return Optional.empty();
        }
        RoleObject role = finding.origin().role();
        int rule = finding.origin().ruleIndex();
        return role != null && rule >= 0 && rule < role.rules().size()
                ? Optional.of(new Grant(binding, binding.subjects().indexOf(subject), role, rule))
                : constrainer.grant(subject, binding);
    }

    private static DraftPlan deleted(Binding binding) {
        return new DraftPlan(
                "Delete the binding " + binding.name(), List.of(new Change.Delete(DraftObject.of(binding))), List.of());
    }

    private DraftPlan withoutImpersonation(Grant grant) {
        return ImpersonationRules.isLegacy(grant.rule())
                ? constrainer.withoutImpersonation(grant)
                : constrainer.withoutRule(grant);
    }

    private DraftPlan constrainedOrGone(Grant grant) {
        return ImpersonationRules.isLegacy(grant.rule())
                        && constrainer.spec(grant).who().hasTarget()
                ? constrained(grant)
                : constrainer.withoutRule(grant);
    }

    /// The draft that constrains a grant: the same identities, in the form that the server understands, for what was
    /// recorded. Where nothing was, what they may be used for is left to be chosen.
    public DraftPlan constrained(Grant grant) {
        DraftSpec spec = constrainer.spec(grant);
        return constrainer.replace(grant, List.of(advised(spec))).called("Constrain " + ObjectName.of(grant.subject()));
    }

    private DraftSpec advised(DraftSpec spec) {
        Form form = FormAdvice.of(snapshot.server()).form();
        return form.isConstrained() ? recorded.filled(spec.withForm(form)) : spec.withForm(form);
    }

    private DraftPlan named(Grant grant) {
        DraftSpec used = constrainer.namedSpec(grant, KnownNames.used(evidence));
        DraftSpec known = constrainer.namedSpec(grant, KnownNames.of(snapshot, evidence));
        return constrainer
                .replace(grant, List.of(advised(used.who().hasTarget() ? used : known)))
                .called("Name the identities that " + ObjectName.of(grant.subject()) + " may become");
    }

    private DraftPlan withoutMasters(Grant grant) {
        DraftSpec spec = constrainer.spec(grant);
        NameSet groups = spec.who().groups().any()
                ? NameSet.NONE
                : NameSet.of(spec.who().groups().names().stream()
                        .filter(group -> !group.equals(Rbac.MASTERS))
                        .toList());
        DraftSpec without = advised(spec.withWho(spec.who().withGroups(groups)).withFinding(Masters.PAGE.id()));
        return constrainer
                .replace(grant, without.who().hasTarget() ? List.of(without) : List.of())
                .called("Remove system:masters from " + ObjectName.of(grant.subject()));
    }

    /// In the form that it has: what was meant never worked, so nothing is known of what it was for.
    private DraftPlan repaired(Finding finding, Grant grant) {
        boolean repairable = ImpersonationRules.isLegacy(grant.rule())
                && constrainer.spec(grant).who().hasTarget();
        return repairable ? constrainer.repairAccountNames(grant) : mended(finding, grant);
    }

    // --- tenants

    /// A draft for each tenant with an account of its own, and one that takes the old grant away.
    ///
    /// @param names   the tenants
    /// @param actions what may be done for each tenant, in its namespaces; none for what was recorded
    public List<DraftPlan> byTenant(Grant grant, List<String> names, List<Action> actions) {
        KnownTenants known = tenants.of(snapshot).only(names);
        Map<String, Subject> requestors = new LinkedHashMap<>();
        Subject old = grant.subject();
        for (String tenant : names) {
            boolean account = old.kind() == SubjectKind.SERVICE_ACCOUNT;
            if (account) {
                requestors.put(
                        tenant, Subject.serviceAccount(old.namespace(), ObjectNames.dns(old.name() + "-" + tenant)));
            }
        }
        Form form = FormAdvice.of(snapshot.server()).form();
        Constrainer.TenantActions chosen = actions.isEmpty()
                ? (tenant, who) -> recorded.actions(new DraftSpec(tenant, List.of(old), form, who, List.of()))
                : (tenant, who) -> inItsNamespaces(known, tenant, actions);
        return constrainer.tenantPlans(grant, known, form, chosen, requestors);
    }

    private List<Action> inItsNamespaces(KnownTenants known, String tenant, List<Action> actions) {
        List<String> namespaces = snapshot.namespaces().stream()
                .map(namespace -> namespace.meta().name())
                .filter(name -> known.ofNamespace(name).filter(tenant::equals).isPresent())
                .toList();
        return actions.stream()
                .map(action ->
                        action.namespaces().isEmpty() && action.paths().isEmpty() ? action.in(namespaces) : action)
                .toList();
    }

    // --- pairs

    /// A role that says both whom and what for is a pair: it goes to an account of its own.
    private DraftPlan apart(Grant grant) {
        Subject old = grant.subject();
        boolean pair = saysBoth(grant.role()) && old.kind() == SubjectKind.SERVICE_ACCOUNT;
        if (!pair) {
            return constrainer.withoutRule(grant);
        }
        String name = ObjectNames.dns(old.name() + "-" + grant.role().name());
        Subject own = Subject.serviceAccount(old.namespace(), name);
        List<Subject> subjects = grant.binding().subjects().stream()
                .map(subject -> subject.equals(old) ? own : subject)
                .toList();
        List<Change> changes = new ArrayList<>();
        constrainer.account(own, CrossProduct.PAGE.id()).ifPresent(account -> changes.add(new Change.Create(account)));
        changes.add(new Change.Replace(
                DraftObject.of(grant.binding()), DraftObject.of(Constrainer.withSubjects(grant.binding(), subjects))));
        return new DraftPlan(
                "Give " + grant.role().name() + " its own service account",
                changes,
                changes.size() > 1 ? List.of(Constrainer.runAs(own)) : List.of());
    }

    private static boolean saysBoth(RoleObject role) {
        List<String> verbs =
                role.rules().stream().flatMap(rule -> rule.verbs().stream()).toList();
        return verbs.stream().anyMatch(Mode::isConstrained) && verbs.stream().anyMatch(Mode::isOfAction);
    }

    // --- single rules

    private DraftPlan namedNodes(Grant grant) {
        List<String> nodes =
                snapshot.nodes().stream().map(node -> node.meta().name()).toList();
        if (nodes.isEmpty() || grant.role().meta().isBootstrap()) {
            return constrainer.withoutRule(grant);
        }
        PolicyRule rule = grant.rule();
        PolicyRule named = PolicyRule.named(rule.verbs(), rule.apiGroups(), rule.resources(), nodes);
        List<PolicyRule> rules = new ArrayList<>(grant.role().rules());
        rules.set(grant.ruleIndex(), named);
        return changed("Name the nodes of " + grant.role().name(), grant.role(), rules);
    }

    private static DraftPlan changed(String title, RoleObject role, List<PolicyRule> rules) {
        DraftObject after = DraftObject.of(role.withRules(rules));
        return new DraftPlan(title, List.of(new Change.Replace(DraftObject.of(role), after)), List.of());
    }

    /// The role with what the checks of drafts would do about the rule; without the rule where they know nothing.
    private DraftPlan mended(Finding finding, Grant grant) {
        List<DraftObject> objects = new ArrayList<>();
        objects.add(DraftObject.of(grant.role()));
        objects.add(DraftObject.of(grant.binding()));
        String text = DraftYaml.write(objects);
        String rule = "rules[" + grant.ruleIndex() + "]";
        Optional<Fix> fix = DraftChecks.check(text, snapshot, snapshot.server(), evidence).stream()
                .filter(problem ->
                        problem.id().equals(finding.id()) && problem.path().document() == 0)
                .filter(problem -> problem.path().toString().startsWith(rule))
                .flatMap(problem -> problem.fix().stream())
                .findFirst();
        if (fix.isEmpty() || grant.role().meta().isBootstrap()) {
            return constrainer.withoutRule(grant);
        }
        ParsedDraft after = DraftYaml.read(fix.get().edit().applyTo(text));
        boolean goes = after.document(DraftObject.of(grant.role()).key()).isEmpty();
        if (goes && !constrainer.isBoundOnce(grant.role())) {
            return constrainer.withoutRule(grant);
        }
        return DraftPlan.between(fix.get().title() + " in " + grant.role().name(), objects, after.all(), List.of());
    }

    /// The rule that was missing when requests were refused.
    private Optional<DraftPlan> allowed(Finding finding) {
        Subject subject = finding.subject();
        if (subject == null) {
            return Optional.empty();
        }
        return evidence.uses().stream()
                .filter(use -> Subject.ofUserName(use.requestor().name()).equals(subject))
                .map(ImpersonationUse::outcome)
                .flatMap(outcome -> outcome instanceof Outcome.Refused(var wanted) ? wanted.stream() : Stream.empty())
                .filter(wanted -> wanted.describe().equals(finding.part()))
                .findFirst()
                .map(wanted -> allowing(subject, wanted));
    }

    private DraftPlan allowing(Subject subject, Attributes wanted) {
        String namespace = wanted instanceof ResourceAttributes a ? a.namespace() : "";
        PolicyRule rule = switch (wanted) {
            case NonResourceAttributes path -> PolicyRule.paths(List.of(path.verb()), List.of(path.path()));
            case ResourceAttributes a ->
                PolicyRule.named(
                        List.of(a.verb()),
                        List.of(a.apiGroup()),
                        List.of(a.combinedResource()),
                        a.name().isEmpty() ? List.of() : List.of(a.name()));
        };
        ObjectNames names = new ObjectNames(
                DraftObject.of(snapshot.rbac()).stream().map(DraftObject::key).toList());
        String base = subject.name() + "-impersonates";
        boolean everywhere = namespace.isEmpty();
        ObjectId.RoleId key = names.take(name -> ObjectId.roleIn(namespace, name), base, "");
        ObjectMeta meta = Draft.meta(key, DeniedImpersonation.PAGE.id());
        RoleObject role = everywhere ? new ClusterRole(meta, List.of(rule)) : new Role(meta, List.of(rule));
        RoleRef ref = new RoleRef(role.kind(), role.name());
        Binding binding = everywhere
                ? new ClusterRoleBinding(meta, ref, List.of(subject))
                : new RoleBinding(meta, ref, List.of(subject));
        return DraftPlan.creating(
                "Allow the refused request of " + ObjectName.of(subject),
                List.of(DraftObject.of(role), DraftObject.of(binding)),
                List.of());
    }

    /// Grants of legacy impersonation, one for each subject of a binding; those of Kubernetes itself left out.
    public static List<Grant> constrainable(ClusterSnapshot snapshot) {
        Constrainer constrainer = new Constrainer(snapshot);
        List<Binding> bindings = new ArrayList<>(snapshot.rbac().clusterRoleBindings());
        bindings.addAll(snapshot.rbac().roleBindings());
        Set<Subject> seen = new java.util.HashSet<>();
        List<Grant> found = new ArrayList<>();
        for (Binding binding : bindings) {
            seen.clear();
            for (Subject subject : binding.subjects()) {
                if (!binding.meta().isBootstrap() && seen.add(subject)) {
                    constrainer
                            .grant(subject, binding)
                            .filter(Fixes::impersonates)
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /// Why a grant of legacy impersonation lets nobody be impersonated; empty when it lets somebody be. Linear in what
    /// the subject has, its groups' rules included: a group to impersonate lives beside a user to impersonate.
    public static Optional<DeadRight.Kind> whyNothing(Grant grant, Policy policy, ServerProfile server) {
        List<Grant> all = policy.allRulesFor(Identity.of(grant.subject()).userInfo());
        List<DeadRight> dead = DeadRights.of(all, server).stream()
                .filter(right -> right.grant().binding().equals(grant.binding()))
                .toList();
        ImpersonationRights rights = ImpersonationRights.of(all);
        boolean alive = rights.isLegacyUsable()
                && rights.identities().stream()
                        .filter(right ->
                                right.mode() == null && right.grant().binding().equals(grant.binding()))
                        .map(right -> right.grant().rule().resourceNames())
                        .anyMatch(names -> names.isEmpty()
                                || names.stream()
                                        .anyMatch(name -> dead.stream()
                                                .noneMatch(right -> right.part().equals(name))));
        return alive ? Optional.empty() : dead.stream().map(DeadRight::kind).findFirst();
    }

    private static boolean impersonates(Grant grant) {
        return IntStream.range(0, grant.role().rules().size())
                .mapToObj(grant.role().rules()::get)
                .anyMatch(rule -> rule.verbs().contains(Mode.LEGACY_VERB));
    }

    /// Whom a grant names, or `anybody`, for a line in a list.
    public static String targets(Who who) {
        List<String> words = new ArrayList<>();
        add(words, "any user", who.users());
        who.serviceAccounts().forEach((namespace, set) -> {
            String where = namespace.isEmpty() ? "*" : namespace;
            NameSet full = set.any()
                    ? set
                    : NameSet.of(
                            set.names().stream().map(name -> where + "/" + name).toList());
            add(words, namespace.isEmpty() ? "any service account" : "any service account in " + namespace, full);
        });
        add(words, "any group", who.groups());
        return words.isEmpty()
                ? "nobody"
                : words.size() > MAX_WORDS
                        ? String.join(", ", words.subList(0, MAX_WORDS)) + " and " + (words.size() - MAX_WORDS)
                                + " more"
                        : String.join(", ", words);
    }

    private static void add(List<String> words, String any, NameSet set) {
        if (set.any()) {
            words.add(any);
        } else {
            words.addAll(set.names());
        }
    }
}
