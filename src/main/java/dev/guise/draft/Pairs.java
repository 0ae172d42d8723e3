package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.NodeName;
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

/// Whom a draft names and what for, as a table: in one mode RBAC grants every line of it for every column. Where only
/// some were meant, each group of lines with the same columns gets an impersonator of its own.
///
/// @param spec    what the draft asks for
/// @param targets the lines
/// @param actions the columns, each in one namespace or everywhere
public record Pairs(DraftSpec spec, List<Target> targets, List<Action> actions) {
    /// What a draft says about it, see [Limitation#nearest].
    public static final String ADVICE = "For separate pairs, give each pair an impersonator of its own.";

    /// Stands for no namespace, which no namespace is called.
    private static final String EVERYWHERE = "*";

    public Pairs {
        targets = List.copyOf(targets);
        actions = List.copyOf(actions);
    }

    /// One that may be impersonated.
    ///
    /// @param label for a person: a user name, `namespace/name`, `node name`
    /// @param who   just that one; users with the groups, uids and extras of the draft
    public record Target(String label, Mode mode, Who who) {

        /// Whether a user name is one of those.
        boolean covers(String user) {
            return switch (mode) {
                case USER_INFO ->
                    who.users().contains(user) && ServiceAccountName.parse(user).isEmpty() && NodeName.parse(user).isEmpty();
                case SERVICE_ACCOUNT -> ServiceAccountName.parse(user).filter(this::covers).isPresent();
                case ARBITRARY_NODE, ASSOCIATED_NODE ->
                    NodeName.parse(user).filter(node -> mode == Mode.ASSOCIATED_NODE || who.nodes().contains(node.name())).isPresent();
            };
        }

        private boolean covers(ServiceAccountName account) {
            return who.serviceAccounts().entrySet().stream()
                    .anyMatch(of -> (of.getKey().isEmpty() || of.getKey().equals(account.namespace()))
                            && of.getValue().contains(account.name()));
        }
    }

    /// That somebody may be impersonated for something.
    public record Cell(int target, int action) {}

    /// The table of a spec.
    public static Pairs of(DraftSpec spec) {
        return new Pairs(
                spec, targets(spec.who().sorted()), spec.actions().stream().flatMap(Pairs::byNamespace).toList());
    }

    /// The lines of a table, with accounts and nodes [where they belong][Who#sorted].
    static List<Target> targets(Who who) {
        List<Target> targets = new ArrayList<>();
        Who attributes = Who.NOBODY.withGroups(who.groups()).withUids(who.uids()).withExtras(who.extras());
        each("any user", who.users(), (label, set) ->
                targets.add(new Target(label, Mode.USER_INFO, attributes.withUsers(set))));
        who.serviceAccounts().forEach((namespace, names) -> {
            String where = namespace.isEmpty() ? "*" : namespace;
            each(where + "/*", names, (label, set) -> targets.add(new Target(
                    set.any() ? label : where + "/" + label,
                    Mode.SERVICE_ACCOUNT,
                    Who.NOBODY.withServiceAccounts(namespace, set))));
        });
        each("any node", who.nodes(), (label, set) -> targets.add(
                new Target(set.any() ? label : "node " + label, Mode.ARBITRARY_NODE, Who.NOBODY.withNodes(set))));
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

    /// Whether there is anything to tell apart: a mode with several lines and several columns.
    public boolean mixes() {
        return spec.form().isConstrained()
                && spec.who().modes().stream().anyMatch(mode -> targets.stream().filter(t -> t.mode() == mode).count() > 1
                        && spec.actions().stream().filter(action -> action.isFor(mode)).count() > 1);
    }

    /// Whether each may have an impersonator of its own: a new service account can be made, a new user cannot.
    public boolean canBeTold() {
        return !spec.requestors().isEmpty()
                && spec.requestors().stream().allMatch(subject -> subject.kind() == SubjectKind.SERVICE_ACCOUNT);
    }

    /// Whether an action is for the mode that a target is impersonated in.
    public boolean isPossible(Cell cell) {
        return actions.get(cell.action()).isFor(targets.get(cell.target()).mode());
    }

    /// Everything that is granted as long as nothing is told apart.
    public Set<Cell> all() {
        Set<Cell> all = new LinkedHashSet<>();
        for (int target = 0; target < targets.size(); target++) {
            for (int action = 0; action < actions.size(); action++) {
                Cell cell = new Cell(target, action);
                if (isPossible(cell)) {
                    all.add(cell);
                }
            }
        }
        return all;
    }

    /// What of all that was recorded: who of the targets was used for which of the actions by any of the requestors.
    public Set<Cell> recorded(Evidence evidence) {
        Set<String> names = spec.requestors().stream().map(Subject::requestName).collect(Collectors.toSet());
        List<ImpersonationUse> uses = evidence.uses().stream()
                .filter(use -> !use.isRefused() && names.contains(use.requestor().name()))
                .toList();
        return all().stream()
                .filter(cell -> uses.stream().anyMatch(use -> isOf(use, targets.get(cell.target()), actions.get(cell.action()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isOf(ImpersonationUse use, Target target, Action action) {
        return target.covers(use.wanted().name()) && use.requests().stream().anyMatch(action::covers);
    }

    /// A spec for each impersonator that it takes to grant just what is meant; the first keeps the requestors and the
    /// name. None when nothing is meant.
    ///
    /// @param taken accounts of these names are there already
    public List<DraftSpec> apart(Set<Cell> meant, Set<ObjectKey> taken) {
        Map<List<Integer>, List<Target>> groups = new LinkedHashMap<>();
        for (int target = 0; target < targets.size(); target++) {
            int line = target;
            List<Integer> columns = IntStream.range(0, actions.size())
                    .filter(action -> meant.contains(new Cell(line, action)))
                    .boxed()
                    .toList();
            if (!columns.isEmpty()) {
                groups.computeIfAbsent(columns, key -> new ArrayList<>()).add(targets.get(target));
            }
        }
        Set<ObjectKey> used = new HashSet<>(taken);
        List<DraftSpec> specs = new ArrayList<>();
        groups.forEach((columns, of) -> {
            Who who = of.stream().map(Target::who).reduce(Who.NOBODY, Who::union);
            DraftSpec own = spec.withWho(who).withActions(together(columns.stream().map(actions::get).toList()));
            specs.add(specs.isEmpty() ? own : apart(own, of.getFirst(), used));
        });
        return specs;
    }

    private static DraftSpec apart(DraftSpec spec, Target first, Set<ObjectKey> used) {
        String word = first.label().substring(first.label().lastIndexOf(' ') + 1).replace("*", "any");
        List<Subject> requestors = spec.requestors().stream()
                .map(old -> Subject.serviceAccount(old.namespace(), free(old, word, used)))
                .toList();
        return spec.withName(spec.name() + "-" + ObjectNames.dns(word)).withRequestors(requestors);
    }

    private static String free(Subject old, String word, Set<ObjectKey> used) {
        String base = ObjectNames.dns(old.name() + "-" + word);
        String name = base;
        for (int i = 2; !used.add(new ObjectKey(ObjectKey.SERVICE_ACCOUNT, old.namespace(), name)); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
