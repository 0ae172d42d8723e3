package dev.guise.ui.inspect;

import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Reach;
import dev.guise.graph.AccessGraph;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Rbac;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.frame.IdentityKind;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Code;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.Navigator;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Question;
import dev.guise.ui.review.Ranking;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/// What is known of an identity: its roles, whom it can become, and who can become it.
public final class IdentityContent {
    private final Navigator navigator;

    IdentityContent(Navigator navigator) {
        this.navigator = navigator;
    }

    InspectorContent of(Thing.Somebody who, Review review, Map<String, Reach> reaches) {
        List<Section> sections = new ArrayList<>();
        Optional<Reach> reach = Optional.ofNullable(reaches.get(who.id()));
        sections.add(new Facts("", facts(who, reach)));
        sections.add(new Actions("", asking(who, reach)));
        sections.add(new Links("Directly bound roles", grants(who.identity(), review, Through.ITSELF)));
        sections.add(new Links("Roles through groups", grants(who.identity(), review, Through.GROUPS)));
        reach.ifPresent(known -> sections.add(new Links("Can become", names(known, who, review))));
        if (!reaches.isEmpty()) {
            sections.add(new Links("Who can become this", reaching(who, review, reaches)));
        }
        sections.add(new Code("Command", Texts.kubectl(who)));
        sections.removeIf(
                section -> section instanceof Links links && links.links().isEmpty());
        return ThingHeading.over(who, sections);
    }

    /// The questions that can be asked about an identity.
    List<Command> asking(Thing.Somebody who, Optional<Reach> reach) {
        return List.of(
                CommandId.INSPECT_FROM.command(() -> navigator.ask(new Question.From(who))),
                CommandId.INSPECT_TO.command(() -> navigator.ask(new Question.To(who))),
                CommandId.INSPECT_PATHS.command(
                        () -> navigator.askPaths(new Question.Between(who, new End.OfGoal(worst(reach))))));
    }

    private static Goal worst(Optional<Reach> reach) {
        return reach.flatMap(Ranking::worst).orElse(Goal.CLUSTER_CONTROL);
    }

    private static List<Fact> facts(Thing.Somebody who, Optional<Reach> reach) {
        List<Fact> facts = new ArrayList<>();
        String goals = reach.map(known -> known.goals().isEmpty()
                        ? "No goal"
                        : known.goals().stream().map(Goal::title).collect(Collectors.joining(", ")))
                .orElse("Calculating…");
        facts.add(new Fact("Can reach", goals));
        if (who.kind() != IdentityKind.GROUP && who.kind() != IdentityKind.ANYONE) {
            facts.add(new Fact("Groups", String.join(", ", who.identity().groups())));
        }
        if (who.kind() == IdentityKind.USER) {
            facts.add(new Fact("Note", "The cluster does not list groups from an identity provider."));
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
                links.putIfAbsent(
                        AccessNode.idOf(binding),
                        new Link(
                                grant.role().name(),
                                itself ? where : where + ", " + grant.subject().name(),
                                Feather.SHIELD,
                                AccessNode.idOf(binding)));
            }
        }
        return List.copyOf(links.values());
    }

    private static List<Link> names(Reach reach, Thing.Somebody who, Review review) {
        List<Link> links = new ArrayList<>();
        reach.credentials()
                .forEach(other -> link(other, credential(other), who, review).ifPresent(links::add));
        reach.acting()
                .forEach(other -> link(other, "by impersonation", who, review).ifPresent(links::add));
        return links;
    }

    // Whoever sends no credential is anonymous: there is none to come by.
    private static String credential(Identity who) {
        return who.userName().equals(Rbac.ANONYMOUS) ? "by sending no credentials" : "with its credential";
    }

    private static Optional<Link> link(Identity who, String note, Thing.Somebody self, Review review) {
        return review.objects()
                .identity(who.id().text())
                .filter(other -> !other.id().equals(self.id()))
                .map(other ->
                        new Link(ObjectIndex.label(other), note, other.kind().icon(), other.id()));
    }

    /// Those that come to its credential or may act as it in everything, and those that may act as it for some
    /// requests.
    public static List<Link> reaching(Thing.Somebody who, Review review, Map<String, Reach> reaches) {
        Set<String> atOnce =
                AccessGraph.impersonators(
                                who.identity(),
                                review.policy(),
                                review.snapshot().server())
                        .stream()
                        .map(AccessNode::idOf)
                        .collect(Collectors.toSet());
        List<Link> links = new ArrayList<>();
        for (Thing.Somebody other : review.objects().identities()) {
            boolean becomes = Optional.ofNullable(reaches.get(other.id()))
                    .filter(reach -> reach.becomes(who.identity()))
                    .isPresent();
            if (!other.id().equals(who.id()) && (becomes || atOnce.contains(other.id()))) {
                String note = atOnce.contains(other.id()) ? "by impersonation" : "";
                links.add(new Link(ObjectIndex.label(other), note, other.kind().icon(), other.id()));
            }
        }
        return links;
    }
}
