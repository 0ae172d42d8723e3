package dev.guise.draft;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.rbac.ServerProfile;
import java.util.List;

/// Which form of impersonation to draft for a server, and what each leaves open.
///
/// @param form       the form
/// @param reason     why, in one sentence
/// @param leavesOpen what remains possible with it
public record FormAdvice(Form form, String reason, List<String> leavesOpen) {
    private static final String LEGACY_OPEN =
            "Legacy: whoever is impersonated may do everything that they may; actions and namespaces cannot be limited.";
    private static final String CONSTRAINED_OPEN =
            "Constrained: within a mode everybody named may be impersonated for every action named.";
    private static final String INERT = "Constrained: the grant does nothing where the server lacks the gate.";
    private static final String UNDONE = "Both: where the server has the gate, the legacy grant undoes the constraint.";

    public FormAdvice {
        leavesOpen = List.copyOf(leavesOpen);
    }

    /// The advice for a server.
    public static FormAdvice of(ServerProfile server) {
        String name = server.version().isEmpty() ? "This server" : "Server " + server.version();
        return switch (server.constrainedImpersonation()) {
            case ON -> new FormAdvice(Form.CONSTRAINED, name + " has constrained impersonation.", List.of(CONSTRAINED_OPEN));
            case OFF ->
                new FormAdvice(Form.LEGACY, name + " never asks for constrained verbs.", List.of(LEGACY_OPEN));
            case UNKNOWN ->
                new FormAdvice(
                        Form.BOTH,
                        "Whether " + (server.version().isEmpty() ? "the server" : server.version())
                                + " has constrained impersonation is not known.",
                        List.of(LEGACY_OPEN, CONSTRAINED_OPEN, INERT, UNDONE));
        };
    }
}
