package dev.guise.ui.frame;

import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.command.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the frame shows around the views. Knows no controls. Whoever analyses the cluster fills it and follows
/// [#selectionProperty()].
public final class FrameModel {

    /// What is looked at.
    ///
    /// @param name    of the context, file or demo
    /// @param server  its address; may be empty
    /// @param version of the server; `""` when unknown
    /// @param gate    whether constrained impersonation is on there
    /// @param takenAt when it was read
    /// @param colour  the reviewer gave the context; may be empty
    public record Cluster(String name, String server, String version, Gate gate, Instant takenAt, String colour) {}

    /// Something to know, shown in the warnings.
    ///
    /// @param where       the kind, file or address concerned
    /// @param what        what happened
    /// @param consequence what cannot be judged for it, or what to do; may be empty
    public record Notice(String where, String what, String consequence) {}

    /// A number in the status bar.
    ///
    /// @param number how many
    /// @param text   of what, in the plural
    public record Count(int number, String text) {}

    /// Where a person is.
    ///
    /// @param tab       id of the tab
    /// @param selection id of what is selected; `""` for nothing
    public record Place(String tab, String selection) {}

    private final ReadOnlyObjectWrapper<Optional<Cluster>> cluster = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IdentityList identities = new IdentityList();
    private final ObjectProperty<Optional<InspectorContent>> inspector = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final ObservableList<Count> counts = FXCollections.observableArrayList();
    private final ObservableList<PaletteItem> objects = FXCollections.observableArrayList();
    private final StringProperty tab = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<String> selection = new ReadOnlyObjectWrapper<>("");
    private final History<Place> history = new History<>();
    private Consumer<Gate> onGate = gate -> {};
    private Consumer<String> onSelectAgain = id -> {};
    private Consumer<String> onChosen = id -> {};
    private Function<String, List<Command>> identityCommands = id -> List.of();
    private List<String> recent = List.of();
    private boolean travelling;

    public FrameModel() {
        tab.subscribe(this::remember);
        selection.subscribe(this::remember);
    }

    public ReadOnlyObjectProperty<Optional<Cluster>> clusterProperty() {
        return cluster.getReadOnlyProperty();
    }

    public void setCluster(Cluster looked) {
        cluster.set(Optional.of(looked));
    }

    /// The list on the left.
    public IdentityList identities() {
        return identities;
    }

    /// What the inspector on the right shows.
    public ObjectProperty<Optional<InspectorContent>> inspectorProperty() {
        return inspector;
    }

    public ObservableList<Notice> notices() {
        return notices;
    }

    public ObservableList<Count> counts() {
        return counts;
    }

    /// Everything that can be found in the palette besides commands.
    public ObservableList<PaletteItem> objects() {
        return objects;
    }

    /// Id of the tab that is shown.
    public StringProperty tabProperty() {
        return tab;
    }

    /// Id of what is selected: an identity, a binding, a role. `""` for nothing.
    public ReadOnlyObjectProperty<String> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// Selects something; it can be gone back to.
    public void select(String id) {
        selection.set(id);
    }

    /// What to do when the person chooses in the list what is selected already.
    public void setOnSelectAgain(Consumer<String> action) {
        onSelectAgain = action;
    }

    /// The person chose what is selected already.
    public void selectAgain() {
        onSelectAgain.accept(selection.get());
    }

    /// Ids of objects that were chosen from the palette, newest first.
    public List<String> recent() {
        return recent;
    }

    public void setRecent(List<String> ids) {
        recent = List.copyOf(ids);
    }

    /// What to do when the person chooses an object from the palette.
    public void setOnChosen(Consumer<String> action) {
        onChosen = action;
    }

    /// The person chose an object from the palette.
    public void choose(String id) {
        onChosen.accept(id);
    }

    /// What can be done with an identity of the list.
    public void setIdentityCommands(Function<String, List<Command>> commands) {
        identityCommands = commands;
    }

    /// What can be done with an identity, for the menu on it.
    public List<Command> identityCommands(String id) {
        return identityCommands.apply(id);
    }

    /// What to do when the person says that the gate is on or off.
    public void setOnGate(Consumer<Gate> action) {
        onGate = action;
    }

    /// The person says whether constrained impersonation is on there.
    public void chooseGate(Gate gate) {
        onGate.accept(gate);
    }

    public History<Place> history() {
        return history;
    }

    /// Goes to where the person was another time, with the way there behind it.
    public void restore(List<Place> way, Place place) {
        history.restore(way);
        String nextTab = place.tab().isEmpty() ? tab.get() : place.tab();
        travel(new Place(nextTab, place.selection().isEmpty() ? selection.get() : place.selection()));
        remember();
    }

    public void back() {
        history.back().ifPresent(this::travel);
    }

    public void forward() {
        history.forward().ifPresent(this::travel);
    }

    private void travel(Place place) {
        travelling = true;
        tab.set(place.tab());
        selection.set(place.selection());
        travelling = false;
    }

    private void remember() {
        if (!travelling && !tab.get().isEmpty()) {
            history.visit(new Place(tab.get(), selection.get()));
        }
    }

    /// How many warnings there are, in words.
    public static String warnings(List<Notice> notices) {
        return notices.size() == 1 ? "1 warning" : notices.size() + " warnings";
    }
}
