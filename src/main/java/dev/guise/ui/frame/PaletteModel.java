package dev.guise.ui.frame;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The command palette: what was typed, and what matches, the best first; recent ones first among equals. Knows no
/// controls.
public final class PaletteModel {
    private static final int MOST = 60;
    private static final int RECENT_BONUS = 40;

    /// A line and how it matches.
    public record Result(PaletteItem item, FuzzyMatch match) {}

    private final Supplier<List<PaletteItem>> source;
    private final Supplier<List<String>> recent;
    private final Consumer<String> onRun;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<Result> results = FXCollections.observableArrayList();
    private List<PaletteItem> items = List.of();
    private List<String> recentIds = List.of();

    /// @param source asked for everything that can be run each time the palette opens
    /// @param recent asked for the ids run lately, newest first
    /// @param onRun  told the id of what is run
    public PaletteModel(Supplier<List<PaletteItem>> source, Supplier<List<String>> recent, Consumer<String> onRun) {
        this.source = source;
        this.recent = recent;
        this.onRun = onRun;
        typed.subscribe(this::search);
    }

    /// Resets the palette: no text, recent commands first.
    public void open() {
        items = source.get();
        recentIds = recent.get();
        typed.set("");
        search();
    }

    public StringProperty typedProperty() {
        return typed;
    }

    public ObservableList<Result> results() {
        return results;
    }

    public void run(Result result) {
        onRun.accept(result.item().id());
        result.item().action().run();
    }

    private void search() {
        String wanted = typed.get();
        results.setAll(items.stream()
                .flatMap(item -> FuzzyMatch.of(wanted, item.text()).map(match -> new Result(item, match)).stream())
                .sorted(Comparator.comparingInt((Result result) -> -score(result)))
                .limit(MOST)
                .toList());
    }

    private int score(Result result) {
        int at = recentIds.indexOf(result.item().id());
        return result.match().score() + (at < 0 ? 0 : RECENT_BONUS - at);
    }
}
