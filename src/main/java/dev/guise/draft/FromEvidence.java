package dev.guise.draft;

import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.OwnNode;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.impersonation.Mode;
import dev.guise.impersonation.NameSet;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The least that covers what was recorded: for each requestor one draft, with whom it became and, in the constrained
/// form, what it did then. Only requests that were allowed count.
///
/// Within a mode everybody is still allowed everything that somebody did: RBAC knows no pairs.
public final class FromEvidence {
    private final Form form;
    private final Set<Widen> widen;

    /// What may be more than was recorded.
    public enum Widen {
        /// Objects of any name.
        OBJECT_NAMES,
        /// Every namespace where one was recorded.
        NAMESPACES
    }

    /// @param form  the form of the drafts
    /// @param widen what may be more than was recorded; nothing for the least
    public FromEvidence(Form form, Set<Widen> widen) {
        this.form = form;
        this.widen = Set.copyOf(widen);
    }

    /// The drafts and what could not be covered.
    ///
    /// @param specs       one for each requestor, by name
    /// @param limitations recorded requests that the form cannot cover, or not exactly
    public record Result(List<DraftSpec> specs, List<Limitation> limitations) {
        public Result {
            specs = List.copyOf(specs);
            limitations = List.copyOf(limitations);
        }
    }

    /// The drafts for everybody who impersonated; none while a part of the evidence was not read, since what is
    /// needed for that part would be missing.
    public Result drafts(Evidence evidence) {
        if (evidence.isPartial()) {
            return new Result(List.of(), List.of(Limitation.PARTIAL_EVIDENCE));
        }
        Map<String, List<ImpersonationUse>> byRequestor = new TreeMap<>();
        evidence.uses().stream()
                .filter(use -> use.outcome() instanceof Outcome.Allowed
                        && !use.wanted().name().isEmpty())
                .forEach(use -> byRequestor
                        .computeIfAbsent(use.requestor().name(), name -> new ArrayList<>())
                        .add(use));
        Set<Limitation> limitations = new LinkedHashSet<>();
        List<DraftSpec> specs = new ArrayList<>();
        byRequestor.forEach((name, uses) -> {
            DraftSpec spec = spec(name, uses, evidence, limitations);
            if (spec.who().hasTarget()) {
                specs.add(spec.withoutIdleModes());
            }
        });
        return new Result(specs, List.copyOf(limitations));
    }

    private DraftSpec spec(
            String requestor, List<ImpersonationUse> uses, Evidence evidence, Set<Limitation> limitations) {
        Subject asking = Subject.ofUserName(requestor);
        String name = ObjectName.of(asking);
        Who who = Who.NOBODY;
        Map<Mode, Actions> actions = new TreeMap<>();
        for (ImpersonationUse use : uses) {
            WantedUser wanted = use.wanted();
            boolean implied = form.isConstrained() && asksForOwnGroups(wanted);
            if (implied) {
                limitations.add(Limitation.of(
                        asking,
                        name
                                + " impersonated nodes or service accounts with groups that the server adds anyway in"
                                + " a constrained mode.",
                        "Let it impersonate the user name only; no constrained mode accepts the groups."));
            }
            boolean coverable = implied || isNameOnly(wanted) || isPlainUser(wanted) || form == Form.LEGACY;
            if (!coverable) {
                limitations.add(Limitation.of(
                        asking,
                        name + " became "
                                + ObjectName.of(ObjectId.ofUserName(use.wanted().name()))
                                + " with groups, uid or extras: no constrained mode accepts those with a service"
                                + " account or node.",
                        "Let it impersonate the user name only, or keep a legacy grant."));
                continue;
            }
            if (evidence.totals().namesOnly() > 0) {
                limitations.add(Limitation.of(
                        asking,
                        "The logs of " + name + "'s requests contain only names: no groups, extras or modes.",
                        "Add the groups that it impersonates."));
            }
            who = who.union(who(use));
            Mode mode = mode(use);
            if (use.otherNames() > 0) {
                limitations.add(Limitation.of(
                        asking,
                        "Guise did not keep all object names of " + name + "'s requests.",
                        "The draft allows any name there."));
            }
            Actions of = actions.computeIfAbsent(mode, m -> new Actions());
            use.requests().forEach(request -> of.add(request, use.otherNames() > 0));
        }
        List<Action> all = new ArrayList<>();
        actions.forEach((mode, of) -> of.actions(widen).forEach(action -> all.add(action.only(mode))));
        String base = requestor.substring(requestor.lastIndexOf(':') + 1) + "-impersonates";
        return new DraftSpec(base, List.of(asking), form, who, form.isConstrained() ? all : List.of());
    }

    private static boolean isNameOnly(WantedUser wanted) {
        return wanted.isNameOnly();
    }

    /// Whether the groups are just those that a constrained mode gives the node or service account by itself.
    private static boolean asksForOwnGroups(WantedUser wanted) {
        boolean groupsOnly = wanted.uid().isEmpty()
                && wanted.extra().isEmpty()
                && !wanted.groups().isEmpty();
        return groupsOnly && !isPlainUser(wanted) && ownGroups(wanted.name()).containsAll(wanted.groups());
    }

    private static List<String> ownGroups(String name) {
        return UserInfo.ofName(name).groups();
    }

    private static boolean isPlainUser(WantedUser wanted) {
        return ServiceAccountName.parse(wanted.name()).isEmpty()
                && NodeName.parse(wanted.name()).isEmpty();
    }

    /// Only a node that is the requestor's own, by a constraint that was recorded, needs no name.
    private Mode mode(ImpersonationUse use) {
        String name = use.wanted().name();
        if (ServiceAccountName.parse(name).isPresent()) {
            return Mode.SERVICE_ACCOUNT;
        }
        if (NodeName.parse(name).isEmpty()) {
            return Mode.USER_INFO;
        }
        return isOwnNode(use) ? Mode.ASSOCIATED_NODE : Mode.ARBITRARY_NODE;
    }

    private boolean isOwnNode(ImpersonationUse use) {
        List<String> nodes = use.requestor().extra().getOrDefault(UserInfo.NODE_NAME_EXTRA, List.of());
        return form == Form.CONSTRAINED
                && nodes.size() == 1
                && use.wanted().name().equals(new NodeName(nodes.getFirst()).userName());
    }

    private Who who(ImpersonationUse use) {
        WantedUser wanted = use.wanted();
        boolean own = NodeName.parse(wanted.name()).isPresent() && isOwnNode(use);
        Who who = own
                ? Who.NOBODY.withOwnNode(OwnNode.YES)
                : Who.NOBODY.withUsers(wanted.name()).sorted();
        boolean implied = form == Form.CONSTRAINED && asksForOwnGroups(wanted);
        who = implied ? who : who.withGroups(NameSet.of(wanted.groups()));
        who = wanted.uid().isEmpty() ? who : who.withUids(NameSet.of(List.of(wanted.uid())));
        for (var extra : wanted.extra().entrySet()) {
            who = who.withExtra(extra.getKey(), NameSet.of(extra.getValue()));
        }
        return who;
    }

    /// What was done in one mode: for each verb on each resource in each namespace, the names.
    private static final class Actions {
        private final Map<Place, Set<String>> names = new LinkedHashMap<>();
        private final Map<String, Set<String>> paths = new TreeMap<>();

        private record Place(String namespace, String apiGroup, String resource, String verb) {}

        private record Share(String namespace, String apiGroup, String resource, Set<String> names) {}

        void add(Attributes request, boolean moreNames) {
            switch (request) {
                case ResourceAttributes a -> {
                    Place place = new Place(a.namespace(), a.apiGroup(), a.combinedResource(), a.verb());
                    Set<String> known = names.computeIfAbsent(place, p -> new TreeSet<>());
                    known.add(moreNames ? "" : a.name());
                }
                case NonResourceAttributes a ->
                    paths.computeIfAbsent(a.path(), p -> new TreeSet<>()).add(a.verb());
            }
        }

        /// A request without a name is only allowed by a rule without names.
        List<Action> actions(Set<Widen> widen) {
            Map<Share, Set<String>> verbs = new LinkedHashMap<>();
            names.forEach((place, all) -> {
                boolean any = all.contains("") || widen.contains(Widen.OBJECT_NAMES);
                String where = widen.contains(Widen.NAMESPACES) ? "" : place.namespace();
                Share share = new Share(where, place.apiGroup(), place.resource(), any ? Set.of() : all);
                verbs.computeIfAbsent(share, s -> new TreeSet<>()).add(place.verb());
            });
            List<Action> actions = new ArrayList<>();
            verbs.forEach((share, of) -> {
                Action action = Action.on(List.copyOf(of), share.apiGroup(), List.of(share.resource()))
                        .named(List.copyOf(share.names()));
                actions.add(share.namespace().isEmpty() ? action : action.in(share.namespace()));
            });
            paths.forEach((path, of) -> actions.add(Action.onPaths(List.copyOf(of), List.of(path))));
            return actions;
        }
    }
}
