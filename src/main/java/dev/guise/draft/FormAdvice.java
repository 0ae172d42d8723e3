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
    private static final String LEGACY_OPEN =
            "Legacy, known to every server: limits who may be impersonated, not what for. It allows all that they may do.";
    private static final String CONSTRAINED_OPEN =
            "Constrained, since 1.36: limits what for as well. Each of those named may be used for each action listed.";
    private static final String INERT = "Where a server lacks it, the constrained part does nothing.";
    private static final String UNDONE = "Where a server has it, the legacy part undoes the constraint: delete that part once every server is known to have it.";

    public FormAdvice {
        leavesOpen = List.copyOf(leavesOpen);
    }

    /// The advice for a server.
    public static FormAdvice of(ServerProfile server) {
        String name = server.version().isEmpty() ? "This server" : "Server " + server.version();
        Gate gate = server.constrainedImpersonation();
        return switch (gate) {
            case ON -> advice(Form.CONSTRAINED, name + " has constrained impersonation.", gate);
            case OFF -> advice(Form.LEGACY, name + " is older than constrained impersonation.", gate);
            case UNKNOWN ->
                advice(
                        Form.BOTH,
                        "Whether " + (server.version().isEmpty() ? "the server" : server.version())
                                + " has constrained impersonation is not known.",
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
        if (form.isLegacy()) {
            open.add(LEGACY_OPEN);
        }
        if (form.isConstrained()) {
            open.add(CONSTRAINED_OPEN);
        }
        if (form.isConstrained() && gate != Gate.ON) {
            open.add(INERT);
        }
        if (form == Form.BOTH && gate != Gate.OFF) {
            open.add(UNDONE);
        }
        return open;
    }
}
