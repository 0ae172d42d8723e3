package dev.guise.findings;

import dev.guise.rbac.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a reviewer should be told.
///
/// @param kind     what kind of finding it is
/// @param severity how bad it is here; may differ from the kind's own
/// @param subject  who has it; null when it is about the cluster
/// @param origin   the binding, role and rule that it comes from
/// @param part     the part of the rule that is meant, such as a verb or a name; `""` for the whole of it
/// @param reaches  identities and goals that are reached, in words; for some kinds, who else profits
/// @param path     the shortest path to what is reached, to be worked out when it is asked for
/// @param detail   what is the case here
/// @param expected whether the API server itself, or the way it is set up, brings it along; hidden unless asked for
/// @param remedy   what to do
public record Finding(
        FindingKind kind,
        Severity severity,
        @Nullable Subject subject,
        Origin origin,
        String part,
        List<String> reaches,
        ShortestPath path,
        String detail,
        boolean expected,
        String remedy) {
    private static final int FINGERPRINT_BYTES = 12;

    public Finding {
        reaches = List.copyOf(reaches);
    }

    /// The kind's stable id, such as `IMP-ANY-USER`.
    public String id() {
        return kind.id();
    }

    /// The kind's title.
    public String title() {
        return kind.title();
    }

    /// Why it matters, in two sentences.
    public String why() {
        return kind.page().why();
    }

    /// The same with what a step of a path says of the same rule: the worse severity, and the path where there was
    /// none.
    /// Which finding it is does not change.
    Finding with(Finding step) {
        return new Finding(
                kind,
                severity.worse(step.severity()),
                subject,
                origin,
                part,
                reaches,
                path.equals(ShortestPath.none()) ? step.path() : path,
                (detail + " " + step.detail()).strip(),
                expected,
                remedy);
    }

    /// What to call it in a file of suppressions: the same as long as kind, subject, binding, role, what the rule says
    /// and the part of it are the same, wherever in its role the rule stands. 24 hexadecimal digits.
    public String fingerprint() {
        List<String> parts = new ArrayList<>();
        parts.add(kind.id());
        parts.add(subject == null ? "" : subject.describe());
        parts.addAll(origin.identity());
        parts.add(part);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String value : parts) {
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
