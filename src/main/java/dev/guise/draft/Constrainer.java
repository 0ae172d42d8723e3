package dev.guise.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.MissingAccounts;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.findings.AnyServiceAccount;
import dev.guise.findings.AnyUser;
import dev.guise.findings.KnownTenants;
import dev.guise.findings.ManyTenants;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Drafts what is to come in the place of a grant that is there.
///
/// A grant stands here for all legacy impersonation that its binding gives its subject: the rules of one role belong
/// together. What else the role gives the subject it keeps; other subjects of the binding and other bindings of the
/// role keep everything.
public final class Constrainer {
    private final ClusterSnapshot snapshot;
    private final Policy policy;
    private final MissingAccounts missing;

    public Constrainer(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        this.policy = Policy.of(snapshot.rbac());
        this.missing = MissingAccounts.of(snapshot);
    }

    /// What a grant allows today, as a form would hold it in its legacy form.
    public DraftSpec spec(Grant grant) {
        Who who = ImpersonationRules.legacyWho(grantsOf(grant));
        String name = grant.binding().name();
        return new DraftSpec(name, List.of(grant.subject()), Form.LEGACY, who, List.of());
    }

    /// The same for a subject and one of its bindings; empty when the binding does not name it or its role does not
    /// exist or has no rules.
    public Optional<Grant> grant(Subject subject, Binding binding) {
        int index = binding.subjects().indexOf(subject);
        return policy.role(binding.roleRef(), binding.namespace())
                .filter(role -> index >= 0 && !role.rules().isEmpty())
                .map(role -> new Grant(binding, index, role, legacyRule(role)));
    }

    /// Whom all the rules of a grant's role let its subject become by legacy impersonation.
    public static Who legacy(Grant grant) {
        return ImpersonationRules.legacyWho(grantsOf(grant));
    }

    private static int legacyRule(RoleObject role) {
        return IntStream.range(0, role.rules().size())
                .filter(i -> ImpersonationRules.isLegacy(role.rules().get(i)))
                .findFirst()
                .orElse(0);
    }

    private static List<Grant> grantsOf(Grant grant) {
        return IntStream.range(0, grant.role().rules().size())
                .mapToObj(rule -> new Grant(grant.binding(), grant.subjectIndex(), grant.role(), rule))
                .toList();
    }

    // --- the ways to constrain

    /// What a grant allows today, with the names given in the place of any; what was named stays named. A kind of which
    /// no name is given is allowed no more.
    public DraftSpec namedSpec(Grant grant, KnownNames names) {
        DraftSpec any = spec(grant);
        DraftSpec named = any.withName(grant.binding().name() + "-named").withWho(named(any.who(), names));
        return named.withFinding(finding(any.who()));
    }

    private static String finding(Who who) {
        boolean accounts = who.serviceAccounts().values().stream().anyMatch(NameSet::any);
        return who.users().any() ? AnyUser.PAGE.id() : accounts ? AnyServiceAccount.PAGE.id() : "";
    }

    private static Who named(Who who, KnownNames names) {
        Map<String, NameSet> accounts = new LinkedHashMap<>();
        who.serviceAccounts().forEach((namespace, set) -> {
            if (!set.any()) {
                accounts.merge(namespace, set, NameSet::union);
            } else if (!namespace.isEmpty()) {
                accounts.merge(
                        namespace, set(names.serviceAccounts().getOrDefault(namespace, Set.of())), NameSet::union);
            } else {
                names.serviceAccounts().forEach((where, found) -> accounts.merge(where, set(found), NameSet::union));
            }
        });
        Map<String, NameSet> extras = new LinkedHashMap<>();
        who.extras().forEach((key, set) -> {
            if (key.equals("*")) {
                names.extras()
                        .forEach((found, values) -> extras.merge(found, set.intersect(set(values)), NameSet::union));
            } else {
                extras.put(key, set.any() ? set(names.extras().getOrDefault(key, Set.of())) : set);
            }
        });
        Set<String> groups = new LinkedHashSet<>(names.groups());
        groups.remove(Rbac.MASTERS);
        return who.withUsers(who.users().any() ? set(names.users()) : who.users())
                .withNodes(who.users().any() ? who.nodes().union(set(names.nodes())) : who.nodes())
                .withGroups(who.groups().any() ? set(groups) : who.groups())
                .withUids(who.uids().any() ? set(names.uids()) : who.uids())
                .withServiceAccounts(accounts)
                .withExtras(extras);
    }

    private static NameSet set(Collection<String> names) {
        return NameSet.of(List.copyOf(names));
    }

    /// Legacy impersonation becomes constrained, of the same identities, for the actions given.
    public DraftPlan constrain(Grant grant, List<Action> actions) {
        DraftSpec legacy = spec(grant);
        return replace(grant, List.of(legacy.withForm(Form.CONSTRAINED).withActions(actions)));
    }

    /// The role without impersonation, and nothing in its place.
    public DraftPlan withoutImpersonation(Grant grant) {
        return replace(grant, List.of()).called("Remove impersonation from " + ObjectName.of(grant.subject()));
    }

    /// What was meant by service accounts under their full user names: a Role and a RoleBinding in each account's
    /// namespace.
    public DraftPlan repairAccountNames(Grant grant) {
        return replace(grant, List.of(spec(grant).withFinding(DeadRight.Kind.SA_FULLNAME.id())))
                .called("Repair " + grant.binding().name());
    }

    private static final Limitation MIXED = new Limitation(
            "Roles for several tenants still combine when bound to one requestor: the API server checks each identity,"
                    + " group and extra separately.",
            "Run a separate impersonator with its own service account for each tenant.");

    private static boolean sharesRequestor(List<DraftSpec> specs) {
        return specs.stream().map(DraftSpec::requestors).distinct().count() < specs.size();
    }

    /// The tenants that a grant reaches.
    public static Set<String> tenantsOf(Grant grant, KnownTenants tenants) {
        Set<String> reached =
                new LinkedHashSet<>(byTenant(legacy(grant), tenants).keySet());
        reached.remove("");
        return reached;
    }

    private static Map<String, Who> byTenant(Who who, KnownTenants tenants) {
        Map<String, Who> byTenant = new LinkedHashMap<>();
        spread(byTenant, tenants, who.users(), set -> Who.NOBODY.withUsers(set));
        spread(byTenant, tenants, who.groups(), set -> Who.NOBODY.withGroups(set));
        spread(byTenant, tenants, who.uids(), set -> Who.NOBODY.withUids(set));
        spread(byTenant, tenants, who.nodes(), set -> Who.NOBODY.withNodes(set));
        who.extras().forEach((key, values) -> spread(byTenant, tenants, values, set -> Who.NOBODY.withExtra(key, set)));
        who.serviceAccounts().forEach((namespace, names) -> {
            if (namespace.isEmpty()) {
                spread(byTenant, tenants, names, set -> Who.NOBODY.withServiceAccounts(namespace, set));
            } else {
                byTenant.merge(
                        tenants.ofNamespace(namespace).orElse(""),
                        Who.NOBODY.withServiceAccounts(namespace, names),
                        Who::union);
            }
        });
        return byTenant;
    }

    private static void spread(
            Map<String, Who> byTenant, KnownTenants tenants, NameSet names, Function<NameSet, Who> part) {
        if (names.any()) {
            byTenant.merge("", part.apply(names), Who::union);
        }
        for (String name : names.names()) {
            byTenant.merge(tenants.ofName(name).orElse(""), part.apply(NameSet.of(List.of(name))), Who::union);
        }
    }

    /// What may be done for a tenant as those that belong to it; the tenant `""` is for those of none.
    interface TenantActions {
        List<Action> of(String tenant, Who who);
    }

    /// One role for each tenant, in the form given: a plan for each, and a last one that takes the old grant away.
    /// Names
    /// of no tenant get a role of their own.
    ///
    /// Bound to the same requestor the tenants still mix, since each identity, group and extra is checked by
    /// itself; give each tenant a requestor of its own for a real separation.
    ///
    /// @param requestors who impersonates for a tenant; the grant's subject for those without an entry
    List<DraftPlan> tenantPlans(
            Grant grant, KnownTenants tenants, Form form, TenantActions actions, Map<String, Subject> requestors) {
        Map<String, DraftSpec> specs = new LinkedHashMap<>();
        byTenant(spec(grant).who(), tenants).forEach((tenant, who) -> {
            String name = grant.binding().name() + "-" + (tenant.isEmpty() ? "shared" : tenant);
            Subject requestor = requestors.getOrDefault(tenant, grant.subject());
            specs.put(
                    tenant.isEmpty() ? "For no tenant" : "For " + tenant,
                    new DraftSpec(name, List.of(requestor), form, who, actions.of(tenant, who), ManyTenants.PAGE.id()));
        });
        return apart(grant, specs);
    }

    private List<DraftPlan> apart(Grant grant, Map<String, DraftSpec> byTitle) {
        List<DraftSpec> specs = List.copyOf(byTitle.values());
        ObjectNames names = names();
        List<DraftPlan> plans = new ArrayList<>();
        byTitle.forEach((title, spec) -> {
            Draft draft = new DraftWriter(spec, names).write();
            List<Limitation> limitations = new ArrayList<>(draft.limitations());
            if (sharesRequestor(specs)) {
                limitations.add(MIXED);
            }
            List<DraftObject> objects = new ArrayList<>();
            for (Subject requestor : spec.requestors()) {
                account(requestor, spec.finding()).ifPresent(account -> {
                    objects.add(account);
                    limitations.add(runAs(requestor));
                });
            }
            objects.addAll(draft.objects());
            plans.add(DraftPlan.creating(title, objects, limitations));
        });
        List<Limitation> limitations = new ArrayList<>();
        List<Change> gone = takeAway(grant, names, limitations);
        if (!gone.isEmpty()) {
            plans.add(new DraftPlan("Remove " + grant.binding().name(), gone, limitations));
        }
        return plans;
    }

    /// The account that a subject is, where the cluster does not have it yet.
    public Optional<DraftObject> account(Subject subject, String finding) {
        return missing.contains(subject)
                ? Optional.of(DraftObject.account(
                        Draft.meta(new ObjectId.Account(subject.namespace(), subject.name()), finding)))
                : Optional.empty();
    }

    /// What remains to be done with a new account.
    public static Limitation runAs(Subject subject) {
        return new Limitation(
                "The service account " + ObjectName.of(subject) + " is new, and no program runs as it yet.",
                "Run the impersonating program as this service account (serviceAccountName in its pods) before you"
                        + " remove the old grant.");
    }

    /// Whether one binding alone refers to a role.
    boolean isBoundOnce(RoleObject role) {
        return policy.bindingsOf(role).size() == 1;
    }

    private ObjectNames names() {
        return new ObjectNames(
                DraftObject.of(snapshot.rbac()).stream().map(DraftObject::key).toList());
    }

    // --- the whole change

    /// One rule less for a subject, which keeps what else the role gives; others keep everything.
    public DraftPlan withoutRule(Grant grant) {
        List<PolicyRule> rest = new ArrayList<>(grant.role().rules());
        rest.remove(grant.ruleIndex());
        List<Limitation> limitations = new ArrayList<>();
        List<Change> changes = takeAway(grant, rest, names(), limitations);
        String title = "Remove rule " + (grant.ruleIndex() + 1) + " of "
                + grant.role().name() + " from " + ObjectName.of(grant.subject());
        return new DraftPlan(title, changes, limitations);
    }

    /// A binding without one of its subjects; deleted when it was the last.
    public static DraftPlan withoutSubject(Binding binding, Subject subject) {
        List<Subject> others = binding.subjects().stream()
                .filter(other -> !other.equals(subject))
                .toList();
        Change change = others.isEmpty()
                ? new Change.Delete(DraftObject.of(binding))
                : new Change.Replace(DraftObject.of(binding), DraftObject.of(withSubjects(binding, others)));
        return new DraftPlan(
                "Remove " + ObjectName.of(subject) + " from " + binding.name(), List.of(change), List.of());
    }

    /// A role without one of its rules, for all who have it.
    public static DraftPlan withoutRule(RoleObject role, int ruleIndex) {
        List<PolicyRule> rest = new ArrayList<>(role.rules());
        rest.remove(ruleIndex);
        RoleObject after = switch (role) {
            case Role r -> new Role(r.meta(), rest);
            case ClusterRole r -> new ClusterRole(r.meta(), rest, r.aggregation());
        };
        Change change = new Change.Replace(DraftObject.of(role), DraftObject.of(after));
        return new DraftPlan("Remove rule " + (ruleIndex + 1) + " from " + role.name(), List.of(change), List.of());
    }

    /// The drafts in the place of the legacy impersonation that a grant's binding gives its subject.
    public DraftPlan replace(Grant grant, List<DraftSpec> specs) {
        ObjectNames names = names();
        List<Limitation> limitations = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (DraftSpec spec : specs) {
            Draft draft = new DraftWriter(spec, names).write();
            draft.objects().forEach(object -> changes.add(new Change.Create(object)));
            limitations.addAll(draft.limitations());
        }
        changes.addAll(takeAway(grant, names, limitations));
        return new DraftPlan(title(grant), changes, limitations);
    }

    /// A draft in the place of all legacy impersonation that bindings give a subject.
    public DraftPlan replaceAll(DraftSpec spec, Subject subject) {
        List<Grant> grants = legacyGrants(subject);
        if (grants.isEmpty()) {
            return Draft.of(spec, snapshot.rbac()).plan();
        }
        DraftPlan plan = replace(grants.getFirst(), List.of(spec));
        for (Grant grant : grants.subList(1, grants.size())) {
            plan = plan.and(withoutImpersonation(grant));
        }
        String title = "Replace the grants of " + ObjectName.of(subject);
        return new DraftPlan(title, plan.changes(), plan.limitations());
    }

    /// The grants by which a subject has legacy impersonation, one for each of its bindings.
    private List<Grant> legacyGrants(Subject subject) {
        Map<ObjectId.Stored, Grant> grants = new LinkedHashMap<>();
        for (Grant grant : policy.rulesOf(subject)) {
            boolean legacy = grant.rule().verbs().contains(Mode.LEGACY_VERB);
            if (legacy
                    && grant.subject().equals(subject)
                    && !grant.binding().meta().isBootstrap()) {
                grants.putIfAbsent(DraftObject.of(grant.binding()).key(), grant);
            }
        }
        return List.copyOf(grants.values());
    }

    private static String title(Grant grant) {
        return "Replace " + grant.binding().name();
    }

    private List<Change> takeAway(Grant grant, ObjectNames names, List<Limitation> limitations) {
        RoleObject role = grant.role();
        List<PolicyRule> rest = ImpersonationRules.withoutLegacy(role.rules());
        if (rest.equals(role.rules())) {
            return List.of();
        }
        if (role.rules().stream().anyMatch(ImpersonationRules::isWild)) {
            limitations.add(new Limitation(
                    "RBAC cannot exclude one verb from a wildcard.",
                    "The draft lists the ordinary verbs instead and omits special ones such as bind, escalate,"
                            + " approve and use. Add those that are needed."));
        }
        return takeAway(grant, rest, names, limitations);
    }

    private List<Change> takeAway(Grant grant, List<PolicyRule> rest, ObjectNames names, List<Limitation> limitations) {
        RoleObject role = grant.role();
        boolean alone = grant.binding().subjects().size() == 1 && isBoundOnce(role) && isPlain(role, limitations);
        if (!alone) {
            return takeFromSubject(grant, rest, names);
        }
        List<Change> changes = new ArrayList<>();
        if (rest.isEmpty()) {
            changes.add(new Change.Delete(DraftObject.of(grant.binding())));
            changes.add(new Change.Delete(DraftObject.of(role)));
        } else {
            changes.add(new Change.Replace(DraftObject.of(role), DraftObject.of(role.withRules(rest))));
        }
        return changes;
    }

    /// Whether the role is one that may be changed: not the server's own, which writes its rules back, and not an
    /// aggregated one, or part of one.
    private boolean isPlain(RoleObject role, List<Limitation> limitations) {
        boolean aggregated =
                role instanceof ClusterRole cluster && !cluster.aggregation().isEmpty();
        boolean aggregates = role.kind() == RoleKind.CLUSTER_ROLE
                && role.meta().labels().keySet().stream().anyMatch(label -> label.contains("aggregate-to"));
        boolean own = role.meta().isBootstrap();
        if (own || aggregated || aggregates) {
            limitations.add(new Limitation(
                    "The API server aggregates the rules of " + role.kind() + " \"" + role.name() + "\" itself.",
                    "The role stays as it is; the draft binds the subject to a separate role instead."));
        }
        return !own && !aggregated && !aggregates;
    }

    /// Others need the role as it is: the subject leaves the binding and keeps the rest by a role of its own.
    private List<Change> takeFromSubject(Grant grant, List<PolicyRule> rest, ObjectNames names) {
        List<Change> changes = new ArrayList<>();
        Binding binding = grant.binding();
        if (!rest.isEmpty()) {
            rest(grant, rest, names).forEach(object -> changes.add(new Change.Create(object)));
        }
        List<Subject> others = binding.subjects().stream()
                .filter(subject -> !subject.equals(grant.subject()))
                .toList();
        changes.add(
                others.isEmpty()
                        ? new Change.Delete(DraftObject.of(binding))
                        : new Change.Replace(DraftObject.of(binding), DraftObject.of(withSubjects(binding, others))));
        return changes;
    }

    private static List<DraftObject> rest(Grant grant, List<PolicyRule> rules, ObjectNames names) {
        Binding binding = grant.binding();
        String namespace = binding.namespace();
        boolean everywhere = namespace.isEmpty();
        String base = grant.role().name() + "-without-impersonation";
        ObjectMeta roleMeta = meta(names.take(name -> ObjectId.roleIn(namespace, name), base, ""));
        RoleObject role = everywhere ? new ClusterRole(roleMeta, rules) : new Role(roleMeta, rules);
        RoleRef ref = new RoleRef(role.kind(), role.name());
        ObjectMeta meta = meta(
                names.take(name -> ObjectId.bindingIn(namespace, name), binding.name() + "-without-impersonation", ""));
        List<Subject> subject = List.of(grant.subject());
        Binding bound = everywhere ? new ClusterRoleBinding(meta, ref, subject) : new RoleBinding(meta, ref, subject);
        return List.of(DraftObject.of(role), DraftObject.of(bound));
    }

    private static ObjectMeta meta(ObjectId.Stored key) {
        return Draft.meta(key, "");
    }

    static Binding withSubjects(Binding binding, List<Subject> subjects) {
        return switch (binding) {
            case RoleBinding role -> new RoleBinding(role.meta(), role.roleRef(), subjects);
            case ClusterRoleBinding cluster -> new ClusterRoleBinding(cluster.meta(), cluster.roleRef(), subjects);
        };
    }

    /// The cluster after a plan.
    public ClusterSnapshot after(DraftPlan plan) {
        return plan.applyTo(snapshot);
    }
}
