package dev.guise.escalation.engine;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Catalogue.NumberedNeed;
import dev.guise.escalation.catalogue.Technique.RequestPattern;
import dev.guise.escalation.catalogue.Technique.Scope;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.escalation.engine.Allowance.Where;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Needs judged for one hold at a time: those with several checks, which one hold must pass together, and, for
/// constrained holds, all of them.
final class SeveralChecks {
    private final List<NumberedNeed> needs;
    private final ServerProfile server;

    SeveralChecks(Catalogue catalogue, ServerProfile server) {
        this.server = server;
        this.needs = catalogue.needs().stream()
                .filter(need -> need.technique().versions().includes(server))
                .toList();
    }

    /// The needs of several checks that the hold meets, and where. Of the checks only the first is a request of its
    /// own; the API server makes the others inside it, for the identity that sends it.
    void conclude(Allowance write, Allowance inner, BiConsumer<NumberedNeed, Where> found) {
        for (NumberedNeed need : needs) {
            List<List<RequestPattern>> checks = need.need().checks();
            if (checks.size() == 1) {
                continue;
            }
            List<Where> places = places(write, checks.getFirst(), need.need().target());
            for (List<RequestPattern> check : checks.subList(1, checks.size())) {
                places = places.isEmpty()
                        ? places
                        : Allowance.both(
                                places, places(inner, check, need.need().target()));
            }
            places.forEach(where -> found.accept(need, where));
        }
    }

    /// The needs of one check that the hold meets, and where.
    void single(Allowance allowance, BiConsumer<NumberedNeed, Where> found) {
        for (NumberedNeed need : needs) {
            if (need.need().checks().size() == 1) {
                places(allowance, need.need().checks().getFirst(), need.need().target())
                        .forEach(where -> found.accept(need, where));
            }
        }
    }

    private List<Where> places(Allowance allowance, List<RequestPattern> patterns, Target target) {
        List<Where> places = new ArrayList<>();
        for (RequestPattern pattern : patterns) {
            if (pattern.versions().includes(server)) {
                addPlaces(allowance, pattern, target, places);
            }
        }
        return places;
    }

    private static void addPlaces(Allowance allowance, RequestPattern pattern, Target target, List<Where> places) {
        for (String resource : pattern.resources()) {
            for (String verb : pattern.verbs()) {
                for (Where where : allowance.where(verb, pattern.apiGroup(), resource)) {
                    NameSet names = TargetNames.of(where.names(), verb, resource, pattern, target);
                    boolean inScope = pattern.scope() == Scope.NAMESPACE
                            || where.namespace().isEmpty();
                    if (inScope && !names.isEmpty()) {
                        places.add(new Where(where.namespace(), names, where.grants()));
                    }
                }
            }
        }
    }
}
