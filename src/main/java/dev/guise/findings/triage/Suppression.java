package dev.guise.findings.triage;

import dev.guise.findings.Finding;
import dev.guise.rbac.ObjectName;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One finding that a reviewer decided not to be told of.
///
/// @param finding     the kind's id, such as `IMP-ANY-USER`
/// @param fingerprint which finding it is, see [Finding#fingerprint]
/// @param about       subject, binding and role in words, for those who read the file
/// @param reason      why; not empty
/// @param until       the last day on which it holds; empty for ever
public record Suppression(String finding, String fingerprint, String about, String reason, Optional<LocalDate> until) {

    /// Of a finding that is at hand.
    public static Suppression of(Finding finding, String reason, Optional<LocalDate> until) {
        return new Suppression(finding.id(), finding.fingerprint(), about(finding), reason, until);
    }

    private static String about(Finding finding) {
        String subject = finding.subject() == null ? "" : ObjectName.of(finding.subject());
        return Stream.of(subject, finding.origin().describe(), finding.part())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// Whether its last day is over.
    public boolean isExpired(LocalDate today) {
        return until.filter(today::isAfter).isPresent();
    }
}
