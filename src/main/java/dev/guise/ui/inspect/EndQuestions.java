package dev.guise.ui.inspect;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.Navigator;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// Who reaches an end, asked from the inspector.
final class EndQuestions {
    private final Navigator navigator;

    EndQuestions(Navigator navigator) {
        this.navigator = navigator;
    }

    /// @param end as a person would type it
    Section whoComesTo(String end) {
        return new Actions(
                "",
                List.of(Command.of(
                        "inspect.who", "Who reaches this", Feather.GIT_BRANCH, () -> navigator.askWhoReaches(end))));
    }
}
