package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.RuleCoverage;
import dev.guise.rbac.Subject;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares a draft with what was recorded.
final class EvidenceChecks {
    private static final int MAX_RULES = 3;

    private final CheckedDraft checked;
    private final ProblemList problems;
    /// What each requestor needed, in both forms.
    private final Map<Subject, List<Grant>> needed = new LinkedHashMap<>();

    EvidenceChecks(CheckedDraft checked, ProblemList problems) {
        this.checked = checked;
        this.problems = problems;
    }

    void check() {
        for (Form form : List.of(Form.LEGACY, Form.CONSTRAINED)) {
            for (DraftSpec spec : checked.recorded(form)) {
                Policy used = Policy.of(DraftObject.collect(Draft.of(spec).objects()));
                spec.requestors()
                        .forEach(requestor -> needed.computeIfAbsent(requestor, r -> new ArrayList<>())
                                .addAll(used.rulesOf(requestor)));
            }
        }
        needed.keySet()
                .forEach(requestor -> checked.after()
                        .rulesOf(requestor)
                        .forEach(grant -> checked.located(grant).ifPresent(at -> wider(requestor, grant, at))));
    }

    private static boolean impersonates(PolicyRule part) {
        String verb = part.verbs().getFirst();
        return Mode.isOfIdentity(verb) || Mode.isOfAction(verb);
    }

    private void wider(Subject requestor, Grant grant, YamlPath at) {
        List<Grant> held = needed.getOrDefault(requestor, List.of());
        List<PolicyRule> here = held.stream()
                .filter(need -> need.namespace().isEmpty() || need.namespace().equals(grant.namespace()))
                .map(Grant::rule)
                .toList();
        List<PolicyRule> unused = RuleCoverage.breakDown(grant.rule())
                .filter(EvidenceChecks::impersonates)
                .filter(part -> !RuleCoverage.covers(here, List.of(part)))
                .toList();
        if (unused.isEmpty()) {
            return;
        }
        List<PolicyRule> anywhere = held.stream().map(Grant::rule).toList();
        List<PolicyRule> never = grant.namespace().isEmpty()
                ? unused.stream()
                        .filter(part -> !RuleCoverage.covers(anywhere, List.of(part)))
                        .toList()
                : unused;
        String who = ObjectName.of(requestor);
        if (never.isEmpty()) {
            problems.warn(
                    ProblemKind.WIDER_THAN_EVIDENCE,
                    "This rule applies everywhere, but recorded requests of " + who + " needed it in "
                            + namespaces(held, unused) + " only.",
                    at);
        } else {
            problems.add(
                    Severity.WARNING,
                    ProblemKind.WIDER_THAN_EVIDENCE,
                    "No recorded request of " + who + " needed: " + some(never) + ".",
                    at,
                    narrowed(grant, at));
        }
    }

    private static String namespaces(List<Grant> held, List<PolicyRule> unused) {
        return held.stream()
                .filter(need ->
                        unused.stream().anyMatch(part -> RuleCoverage.covers(List.of(need.rule()), List.of(part))))
                .map(Grant::namespace)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String some(List<PolicyRule> parts) {
        List<PolicyRule> rules = RulePacking.of(parts);
        String first = rules.stream().limit(MAX_RULES).map(RuleWords::of).collect(Collectors.joining("; "));
        return rules.size() > MAX_RULES ? first + " and " + (rules.size() - MAX_RULES) + " more" : first;
    }

    // Whoever else has the role must not lose what they need, so all of them must have been recorded.
    private List<Fix> narrowed(Grant grant, YamlPath at) {
        Set<Subject> holders = checked.after().bindingsOf(grant.role()).stream()
                .flatMap(binding -> binding.subjects().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!needed.keySet().containsAll(holders)) {
            return List.of();
        }
        List<PolicyRule> needs = holders.stream()
                .flatMap(holder -> needed.getOrDefault(holder, List.of()).stream())
                .map(Grant::rule)
                .toList();
        List<PolicyRule> rules = RulePacking.of(used(grant.rule(), needs));
        RoleObject role = grant.role();
        if (rules.isEmpty()) {
            return role.rules().size() < 2
                    ? withoutRole(role).stream().toList()
                    : checked.draft().yaml().flatMap(yaml -> yaml.remove(at)).stream()
                            .map(edit -> new Fix("Remove the rule", edit))
                            .toList();
        }
        List<PolicyRule> all = new ArrayList<>(role.rules());
        all.remove(grant.ruleIndex());
        all.addAll(grant.ruleIndex(), rules);
        return checked
                .edited("Narrow to the recorded requests", text -> DraftText.update(text.text(), with(role, all)))
                .stream()
                .toList();
    }

    /// A role that says nothing else goes with its bindings; what of it the cluster has is to be deleted there.
    private Optional<Fix> withoutRole(RoleObject role) {
        List<Binding> bindings = checked.after().bindingsOf(role);
        boolean server = role.meta().isBootstrap()
                || bindings.stream().anyMatch(binding -> binding.meta().isBootstrap());
        if (server) {
            return Optional.empty();
        }
        Set<ObjectId.Stored> gone = new LinkedHashSet<>();
        bindings.forEach(binding -> gone.add(DraftObject.of(binding).key()));
        gone.add(DraftObject.of(role).key());
        List<DraftObject> rest = checked.draft().all().stream()
                .filter(object -> !gone.contains(object.key()))
                .toList();
        List<ObjectId.Stored> deletes =
                gone.stream().filter(checked.taken()::contains).toList();
        return checked.edited(
                "Remove the role and its binding",
                text -> DraftYaml.withDeletes(DraftText.update(text.text(), rest), deletes));
    }

    /// What of a rule is needed. What it says beside impersonation stays.
    private static Set<PolicyRule> used(PolicyRule rule, List<PolicyRule> needs) {
        Set<PolicyRule> used = new LinkedHashSet<>();
        RuleCoverage.breakDown(rule)
                .filter(part -> !impersonates(part) || RuleCoverage.covers(needs, List.of(part)))
                .forEach(used::add);
        needs.stream()
                .flatMap(RuleCoverage::breakDown)
                .filter(EvidenceChecks::impersonates)
                .filter(part -> RuleCoverage.covers(List.of(rule), List.of(part)))
                .forEach(used::add);
        return used;
    }

    private List<DraftObject> with(RoleObject role, List<PolicyRule> rules) {
        DraftObject old = DraftObject.of(role);
        return checked.draft().all().stream()
                .map(object -> object.equals(old) ? DraftObject.of(role.withRules(rules)) : object)
                .toList();
    }
}
