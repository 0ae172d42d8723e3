package dev.guise.ui.common.dialog;

import dev.guise.ui.common.background.Background;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The state of an answer that is calculated off the JavaFX thread. Knows no controls.
public final class WorkState {

    /// What is to be seen.
    public sealed interface State {}

    /// Nothing but the answer, or that there is none.
    public record Quiet() implements State {}

    /// At work.
    public record Working() implements State {}

    /// It went wrong.
    public record Failed(Problem problem) implements State {}

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Quiet());

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Starts a job and follows it.
    ///
    /// @param failure what is said when it fails, such as `This could not be asked`
    /// @param done    what to do with the result
    public <T> void run(Background.Job<T> job, String failure, Consumer<? super T> done) {
        state.set(new Working());
        job.onDone(result -> {
                    state.set(new Quiet());
                    done.accept(result);
                })
                .onError(error -> state.set(new Failed(Problem.of(failure, error))))
                .start();
    }

    /// Nothing is being calculated.
    public void rest() {
        state.set(new Quiet());
    }
}
