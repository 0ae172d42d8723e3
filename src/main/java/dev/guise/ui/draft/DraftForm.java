package dev.guise.ui.draft;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.ui.request.RequestText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is written in the form, as text. `*` stands for any name.
///
/// @param name     what the objects are called after
/// @param users    user names, with commas between
/// @param accounts service accounts as `namespace/name`, with commas between
/// @param groups   groups, with commas between
/// @param nodes    node names, with commas between
/// @param actions  a line for each: `get, list pods in shop`
record DraftForm(String name, String users, String accounts, String groups, String nodes, String actions) {
    static final DraftForm EMPTY = new DraftForm("", "", "", "", "", "");
    private static final String ANY = "*";

    /// The form as a grant fills it.
    static DraftForm of(DraftSpec spec) {
        Who who = spec.who().sorted();
        List<String> accounts = new ArrayList<>();
        who.serviceAccounts().forEach((namespace, names) -> {
            String where = namespace.isEmpty() ? ANY : namespace;
            if (names.any()) {
                accounts.add(where + "/" + ANY);
            }
            names.names().forEach(name -> accounts.add(where + "/" + name));
        });
        return new DraftForm(
                spec.name(), text(who.users()), String.join(", ", accounts), text(who.groups()), text(who.nodes()),
                "get, list, watch pods");
    }

    private static String text(NameSet names) {
        return names.any() ? ANY : String.join(", ", names.names());
    }

    /// Whom the form names.
    Who who() {
        Map<String, NameSet> byNamespace = new LinkedHashMap<>();
        for (String account : words(accounts)) {
            int slash = account.indexOf('/');
            String namespace = slash < 0 ? "" : account.substring(0, slash);
            NameSet name = names(slash < 0 ? account : account.substring(slash + 1));
            byNamespace.merge(namespace.equals(ANY) ? "" : namespace, name, NameSet::union);
        }
        return Who.NOBODY
                .withUsers(names(users))
                .withServiceAccounts(byNamespace)
                .withGroups(names(groups))
                .withNodes(names(nodes))
                .sorted();
    }

    private static NameSet names(String text) {
        List<String> words = words(text);
        return words.contains(ANY) ? NameSet.ANY : NameSet.of(words);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\n]")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    /// The actions of the lines that mean one.
    List<Action> parsedActions() {
        return actions.lines().map(DraftForm::action).flatMap(Optional::stream).toList();
    }

    /// The lines that mean nothing.
    List<String> wrongLines() {
        return actions.lines().filter(line -> !line.isBlank() && action(line).isEmpty()).toList();
    }

    private static Optional<Action> action(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.strip().split("[\\s,]+")));
        List<String> namespaces = List.of();
        int in = words.lastIndexOf("in");
        if (in > 0) {
            namespaces = List.copyOf(words.subList(in + 1, words.size()));
            words = words.subList(0, in);
        }
        if (words.size() < 2) {
            return Optional.empty();
        }
        List<String> verbs = List.copyOf(words.subList(0, words.size() - 1));
        List<String> where = namespaces;
        return RequestText.of(verbs.getFirst(), words.getLast(), "", "").map(request -> action(verbs, request, where));
    }

    private static Action action(List<String> verbs, Attributes request, List<String> namespaces) {
        return switch (request) {
            case NonResourceAttributes path -> Action.onPaths(verbs, List.of(path.path()));
            case ResourceAttributes a ->
                Action.on(verbs, a.apiGroup(), List.of(a.combinedResource())).in(namespaces);
        };
    }

    /// Whom the form names, in a few words.
    String describe() {
        return List.of(users, accounts, groups, nodes).stream()
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "));
    }
}
