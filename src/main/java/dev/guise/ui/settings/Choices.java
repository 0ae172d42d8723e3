package dev.guise.ui.settings;

import dev.guise.findings.Tenants;
import dev.guise.ui.common.settings.Settings;
import dev.guise.ui.review.ReviewOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What settings mean for the answers about a cluster.
public final class Choices {
    private Choices() {}

    /// What of the settings an answer depends on; patterns themselves cannot be compared.
    public record Basis(
            List<String> techniqueFiles,
            Map<String, List<String>> tenants,
            Optional<String> tenantLabel,
            Optional<String> tenantPattern) {}

    /// What of the settings an answer depends on.
    public static Basis basis(Settings settings) {
        return new Basis(
                settings.techniqueFiles(), settings.tenants(), settings.tenantLabel(), settings.tenantPattern());
    }

    /// What a cluster is to be judged by. A pattern that is none counts as no pattern; names that are no paths are left
    /// out.
    public static ReviewOptions of(Settings settings) {
        List<Path> files = new ArrayList<>();
        for (String name : settings.techniqueFiles()) {
            path(name).ifPresent(files::add);
        }
        String label = settings.tenantLabel().orElse(Tenants.DEFAULT.label());
        Optional<Pattern> pattern = settings.tenantPattern().isEmpty()
                ? Tenants.DEFAULT.name()
                : settings.tenantPattern().flatMap(Choices::pattern);
        return new ReviewOptions(files, new Tenants(label, pattern, settings.tenants()));
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private static Optional<Pattern> pattern(String text) {
        return problem(text).isPresent() || text.isBlank() ? Optional.empty() : Optional.of(Pattern.compile(text));
    }

    /// What is wrong with a pattern of names; empty when nothing is.
    static Optional<String> problem(String pattern) {
        if (pattern.isBlank()) {
            return Optional.empty();
        }
        try {
            return Pattern.compile(pattern).matcher("").groupCount() > 0
                    ? Optional.empty()
                    : Optional.of("Put ( ) around the part of the name that is the tenant.");
        } catch (PatternSyntaxException broken) {
            return Optional.of("This is not a valid regular expression: " + broken.getDescription() + ".");
        }
    }
}
