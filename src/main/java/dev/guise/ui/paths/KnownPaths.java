package dev.guise.ui.paths;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Derivation;
import dev.guise.ui.paths.PathsModel.Group;
import dev.guise.ui.paths.PathsModel.Start;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Those who come to an end, each with the easiest path known so far.
public final class KnownPaths {
    /// Under which those stand whose path is still looked for.
    static final String OPEN = "Still looking for their easiest path";

    private static final Comparator<Derivation> EASIEST = Comparator.comparingInt(Derivation::cost)
            .thenComparing(path -> path.steps().isEmpty())
            .thenComparingInt(path -> path.steps().size());

    private final Catalogue catalogue;
    private final Map<Thing.Somebody, Optional<Derivation>> paths = new LinkedHashMap<>();
    private final Map<Derivation, String> shapes = new HashMap<>();

    KnownPaths(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// Adds an identity, or a path of one. A path with steps is preferred to an empty one of the same cost.
    void add(Thing.Somebody who, Optional<Derivation> path) {
        paths.merge(
                who,
                path,
                (one, other) -> Stream.concat(one.stream(), other.stream()).min(EASIEST));
    }

    /// Whether a path of the identity is known.
    boolean isKnown(Thing.Somebody who) {
        return paths.getOrDefault(who, Optional.empty()).isPresent();
    }

    /// In groups of those who take the same steps, the easiest first, those without a known path last.
    List<Group> groups() {
        Map<String, List<Start>> byShape = new LinkedHashMap<>();
        paths.entrySet().stream()
                .map(entry -> new Start(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Start start) ->
                                start.way().map(Derivation::cost).orElse(Integer.MAX_VALUE))
                        .thenComparing(start ->
                                start.way().map(path -> path.steps().size()).orElse(0))
                        .thenComparing(this::shape)
                        .thenComparing(start -> ObjectIndex.label(start.who())))
                .forEach(start -> byShape.computeIfAbsent(shape(start), key -> new ArrayList<>())
                        .add(start));
        List<Group> groups = new ArrayList<>();
        byShape.forEach((title, members) -> groups.add(new Group(title, detail(members.getFirst()), members)));
        return groups;
    }

    private String shape(Start start) {
        return start.way()
                .map(path -> shapes.computeIfAbsent(path, PathWords::shape))
                .orElse(OPEN);
    }

    private String detail(Start start) {
        return start.way().map(path -> PathWords.summary(path, catalogue)).orElse("");
    }
}
