package dev.guise.ui.draft.text;

import dev.guise.draft.KnownNames;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.ui.request.RequestText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Completes the YAML of a draft: verbs, resources, API groups, and names that the cluster knows. Looks at lines only,
/// so that it works while the text is no YAML yet.
public final class YamlCompletion implements Completion {
    private static final Pattern KEY = Pattern.compile("([A-Za-z]+):(?=\\s|$)");
    private static final String BREAKS = " \t\n,[]{}\"'";
    private static final List<String> KEYS = List.of(
            "apiVersion",
            "kind",
            "metadata",
            "name",
            "namespace",
            "labels",
            "annotations",
            "rules",
            "apiGroups",
            "resources",
            "resourceNames",
            "verbs",
            "nonResourceURLs",
            "roleRef",
            "apiGroup",
            "subjects");

    /// What of a cluster can be written.
    ///
    /// @param names      names of users, accounts and so on
    /// @param roles      names of roles
    /// @param groups     API groups
    /// @param resources  resources, without their groups
    /// @param namespaces namespaces
    public record Words(
            KnownNames names, Set<String> roles, Set<String> groups, Set<String> resources, Set<String> namespaces) {

        public static Words of(RbacObjects rbac, KnownNames names) {
            Set<String> roles = new TreeSet<>();
            Set<String> groups = new TreeSet<>(Set.of("authentication.k8s.io", "rbac.authorization.k8s.io"));
            Set<String> resources = new TreeSet<>();
            Set<String> namespaces = new TreeSet<>(names.serviceAccounts().keySet());
            rbac.clusterRoles().stream().map(ClusterRole::name).forEach(roles::add);
            rbac.roles().stream().map(Role::name).forEach(roles::add);
            Stream.concat(
                            rbac.clusterRoles().stream().flatMap(role -> role.rules().stream()),
                            rbac.roles().stream().flatMap(role -> role.rules().stream()))
                    .forEach(rule -> add(rule, groups, resources));
            RequestText.resources().forEach(resource -> resources.add(resource.replaceAll("\\.[a-z0-9.]+", "")));
            rbac.roleBindings().forEach(binding -> namespaces.add(binding.namespace()));
            return new Words(names, roles, groups, resources, namespaces);
        }

        private static void add(PolicyRule rule, Set<String> groups, Set<String> resources) {
            groups.addAll(rule.apiGroups());
            resources.addAll(rule.resources());
        }
    }

    private final Supplier<Optional<Words>> words;

    public YamlCompletion(Supplier<Optional<Words>> words) {
        this.words = words;
    }

    @Override
    public Found at(String text, int offset) {
        int start = offset;
        while (start > 0 && BREAKS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        String before = text.substring(lineStart, Math.max(lineStart, start));
        if (before.stripLeading().startsWith("#")) {
            return Found.NOTHING;
        }
        String typed = text.substring(start, offset);
        Found found = new Found(start, NameCompletion.matching(typed, candidates(text, lineStart, before)));
        return found.words().size() > MOST ? new Found(start, found.words().subList(0, MOST)) : found;
    }

    private static final int MOST = 60;

    private Collection<String> candidates(String text, int lineStart, String before) {
        Optional<String> key = lastKey(before);
        boolean item = before.strip().equals("-") || (before.strip().startsWith("- ") && key.isEmpty());
        if (key.isEmpty() && item) {
            key = keyAbove(text, lineStart, indent(before));
        }
        if (key.isEmpty()) {
            return KEYS.stream().map(word -> word + ":").toList();
        }
        String block = around(text, lineStart);
        return switch (key.get()) {
            case "verbs" -> verbs();
            case "apiGroups", "apiGroup" ->
                words.get().map(w -> (Collection<String>) w.groups()).orElse(List.of());
            case "resources" -> resources();
            case "resourceNames" -> words.get().map(w -> names(w, block)).orElse(List.of());
            case "name" ->
                words.get().map(w -> subjectsAndRoles(w, text, lineStart)).orElse(List.of());
            case "namespace" ->
                words.get().map(w -> (Collection<String>) w.namespaces()).orElse(List.of());
            case "kind" ->
                List.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount", "User", "Group");
            case "apiVersion" -> List.of("rbac.authorization.k8s.io/v1");
            default -> List.of();
        };
    }

    /// The key whose value is being typed on the line; in `{a: x, b: y` the last.
    private static Optional<String> lastKey(String before) {
        Matcher matcher = KEY.matcher(before);
        String found = "";
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    /// The key above whose list the item belongs to.
    private static Optional<String> keyAbove(String text, int lineStart, int indent) {
        int end = lineStart - 1;
        while (end >= 0) {
            int start = text.lastIndexOf('\n', end - 1) + 1;
            String line = text.substring(start, end);
            boolean item = line.stripLeading().startsWith("-") && !line.contains(":");
            if (!line.isBlank() && !item && indent(line) <= indent) {
                return lastKey(line);
            }
            end = start - 1;
        }
        return Optional.empty();
    }

    /// The lines of the rule or object around a line: to the next dash of a rule or separator either way.
    private static String around(String text, int lineStart) {
        int start = lineStart;
        while (start > 0 && !isBorder(line(text, start))) {
            start = text.lastIndexOf('\n', start - 2) + 1;
        }
        int end = text.indexOf('\n', lineStart);
        while (end >= 0 && end + 1 < text.length() && !isBorder(line(text, end + 1))) {
            end = text.indexOf('\n', end + 1);
        }
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static String line(String text, int start) {
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static boolean isBorder(String line) {
        String plain = line.stripLeading();
        return plain.startsWith("---") || plain.startsWith("- {") || (plain.startsWith("- ") && plain.contains(":"));
    }

    private static List<String> verbs() {
        List<String> verbs = new ArrayList<>();
        verbs.add(Mode.LEGACY_VERB);
        Arrays.stream(Mode.values()).map(Mode::identityVerb).forEach(verbs::add);
        List<String> plain = RequestText.VERBS.stream()
                .filter(verb -> !verb.equals(Mode.LEGACY_VERB))
                .toList();
        for (Mode mode : Mode.values()) {
            plain.forEach(verb -> verbs.add(mode.actionVerb(verb)));
        }
        verbs.addAll(0, plain);
        return verbs;
    }

    private Collection<String> resources() {
        Set<String> resources = new TreeSet<>(Set.of("users", "groups", "serviceaccounts", "uids", "nodes"));
        words.get().ifPresent(w -> {
            resources.addAll(w.resources());
            w.names().extras().keySet().forEach(key -> resources.add("userextras/" + key));
        });
        return resources;
    }

    private static Collection<String> names(Words words, String block) {
        KnownNames known = words.names();
        Set<String> names = new TreeSet<>();
        if (block.contains("users")) {
            names.addAll(known.users());
        }
        if (block.contains("groups")) {
            names.addAll(known.groups());
        }
        if (block.contains("serviceaccounts")) {
            known.serviceAccounts().values().forEach(names::addAll);
        }
        if (block.contains("nodes")) {
            names.addAll(known.nodes());
        }
        known.extras().forEach((key, values) -> {
            if (block.contains("userextras/" + key)) {
                names.addAll(values);
            }
        });
        return names;
    }

    private static Collection<String> subjectsAndRoles(Words words, String text, int lineStart) {
        String above = text.substring(Math.max(0, lineStart - 400), lineStart);
        String line = line(text, lineStart);
        String near = above.substring(above.lastIndexOf("\n---") + 1) + line;
        int subjects = near.lastIndexOf("subjects:");
        int role = Math.max(near.lastIndexOf("roleRef:"), near.lastIndexOf("metadata:"));
        if (subjects < role) {
            return words.roles();
        }
        Set<String> names = new TreeSet<>(words.names().users());
        words.names().serviceAccounts().values().forEach(names::addAll);
        names.addAll(words.names().groups());
        return names;
    }
}
