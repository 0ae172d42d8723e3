package dev.guise.findings;

import java.util.List;

/// A kind of finding: what it is called, what its page says, how to find it, and what a draft can do about it.
///
/// Everything that is to be known of a kind is declared by its class; [FindingKinds] lists it. Two objects of one kind
/// are equal.
public abstract class FindingKind {
    private final KindPage page;
    private final Repair repair;

    FindingKind(KindPage page, Repair repair) {
        this.page = page;
        this.repair = repair;
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

    /// What a draft can do about it.
    public final Repair repair() {
        return repair;
    }

    /// Whether it is about what a rule says, and not about who has it.
    boolean isOfRule() {
        return false;
    }

    /// Whether it reports a grant of impersonation as such: a step of a path that uses the same rule of the same
    /// subject is then part of this finding and none of its own.
    boolean takesInSteps() {
        return false;
    }

    /// Whether it reports a step of a path that acts as another identity; see [#takesInSteps].
    boolean isStepOfImpersonation() {
        return false;
    }

    /// Everything of this kind in the cluster.
    abstract List<Finding> find(Survey survey);

    /// A finding of this kind, to be filled in.
    final FindingDraft draft() {
        return new FindingDraft(this);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof FindingKind kind && kind.page.equals(page);
    }

    @Override
    public final int hashCode() {
        return page.id().hashCode();
    }

    @Override
    public final String toString() {
        return page.id();
    }
}
