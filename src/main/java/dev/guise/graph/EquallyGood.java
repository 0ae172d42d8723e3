package dev.guise.graph;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique;
import dev.guise.escalation.catalogue.Technique.Condition;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.engine.StepRequests;
import dev.guise.escalation.question.Derivation.Need;
import dev.guise.escalation.question.Derivation.Step;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the grants of somebody that do for a step what the rule named in it does. A derivation names one rule for each
/// need; whoever takes only that one away has closed nothing.
final class EquallyGood {
    private enum Places {
        ITS_OWN,
        ANY
    }

    private final Catalogue catalogue;
    private final StepRequests requests;
    private final List<Grant> grants;

    EquallyGood(Catalogue catalogue, ServerProfile server, List<Grant> grants) {
        this.catalogue = catalogue;
        this.requests = new StepRequests(catalogue, server);
        this.grants = grants;
    }

    /// The grants, those named in the need left out.
    List<Grant> grants(Step step, Need need) {
        List<ResourceAttributes> wanted = wanted(step, need);
        Places places = worksAnywhere(step) ? Places.ANY : Places.ITS_OWN;
        return grants.stream()
                .filter(grant -> !need.grants().contains(grant))
                .filter(grant -> wanted.stream().anyMatch(request -> allows(grant, request, places)))
                .toList();
    }

    /// What a need could ask for, at its place and for its name.
    List<ResourceAttributes> wanted(Step step, Need need) {
        int index = step.needs().indexOf(need);
        boolean plain = catalogue
                .technique(step.technique())
                .filter(technique -> index < technique.needs().size())
                .filter(technique -> technique.needs().get(index) instanceof RequestNeed asked
                        && asked.checks().size() == need.asked().size())
                .isPresent();
        if (!plain) {
            return need.asked();
        }
        RequestNeed asked = (RequestNeed)
                catalogue.technique(step.technique()).orElseThrow().needs().get(index);
        return IntStream.range(0, need.asked().size())
                .boxed()
                .flatMap(check -> requests.alternatives(asked.checks().get(check)).stream()
                        .map(request -> request.withNamespace(
                                        need.asked().get(check).namespace())
                                .withName(need.asked().get(check).name())))
                .toList();
    }

    // In whichever namespace it can be done, it is worth the credentials there.
    private boolean worksAnywhere(Step step) {
        return catalogue
                .technique(step.technique())
                .filter(technique -> technique.where().equals(Condition.NONE)
                        && !technique.needs().isEmpty())
                .filter(technique -> technique.needs().stream().allMatch(EquallyGood::isNamespaced))
                .isPresent();
    }

    private static boolean isNamespaced(Technique.Need need) {
        return need instanceof RequestNeed asked
                && asked.checks().stream()
                        .flatMap(List::stream)
                        .allMatch(pattern -> pattern.scope() == Scope.NAMESPACE);
    }

    private static boolean allows(Grant grant, ResourceAttributes request, Places places) {
        boolean there = grant.namespace().isEmpty()
                || grant.namespace().equals(request.namespace())
                || (request.namespace().isEmpty() && places == Places.ANY);
        return there && RuleMatching.allows(grant.rule(), request);
    }
}
