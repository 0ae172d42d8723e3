package dev.guise.draft;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.util.ArrayList;
import java.util.List;

/// Which form of impersonation to draft for a server, and what each leaves open.
///
/// @param form       the form
/// @param reason     why, in one sentence
/// @param leavesOpen what remains possible with it
public record FormAdvice(Form form, String reason, List<String> leavesOpen) {
    private static final String WHOM_ONLY =
            "Legacy impersonation limits the identities, not the actions: it allows everything that they may do.";
    private static final String WHAT_FOR =
            "Also limits the actions. Each named identity can be used for each listed action.";
    private static final String INERT = "On a server without constrained impersonation, the draft grants nothing.";
    private static final String WITHOUT =
            "A server without it uses the legacy part, which limits the identities, not the actions.";
    private static final String WITH =
            "On a server with it, the legacy part undoes the constraint until you delete that part.";
    private static final String NOT_YET = "The constrained part takes effect after the server is upgraded.";

    public FormAdvice {
        leavesOpen = List.copyOf(leavesOpen);
    }

    /// The advice for a server.
    public static FormAdvice of(ServerProfile server) {
        String name = server.version().isEmpty() ? "This server" : "Server " + server.version();
        Gate gate = server.constrainedImpersonation();
        return switch (gate) {
            case ON -> advice(Form.CONSTRAINED, name + " has constrained impersonation.", gate);
            case OFF -> advice(Form.LEGACY, name + " does not have constrained impersonation.", gate);
            case UNKNOWN ->
                advice(
                        Form.BOTH,
                        "It is unknown whether " + (server.version().isEmpty() ? "the server" : server.version())
                                + " has constrained impersonation.",
                        gate);
        };
    }

    private static FormAdvice advice(Form form, String reason, Gate gate) {
        return new FormAdvice(form, reason, leavesOpen(form, gate));
    }

    /// What remains possible with a form on a server.
    ///
    /// @param gate whether the server has constrained impersonation
    public static List<String> leavesOpen(Form form, Gate gate) {
        List<String> open = new ArrayList<>();
        switch (form) {
            case LEGACY -> open.add(WHOM_ONLY);
            case CONSTRAINED -> {
                open.add(WHAT_FOR);
                if (gate != Gate.ON) {
                    open.add(INERT);
                }
            }
            case BOTH -> {
                if (gate != Gate.ON) {
                    open.add(WITHOUT);
                }
                open.add(gate == Gate.OFF ? NOT_YET : WITH);
            }
        }
        return open;
    }
}
