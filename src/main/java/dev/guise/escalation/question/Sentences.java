package dev.guise.escalation.question;

import dev.guise.escalation.engine.Fact;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.escalation.question.Derivation.HoldKind;
import dev.guise.escalation.question.Derivation.HoldView;
import dev.guise.escalation.question.Derivation.NeedView;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import java.util.List;
import java.util.stream.Collectors;

/// Puts facts and steps into words.
public final class Sentences {
    /// Before the name of a group where a holder's name is expected.
    public static final String GROUP = "group ";

    private Sentences() {}

    public static HoldView view(Fact fact) {
        return switch (fact) {
            case Fact.Credential f -> new HoldView(HoldKind.CREDENTIAL, f.who().displayName(), credential(f.who()));
            case Fact.Acting f ->
                new HoldView(
                        HoldKind.ACTING,
                        f.who().displayName(),
                        "acting as " + f.who().displayName());
            case Fact.ActingWithin f ->
                new HoldView(
                        HoldKind.ACTING_WITHIN,
                        f.who().displayName(),
                        "acting as " + f.who().displayName() + " within "
                                + f.mode().id());
            case Fact.BoundRole f ->
                new HoldView(HoldKind.PERMISSION, f.name(), "the " + f.kind() + " " + f.name() + where(f.scope()));
            case Fact.AnyRule f -> new HoldView(HoldKind.PERMISSION, "*", "any permission" + where(f.scope()));
            case Fact.OnNode f -> new HoldView(HoldKind.NODE, f.node(), "root on the node " + f.node());
            case Fact.HoldsANode ignored -> new HoldView(HoldKind.NODE, "a node", "root on a node");
            case Fact.Influence f -> new HoldView(HoldKind.CONTROL, control(f), control(f));
            case Fact.ReadsSecrets f -> ability("every Secret" + where(f.namespace()));
            case Fact.Allowed f -> ability(f.request().describe());
            case Fact.Fired f -> ability(fired(f));
            case Fact.AccountsOf f -> ability("every service account of " + f.namespace());
            case Fact.PodsOn f -> ability("every pod on the node " + f.node());
            case Fact.ActAsAny f -> ability(anybody(f));
            case Fact.MayBind f -> ability("to bind " + role(f.role(), f.kind().kind()) + where(f.scope()));
            case Fact.MayBindNew f -> ability("to bind a new " + f.kind() + where(f.scope()));
            case Fact.MayEscalate f ->
                ability("to write any rule into " + role(f.role(), f.kind().kind()));
            case Fact.MayCreateAnyRole f -> ability("to create a " + f.kind() + " with any rule");
            case Fact.May f -> ability("request" + where(f.namespace()));
            case Fact.RequestsAs f ->
                new HoldView(HoldKind.ACTING, f.who().displayName(), f.who().displayName());
            case Fact.Combines f ->
                new HoldView(HoldKind.ACTING, f.who().displayName(), f.who().displayName());
            case Fact.RightsOf f -> ability("the rights of " + f.subject().describe());
        };
    }

    private static String credential(Identity who) {
        return who.userName().isEmpty()
                ? "membership in " + String.join(", ", who.groups())
                : "the credential of " + who.displayName();
    }

    private static HoldView ability(String words) {
        return new HoldView(HoldKind.ABILITY, words, words);
    }

    private static String fired(Fact.Fired fact) {
        return fact.namespace().isEmpty() ? fact.technique() : "pods of one's own making in " + fact.namespace();
    }

    private static String anybody(Fact.ActAsAny fact) {
        return fact.kind() == Fact.AnyOf.USER
                ? "to act as any user"
                : "to act as any service account" + where(fact.namespace());
    }

    private static String role(String name, String kind) {
        return name.isEmpty() ? "any " + kind : "the " + kind + " " + name;
    }

    static String control(Fact.Influence fact) {
        return switch (fact.control()) {
            case CLUSTER -> "control of the cluster";
            case ADMISSION -> "control of admission";
            case ADMISSION_READING -> "sight of every write";
            case API_TRAFFIC -> "the traffic of an aggregated API";
        };
    }

    static String where(String namespace) {
        return namespace.isEmpty() ? " everywhere" : " in " + namespace;
    }

    /// Requests in words, such as `create serviceaccounts/token "deployer" in delivery`.
    static String requests(List<ResourceAttributes> requests) {
        return requests.stream().map(Sentences::request).distinct().collect(Collectors.joining(" and "));
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
    static String rules(List<Grant> grants) {
        return grants.stream()
                .map(grant -> RuleWords.of(grant.rule()) + where(grant.namespace()))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    static String of(Step step) {
        String who = step.holds().stream().map(HoldView::words).distinct().collect(Collectors.joining(" and "));
        String about = step.about().isEmpty() ? "" : " (" + step.about() + ")";
        String needs = step.needs().stream()
                .filter(need -> !need.grants().isEmpty())
                .map(Sentences::need)
                .collect(Collectors.joining("; "));
        String allowed = needs.isEmpty() ? "" : " Allowed by: " + needs + ".";
        String gives = step.gives().words();
        return "With " + who + ": " + step.title() + about + ", which gives " + gives + "." + allowed;
    }

    private static String need(NeedView need) {
        String grants = need.grants().stream()
                .map(grant -> GrantWords.of(grant) + " (rule " + (grant.ruleIndex() + 1) + ")"
                        + need.memberOf(grant)
                                .map(group -> ", as member of " + group)
                                .orElse(""))
                .distinct()
                .collect(Collectors.joining(", "));
        return need.request() + " by " + grants;
    }
}
