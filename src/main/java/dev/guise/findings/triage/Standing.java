package dev.guise.findings.triage;

/// How a finding stands after what a reviewer decided.
public enum Standing {
    /// Nothing was decided: it is to be looked at.
    OPEN,
    /// It was suppressed until a day that is over: it is to be looked at again.
    EXPIRED,
    /// The API server itself brings it along.
    EXPECTED,
    /// Whoever has it was accepted as an administrator.
    ACCEPTED,
    /// It is suppressed, with a reason.
    SUPPRESSED;

    /// Whether it is to be looked at.
    public boolean isOpen() {
        return this == OPEN || this == EXPIRED;
    }

    /// Whether it is as it should be, by the server or by the reviewer.
    public boolean isExpected() {
        return this == EXPECTED || this == ACCEPTED;
    }
}
