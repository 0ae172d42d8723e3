package dev.guise.escalation.catalogue;

import dev.guise.escalation.catalogue.Technique.Effect;
import dev.guise.escalation.catalogue.Technique.Need;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import dev.guise.escalation.catalogue.Technique.Target;
import dev.guise.escalation.catalogue.Technique.TechniqueNeed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what is wrong with techniques that each follow the schema: words that lead nowhere. Such a technique would
/// never be found anywhere, and nobody would be told.
final class TechniqueReferences {
    private static final Set<Target> WITH_ACCOUNT = EnumSet.of(Target.ACCOUNT, Target.TOKEN_SECRET, Target.POD);
    private static final Set<Effect> OF_TARGET =
            EnumSet.of(Effect.BUILT_IN, Effect.CREDENTIAL_OF_TARGET, Effect.CREDENTIALS_ON_TARGET);

    private final Map<String, Technique> known = new LinkedHashMap<>();
    private final Set<String> builtIn = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private TechniqueReferences(List<Technique> own, List<Technique> bundled) {
        bundled.forEach(technique -> known.put(technique.id(), technique));
        own.forEach(technique -> known.put(technique.id(), technique));
        bundled.stream()
                .filter(technique -> technique.effect() == Effect.BUILT_IN)
                .forEach(technique -> builtIn.add(technique.id()));
    }

    /// @param own     the techniques of one file, in its order
    /// @param bundled those that they may refer to as well
    static List<String> problems(List<Technique> own, List<Technique> bundled) {
        TechniqueReferences references = new TechniqueReferences(own, bundled);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < own.size(); i++) {
            String place = "/techniques/" + i;
            if (!seen.add(own.get(i).id())) {
                references.add(
                        place + "/id",
                        "another technique in this file has the id "
                                + own.get(i).id());
            }
            references.check(own.get(i), place);
        }
        return references.problems;
    }

    private void add(String place, String problem) {
        problems.add(place + ": " + problem);
    }

    private void check(Technique technique, String place) {
        switch (technique.effect()) {
            case BUILT_IN -> {
                if (!builtIn.contains(technique.id())) {
                    add(place + "/gives", "built-in is reserved for techniques that Guise implements itself");
                }
            }
            case CREDENTIAL_OF_TARGET ->
                target(technique, WITH_ACCOUNT, place, "one need must have the target account, token-secret or pod");
            case CREDENTIALS_ON_TARGET ->
                target(technique, EnumSet.of(Target.NODE), place, "one need must have the target node");
            default -> {
                // given without a target
            }
        }
        for (int i = 0; i < technique.needs().size(); i++) {
            if (technique.needs().get(i) instanceof TechniqueNeed need) {
                references(need, place + "/needs/" + i + "/technique");
            }
        }
    }

    private void target(Technique technique, Set<Target> wanted, String place, String problem) {
        if (technique.needs().stream().noneMatch(need -> hasTarget(need, wanted))) {
            add(place + "/gives", technique.effect().id() + " requires a target: " + problem);
        }
    }

    private static boolean hasTarget(Need need, Set<Target> wanted) {
        return need instanceof RequestNeed request && wanted.contains(request.target());
    }

    private void references(TechniqueNeed need, String place) {
        for (int i = 0; i < need.anyOf().size(); i++) {
            String id = need.anyOf().get(i);
            Technique other = known.get(id);
            if (other == null) {
                add(place + "/" + i, "there is no technique " + id + " in this file or among the bundled ones");
            } else if (OF_TARGET.contains(other.effect())) {
                add(
                        place + "/" + i,
                        "the technique " + id + " gives " + other.effect().id()
                                + ", but other techniques can build only on one that works for a whole namespace or"
                                + " cluster");
            }
        }
    }
}
