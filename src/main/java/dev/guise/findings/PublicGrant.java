package dev.guise.findings;

import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Anything of weight that everybody has; one kind for each way to say everybody.
final class PublicGrant extends FindingKind {

    /// Who everybody is.
    enum Public {
        ANONYMOUS(SubjectKind.USER, Rbac.ANONYMOUS, Severity.HIGH, "requests without credentials"),
        UNAUTHENTICATED(SubjectKind.GROUP, Rbac.UNAUTHENTICATED, Severity.HIGH, "requests without credentials"),
        AUTHENTICATED(SubjectKind.GROUP, Rbac.AUTHENTICATED, Severity.MEDIUM, "every user and every service account");

        private final SubjectKind kind;
        private final String subject;
        private final Severity severity;
        private final String words;

        Public(SubjectKind kind, String subject, Severity severity, String words) {
            this.kind = kind;
            this.subject = subject;
            this.severity = severity;
            this.words = words;
        }

        private Subject subject() {
            return new Subject(kind, "", subject);
        }
    }

    /// What the API server itself lets everybody do, and what is no more than that.
    private static final List<PolicyRule> HARMLESS = List.of(
            PolicyRule.paths(
                    List.of("get"),
                    List.of(
                            "/api",
                            "/api/*",
                            "/apis",
                            "/apis/*",
                            "/healthz",
                            "/livez",
                            "/readyz",
                            "/openapi",
                            "/openapi/*",
                            "/version",
                            "/version/",
                            "/.well-known",
                            "/.well-known/*",
                            "/openid/v1/jwks",
                            "/openid/v1/jwks/")),
            PolicyRule.resources(
                    List.of("create"),
                    List.of("authorization.k8s.io"),
                    List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews")),
            PolicyRule.resources(List.of("create"), List.of("authentication.k8s.io"), List.of("selfsubjectreviews")));

    private static final Set<String> READING = Set.of("get", "list", "watch");

    private final Public who;

    PublicGrant(Public who) {
        super(
                new KindPage(
                        "ANON-" + who.name(),
                        who.severity,
                        who.subject + " has permissions beyond discovery",
                        "A rule beyond discovery, version and health is bound to `" + who.subject + "`, that is, "
                                + who.words
                                + ". At least high when it writes or reads Secrets, and as severe as the worst goal"
                                + " that it reaches.",
                        "Anyone who can reach the API server"
                                + (who == Public.AUTHENTICATED
                                        ? " with any credential"
                                        : ", even without a credential,")
                                + " has these permissions. They cannot be revoked for a single user"
                                + (who == Public.AUTHENTICATED ? "." : ", and no log can distinguish such requests."),
                        "Bind the role to the identities that need it, and remove " + who.subject
                                + " from the binding.",
                        "`user.username` is "
                                + (who == Public.AUTHENTICATED ? "any user name." : "`system:anonymous`."),
                        KindPage.GOOD_PRACTICES),
                Repair.CONSTRAIN);
        this.who = who;
    }

    @Override
    List<Finding> find(Survey survey) {
        List<Finding> found = new ArrayList<>();
        Subject subject = who.subject();
        Identity identity = Identity.of(subject);
        for (Grant grant : survey.policy().rulesOf(subject)) {
            PolicyRule rule = grant.rule();
            if (RuleCoverage.covers(HARMLESS, List.of(rule)) || grantsNothing(grant)) {
                continue;
            }
            Severity own = isGrave(rule) ? severity().worse(Severity.HIGH) : severity();
            found.add(draft().severity(survey.atLeast(own, identity))
                    .subject(subject)
                    .grant(grant)
                    .reaches(Survey.titles(survey.goals(identity)))
                    .path(survey.pathToWorst(identity))
                    .detail(Survey.role(grant) + " allows " + who.words + " to " + Survey.some(rule.verbs()) + " "
                            + Survey.some(rule.nonResourceURLs().isEmpty() ? rule.resources() : rule.nonResourceURLs())
                            + " " + Survey.where(grant) + ".")
                    .done());
        }
        return found;
    }

    /// Paths are never granted in a namespace.
    private static boolean grantsNothing(Grant grant) {
        return grant.rule().resources().isEmpty() && !grant.namespace().isEmpty();
    }

    private static boolean isGrave(PolicyRule rule) {
        boolean secrets = RuleMatching.apiGroup(rule, "") && RuleMatching.resource(rule, "secrets", "");
        return secrets || !READING.containsAll(rule.verbs());
    }
}
