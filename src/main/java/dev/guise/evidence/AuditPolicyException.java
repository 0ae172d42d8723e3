package dev.guise.evidence;

/// An audit policy that the API server would refuse.
public final class AuditPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /// @param field   the field, such as `rules[2].level`
    /// @param problem what is wrong with it and what is meant
    public AuditPolicyException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    /// The field, such as `rules[2].level`.
    public String field() {
        return field;
    }
}
