package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.LaidOutDiagram;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Gives the parts of a diagram their places. Slow: never on the window's thread.
public interface DiagramLayout {

    /// Lays a diagram out.
    ///
    /// @param before    the places that were shown before, so that what stays moves little; may be empty
    /// @param cancelled asked now and then whether to stop
    /// @throws CancellationException when it was to stop
    LaidOutDiagram layOut(Diagram diagram, LaidOutDiagram before, BooleanSupplier cancelled);
}
