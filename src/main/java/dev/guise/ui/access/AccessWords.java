package dev.guise.ui.access;

import dev.guise.graph.AccessNode;
import dev.guise.rbac.AccessComparison.Part;
import dev.guise.rbac.AccessMatrix.Cell;
import dev.guise.rbac.AccessMatrix.Kind;
import dev.guise.rbac.AccessMatrix.Target;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/// What may be done, in words and marks.
final class AccessWords {
    private static final int MAX_NAMES = 12;

    private AccessWords() {}

    static String where(Target target) {
        return target.namespace().isEmpty() ? "everywhere" : target.namespace();
    }

    static String group(Target target) {
        if (target.kind() == Kind.PATH) {
            return "path";
        }
        return switch (target.apiGroup()) {
            case "" -> "core";
            case PolicyRule.ALL -> "any group";
            default -> target.apiGroup();
        };
    }

    static String resource(Target target) {
        boolean path = target.kind() == Kind.PATH;
        if (target.resource().equals(PolicyRule.ALL)) {
            return path ? "any path" : "any resource";
        }
        return !path && target.resource().startsWith("*/")
                ? "any" + target.resource().substring(1)
                : target.resource();
    }

    /// A verb as the head of a column.
    static String verb(String verb) {
        return verb.equals(PolicyRule.ALL) ? "any other verb" : verb;
    }

    /// One sign, which differs in shape and not only in colour.
    static String mark(Cell cell) {
        return switch (cell.extent()) {
            case NAMED -> "✓";
            case WILDCARD -> "✱";
            case SOME_NAMES -> "◐";
            case NEVER -> "∅";
            case NONE -> "";
        };
    }

    /// What the sign means here.
    static String meaning(Cell cell, Target target) {
        return switch (cell.extent()) {
            case NAMED -> "Allowed by a rule that names it.";
            case WILDCARD ->
                target.isWildcard()
                        ? "A wildcard: it allows this for everything it matches."
                        : "Allowed by a wildcard; no rule names it.";
            case SOME_NAMES -> "Allowed only for " + some(cell.names()) + ".";
            case NEVER ->
                target.kind() == Kind.PATH
                        ? "Granted by a RoleBinding, which never allows a path: paths are not namespaced."
                        : "Limited to names, so it never matches: a create request has no name yet.";
            case NONE -> "No rule allows it.";
        };
    }

    static String some(Collection<String> names) {
        String shown =
                names.stream().limit(MAX_NAMES).map(name -> "“" + name + "”").collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " more" : shown;
    }

    /// Parts in one line: `get, list, delete (only “a”)`.
    static String parts(List<Part> parts) {
        boolean alone = parts.size() == 1;
        return parts.stream().map(part -> part(part, alone)).collect(Collectors.joining(", "));
    }

    private static String part(Part part, boolean alone) {
        String verb = !part.verb().equals(PolicyRule.ALL) ? part.verb() : alone ? "any verb" : "any other verb";
        return switch (part.scope()) {
            case EVERY -> verb;
            case ONLY -> verb + " (only " + some(part.names()) + ")";
            case ALL_BUT -> verb + " (all but " + some(part.names()) + ")";
        };
    }

    /// The rules and bindings that give something, to go to.
    static List<Link> grantedBy(List<Grant> grants) {
        Set<Link> links = new LinkedHashSet<>();
        for (Grant grant : grants) {
            links.add(new Link(
                    RuleWords.of(grant.rule()),
                    "rule " + (grant.ruleIndex() + 1) + " of " + grant.role().name(),
                    Feather.FILE_TEXT,
                    AccessNode.idOf(grant.role(), grant.ruleIndex())));
            links.add(new Link(
                    grant.binding().name(),
                    grant.binding().kind() + " to " + grant.subject().name(),
                    Feather.LINK,
                    AccessNode.idOf(grant.binding())));
        }
        return List.copyOf(links);
    }

    /// The grants in a few lines, for a tooltip.
    static String grants(List<Grant> grants) {
        List<String> lines = new ArrayList<>(grants.stream()
                .limit(MAX_NAMES)
                .map(grant ->
                        grant.binding().name() + " → " + grant.role().name() + ", rule " + (grant.ruleIndex() + 1))
                .distinct()
                .toList());
        if (grants.size() > MAX_NAMES) {
            lines.add("and " + (grants.size() - MAX_NAMES) + " more");
        }
        return String.join("\n", lines);
    }

    /// Whether a row has all the words that are typed. A row that stands for any resource has every word.
    static boolean matches(Target target, Collection<String> verbs, String typed) {
        boolean any = target.kind() == Kind.RESOURCE && target.resource().equals(PolicyRule.ALL);
        String text = String.join(" ", where(target), group(target), resource(target), String.join(" ", verbs))
                .toLowerCase(Locale.ROOT);
        return any
                || java.util.Arrays.stream(
                                typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(text::contains);
    }
}
