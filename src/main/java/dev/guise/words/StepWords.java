package dev.guise.words;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.escalation.question.End;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Holds, needs, steps and paths in words.
public final class StepWords {
    private StepWords() {}

    /// What is held, or what holds allow.
    public static String of(Fact fact) {
        return switch (fact) {
            case Fact.Credential f -> credential(f.who());
            case Fact.Acting f -> "acting as " + f.who().displayName();
            case Fact.ActingWithin f ->
                "acting as " + f.who().displayName() + " in mode " + f.mode().id();
            case Fact.BoundRole f -> "the " + f.kind() + " " + f.name() + where(f.scope());
            case Fact.AnyRule f -> "any permission" + where(f.scope());
            case Fact.OnNode f -> "root on the node " + f.node();
            case Fact.HoldsANode ignored -> "root on a node";
            case Fact.Influence f -> control(f);
            case Fact.ReadsSecrets f -> "read access to every Secret" + where(f.namespace());
            case Fact.Allowed f -> f.request().describe();
            case Fact.Fired f -> fired(f);
            case Fact.AccountsOf f -> "control of every service account in " + f.namespace();
            case Fact.PodsOn f -> "control of every pod on the node " + f.node();
            case Fact.ActAsAny f -> anybody(f);
            case Fact.MayBind f ->
                "permission to bind " + role(f.role(), f.kind().kind()) + where(f.scope());
            case Fact.MayBindNew f -> "permission to bind a new " + f.kind() + where(f.scope());
            case Fact.MayEscalate f ->
                "permission to write any rule into " + role(f.role(), f.kind().kind());
            case Fact.MayCreateAnyRole f -> "permission to create a " + f.kind() + " with any rule";
            case Fact.May f -> "request" + where(f.namespace());
            case Fact.RequestsAs f -> f.who().displayName();
            case Fact.Combines f -> f.who().displayName();
            case Fact.RightsOf f -> "the permissions of " + f.subject().describe();
        };
    }

    /// Whose or which it is, without what is held of it: a user name, a node, a role.
    public static String name(Fact fact) {
        return fact.holder().map(Identity::displayName).orElseGet(() -> switch (fact) {
            case Fact.BoundRole f -> f.name();
            case Fact.AnyRule ignored -> PolicyRule.ALL;
            case Fact.OnNode f -> f.node();
            case Fact.HoldsANode ignored -> "a node";
            default -> of(fact);
        });
    }

    /// The holds of a step, each once.
    public static String holds(Step step) {
        return step.holds().stream().map(StepWords::of).distinct().collect(Collectors.joining(" and "));
    }

    /// What had to be allowed: the requests where they are known, else the rules.
    public static String of(Need need) {
        return need.what()
                .map(StepWords::of)
                .orElseGet(() -> need.asked().isEmpty() ? rules(need.grants()) : requests(need.asked()));
    }

    /// For each grant a line: by which binding and role, and as member of which group, which rule allows it.
    public static List<String> allowances(Need need) {
        return need.grants().stream()
                .map(grant -> grant.binding().meta().qualifiedName() + " → "
                        + grant.role().meta().qualifiedName()
                        + ": " + RuleWords.of(grant.rule(), need.asked())
                        + member(need, grant))
                .distinct()
                .toList();
    }

    private static String member(Need need, Grant grant) {
        return need.memberOf(grant).map(group -> ", as member of " + group).orElse("");
    }

    private static String credential(Identity who) {
        return who.userName().isEmpty()
                ? "membership in " + String.join(", ", who.groups())
                : "the credential of " + who.displayName();
    }

    private static String fired(Fact.Fired fact) {
        return fact.namespace().isEmpty() ? fact.technique() : "new pods in " + fact.namespace();
    }

    private static String anybody(Fact.ActAsAny fact) {
        return fact.kind() == Fact.AnyOf.USER
                ? "permission to act as any user"
                : "permission to act as any service account" + where(fact.namespace());
    }

    private static String role(String name, String kind) {
        return name.isEmpty() ? "any " + kind : "the " + kind + " " + name;
    }

    private static String control(Fact.Influence fact) {
        return switch (fact.control()) {
            case CLUSTER -> "control of the cluster";
            case ADMISSION -> "control of admission";
            case ADMISSION_READING -> "read access to every write";
            case API_TRAFFIC -> "the traffic of an aggregated API";
        };
    }

    private static String where(String namespace) {
        return namespace.isEmpty() ? " everywhere" : " in " + namespace;
    }

    /// Requests in words, such as `create serviceaccounts/token "deployer" in delivery`.
    private static String requests(List<ResourceAttributes> requests) {
        return requests.stream().map(StepWords::request).distinct().collect(Collectors.joining(" and "));
    }

    private static String request(ResourceAttributes request) {
        boolean all = request.verb().equals(PolicyRule.ALL);
        String resource = request.resource().equals(PolicyRule.ALL) ? "any resource" : request.combinedResource();
        String name = request.name().isEmpty() ? "" : " \"" + request.name() + "\"";
        return (all ? "any verb on " : request.verb() + " ") + resource + group(request) + name + place(request);
    }

    // Whose resources exist in one group only needs none to be told apart.
    private static String group(ResourceAttributes request) {
        String group = request.apiGroup();
        boolean plain = group.isEmpty()
                || group.equals(PolicyRule.ALL)
                || group.equals(Rbac.GROUP)
                || group.equals(StepRequests.AUTHENTICATION);
        return plain ? "" : "." + group;
    }

    private static String place(ResourceAttributes request) {
        boolean clusterScoped = request.verb().startsWith(Mode.LEGACY_VERB)
                || request.resource().startsWith("cluster")
                || !request.name().isEmpty();
        return request.namespace().isEmpty() && clusterScoped ? "" : where(request.namespace());
    }

    /// The rules behind a step, where it is not known what is asked for.
    private static String rules(List<Grant> grants) {
        return grants.stream()
                .map(grant -> RuleWords.of(grant.rule()) + where(grant.namespace()))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /// A step as a sentence for a report.
    public static String of(Step step) {
        String about = step.about().isEmpty() ? "" : " (" + step.about() + ")";
        String needs = step.needs().stream()
                .filter(need -> !need.grants().isEmpty())
                .map(StepWords::allowed)
                .collect(Collectors.joining("; "));
        String allowed = needs.isEmpty() ? "" : " Allowed by: " + needs + ".";
        return "With " + holds(step) + ": " + step.title() + about + ", which gives " + of(step.gives()) + "."
                + allowed;
    }

    /// A path as numbered sentences that can be pasted into a report.
    public static String of(Derivation path) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < path.steps().size(); i++) {
            lines.add((i + 1) + ". " + of(path.steps().get(i)));
        }
        return String.join("\n", lines);
    }

    private static String allowed(Need need) {
        String grants = need.grants().stream()
                .map(grant -> GrantWords.of(grant) + " (rule " + (grant.ruleIndex() + 1) + ")" + member(need, grant))
                .distinct()
                .collect(Collectors.joining(", "));
        return of(need) + " by " + grants;
    }

    /// Where a path is to lead.
    public static String of(End end) {
        return switch (end) {
            case End.OfGoal(Goal goal) -> goal.title();
            case End.OfGroup(String group) -> "group " + group;
            case End.OfIdentity(Identity who) -> who.displayName();
            case End.OfRequest(Attributes request) -> request.describe();
        };
    }

    /// What is taken away: `User "jane" out of ClusterRoleBinding "b"`.
    public static String of(CutElement element) {
        return switch (element) {
            case CutElement.SubjectEntry entry ->
                GrantWords.of(entry.binding().subjects().get(entry.subjectIndex())) + " from "
                        + GrantWords.of(entry.binding());
            case CutElement.RoleRule rule -> "rule " + (rule.ruleIndex() + 1) + " from " + GrantWords.of(rule.role());
        };
    }
}
