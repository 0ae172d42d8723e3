package dev.guise.ui.draft.plan;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Dns1123;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is written in the form, as text. `*` stands for any name; what holds a comma stands in double quotes.
///
/// @param name       what the objects are called after
/// @param requestors who impersonates: `namespace/name` for accounts, `group:name`, `user:name` or a plain user name
/// @param mode       legacy, constrained, or both
/// @param accounts   service accounts as `namespace/name`
/// @param users      user names
/// @param groups     groups
/// @param nodes      node names
/// @param ownNode    whether the node of the requestor's own pod
/// @param uids       uids
/// @param extras     extras as `key=value`
/// @param actions    a line for each, see [ActionText]
/// @param finding    the finding that is answered; not shown
public record DraftForm(
        String name,
        String requestors,
        Form mode,
        String accounts,
        String users,
        String groups,
        String nodes,
        OwnNode ownNode,
        String uids,
        String extras,
        String actions,
        String finding) {

    /// A field that something without a meaning can be written in.
    public enum Field {
        ACCOUNTS,
        USERS,
        GROUPS,
        NODES,
        UIDS,
        EXTRAS,
        ACTIONS
    }

    static final DraftForm EMPTY = new DraftForm("", "", Form.CONSTRAINED, "", "", "", "", OwnNode.NO, "", "", "", "");
    private static final String ANY = "*";
    private static final String GROUP = "group:";
    private static final String USER = "user:";

    /// A form that holds nothing but a name and a mode.
    static DraftForm empty(String name, Form mode) {
        return EMPTY.withName(name).withMode(mode);
    }

    /// The form as a spec fills it.
    public static DraftForm of(DraftSpec spec) {
        Who who = spec.who().sorted();
        List<String> accounts = new ArrayList<>();
        who.serviceAccounts().forEach((namespace, names) -> {
            String where = namespace.isEmpty() ? ANY : namespace;
            words(names).forEach(name -> accounts.add(where + "/" + name));
        });
        List<String> extras = new ArrayList<>();
        who.extras().forEach((key, values) -> {
            if (values.any()) {
                extras.add(key + "=" + ANY);
            }
            values.names().forEach(value -> extras.add(WordList.quoted(key + "=" + value)));
        });
        return new DraftForm(
                spec.name(),
                WordList.write(spec.requestors().stream().map(DraftForm::text).toList()),
                spec.form(),
                String.join(", ", accounts),
                String.join(", ", words(who.users())),
                String.join(", ", words(who.groups())),
                String.join(", ", words(who.nodes())),
                who.ownNode(),
                String.join(", ", words(who.uids())),
                String.join(", ", extras),
                ActionText.write(spec.actions()),
                spec.finding());
    }

    private static List<String> words(NameSet names) {
        return names.any()
                ? List.of(ANY)
                : names.names().stream().map(WordList::quoted).toList();
    }

    /// A subject as the form writes it.
    public static String text(Subject subject) {
        return switch (subject.kind()) {
            case SERVICE_ACCOUNT -> subject.namespace() + "/" + subject.name();
            case GROUP -> GROUP + subject.name();
            case USER -> isPlain(subject.name()) ? subject.name() : USER + subject.name();
        };
    }

    private static boolean isPlain(String user) {
        return subject(user).equals(Subject.user(user));
    }

    /// What a word of the form means.
    public static Subject subject(String word) {
        if (word.startsWith(GROUP)) {
            return Subject.group(word.substring(GROUP.length()));
        }
        if (word.startsWith(USER)) {
            return Subject.user(word.substring(USER.length()));
        }
        Optional<ServiceAccountName> full = ServiceAccountName.parse(word);
        if (full.isPresent()) {
            return Subject.serviceAccount(full.get().namespace(), full.get().name());
        }
        int slash = word.indexOf('/');
        boolean account = slash > 0
                && Dns1123.isLabel(word.substring(0, slash))
                && Dns1123.isSubdomain(word.substring(slash + 1));
        return account
                ? Subject.serviceAccount(word.substring(0, slash), word.substring(slash + 1))
                : Subject.user(word);
    }

    /// Whom the form names.
    Who who() {
        Map<String, NameSet> byNamespace = new LinkedHashMap<>();
        for (WordList.Word account : WordList.read(accounts)) {
            String text = account.text();
            if (!isAccount(text)) {
                continue;
            }
            String namespace = text.substring(0, text.indexOf('/'));
            String name = text.substring(text.indexOf('/') + 1);
            NameSet names = name.equals(ANY) ? NameSet.ANY : NameSet.of(List.of(name));
            byNamespace.merge(namespace.equals(ANY) ? "" : namespace, names, NameSet::union);
        }
        Who who = Who.NOBODY
                .withUsers(names(users))
                .withServiceAccounts(byNamespace)
                .withGroups(names(groups))
                .withNodes(names(nodes))
                .withOwnNode(ownNode)
                .withUids(names(uids));
        for (WordList.Word extra : WordList.read(extras)) {
            int equals = extra.text().indexOf('=');
            if (equals > 0) {
                String value = extra.text().substring(equals + 1);
                who = who.withExtra(
                        extra.text().substring(0, equals),
                        value.equals(ANY) && !extra.isQuoted() ? NameSet.ANY : NameSet.of(List.of(value)));
            }
        }
        return who.sorted();
    }

    // What is half typed must not be an account of every namespace for a moment.
    private static boolean isAccount(String word) {
        int slash = word.indexOf('/');
        boolean complete = slash > 0 && slash < word.length() - 1;
        return complete && (word.startsWith(ANY + "/") || Dns1123.isLabel(word.substring(0, slash)));
    }

    private static NameSet names(String text) {
        List<WordList.Word> words = WordList.read(text);
        boolean any = words.stream().anyMatch(word -> word.text().equals(ANY) && !word.isQuoted());
        return any
                ? NameSet.ANY
                : NameSet.of(words.stream().map(WordList.Word::text).toList());
    }

    /// All that the form asks for.
    DraftSpec spec() {
        List<Subject> subjects = WordList.read(requestors).stream()
                .map(word -> subject(word.text()))
                .distinct()
                .toList();
        return new DraftSpec(
                name.isBlank() ? "impersonation" : name, subjects, mode, who(), ActionText.read(actions), finding);
    }

    /// What was written and means nothing, by the field that it stands in, each in a sentence.
    public Map<Field, List<String>> problems() {
        Map<Field, List<String>> problems = new EnumMap<>(Field.class);
        put(problems, Field.ACTIONS, ActionText.wrongLines(actions).stream().map(ActionText::problem));
        put(
                problems,
                Field.EXTRAS,
                words(extras, word -> word.indexOf('=') < 1)
                        .map(word -> "“" + word + "” is not an extra. Write key=value"));
        put(
                problems,
                Field.EXTRAS,
                words(extras, word -> isPattern(word.substring(word.indexOf('=') + 1)))
                        .map(DraftForm::noPattern));
        put(
                problems,
                Field.ACCOUNTS,
                words(accounts, word -> !isAccount(word))
                        .map(word -> "“" + word
                                + "” is not a service account. Write namespace/name, or */name for every namespace"));
        put(
                problems,
                Field.ACCOUNTS,
                words(accounts, word -> isAccount(word) && isPattern(word.substring(word.indexOf('/') + 1)))
                        .map(DraftForm::noPattern));
        put(problems, Field.USERS, words(users, DraftForm::isPattern).map(DraftForm::noPattern));
        put(problems, Field.GROUPS, words(groups, DraftForm::isPattern).map(DraftForm::noPattern));
        put(problems, Field.NODES, words(nodes, DraftForm::isPattern).map(DraftForm::noPattern));
        put(problems, Field.UIDS, words(uids, DraftForm::isPattern).map(DraftForm::noPattern));
        return problems;
    }

    private static void put(Map<Field, List<String>> problems, Field field, Stream<String> found) {
        found.forEach(problem ->
                problems.computeIfAbsent(field, key -> new ArrayList<>()).add(problem));
    }

    private static Stream<String> words(String text, Predicate<String> which) {
        return WordList.read(text).stream().map(WordList.Word::text).filter(which);
    }

    private static String noPattern(String name) {
        return "“" + name
                + "” is a literal name: RBAC has no patterns. List the names; the problems below show those that match";
    }

    private static boolean isPattern(String name) {
        return name.length() > 1 && name.contains(ANY);
    }

    DraftForm withName(String other) {
        return new DraftForm(
                other, requestors, mode, accounts, users, groups, nodes, ownNode, uids, extras, actions, finding);
    }

    DraftForm withMode(Form other) {
        return new DraftForm(
                name, requestors, other, accounts, users, groups, nodes, ownNode, uids, extras, actions, finding);
    }

    public DraftForm withUsers(String other) {
        return new DraftForm(
                name, requestors, mode, accounts, other, groups, nodes, ownNode, uids, extras, actions, finding);
    }

    DraftForm withActions(String other) {
        return new DraftForm(
                name, requestors, mode, accounts, users, groups, nodes, ownNode, uids, extras, other, finding);
    }
}
