package dev.guise.draft;

import dev.guise.draft.yaml.TextEdit;
import dev.guise.draft.yaml.YamlPath;
import java.util.Optional;

/// Something about a draft that a person should see, at its line.
///
/// @param severity how bad it is
/// @param id       the stable id, such as `DEAD-SA-FULLNAME`; `YAML` for what no API server takes
/// @param message  what is wrong, and what to do
/// @param path     where in which document
/// @param line     line of the draft's text, from 1
/// @param column   column, from 1
/// @param fix      what repairs it, where one thing does
public record DraftProblem(
        Severity severity, String id, String message, YamlPath path, int line, int column, Optional<Fix> fix) {

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
