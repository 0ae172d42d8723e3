package dev.guise.ui.inspect;

import dev.guise.escalation.AccessEdge;
import dev.guise.escalation.AccessGraph;
import dev.guise.escalation.AccessNode;
import dev.guise.escalation.CutElement;
import dev.guise.escalation.End;
import dev.guise.escalation.Goal;
import dev.guise.escalation.Identity;
import dev.guise.escalation.Reach;
import dev.guise.escalation.RuleWords;
import dev.guise.escalation.Technique;
import dev.guise.findings.triage.ObjectKey;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.Command;
import dev.guise.ui.frame.IdentityKind;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Code;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Note;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Ranking;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.review.Thing;
import dev.guise.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/// Follows what is selected and says what is known of it. Knows no controls.
public final class Inspector {
    private static final int SHOWN_RULES = 40;

    private final Session session;

    public Inspector(Session session) {
        this.session = session;
        session.frame().selectionProperty().subscribe(this::look);
        session.frame().setIdentityCommands(this::commands);
        session.reviewProperty().subscribe(this::look);
        session.reachesProperty().subscribe(this::look);
        session.graphProperty().subscribe(this::lookInGraph);
        var workspace = session.workspace().workspaceProperty();
        workspace.map(Workspace::owned).subscribe(now -> look());
        workspace.map(now -> now.triage().administrators()).subscribe(now -> look());
    }

    // What the cluster itself has does not change with the picture.
    private void lookInGraph() {
        String id = session.frame().selectionProperty().get();
        if (session.reviewProperty().get().flatMap(review -> review.objects().find(id)).isEmpty()) {
            look();
        }
    }

    private void look() {
        String id = session.frame().selectionProperty().get();
        Optional<Review> review = session.reviewProperty().get();
        if (id.isEmpty() || review.isEmpty()) {
            return;
        }
        Map<String, Reach> reaches = session.reachesProperty().get();
        Optional<AccessGraph> graph = session.graphProperty().get();
        session.background()
                .job("inspector", progress -> describe(id, review.get(), reaches, graph))
                .onDone(content -> content.ifPresent(
                        known -> session.frame().inspectorProperty().set(Optional.of(withWorkspace(id, known)))))
                .start();
    }

    // What the reviewer says of it stands above what the cluster says.
    private InspectorContent withWorkspace(String id, InspectorContent content) {
        Optional<ObjectKey> key = ObjectKey.ofId(id);
        if (key.isEmpty()) {
            return content;
        }
        List<Section> sections = new ArrayList<>();
        boolean identity = key.get().kind().isIdentity();
        content.sections().stream().limit(1).forEach(sections::add);
        if (identity) {
            marked(id).ifPresent(sections::add);
            sections.add(new Actions("", actions(id, content)));
        }
        sections.add(new Note("Your note", id, session.note(id), Workspace.LONGEST_NOTE, text -> session.setNote(id, text)));
        content.sections().stream().skip(identity ? 2 : 1).forEach(sections::add);
        return new InspectorContent(content.title(), content.kind(), content.icon(), sections);
    }

    private Optional<Section> marked(String id) {
        List<Fact> facts = new ArrayList<>();
        if (session.owned().contains(id)) {
            facts.add(new Fact("Owned", "You take it for an attacker's."));
        }
        if (session.isAccepted(id)) {
            facts.add(new Fact("Accepted", "As an administrator: its findings are expected."));
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(new Facts("", facts));
    }

    private List<Command> actions(String id, InspectorContent content) {
        List<Command> commands = new ArrayList<>();
        content.sections().stream()
                .limit(2)
                .forEach(section -> {
                    if (section instanceof Actions(String ignored, List<Command> own)) {
                        commands.addAll(own);
                    }
                });
        commands.addAll(marking(id));
        return commands;
    }

    private List<Command> marking(String id) {
        String own = session.owned().contains(id) ? "Not owned" : "Mark as owned";
        String accept = session.isAccepted(id) ? "No longer accept" : "Accept as administrator";
        return List.of(
                Command.of("inspect.own", own, Feather.FLAG, () -> session.toggleOwned(id)),
                Command.of("inspect.accept", accept, Feather.USER_CHECK, () -> session.toggleAccepted(id)));
    }

    /// What is known of the thing with that id; empty when there is no such thing.
    Optional<InspectorContent> describe(
            String id, Review review, Map<String, Reach> reaches, Optional<AccessGraph> graph) {
        Optional<Thing> thing = review.objects().find(id);
        if (thing.isPresent()) {
            return Optional.of(switch (thing.get()) {
                case Thing.Somebody who -> somebody(who, review, reaches);
                case Thing.ABinding(String ignored, Binding binding) -> binding(thing.get(), binding, review);
                case Thing.ARole(String ignored, RoleObject role) -> role(thing.get(), role, review);
                case Thing.ARule(String ignored, RoleObject role, int index) -> rule(thing.get(), role, index);
            });
        }
        Optional<InspectorContent> edge = graph.flatMap(shown -> shown.edge(id).map(found -> edge(found, shown, review)));
        return edge.isPresent() ? edge : graph.flatMap(shown -> shown.node(id)).map(node -> node(node, review, reaches));
    }

    // ---- identities ----

    private InspectorContent somebody(Thing.Somebody who, Review review, Map<String, Reach> reaches) {
        List<Section> sections = new ArrayList<>();
        Optional<Reach> reach = Optional.ofNullable(reaches.get(who.id()));
        sections.add(new Facts("", facts(who, reach)));
        sections.add(new Actions("", asking(who, reach)));
        sections.add(new Links("Roles bound to it", grants(who.identity(), review, Through.ITSELF)));
        sections.add(new Links("Roles by its groups", grants(who.identity(), review, Through.GROUPS)));
        reach.ifPresent(known -> sections.add(new Links("Can become", names(known, who, review))));
        if (!reaches.isEmpty()) {
            sections.add(new Links("Who can become it", reaching(who, review, reaches)));
        }
        sections.add(new Code("Command", Texts.kubectl(who)));
        sections.removeIf(section -> section instanceof Links links && links.links().isEmpty());
        return new InspectorContent(who.name(), kind(who), who.kind().icon(), sections);
    }

    private List<Command> asking(Thing.Somebody who, Optional<Reach> reach) {
        return List.of(
                Command.of("inspect.from", "Graph from here", Feather.LOG_OUT, () -> session.ask(new Question.From(who))),
                Command.of("inspect.to", "To here", Feather.LOG_IN, () -> session.ask(new Question.To(who))),
                Command.of("inspect.paths", "Paths", Feather.GIT_BRANCH, () -> session.askPaths(
                        new Question.Between(who, new End.OfGoal(worst(reach))))));
    }

    // The same as the buttons, for the menu of the list.
    private List<Command> commands(String id) {
        List<Command> commands = new ArrayList<>();
        session.reviewProperty().get().flatMap(review -> review.objects().identity(id)).ifPresent(who -> {
            commands.addAll(asking(who, Optional.ofNullable(session.reachesProperty().get().get(id))));
            commands.addAll(marking(id));
            commands.add(Command.of("inspect.copy", "Copy name", Feather.COPY, () -> session.dialogs().copy(
                    ObjectIndex.label(who))));
        });
        return commands;
    }

    private static Goal worst(Optional<Reach> reach) {
        return reach.flatMap(Ranking::worst).orElse(Goal.CLUSTER_CONTROL);
    }

    private static String kind(Thing.Somebody who) {
        return switch (who.kind()) {
            case SERVICE_ACCOUNT -> "Service account in " + who.namespace();
            case USER -> "User";
            case GROUP -> "Group";
            case NODE -> "Node";
            case ANYONE -> who.name().equals("system:authenticated") ? "Everybody with a credential" : "Anybody, without a credential";
        };
    }

    private static List<Fact> facts(Thing.Somebody who, Optional<Reach> reach) {
        List<Fact> facts = new ArrayList<>();
        String goals = reach.map(known -> known.goals().isEmpty()
                        ? "None of the goals"
                        : known.goals().stream().map(Goal::title).collect(Collectors.joining(", ")))
                .orElse("Being worked out…");
        facts.add(new Fact("Reaches", goals));
        if (who.kind() != IdentityKind.GROUP && who.kind() != IdentityKind.ANYONE) {
            facts.add(new Fact("Groups", String.join(", ", who.identity().groups())));
        }
        if (who.kind() == IdentityKind.USER) {
            facts.add(new Fact("Note", "Groups from an identity provider are not in the cluster."));
        }
        return facts;
    }

    private enum Through {
        ITSELF,
        GROUPS
    }

    private static List<Link> grants(Identity identity, Review review, Through through) {
        Map<String, Link> links = new LinkedHashMap<>();
        String own = AccessNode.idOf(identity);
        for (Grant grant : review.policy().allRulesFor(identity.userInfo())) {
            boolean itself = AccessNode.idOf(grant.subject()).equals(own);
            if (itself == (through == Through.ITSELF)) {
                Binding binding = grant.binding();
                String where = binding.namespace().isEmpty() ? "everywhere" : "in " + binding.namespace();
                links.putIfAbsent(AccessNode.idOf(binding), new Link(
                        grant.role().name(), itself ? where : where + ", " + grant.subject().name(), Feather.SHIELD,
                        AccessNode.idOf(binding)));
            }
        }
        return List.copyOf(links.values());
    }

    private static List<Link> names(Reach reach, Thing.Somebody who, Review review) {
        List<Link> links = new ArrayList<>();
        reach.credentials().forEach(name -> link(name, "by its credential", who, review).ifPresent(links::add));
        reach.acting().forEach(name -> link(name, "by impersonation", who, review).ifPresent(links::add));
        return links;
    }

    private static Optional<Link> link(String name, String note, Thing.Somebody self, Review review) {
        return review.objects().named(name)
                .filter(other -> !other.id().equals(self.id()))
                .map(other -> new Link(ObjectIndex.label(other), note, other.kind().icon(), other.id()));
    }

    /// Those that come to its credential or may act as it in everything, and those that may act as it for some requests.
    public static List<Link> reaching(Thing.Somebody who, Review review, Map<String, Reach> reaches) {
        String name = who.identity().displayName();
        Set<String> atOnce = AccessGraph.impersonators(who.identity(), review.policy(), review.snapshot().server()).stream()
                .map(AccessNode::idOf)
                .collect(Collectors.toSet());
        List<Link> links = new ArrayList<>();
        for (Thing.Somebody other : review.objects().identities()) {
            boolean becomes = Optional.ofNullable(reaches.get(other.id())).filter(reach -> reach.becomes(name)).isPresent();
            if (!other.id().equals(who.id()) && (becomes || atOnce.contains(other.id()))) {
                String note = atOnce.contains(other.id()) ? "by impersonation" : "";
                links.add(new Link(ObjectIndex.label(other), note, other.kind().icon(), other.id()));
            }
        }
        return links;
    }

    // ---- objects ----

    private static InspectorContent binding(Thing thing, Binding binding, Review review) {
        List<Link> links = new ArrayList<>();
        for (Subject subject : binding.subjects()) {
            Thing.Somebody who = ObjectIndex.somebody(Identity.of(subject));
            links.add(new Link(ObjectIndex.label(who), subject.kind().kind(), who.kind().icon(), who.id()));
        }
        Optional<RoleObject> role = review.policy().role(binding.roleRef(), binding.namespace());
        String where = binding.namespace().isEmpty() ? "Everywhere" : "Only in " + binding.namespace();
        List<Section> sections = new ArrayList<>();
        sections.add(new Facts("", List.of(new Fact("Holds", where), new Fact("Made by", madeBy(binding.meta().isBootstrap())))));
        sections.add(role.<Section>map(found -> new Links("Role", List.of(new Link(
                        found.name(), found.kind().kind(), Feather.SHIELD, AccessNode.idOf(found)))))
                .orElse(new Prose("Role", binding.roleRef().kind().kind() + " " + binding.roleRef().name()
                        + " does not exist, so this binding grants nothing.")));
        sections.add(new Links("Subjects", links));
        sections.add(new Code("YAML", Texts.yaml(thing)));
        return new InspectorContent(binding.name(), binding.kind(), Feather.LINK, sections);
    }

    private static String madeBy(boolean bootstrap) {
        return bootstrap ? "The API server itself" : "Somebody";
    }

    private InspectorContent role(Thing thing, RoleObject role, Review review) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Facts("", List.of(
                new Fact("Rules", String.valueOf(role.rules().size())), new Fact("Made by", madeBy(role.meta().isBootstrap())))));
        sections.add(whoComesTo(role.kind().kind() + " " + role.meta().qualifiedName()));
        List<Link> bindings = review.policy().bindingsOf(role).stream()
                .map(binding -> new Link(binding.name(), binding.kind(), Feather.LINK, AccessNode.idOf(binding)))
                .toList();
        sections.add(new Links("Bound by", bindings));
        List<Link> rules = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN_RULES, role.rules().size()); i++) {
            rules.add(new Link(RuleWords.of(role.rules().get(i)), "", Feather.FILE_TEXT, AccessNode.idOf(role, i)));
        }
        sections.add(new Links("Rules", rules));
        sections.add(new Code("YAML", Texts.yaml(thing)));
        return new InspectorContent(role.name(), role.kind().kind(), Feather.SHIELD, sections);
    }

    private static InspectorContent rule(Thing thing, RoleObject role, int index) {
        PolicyRule rule = role.rules().get(index);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Verbs", String.join(", ", rule.verbs())));
        if (rule.resources().isEmpty()) {
            facts.add(new Fact("Paths", String.join(", ", rule.nonResourceURLs())));
        } else {
            facts.add(new Fact("API groups", rule.apiGroups().stream()
                    .map(group -> group.isEmpty() ? "core" : group).collect(Collectors.joining(", "))));
            facts.add(new Fact("Resources", String.join(", ", rule.resources())));
            facts.add(new Fact("Names", rule.resourceNames().isEmpty() ? "any" : String.join(", ", rule.resourceNames())));
        }
        return new InspectorContent("Rule " + (index + 1) + " of " + role.name(), "Rule", Feather.FILE_TEXT, List.of(
                new Facts("", facts),
                new Links("Role", List.of(new Link(role.name(), role.kind().kind(), Feather.SHIELD, AccessNode.idOf(role)))),
                new Code("YAML", Texts.yaml(thing))));
    }

    // ---- graphs ----

    private InspectorContent node(AccessNode node, Review review, Map<String, Reach> reaches) {
        List<Section> sections = new ArrayList<>();
        if (!node.note().isEmpty()) {
            sections.add(new Prose("", node.note()));
        }
        Goal.of(node.id().substring(node.id().indexOf(':') + 1))
                .filter(goal -> node.kind() == AccessNode.Kind.GOAL)
                .ifPresent(goal -> sections.addAll(whoReaches(goal, review, reaches)));
        int colon = node.id().indexOf(':');
        int bar = node.id().indexOf('|');
        if (node.kind() == AccessNode.Kind.TECHNIQUE && colon > 0) {
            String technique = node.id().substring(colon + 1, bar < 0 ? node.id().length() : bar);
            sections.addAll(technique(technique, review));
        }
        return new InspectorContent(node.title(), node.subtitle(), icon(node.kind()), sections);
    }

    private List<Section> whoReaches(Goal goal, Review review, Map<String, Reach> reaches) {
        List<Link> links = review.objects().identities().stream()
                .filter(who -> Optional.ofNullable(reaches.get(who.id())).filter(reach -> reach.goals().contains(goal)).isPresent())
                .map(who -> new Link(ObjectIndex.label(who), "", who.kind().icon(), who.id()))
                .toList();
        return links.isEmpty()
                ? List.of(whoComesTo(goal.title()))
                : List.of(whoComesTo(goal.title()), new Links("Who reaches this", links));
    }

    private Section whoComesTo(String end) {
        return new Actions("", List.of(Command.of(
                "inspect.who", "Who reaches this", Feather.GIT_BRANCH, () -> session.askWhoComesTo(end))));
    }

    private static Feather icon(AccessNode.Kind kind) {
        return switch (kind) {
            case USER -> Feather.USER;
            case GROUP -> Feather.USERS;
            case SERVICE_ACCOUNT -> Feather.CPU;
            case NODE -> Feather.SERVER;
            case ANYONE -> Feather.GLOBE;
            case BINDING -> Feather.LINK;
            case ROLE -> Feather.SHIELD;
            case RULE -> Feather.FILE_TEXT;
            case TECHNIQUE -> Feather.ZAP;
            case HOLD, GOAL -> Feather.TARGET;
            case DEAD_END -> Feather.SLASH;
            case MORE -> Feather.MORE_HORIZONTAL;
        };
    }

    private InspectorContent edge(AccessEdge edge, AccessGraph graph, Review review) {
        List<Section> sections = new ArrayList<>();
        AccessNode from = graph.graph().getEdgeSource(edge);
        AccessNode to = graph.graph().getEdgeTarget(edge);
        sections.add(new Links("From", List.of(link(from))));
        sections.add(new Links("To", List.of(link(to))));
        if (!edge.note().isEmpty()) {
            sections.add(new Prose(edge.kind() == AccessEdge.Kind.DEAD ? "Why it allows nothing" : "What it is", edge.note()));
        }
        boolean impersonation = edge.kind() == AccessEdge.Kind.LEGACY || edge.kind() == AccessEdge.Kind.CONSTRAINED;
        if (impersonation) {
            edge.grants().stream().findFirst().ifPresent(grant -> sections.add(new Actions("", List.of(Command.of(
                    "inspect.constrain", "Constrain this…", Feather.EDIT_3, () -> session.constrain(grant))))));
        }
        sections.add(new Links("Allowed by", allowedBy(edge.grants())));
        sections.addAll(technique(edge.technique(), review));
        closing(edge).ifPresent(sections::add);
        sections.removeIf(section -> section instanceof Links links && links.links().isEmpty());
        return new InspectorContent(title(edge), from.title() + " → " + to.title(), Feather.ARROW_RIGHT, sections);
    }

    private static Link link(AccessNode node) {
        return new Link(node.title(), node.subtitle(), icon(node.kind()), node.id());
    }

    // Each way to take the grants away that lasts; what the API server maintains comes back.
    private Optional<Section> closing(AccessEdge edge) {
        List<Command> commands = edge.grants().stream()
                .flatMap(grant -> CutElement.of(grant).stream())
                .filter(element -> element instanceof CutElement.SubjectEntry)
                .distinct()
                .map(element -> Command.of(
                        "inspect.takeAway." + element.meta().qualifiedName(), "Draft: take it out of " + element.meta().qualifiedName(),
                        Feather.SCISSORS, () -> session.takeAway(element)))
                .toList();
        return commands.isEmpty() ? Optional.empty() : Optional.of(new Actions("Close it", commands));
    }

    private static String title(AccessEdge edge) {
        return switch (edge.kind()) {
            case BINDS -> "Binding";
            case REFERS -> "Refers to a role";
            case CONTAINS -> "Contains a rule";
            case LEGACY -> "Legacy impersonation";
            case CONSTRAINED -> "Constrained impersonation";
            case TECHNIQUE -> "Technique";
            case DEAD -> "Dead grant";
            case MEMBER -> "Membership";
        };
    }

    private static List<Link> allowedBy(List<Grant> grants) {
        Set<Link> links = new LinkedHashSet<>();
        for (Grant grant : grants) {
            links.add(new Link(
                    RuleWords.of(grant.rule()), grant.role().name(), Feather.FILE_TEXT,
                    AccessNode.idOf(grant.role(), grant.ruleIndex())));
            links.add(new Link(
                    grant.binding().name(), grant.binding().kind(), Feather.LINK, AccessNode.idOf(grant.binding())));
        }
        return List.copyOf(links);
    }

    private static List<Section> technique(String id, Review review) {
        Optional<Technique> technique = review.escalation().catalogue().technique(id);
        return technique
                .<List<Section>>map(known -> List.of(
                        new Prose("What happens", known.what()),
                        new Prose("In audit logs", known.audit()),
                        new Prose("How to close it", known.close()),
                        new Facts("", List.of(new Fact("Documentation", known.reference())))))
                .orElse(List.of());
    }
}
