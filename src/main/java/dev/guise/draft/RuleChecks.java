package dev.guise.draft;

import dev.guise.draft.DraftProblem.Fix;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.ParsedDraft.Located;
import dev.guise.draft.yaml.YamlPath;
import dev.guise.draft.yaml.YamlText;
import dev.guise.findings.FindingKinds;
import dev.guise.findings.RuleKind;
import dev.guise.findings.RuleKind.Fault;
import dev.guise.findings.RuleKind.Field;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NamelessVerbs;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RoleObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at what the rules of a draft's roles say, whoever has them.
final class RuleChecks {
    private final CheckedDraft checked;
    private final ProblemList problems;

    RuleChecks(CheckedDraft checked, ProblemList problems) {
        this.checked = checked;
        this.problems = problems;
    }

    void check() {
        for (Located located : checked.draft().objects()) {
            if (located.object() instanceof DraftObject.OfRole(RoleObject role)) {
                YamlPath rules = YamlPath.document(located.document()).key("rules");
                for (int i = 0; i < role.rules().size(); i++) {
                    rule(role, role.rules().get(i), rules.item(i));
                }
            }
        }
    }

    private void rule(RoleObject role, PolicyRule rule, YamlPath at) {
        faults(rule, at);
        nameless(rule, at);
        patterns(role, rule, at);
        boolean impersonates =
                rule.verbs().stream().anyMatch(verb -> verb.equals(PolicyRule.ALL) || Mode.isOfIdentity(verb));
        if (impersonates) {
            masters(role, rule, at);
            unknownNames(role, rule, at);
        }
    }

    /// What kinds of findings say of the rule by itself.
    private void faults(PolicyRule rule, YamlPath at) {
        for (RuleKind kind : FindingKinds.ofRules()) {
            for (Fault fault : kind.faults(rule)) {
                List<String> list = fault.field().of(rule);
                YamlPath where = at.key(fault.field().key()).item(list.indexOf(fault.value()));
                problems.add(
                        Severity.ERROR,
                        ProblemKind.of(kind.page()),
                        ProblemList.sentence(fault.reason()),
                        where,
                        fault.instead().isEmpty() || list.contains(fault.instead())
                                ? checked.fixByRemoving("Remove " + fault.value(), where, list.size(), at)
                                : checked.edited(
                                        "Write " + fault.instead(),
                                        text -> text.apply(text.setScalar(where, fault.instead())
                                                        .orElseThrow())
                                                .text()));
            }
        }
    }

    /// Names beside verbs of requests that have none.
    private void nameless(PolicyRule rule, YamlPath at) {
        NamelessVerbs nameless = NamelessVerbs.of(rule);
        for (String verb : nameless.never()) {
            YamlPath where = at.key("verbs").item(rule.verbs().indexOf(verb));
            problems.add(
                    Severity.ERROR,
                    ProblemKind.NAMELESS_VERB,
                    "A create request carries no name, so a rule with resourceNames never allows " + verb + ".",
                    where,
                    checked.fixByRemoving("Remove " + verb, where, rule.verbs().size(), at));
        }
        for (String verb : nameless.selecting()) {
            problems.warn(
                    ProblemKind.NAMELESS_VERB,
                    "With resourceNames, " + verb + " is allowed only with the field selector metadata.name.",
                    at.key("verbs").item(rule.verbs().indexOf(verb)));
        }
    }

    private void masters(RoleObject role, PolicyRule rule, YamlPath at) {
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            if (rule.resourceNames().get(i).equals(Rbac.MASTERS) && touches(rule, "groups")) {
                YamlPath where = at.key("resourceNames").item(i);
                problems.add(
                        Severity.ALARM,
                        ProblemKind.MASTERS,
                        "Anyone who may impersonate the group system:masters is allowed everything, before RBAC is"
                                + " consulted.",
                        where,
                        checked.fixByRemoving(
                                "Remove system:masters",
                                where,
                                rule.resourceNames().size(),
                                at));
            }
        }
        boolean anyGroup = rule.resourceNames().isEmpty()
                && touches(rule, "groups")
                && rule.verbs().stream().anyMatch(verb -> verb.equals(Mode.LEGACY_VERB) || verb.equals(PolicyRule.ALL));
        if (anyGroup && role.namespace().isEmpty()) {
            problems.add(
                    Severity.ALARM,
                    ProblemKind.MASTERS,
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
                    .anyMatch(resource ->
                            checked.known().of(resource, role.namespace()).contains(name));
            if (somebody) {
                continue;
            }
            if (name.equals(PolicyRule.ALL) && !isChecked(rule) && !isFault(rule, name)) {
                problems.error(
                        ProblemKind.NAME_PATTERN,
                        "RBAC has no patterns in names: \"*\" is a literal name that matches nothing. To allow any"
                                + " name, omit resourceNames; otherwise list the names.",
                        item);
            } else if (name.length() > 1 && name.contains(PolicyRule.ALL)) {
                List<String> meant = matching(role, rule, name);
                String known = meant.isEmpty() ? "" : " Known names that match: " + some(meant, 5) + ".";
                problems.add(
                        Severity.ERROR,
                        ProblemKind.NAME_PATTERN,
                        "RBAC has no patterns in names: \"" + name
                                + "\" is a literal name that matches nothing. List the names one by one." + known,
                        item,
                        listed(meant, rule, at.key("resourceNames"), i));
            }
        }
    }

    private static boolean isFault(PolicyRule rule, String name) {
        return FindingKinds.ofRules().stream()
                .flatMap(kind -> kind.faults(rule).stream())
                .anyMatch(fault ->
                        fault.field() == Field.RESOURCE_NAMES && fault.value().equals(name));
    }

    /// Whether `*` is a name that the server checks for: of the own node, and of many groups or extras.
    private static boolean isChecked(PolicyRule rule) {
        boolean constrained = rule.verbs().stream().anyMatch(Mode::isConstrained);
        return constrained
                && rule.resources().stream()
                        .anyMatch(resource ->
                                List.of("groups", "userextras/*", "nodes").contains(resource));
    }

    private List<String> matching(RoleObject role, PolicyRule rule, String pattern) {
        return rule.resources().stream()
                .flatMap(resource -> checked.known().of(resource, role.namespace()).stream())
                .filter(name -> KnownNames.fits(name, pattern))
                .distinct()
                .toList();
    }

    private Optional<Fix> listed(List<String> names, PolicyRule rule, YamlPath list, int index) {
        List<String> wanted = new ArrayList<>(rule.resourceNames());
        wanted.remove(index);
        wanted.addAll(
                index,
                names.stream()
                        .filter(name -> !rule.resourceNames().contains(name))
                        .toList());
        return names.isEmpty()
                ? Optional.empty()
                : checked.edited(
                        names.size() == 1
                                ? "Write " + names.getFirst()
                                : "List the " + names.size() + " matching names",
                        text -> {
                            YamlText now =
                                    text.apply(text.remove(list.item(index)).orElseThrow());
                            for (int i = index;
                                    i < wanted.size() && !rule.resourceNames().equals(wanted);
                                    i++) {
                                if (!rule.resourceNames().contains(wanted.get(i))) {
                                    now = now.apply(now.insertItem(list, i, wanted.get(i))
                                            .orElseThrow());
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
                problems.warn(
                        ProblemKind.UNKNOWN_NAME,
                        "No binding, account" + (checked.evidence().uses().isEmpty() ? "" : ", recorded request")
                                + " or node knows \"" + name + "\"; check how it is spelt.",
                        at.key("resourceNames").item(i));
            }
        }
    }

    private boolean isKnown(RoleObject role, String resource, String name) {
        return switch (resource) {
            case "users" ->
                checked.known().users().contains(name)
                        || NodeName.parse(name)
                                .filter(node -> isKnownNode(node.name()))
                                .isPresent()
                        || name.startsWith("system:serviceaccount:");
            case "groups" -> checked.known().groups().contains(name) || name.equals(Rbac.MASTERS);
            case "serviceaccounts" ->
                name.startsWith("system:serviceaccount:")
                        || (role.namespace().isEmpty()
                                ? checked.known().hasAccountAnywhere(name)
                                : checked.known()
                                        .serviceAccounts()
                                        .getOrDefault(role.namespace(), Set.of())
                                        .contains(name));
            case "nodes" -> isKnownNode(name) || name.startsWith("system:node:");
            // Only evidence knows uids and values of extras.
            default ->
                !resource.equals("uids")
                        || checked.known().uids().isEmpty()
                        || checked.known().uids().contains(name);
        };
    }

    private boolean isKnownNode(String name) {
        return checked.known().nodes().isEmpty() || checked.known().nodes().contains(name);
    }
}
