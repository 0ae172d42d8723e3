package dev.guise.ui.findings;

import dev.guise.findings.triage.Standing;
import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;

/// The sign of what was decided about a finding.
final class StandingIcon {
    private StandingIcon() {}

    /// Empty while nothing is decided.
    static Optional<Feather> of(Standing standing) {
        return switch (standing) {
            case OPEN -> Optional.empty();
            case EXPIRED -> Optional.of(Feather.BELL);
            case EXPECTED -> Optional.of(Feather.CHECK);
            case ACCEPTED -> Optional.of(Feather.USER_CHECK);
            case SUPPRESSED -> Optional.of(Feather.BELL_OFF);
        };
    }
}
