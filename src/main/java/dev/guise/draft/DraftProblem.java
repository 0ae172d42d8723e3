package dev.guise.draft;

import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/// Something about a draft that a person should see, at its line.
///
/// @param severity how bad it is
/// @param kind     what kind of problem it is
/// @param message  what is wrong, and what to do
/// @param path     where in which document
/// @param line     line of the draft's text, from 1
/// @param column   column, from 1
/// @param fixes    what repairs it, where one edit does; the one that grants least first
public record DraftProblem(
        Severity severity, ProblemKind kind, String message, YamlPath path, int line, int column, List<Fix> fixes) {

    public DraftProblem {
        fixes = List.copyOf(fixes);
    }

    /// The kind's stable id.
    public String id() {
        return kind.id();
    }

    /// What kind of problem it is, in a few words.
    public String title() {
        return kind.title();
    }

    /// The repair that grants least.
    public Optional<Fix> fix() {
        return fixes.stream().findFirst();
    }

    /// How bad a problem is.
    public enum Severity {
        /// It grants nothing, or cannot be applied.
        ERROR,
        /// It works, and does not do what it is for; to be shown as alarming as an error.
        ALARM,
        /// To be looked at.
        WARNING
    }

    /// A repair.
    ///
    /// @param title what it does
    /// @param edit  the change of the draft's text
    public record Fix(String title, TextEdit edit) {}
}
