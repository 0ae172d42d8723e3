package dev.guise.ui.inspect;

import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.CutElement;
import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessEdge;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessNode;
import dev.guise.graph.NodeId;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.AccountNames;
import dev.guise.ui.review.Navigator;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kordamp.ikonli.feather.Feather;

/// What is known of a node or an edge of the graph that is shown.
final class GraphContent {
    private final Navigator navigator;
    private final EndQuestions ends;

    GraphContent(Navigator navigator, EndQuestions ends) {
        this.navigator = navigator;
        this.ends = ends;
    }

    InspectorContent node(AccessNode node, Review review, Map<String, Reach> reaches) {
        List<Section> sections = new ArrayList<>();
        if (node.id() instanceof NodeId.Others(NodeId end, List<Identity> who)) {
            sections.addAll(others(end, who, review));
        } else if (!node.note().isEmpty()) {
            sections.add(new Prose("", AccountNames.shortened(node.note())));
        }
        opening(node.id()).ifPresent(hint -> sections.add(new Prose("", hint)));
        if (node.id() instanceof NodeId.OfGoal(Goal goal)) {
            sections.addAll(whoReaches(goal, review, reaches));
        }
        if (node.id() instanceof NodeId.OfTechnique(String technique, Optional<?> ignored)) {
            sections.addAll(technique(technique, review));
        }
        return new InspectorContent(node.title(), node.subtitle(), icon(node.kind()), sections);
    }

    private static Optional<String> opening(NodeId id) {
        return switch (id) {
            case NodeId.MoreGrants ignored -> Optional.of("Press Enter to show them.");
            case NodeId.OfObject(ObjectId.Any any) -> Optional.of("Press Enter to show the matching identities.");
            default -> Optional.empty();
        };
    }

    private List<Section> others(NodeId end, List<Identity> others, Review review) {
        List<Link> links = others.stream()
                .map(ObjectIndex::somebody)
                .map(who -> new Link(ObjectIndex.label(who), "", who.kind().icon(), who.id()))
                .toList();
        List<Section> sections = new ArrayList<>();
        if (end instanceof NodeId.OfObject(ObjectId.Identity becoming)) {
            review.objects()
                    .identity(becoming.text())
                    .map(ObjectIndex::label)
                    .map(ends::whoComesTo)
                    .ifPresent(sections::add);
        }
        sections.add(new Links("Identities", links));
        return sections;
    }

    private List<Section> whoReaches(Goal goal, Review review, Map<String, Reach> reaches) {
        List<Link> links = review.objects().identities().stream()
                .filter(who -> Optional.ofNullable(reaches.get(who.id()))
                        .filter(reach -> reach.goals().contains(goal))
                        .isPresent())
                .map(who -> new Link(ObjectIndex.label(who), "", who.kind().icon(), who.id()))
                .toList();
        return links.isEmpty()
                ? List.of(ends.whoComesTo(goal.title()))
                : List.of(ends.whoComesTo(goal.title()), new Links("Who can reach this", links));
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

    InspectorContent edge(AccessEdge edge, AccessGraph graph, Review review) {
        List<Section> sections = new ArrayList<>();
        AccessNode from = graph.graph().getEdgeSource(edge);
        AccessNode to = graph.graph().getEdgeTarget(edge);
        sections.add(new Links("From", List.of(link(from))));
        sections.add(new Links("To", List.of(link(to))));
        if (!edge.note().isEmpty()) {
            sections.add(new Prose(
                    edge.kind() == AccessEdge.Kind.DEAD ? "Why it grants nothing" : "Meaning",
                    AccountNames.shortened(edge.note())));
        }
        boolean impersonation = edge.kind() == AccessEdge.Kind.LEGACY || edge.kind() == AccessEdge.Kind.CONSTRAINED;
        if (impersonation) {
            edge.grants().stream()
                    .findFirst()
                    .ifPresent(grant -> sections.add(new Actions(
                            "", List.of(CommandId.INSPECT_CONSTRAIN.command(() -> navigator.constrain(grant))))));
        }
        sections.add(new Links("Allowed by", allowedBy(edge.grants())));
        sections.addAll(technique(edge.technique(), review));
        closing(edge).ifPresent(sections::add);
        sections.removeIf(
                section -> section instanceof Links links && links.links().isEmpty());
        return new InspectorContent(title(edge), from.title() + " → " + to.title(), Feather.ARROW_RIGHT, sections);
    }

    private static Link link(AccessNode node) {
        return new Link(
                node.title(), node.subtitle(), icon(node.kind()), node.id().text());
    }

    // Each way to take the grants away that lasts; what the API server maintains comes back.
    private Optional<Section> closing(AccessEdge edge) {
        List<Command> commands = edge.grants().stream()
                .flatMap(grant -> CutElement.of(grant).stream())
                .filter(element -> element instanceof CutElement.SubjectEntry)
                .distinct()
                .map(element -> CommandId.INSPECT_TAKE_AWAY.each(
                        element.meta().qualifiedName(),
                        () -> navigator.takeAway(element),
                        element.meta().qualifiedName()))
                .toList();
        return commands.isEmpty() ? Optional.empty() : Optional.of(new Actions("Fix", commands));
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
                    RuleWords.of(grant.rule()),
                    grant.role().name(),
                    Feather.FILE_TEXT,
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
                        new Prose("How to fix", known.close()),
                        new Facts("", List.of(new Fact("Documentation", known.reference())))))
                .orElse(List.of());
    }
}
