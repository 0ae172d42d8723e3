package dev.guise.findings;

import java.util.List;

/// A kind of finding that nothing finds, to say what a test wants.
public final class MadeUpKind extends FindingKind {

    public MadeUpKind(KindPage page) {
        super(page, Repair.NONE);
    }

    @Override
    List<Finding> find(Survey survey) {
        return List.of();
    }
}
