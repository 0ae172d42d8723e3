package dev.guise.findings;

import dev.guise.rbac.Grant;
import dev.guise.rbac.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finding that is being put together; what is not said comes from the kind's page.
final class FindingDraft {
    private final FindingKind kind;
    private Severity severity;
    private @Nullable Subject subject;
    private Origin origin = Origin.NONE;
    private String part = "";
    private List<String> reaches = List.of();
    private ShortestPath path = ShortestPath.none();
    private String detail = "";
    private boolean expected;
    private String remedy;

    FindingDraft(FindingKind kind) {
        this.kind = kind;
        this.severity = kind.severity();
        this.remedy = kind.page().fix();
    }

    FindingDraft severity(Severity value) {
        severity = value;
        return this;
    }

    FindingDraft subject(Subject value) {
        subject = value;
        return this;
    }

    /// The rule it comes from, which also says whether it is expected.
    FindingDraft grant(Grant grant) {
        origin = Origin.of(grant);
        expected = Expected.isExpected(grant);
        return this;
    }

    FindingDraft origin(Origin value) {
        origin = value;
        return this;
    }

    FindingDraft part(String value) {
        part = value;
        return this;
    }

    FindingDraft reaches(List<String> value) {
        reaches = value;
        return this;
    }

    FindingDraft path(ShortestPath value) {
        path = value;
        return this;
    }

    FindingDraft detail(String value) {
        detail = value;
        return this;
    }

    FindingDraft expectedIf(boolean value) {
        expected = value;
        return this;
    }

    FindingDraft remedy(String value) {
        remedy = value;
        return this;
    }

    Finding done() {
        return new Finding(kind, severity, subject, origin, part, reaches, path, detail, expected, remedy);
    }
}
