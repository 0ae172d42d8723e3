package dev.guise.findings;

import java.util.List;

/// A kind of finding: what it is called, what its page says, and how to find it.
public abstract class FindingKind {
    private final KindPage page;

    FindingKind(KindPage page) {
        this.page = page;
    }

    /// The stable id, such as `IMP-ANY-USER`.
    public final String id() {
        return page.id();
    }

    /// Its severity, unless a finding says otherwise.
    public final Severity severity() {
        return page.severity();
    }

    public final String title() {
        return page.title();
    }

    /// What its page in the documentation says.
    public final KindPage page() {
        return page;
    }

    /// Everything of this kind in the cluster.
    abstract List<Finding> find(Survey survey);

    /// A finding of this kind, to be filled in.
    final FindingDraft draft() {
        return new FindingDraft(page);
    }
}
