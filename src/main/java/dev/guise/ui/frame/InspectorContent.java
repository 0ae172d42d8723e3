package dev.guise.ui.frame;

import dev.guise.ui.common.command.Command;
import java.util.List;
import java.util.function.Consumer;
import org.kordamp.ikonli.feather.Feather;

/// What the inspector says of the thing that is selected.
///
/// @param title    its name
/// @param kind     what it is, in words
/// @param icon     shown next to the title
/// @param sections from the top
public record InspectorContent(String title, String kind, Feather icon, List<Section> sections) {

    public InspectorContent {
        sections = List.copyOf(sections);
    }

    /// A part of the inspector.
    public sealed interface Section {
        /// Its heading; may be empty.
        String title();
    }

    /// Facts.
    public record Facts(String title, List<Fact> facts) implements Section {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /// One fact.
    public record Fact(String name, String value) {}

    /// Sentences.
    public record Prose(String title, String text) implements Section {}

    /// Things to go to. Long lists are cut with the number of those left out; all are shown on request.
    public record Links(String title, List<Link> links) implements Section {
        public Links {
            links = List.copyOf(links);
        }
    }

    /// A thing to go to.
    ///
    /// @param text   its name
    /// @param note   in muted text after it; may be empty
    /// @param icon   before it
    /// @param target id of what is selected by it
    public record Link(String text, String note, Feather icon, String target) {}

    /// YAML, a command line.
    public record Code(String title, String text) implements Section {}

    /// What the reviewer wrote, to be changed in place.
    ///
    /// @param about    id of what it is about
    /// @param longest  how many characters it may have
    /// @param onChange told of each change
    public record Note(String title, String about, String text, int longest, Consumer<String> onChange)
            implements Section {}

    /// Things to do.
    public record Actions(String title, List<Command> commands) implements Section {
        public Actions {
            commands = List.copyOf(commands);
        }
    }
}
