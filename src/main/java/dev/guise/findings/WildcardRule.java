package dev.guise.findings;

import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import java.util.Arrays;
import java.util.List;

/// A wildcard in a rule that somebody holds; one kind for each part of a rule that can be one.
final class WildcardRule extends FindingKind {

    /// Where the wildcard is.
    enum Part {
        VERB("WILDCARD-VERB", "Rule covers every verb", "verbs", Severity.MEDIUM),
        RESOURCE("WILDCARD-RESOURCE", "Rule covers every resource", "resources", Severity.MEDIUM),
        GROUP("WILDCARD-GROUP", "Rule covers every API group", "apiGroups", Severity.LOW);

        private final String id;
        private final String title;
        private final String field;
        private final Severity severity;

        Part(String id, String title, String field, Severity severity) {
            this.id = id;
            this.title = title;
            this.field = field;
            this.severity = severity;
        }

        private boolean isWild(PolicyRule rule) {
            return switch (this) {
                case VERB -> rule.verbs().contains(PolicyRule.ALL);
                case RESOURCE -> rule.resources().contains(PolicyRule.ALL);
                case GROUP -> rule.apiGroups().contains(PolicyRule.ALL);
            };
        }
    }

    private final Part part;

    WildcardRule(Part part) {
        super(
                new KindPage(
                        part.id,
                        part.severity,
                        part.title,
                        "A bound rule has `" + part.field
                                + ": [\"*\"]`. High when verbs and resources are both wildcards and the"
                                + " rule is bound everywhere.",
                        "A wildcard grants what exists and what will exist: new resources, subresources and verbs are"
                                + " covered as soon as they appear, without a decision to grant them.",
                        "List the " + part.field + " that are needed.",
                        "No particular event; compare what the subject does with what the rule allows.",
                        KindPage.GOOD_PRACTICES + "#least-privilege"),
                Repair.CONSTRAIN);
        this.part = part;
    }

    /// Whether a rule has a wildcard in any of its parts.
    static boolean isWild(PolicyRule rule) {
        return Arrays.stream(Part.values()).anyMatch(part -> part.isWild(rule));
    }

    @Override
    List<Finding> find(Survey survey) {
        return survey.wild().stream()
                .filter(grant -> part.isWild(grant.rule()))
                .map(this::finding)
                .toList();
    }

    private Finding finding(Grant grant) {
        PolicyRule rule = grant.rule();
        boolean everything = Part.VERB.isWild(rule)
                && Part.RESOURCE.isWild(rule)
                && grant.namespace().isEmpty();
        return draft().severity(everything ? Severity.HIGH : severity())
                .subject(grant.subject())
                .grant(grant)
                .detail("Rule " + (grant.ruleIndex() + 1) + " of " + Survey.role(grant) + " has " + part.field
                        + " [\"*\"], bound " + Survey.where(grant) + ".")
                .done();
    }
}
