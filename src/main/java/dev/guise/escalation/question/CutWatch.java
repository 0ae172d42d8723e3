package dev.guise.escalation.question;

/// Is told how far the search for a cut is. What it throws ends the search.
@FunctionalInterface
public interface CutWatch {

    /// A start was tried without some grants.
    ///
    /// @param changes how many grants are taken away
    /// @param tried   how many starts were tried without them
    /// @param paths    how many paths were found to be left
    void tried(int changes, int tried, int paths);
}
