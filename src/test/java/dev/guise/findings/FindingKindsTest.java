package dev.guise.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.escalation.catalogue.Catalogue;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingKindsTest {
    /// Ids are stable and severities are promised: people put them in suppressions and pipelines. Where a kind has
    /// several severities this is the one without more to say; the test of the kind has the others.
    private static final String PROMISED = """
        IMP-ANY-USER critical
        IMP-ANY-SERVICEACCOUNT critical
        IMP-MASTERS critical
        IMP-GROUPS-ANY critical
        IMP-PRIVILEGED-TARGET high
        IMP-LEGACY-FALLBACK high
        IMP-CROSS-PRODUCT medium
        IMP-WILDCARD-VERB high
        IMP-ARBITRARY-NODE high
        IMP-MANY-TENANTS medium
        IMP-UNUSED low
        IMP-DENIED info
        IMP-NO-AUDIT low
        DEAD-GROUP-ALONE medium
        DEAD-SA-FULLNAME medium
        DEAD-NAMESPACED-IDENTITY medium
        DEAD-API-GROUP medium
        DEAD-USEREXTRAS medium
        DEAD-EXTRA-KEY medium
        DEAD-MODE-RESOURCE medium
        DEAD-NODE-NAME medium
        DEAD-HALF-PAIR medium
        DEAD-VERB medium
        DEAD-ON-THIS-VERSION medium
        DEAD-RESOURCENAME-VERB medium
        DEAD-ROLEREF medium
        ANON-ANONYMOUS high
        ANON-UNAUTHENTICATED high
        ANON-AUTHENTICATED medium
        WILDCARD-VERB medium
        WILDCARD-RESOURCE medium
        WILDCARD-GROUP low
        DEFAULT-SA medium
        ORPHAN-SUBJECT medium
        """;

    @Test
    void idsAndSeveritiesAreWhatIsPromised() {
        String kinds = FindingKinds.of(Catalogue.bundled()).stream()
                .filter(kind -> !kind.id().startsWith("ESC-"))
                .map(kind -> kind.id() + " " + kind.severity().id() + "\n")
                .collect(Collectors.joining());
        assertEquals(PROMISED, kinds);
    }

    @Test
    void everyTechniqueIsAKind() {
        List<String> techniques = Catalogue.bundled().techniques().stream()
                .map(one -> "ESC-" + one.id())
                .toList();
        List<String> kinds = FindingKinds.of(Catalogue.bundled()).stream()
                .map(FindingKind::id)
                .filter(id -> id.startsWith("ESC-"))
                .toList();
        assertEquals(techniques, kinds);
    }
}
