package dev.guise.escalation.catalogue;

import dev.guise.escalation.catalogue.Technique.Need;
import dev.guise.escalation.catalogue.Technique.RequestNeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The techniques that are looked for, with their needs numbered.
public final class Catalogue {
    private final Map<String, Technique> techniques;
    private final List<NumberedNeed> needs = new ArrayList<>();

    /// A need that is a request, and where it stands.
    ///
    /// @param number its number in the catalogue
    public record NumberedNeed(int number, Technique technique, RequestNeed need) {}

    public Catalogue(List<Technique> techniques) {
        Map<String, Technique> byId = new LinkedHashMap<>();
        for (Technique technique : techniques) {
            byId.put(technique.id(), technique);
        }
        this.techniques = byId;
        for (Technique technique : byId.values()) {
            for (Need need : technique.needs()) {
                if (need instanceof RequestNeed request) {
                    needs.add(new NumberedNeed(needs.size(), technique, request));
                }
            }
        }
    }

    /// The catalogue that comes with Guise. Reads a resource.
    public static Catalogue bundled() {
        return new Catalogue(CatalogueFile.bundled());
    }

    /// This catalogue with the techniques of further ones; of two with the same id the later counts.
    public Catalogue with(List<Technique> further) {
        List<Technique> all = new ArrayList<>(techniques.values());
        all.addAll(further);
        return new Catalogue(all);
    }

    /// This catalogue without the techniques that are less sure to work.
    public Catalogue atLeast(Technique.Confidence confidence) {
        return new Catalogue(techniques.values().stream()
                .filter(technique -> technique.confidence().compareTo(confidence) <= 0)
                .toList());
    }

    /// All techniques, in the order of the file.
    public List<Technique> techniques() {
        return List.copyOf(techniques.values());
    }

    /// The technique with that id.
    public Optional<Technique> technique(String id) {
        return Optional.ofNullable(techniques.get(id));
    }

    /// The cost of a technique; 1 for one that is not in the catalogue.
    public int cost(String id) {
        return technique(id).map(Technique::cost).orElse(1);
    }

    public List<NumberedNeed> needs() {
        return needs;
    }

    public NumberedNeed need(int number) {
        return needs.get(number);
    }
}
