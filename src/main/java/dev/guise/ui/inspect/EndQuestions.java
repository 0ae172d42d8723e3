package dev.guise.ui.inspect;

import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.frame.InspectorContent.Actions;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.Navigator;
import java.util.List;

/// Who reaches an end, asked from the inspector.
final class EndQuestions {
    private final Navigator navigator;

    EndQuestions(Navigator navigator) {
        this.navigator = navigator;
    }

    /// @param end as a person would type it
    Section whoComesTo(String end) {
        return new Actions("", List.of(CommandId.INSPECT_WHO.command(() -> navigator.askWhoReaches(end))));
    }
}
