package dev.guise.ui.draft.text;

import dev.guise.draft.KnownNames;
import dev.guise.impersonation.Mode;
import dev.guise.ui.request.RequestText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Completes a line of actions: verbs first, then resources, namespaces behind `in`, modes behind `as`.
public final class ActionCompletion {
    private ActionCompletion() {}

    public static Completion of(Supplier<Optional<KnownNames>> names) {
        return (text, offset) -> complete(text, offset, names.get());
    }

    static Completion.Found complete(String text, int offset, Optional<KnownNames> names) {
        int line = text.lastIndexOf('\n', offset - 1) + 1;
        int start = offset;
        while (start > line && ", ".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String head = text.substring(line, start).replaceAll("\\s*,\\s*", ",");
        return new Completion.Found(start, NameCompletion.matching(text.substring(start, offset), words(head, names)));
    }

    private static Collection<String> words(String head, Optional<KnownNames> names) {
        List<String> before = Arrays.stream(head.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean goesOn = head.endsWith(",");
        int place = before.size() - (goesOn ? 1 : 0);
        if (before.contains("as")) {
            return Arrays.stream(Mode.values()).map(Mode::id).toList();
        }
        if (before.contains("in")) {
            return names.map(known ->
                            (Collection<String>) known.serviceAccounts().keySet())
                    .orElse(List.of());
        }
        return switch (place) {
            case 0 -> RequestText.VERBS;
            case 1 -> RequestText.resources();
            default -> List.of("in", "named", "as");
        };
    }
}
