package dev.guise.escalation.engine;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Grant;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The requests that a step sends: of those that its technique could do with, the ones that the rules behind it allow
/// on this server.
public final class StepRequests {
    public static final String AUTHENTICATION = "authentication.k8s.io";

    private static final List<String> WRITES = List.of("create", "update", "patch");
    private static final List<String> CHANGES = List.of("update", "patch");

    private final Catalogue catalogue;
    private final ServerProfile server;

    public StepRequests(Catalogue catalogue, ServerProfile server) {
        this.catalogue = catalogue;
        this.server = server;
    }

    /// What a fact that something is allowed took, by the rules that are behind it. Empty where no rule tells.
    public List<ResourceAttributes> behind(Fact fact, List<Grant> grants) {
        return switch (fact) {
            case Fact.May may -> of(may, grants);
            case Fact.MayBind may -> matching(binding(may.kind(), may.scope()), grants, may.scope(), may.role());
            case Fact.MayBindNew may -> matching(binding(may.kind(), may.scope()), grants, may.scope(), may.role());
            case Fact.MayEscalate may ->
                matching(writing(may.kind(), CHANGES), grants, may.roleNamespace(), may.role());
            case Fact.MayCreateAnyRole may ->
                matching(writing(may.kind(), List.of("create")), grants, may.roleNamespace(), "");
            case Fact.Influence influence
            when influence.control() == Fact.Control.CLUSTER ->
                List.of(new ResourceAttributes(PolicyRule.ALL, PolicyRule.ALL, PolicyRule.ALL, "", "", ""));
            case Fact.Allowed allowed when allowed.request() instanceof ResourceAttributes request -> List.of(request);
            default -> List.of();
        };
    }

    private List<ResourceAttributes> of(Fact.May may, List<Grant> grants) {
        RequestNeed need = catalogue.need(may.need()).need();
        List<ResourceAttributes> found = new ArrayList<>();
        for (List<RequestPattern> check : need.checks()) {
            Target target = need.target();
            first(check, grants, target)
                    .or(() -> first(check, List.of(), target))
                    .map(request -> request.withNamespace(place(check, may)).withName(name(check, may)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static String place(List<RequestPattern> check, Fact.May may) {
        return check.getFirst().scope() == Scope.CLUSTER ? "" : may.namespace();
    }

    // Of a workload the name goes with its resource, and a name of the pattern's own says more than none.
    private static String name(List<RequestPattern> check, Fact.May may) {
        String name = may.name().substring(may.name().lastIndexOf('/') + 1);
        List<String> own = check.getFirst().names();
        return name.isEmpty() && !own.isEmpty() ? own.getFirst() : name;
    }

    /// The requests that would meet a check just as well, wherever and for whatever name that is.
    public List<ResourceAttributes> alternatives(List<RequestPattern> check) {
        List<ResourceAttributes> all = new ArrayList<>();
        for (RequestPattern pattern : check) {
            if (!pattern.versions().includes(server)) {
                continue;
            }
            for (String resource : pattern.resources()) {
                pattern.verbs()
                        .forEach(verb -> all.add(ResourceAttributes.of(verb, pattern.apiGroup(), resource, "", "")));
            }
        }
        return all;
    }

    /// The first request of a check that one of the rules allows; the first at all where there are no rules.
    private Optional<ResourceAttributes> first(List<RequestPattern> check, List<Grant> grants, Target target) {
        for (RequestPattern pattern : check) {
            if (!pattern.versions().includes(server)) {
                continue;
            }
            for (String resource : pattern.resources()) {
                for (String verb : pattern.verbs()) {
                    boolean allowed = grants.isEmpty()
                            || grants.stream().anyMatch(grant -> allows(grant.rule(), pattern, resource, verb, target));
                    if (allowed) {
                        return Optional.of(ResourceAttributes.of(verb, pattern.apiGroup(), resource, "", ""));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean allows(
            PolicyRule rule, RequestPattern pattern, String resource, String verb, Target target) {
        return RuleMatching.verb(rule, verb)
                && RuleMatching.apiGroup(rule, pattern.apiGroup())
                && Abilities.matchesResource(rule, resource)
                && !TargetNames.of(NameSet.ofRule(rule), verb, resource, pattern, target)
                        .isEmpty();
    }

    // ---- what the engine decides itself ----

    private record Choice(List<String> verbs, String resource, boolean named) {}

    private static List<Choice> binding(RoleKind kind, String scope) {
        String bindings = scope.isEmpty() ? "clusterrolebindings" : "rolebindings";
        return List.of(new Choice(WRITES, bindings, false), new Choice(List.of("bind"), plural(kind), true));
    }

    private static List<Choice> writing(RoleKind kind, List<String> verbs) {
        return List.of(new Choice(List.of("escalate"), plural(kind), true), new Choice(verbs, plural(kind), true));
    }

    private static String plural(RoleKind kind) {
        return kind == RoleKind.ROLE ? "roles" : "clusterroles";
    }

    private static List<ResourceAttributes> matching(
            List<Choice> choices, List<Grant> grants, String scope, String name) {
        String namespace = scope.equals(Allowance.EVERY_NAMESPACE) ? "" : scope;
        List<ResourceAttributes> found = new ArrayList<>();
        for (Choice choice : choices) {
            choice.verbs().stream()
                    .filter(verb -> grants.stream().anyMatch(grant -> allows(grant.rule(), verb, choice.resource())))
                    .findFirst()
                    .map(verb -> ResourceAttributes.of(
                            verb, Rbac.GROUP, choice.resource(), namespace, choice.named() ? name : ""))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static boolean allows(PolicyRule rule, String verb, String resource) {
        return RuleMatching.verb(rule, verb)
                && RuleMatching.apiGroup(rule, Rbac.GROUP)
                && Abilities.matchesResource(rule, resource);
    }

    // ---- impersonation ----

    /// The checks of the impersonation that gives a hold, or what it comes to: then what its rules say is as much as is
    /// known.
    public static List<ResourceAttributes> impersonating(Fact gives, List<Grant> grants) {
        return switch (gives) {
            case Fact.Acting acting -> checks(acting.who(), Mode.LEGACY_VERB, "");
            case Fact.ActingWithin within -> checks(within.who(), within.mode().identityVerb(), AUTHENTICATION);
            default ->
                grants.stream()
                        .flatMap(grant -> written(grant).stream())
                        .distinct()
                        .toList();
        };
    }

    /// What a rule of impersonation says that may be asked for; nothing where it names no resource.
    public static List<ResourceAttributes> written(Grant grant) {
        PolicyRule rule = grant.rule();
        String name = rule.resourceNames().size() == 1 ? rule.resourceNames().getFirst() : "";
        return rule.verbs().stream()
                .filter(verb -> verb.startsWith(Mode.LEGACY_VERB))
                .flatMap(verb -> rule.resources().stream()
                        .filter(resource -> !resource.contains(PolicyRule.ALL))
                        .map(resource -> ResourceAttributes.of(
                                verb, rule.apiGroups().getFirst(), resource, grant.namespace(), name)))
                .toList();
    }

    private static List<ResourceAttributes> checks(Identity who, String verb, String group) {
        List<ResourceAttributes> checks = new ArrayList<>();
        String name = who.userName();
        Optional<ServiceAccountName> account = ServiceAccountName.parse(name);
        Optional<NodeName> node = group.isEmpty() ? Optional.empty() : NodeName.parse(name);
        if (account.isPresent()) {
            checks.add(ResourceAttributes.of(
                    verb,
                    group,
                    "serviceaccounts",
                    account.get().namespace(),
                    account.get().name()));
        } else if (node.isPresent()) {
            checks.add(
                    ResourceAttributes.of(verb, group, "nodes", "", node.get().name()));
        } else {
            checks.add(ResourceAttributes.of(verb, group, "users", "", name));
        }
        List<String> own = UserInfo.ofName(name).groups();
        who.groups().stream()
                .filter(asked -> !own.contains(asked))
                .forEach(asked -> checks.add(ResourceAttributes.of(verb, group, "groups", "", asked)));
        return checks;
    }
}
