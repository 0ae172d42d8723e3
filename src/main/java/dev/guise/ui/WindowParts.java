package dev.guise.ui;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSource;
import dev.guise.ui.common.background.Lifetime;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.start.SourceCatalog;
import java.util.List;

/// What the window is made of besides itself: where clusters come from, and what is shown of them.
public interface WindowParts {

    /// What can be opened.
    ///
    /// @param services for what the person chose, such as colours and further files
    SourceCatalog catalog(WindowServices services);

    /// Titles of the tabs of a cluster that is open, in their order.
    default List<String> tabs() {
        return List.of();
    }

    /// The tables whose columns can be chosen in the settings.
    default List<TableDescription> tables() {
        return List.of();
    }

    /// Makes the views for a snapshot. On the JavaFX thread: slow things are for [WindowServices#background()].
    ///
    /// @param source   where the snapshot was read
    /// @param services of this cluster: what is started with them and subscribed to of them ends with it
    /// @param life     how long the cluster is open; what is to be saved then is added to it
    ClusterViews open(ClusterSource source, ClusterSnapshot snapshot, WindowServices services, Lifetime life);
}
