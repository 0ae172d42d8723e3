package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whom a draft names, what for and together with what, as a table: in one mode RBAC grants every line of it for every
/// column, since each user, group, uid, extra and action is checked by itself. Where only some were meant, each group
/// of lines with the same columns gets an impersonator of its own.
///
/// @param spec    what the draft asks for
/// @param targets the lines
/// @param columns the columns
public record Pairs(DraftSpec spec, List<Target> targets, List<Column> columns) {
    /// What a draft says about it, see [Limitation#nearest].
    public static final String ADVICE = "For separate pairs, give each pair its own impersonator.";

    /// Stands for no namespace, which no namespace is called.
    private static final String EVERYWHERE = "*";

    public Pairs {
        targets = List.copyOf(targets);
        columns = List.copyOf(columns);
    }

    /// Something that somebody may be impersonated for or with.
    public sealed interface Column {
        /// Something that may be done, in one namespace or everywhere.
        record Doing(Action action) implements Column {}

        /// A group, a uid or the value of an extra that a user may be asked for with.
        ///
        /// @param label for a person: `group devs`, `uid 7`, `example.com/tenant=a`
        /// @param part  just that one
        record With(String label, Who part) implements Column {
            private boolean covers(WantedUser wanted) {
                return wanted.groups().stream().anyMatch(part.groups()::contains)
                        || part.uids().contains(wanted.uid())
                        || part.extras().entrySet().stream()
                                .anyMatch(extra -> wanted.extra().getOrDefault(extra.getKey(), List.of()).stream()
                                        .anyMatch(extra.getValue()::contains));
            }
        }
    }

    /// One that may be impersonated.
    ///
    /// @param label for a person: a user name, `namespace/name`, `node name`
    /// @param who   just that one
    public record Target(String label, Mode mode, Who who) {

        /// Whether a user name is one of those.
        boolean covers(String user) {
            return switch (mode) {
                case USER_INFO ->
                    who.users().contains(user)
                            && ServiceAccountName.parse(user).isEmpty()
                            && NodeName.parse(user).isEmpty();
                case SERVICE_ACCOUNT ->
                    ServiceAccountName.parse(user).filter(this::covers).isPresent();
                case ARBITRARY_NODE, ASSOCIATED_NODE ->
                    NodeName.parse(user)
                            .filter(node ->
                                    mode == Mode.ASSOCIATED_NODE || who.nodes().contains(node.name()))
                            .isPresent();
            };
        }

        private boolean covers(ServiceAccountName account) {
            return who.serviceAccounts().entrySet().stream()
                    .anyMatch(of -> (of.getKey().isEmpty() || of.getKey().equals(account.namespace()))
                            && of.getValue().contains(account.name()));
        }
    }

    /// That somebody may be impersonated for something, or with something.
    public record Cell(int target, int column) {}

    /// The table of a spec.
    public static Pairs of(DraftSpec spec) {
        Who who = spec.who().sorted();
        List<Column> columns = new ArrayList<>();
        spec.actions().stream()
                .flatMap(Pairs::byNamespace)
                .map(Column.Doing::new)
                .forEach(columns::add);
        if (!who.users().isEmpty()) {
            columns.addAll(attributes(who));
        }
        return new Pairs(spec, targets(who), columns);
    }

    private static List<Column> attributes(Who who) {
        List<Column> columns = new ArrayList<>();
        each(
                "any group",
                who.groups(),
                (label, set) ->
                        columns.add(new Column.With(set.any() ? label : "group " + label, Who.NOBODY.withGroups(set))));
        each(
                "any uid",
                who.uids(),
                (label, set) ->
                        columns.add(new Column.With(set.any() ? label : "uid " + label, Who.NOBODY.withUids(set))));
        who.extras()
                .forEach((key, values) -> each(
                        "any " + key,
                        values,
                        (label, set) -> columns.add(new Column.With(
                                set.any() ? label : key + "=" + label, Who.NOBODY.withExtra(key, set)))));
        return columns;
    }

    /// What may be done, in the order of the columns.
    public List<Action> actions() {
        return columns.stream().flatMap(Pairs::doing).toList();
    }

    private static Stream<Action> doing(Column column) {
        return column instanceof Column.Doing(Action action) ? Stream.of(action) : Stream.empty();
    }

    /// The lines of a table, with accounts and nodes [where they belong][Who#sorted].
    static List<Target> targets(Who who) {
        List<Target> targets = new ArrayList<>();
        each(
                "any user",
                who.users(),
                (label, set) -> targets.add(new Target(label, Mode.USER_INFO, Who.NOBODY.withUsers(set))));
        who.serviceAccounts().forEach((namespace, names) -> {
            String where = namespace.isEmpty() ? "*" : namespace;
            each(
                    where + "/*",
                    names,
                    (label, set) -> targets.add(new Target(
                            set.any() ? label : where + "/" + label,
                            Mode.SERVICE_ACCOUNT,
                            Who.NOBODY.withServiceAccounts(namespace, set))));
        });
        each(
                "any node",
                who.nodes(),
                (label, set) -> targets.add(new Target(
                        set.any() ? label : "node " + label, Mode.ARBITRARY_NODE, Who.NOBODY.withNodes(set))));
        if (who.ownNode() == OwnNode.YES) {
            targets.add(new Target("its own node", Mode.ASSOCIATED_NODE, Who.NOBODY.withOwnNode(OwnNode.YES)));
        }
        return targets;
    }

    // What is done in several namespaces may be meant for another one in each.
    private static Stream<Action> byNamespace(Action action) {
        return action.namespaces().size() < 2
                ? Stream.of(action)
                : action.namespaces().stream().map(action::in);
    }

    /// The same actions, those that differ in their namespace only put together again.
    private static List<Action> together(List<Action> apart) {
        Map<Action, Set<String>> namespaces = new LinkedHashMap<>();
        for (Action action : apart) {
            Action key = action.namespaces().isEmpty() ? action.in(EVERYWHERE) : action.in(List.of());
            namespaces.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(action.namespaces());
        }
        List<Action> actions = new ArrayList<>();
        namespaces.forEach((action, where) -> actions.add(action.in(List.copyOf(where))));
        return actions;
    }

    private interface Adding {
        void add(String label, NameSet set);
    }

    private static void each(String any, NameSet names, Adding adding) {
        if (names.any()) {
            adding.add(any, names);
        } else {
            names.names().forEach(name -> adding.add(name, NameSet.of(List.of(name))));
        }
    }

    /// Whether there is anything to tell apart: a mode with several lines and several columns of a kind.
    public boolean mixes() {
        return mixesActions() || mixesAttributes();
    }

    /// Whether each of several may be impersonated for each of several actions.
    public boolean mixesActions() {
        return spec.form().isConstrained()
                && spec.who().modes().stream()
                        .anyMatch(mode -> isSeveral(mode)
                                && spec.actions().stream()
                                                .filter(action -> action.isFor(mode))
                                                .count()
                                        > 1);
    }

    /// Whether each of several users may be asked for with each of several groups, uids or values of an extra. A group
    /// and an extra, one of each, are meant together.
    public boolean mixesAttributes() {
        return spec.form().isConstrained()
                && isSeveral(Mode.USER_INFO)
                && !spec.actions().isEmpty()
                && Stream.concat(
                                Stream.of(spec.who().groups(), spec.who().uids()),
                                spec.who().extras().values().stream())
                        .anyMatch(names -> names.names().size() > 1);
    }

    private boolean isSeveral(Mode mode) {
        return targets.stream().filter(target -> target.mode() == mode).count() > 1;
    }

    /// Whether each may have an impersonator of its own: a new service account can be made, a new user cannot.
    public boolean canBeTold() {
        return !spec.requestors().isEmpty()
                && spec.requestors().stream().allMatch(subject -> subject.kind() == SubjectKind.SERVICE_ACCOUNT);
    }

    /// Whether a column is for the mode that a target is impersonated in.
    public boolean isPossible(Cell cell) {
        Mode mode = targets.get(cell.target()).mode();
        return switch (columns.get(cell.column())) {
            case Column.Doing(Action action) -> action.isFor(mode);
            case Column.With ignored -> mode == Mode.USER_INFO;
        };
    }

    /// Everything that is granted as long as nothing is told apart.
    public Set<Cell> all() {
        Set<Cell> all = new LinkedHashSet<>();
        for (int target = 0; target < targets.size(); target++) {
            for (int column = 0; column < columns.size(); column++) {
                Cell cell = new Cell(target, column);
                if (isPossible(cell)) {
                    all.add(cell);
                }
            }
        }
        return all;
    }

    /// What of all that was recorded: who of the targets was used for and with which of the columns by any of the
    /// requestors.
    public Set<Cell> recorded(Evidence evidence) {
        Set<String> names = spec.requestors().stream().map(Subject::requestName).collect(Collectors.toSet());
        List<ImpersonationUse> uses = evidence.uses().stream()
                .filter(use ->
                        !use.isRefused() && names.contains(use.requestor().name()))
                .toList();
        return all().stream()
                .filter(cell -> uses.stream()
                        .anyMatch(use -> isOf(use, targets.get(cell.target()), columns.get(cell.column()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isOf(ImpersonationUse use, Target target, Column column) {
        return target.covers(use.wanted().name())
                && switch (column) {
                    case Column.Doing(Action action) -> use.requests().stream().anyMatch(action::covers);
                    case Column.With with -> with.covers(use.wanted());
                };
    }

    /// A spec for each impersonator that it takes to grant just what is meant; the first keeps the requestors and the
    /// name. None when nothing is meant.
    ///
    /// @param taken accounts of these names are there already
    public List<DraftSpec> apart(Set<Cell> meant, Set<ObjectId.Stored> taken) {
        Map<List<Integer>, List<Target>> groups = new LinkedHashMap<>();
        for (int target = 0; target < targets.size(); target++) {
            int line = target;
            List<Integer> ticked = IntStream.range(0, columns.size())
                    .filter(column -> meant.contains(new Cell(line, column)))
                    .boxed()
                    .toList();
            boolean forSomething = ticked.stream().anyMatch(column -> columns.get(column) instanceof Column.Doing);
            if (forSomething) {
                groups.computeIfAbsent(ticked, key -> new ArrayList<>()).add(targets.get(target));
            }
        }
        Set<ObjectId.Stored> used = new HashSet<>(taken);
        List<DraftSpec> specs = new ArrayList<>();
        groups.forEach((ticked, of) -> {
            List<Column> theirs = ticked.stream().map(columns::get).toList();
            Who who = Stream.concat(
                            of.stream().map(Target::who), theirs.stream().flatMap(Pairs::attribute))
                    .reduce(Who.NOBODY, Who::union);
            List<Action> actions = theirs.stream().flatMap(Pairs::doing).toList();
            DraftSpec own = spec.withWho(who).withActions(together(actions));
            specs.add(specs.isEmpty() ? own : apart(own, of.getFirst(), used));
        });
        return specs;
    }

    private static Stream<Who> attribute(Column column) {
        return column instanceof Column.With(String ignored, Who part) ? Stream.of(part) : Stream.empty();
    }

    private static DraftSpec apart(DraftSpec spec, Target first, Set<ObjectId.Stored> used) {
        String word =
                first.label().substring(first.label().lastIndexOf(' ') + 1).replace("*", "any");
        List<Subject> requestors = spec.requestors().stream()
                .map(old -> Subject.serviceAccount(old.namespace(), free(old, word, used)))
                .toList();
        return spec.withName(spec.name() + "-" + ObjectNames.dns(word)).withRequestors(requestors);
    }

    private static String free(Subject old, String word, Set<ObjectId.Stored> used) {
        String base = ObjectNames.dns(old.name() + "-" + word);
        String name = base;
        for (int i = 2; !used.add(new ObjectId.Account(old.namespace(), name)); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
