package dev.guise.ui.draft.plan;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.ui.request.RequestText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Actions as lines: `get, list pods in shop`, `get secrets named web in shop, data`, `get /metrics`,
/// `patch deployments.apps as serviceaccount`.
public final class ActionText {
    private static final String NAMED = "named";
    private static final String IN = "in";
    private static final String AS = "as";
    private static final List<String> KEYWORDS = List.of(NAMED, IN, AS);

    private ActionText() {}

    public static String write(List<Action> actions) {
        return actions.stream().map(ActionText::line).collect(Collectors.joining("\n"));
    }

    private static String line(Action action) {
        List<String> what = action.paths().isEmpty()
                ? action.resources().stream()
                        .map(resource -> resource(action.apiGroup(), resource))
                        .toList()
                : action.paths();
        StringBuilder line =
                new StringBuilder(String.join(", ", action.verbs())).append(' ').append(String.join(", ", what));
        add(line, NAMED, action.names());
        add(line, IN, action.namespaces());
        add(line, AS, action.modes().stream().sorted().map(Mode::id).toList());
        return line.toString();
    }

    /// With its group; a resource of the core group that is known in another has a dot behind it.
    private static String resource(String group, String resource) {
        String written = RequestText.write(group, resource);
        boolean same = request("get", written)
                .filter(r -> r instanceof ResourceAttributes a && a.apiGroup().equals(group))
                .isPresent();
        int slash = written.indexOf('/');
        return same
                ? written
                : slash < 0 ? written + "." : written.substring(0, slash) + "." + written.substring(slash);
    }

    private static void add(StringBuilder line, String word, List<String> names) {
        if (!names.isEmpty()) {
            line.append(' ').append(word).append(' ').append(String.join(", ", names));
        }
    }

    /// The actions of the lines that mean one.
    public static List<Action> read(String text) {
        return text.lines()
                .flatMap(line -> parse(line).orElse(List.of()).stream())
                .toList();
    }

    /// The lines that mean nothing.
    public static List<String> wrongLines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && parse(line).isEmpty())
                .toList();
    }

    /// What is wrong with such a line.
    public static String problem(String line) {
        Map<String, List<String>> parts = parts(line);
        Optional<String> place = list(parts, IN).stream()
                .filter(namespace -> !Dns1123.isLabel(namespace))
                .findFirst();
        Optional<String> mode =
                list(parts, AS).stream().filter(id -> Mode.of(id).isEmpty()).findFirst();
        if (place.isPresent()) {
            return "“" + place.get()
                    + "” is not a valid namespace: use only lower case letters, digits and -, and no patterns";
        }
        return mode.isPresent()
                ? "“" + mode.get() + "” is not an impersonation mode. After “as”, use one of "
                        + Arrays.stream(Mode.values()).map(Mode::id).collect(Collectors.joining(", "))
                : "“" + line.strip() + "” is not an action. Write verbs, then a resource: get, list pods in shop";
    }

    private static Optional<List<Action>> parse(String line) {
        Map<String, List<String>> parts = parts(line);
        List<String> head = parts.getOrDefault("", List.of());
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        List<String> unknown = new ArrayList<>();
        parts.getOrDefault(AS, List.of()).forEach(id -> Mode.of(id).ifPresentOrElse(modes::add, () -> unknown.add(id)));
        boolean empty = KEYWORDS.stream()
                .anyMatch(word -> parts.containsKey(word) && list(parts, word).isEmpty());
        boolean nowhere = list(parts, IN).stream().anyMatch(namespace -> !Dns1123.isLabel(namespace));
        if (head.size() < 2 || empty || nowhere || !unknown.isEmpty()) {
            return Optional.empty();
        }
        List<String> verbs = head.subList(0, head.size() - 1).stream()
                .flatMap(ActionText::split)
                .toList();
        List<String> resources = split(head.getLast()).toList();
        if (verbs.isEmpty() || resources.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(actions(verbs, resources).stream()
                .map(action ->
                        action.named(list(parts, NAMED)).in(list(parts, IN)).forModes(modes))
                .toList());
    }

    private static List<String> list(Map<String, List<String>> parts, String word) {
        return parts.getOrDefault(word, List.of()).stream()
                .flatMap(ActionText::split)
                .toList();
    }

    private static java.util.stream.Stream<String> split(String words) {
        return Arrays.stream(words.split(",")).filter(word -> !word.isEmpty());
    }

    /// The words before the first keyword under `""`, and those behind each; what commas join is one word.
    private static Map<String, List<String>> parts(String line) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        String key = "";
        for (String word : line.strip().replaceAll("\\s*,\\s*", ",").split("\\s+")) {
            boolean keyword =
                    KEYWORDS.contains(word) && parts.getOrDefault("", List.of()).size() >= 2;
            if (keyword) {
                key = word;
            }
            List<String> words = parts.computeIfAbsent(key, k -> new ArrayList<>());
            if (!keyword && !word.isEmpty()) {
                words.add(word);
            }
        }
        return parts;
    }

    /// One action for each API group.
    private static List<Action> actions(List<String> verbs, List<String> resources) {
        List<String> paths =
                resources.stream().filter(resource -> resource.startsWith("/")).toList();
        Map<String, List<String>> byGroup = new LinkedHashMap<>();
        for (String resource : resources) {
            if (request(verbs.getFirst(), resource).orElse(null) instanceof ResourceAttributes a) {
                byGroup.computeIfAbsent(a.apiGroup(), group -> new ArrayList<>())
                        .add(a.combinedResource());
            }
        }
        List<Action> actions = new ArrayList<>();
        byGroup.forEach((group, of) -> actions.add(Action.on(verbs, group, of)));
        if (!paths.isEmpty()) {
            actions.add(Action.onPaths(verbs, paths));
        }
        return actions;
    }

    private static Optional<Attributes> request(String verb, String resource) {
        return RequestText.of(verb, resource, "", "").filter(request -> !(request instanceof NonResourceAttributes));
    }
}
