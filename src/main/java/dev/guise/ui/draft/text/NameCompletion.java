package dev.guise.ui.draft.text;

import dev.guise.draft.KnownNames;
import dev.guise.ui.draft.plan.WordList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Completes the last of several names in a line.
public final class NameCompletion {
    private static final int MOST = 60;
    private final Supplier<Optional<KnownNames>> names;

    public NameCompletion(Supplier<Optional<KnownNames>> names) {
        this.names = names;
    }

    /// The whole line for each name that fits what is typed of the last one.
    public Function<String, List<String>> of(Function<KnownNames, Collection<String>> kind) {
        return text ->
                names.get().map(known -> complete(text, kind.apply(known))).orElse(List.of());
    }

    static List<String> complete(String text, Collection<String> names) {
        int start = WordList.wordStart(text, text.length());
        String head = text.substring(0, start);
        List<String> there =
                WordList.read(head).stream().map(WordList.Word::text).toList();
        return matching(text.substring(start), names).stream()
                .filter(name -> !there.contains(name))
                .limit(MOST)
                .map(name -> head + WordList.quoted(name))
                .toList();
    }

    /// Those that begin with what is typed, then those that have it in them.
    static List<String> matching(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(wanted)) {
                first.add(name);
            } else if (lower.contains(wanted)) {
                others.add(name);
            }
        }
        first.addAll(others);
        return first;
    }

    public static List<String> accounts(KnownNames known) {
        List<String> accounts = new ArrayList<>();
        known.serviceAccounts()
                .forEach((namespace, names) -> names.forEach(name -> accounts.add(namespace + "/" + name)));
        return accounts;
    }

    public static List<String> subjects(KnownNames known) {
        List<String> subjects = new ArrayList<>(accounts(known));
        subjects.addAll(known.users());
        known.groups().forEach(group -> subjects.add("group:" + group));
        return subjects;
    }

    public static List<String> extras(KnownNames known) {
        List<String> extras = new ArrayList<>();
        known.extras().forEach((key, values) -> values.forEach(value -> extras.add(key + "=" + value)));
        return extras;
    }
}
