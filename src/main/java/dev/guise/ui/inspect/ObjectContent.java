package dev.guise.ui.inspect;

import dev.guise.escalation.engine.Identity;
import dev.guise.graph.AccessNode;
import dev.guise.rbac.Binding;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.Subject;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Code;
import dev.guise.ui.frame.InspectorContent.Fact;
import dev.guise.ui.frame.InspectorContent.Facts;
import dev.guise.ui.frame.InspectorContent.Link;
import dev.guise.ui.frame.InspectorContent.Links;
import dev.guise.ui.frame.InspectorContent.Prose;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Thing;
import dev.guise.words.RuleWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/// What is known of a binding, a role or a rule.
final class ObjectContent {
    private static final int SHOWN_RULES = 40;

    private final EndQuestions ends;

    ObjectContent(EndQuestions ends) {
        this.ends = ends;
    }

    static InspectorContent binding(Thing thing, Binding binding, Review review) {
        List<Link> links = new ArrayList<>();
        for (Subject subject : binding.subjects()) {
            Thing.Somebody who = ObjectIndex.somebody(Identity.of(subject));
            links.add(new Link(
                    ObjectIndex.label(who), subject.kind().kind(), who.kind().icon(), who.id()));
        }
        Optional<RoleObject> role = review.policy().role(binding.roleRef(), binding.namespace());
        String where = binding.namespace().isEmpty() ? "In the whole cluster" : "Only in " + binding.namespace();
        List<Section> sections = new ArrayList<>();
        sections.add(new Facts(
                "",
                List.of(
                        new Fact("Applies", where),
                        new Fact("Origin", origin(binding.meta().isBootstrap())))));
        sections.add(role.<Section>map(found -> new Links(
                        "Role",
                        List.of(new Link(found.name(), found.kind().kind(), Feather.SHIELD, AccessNode.idOf(found)))))
                .orElse(new Prose(
                        "Role",
                        binding.roleRef().kind().kind() + " "
                                + binding.roleRef().name() + " does not exist, so this binding grants nothing.")));
        sections.add(new Links("Subjects", links));
        sections.add(new Code("YAML", Texts.yaml(thing)));
        return ThingHeading.over(thing, sections);
    }

    private static String origin(boolean bootstrap) {
        return bootstrap ? "Part of Kubernetes itself" : "Added to this cluster";
    }

    InspectorContent role(Thing thing, RoleObject role, Review review) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Facts(
                "",
                List.of(
                        new Fact("Rules", String.valueOf(role.rules().size())),
                        new Fact("Origin", origin(role.meta().isBootstrap())))));
        sections.add(ends.whoComesTo(role.kind().kind() + " " + role.meta().qualifiedName()));
        List<Link> bindings = review.policy().bindingsOf(role).stream()
                .map(binding -> new Link(binding.name(), binding.kind(), Feather.LINK, AccessNode.idOf(binding)))
                .toList();
        sections.add(new Links("Bindings", bindings));
        List<Link> rules = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN_RULES, role.rules().size()); i++) {
            rules.add(new Link(RuleWords.of(role.rules().get(i)), "", Feather.FILE_TEXT, AccessNode.idOf(role, i)));
        }
        sections.add(new Links("Rules", rules));
        sections.add(new Code("YAML", Texts.yaml(thing)));
        return ThingHeading.over(thing, sections);
    }

    static InspectorContent rule(Thing thing, RoleObject role, int index) {
        PolicyRule rule = role.rules().get(index);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Verbs", String.join(", ", rule.verbs())));
        if (rule.resources().isEmpty()) {
            facts.add(new Fact("Paths", String.join(", ", rule.nonResourceURLs())));
        } else {
            facts.add(new Fact(
                    "API groups",
                    rule.apiGroups().stream()
                            .map(group -> group.isEmpty() ? "core" : group)
                            .collect(Collectors.joining(", "))));
            facts.add(new Fact("Resources", String.join(", ", rule.resources())));
            facts.add(new Fact(
                    "Names", rule.resourceNames().isEmpty() ? "any" : String.join(", ", rule.resourceNames())));
        }
        return ThingHeading.over(
                thing,
                List.of(
                        new Facts("", facts),
                        new Links(
                                "Role",
                                List.of(new Link(
                                        role.name(), role.kind().kind(), Feather.SHIELD, AccessNode.idOf(role)))),
                        new Code("YAML", Texts.yaml(thing))));
    }
}
