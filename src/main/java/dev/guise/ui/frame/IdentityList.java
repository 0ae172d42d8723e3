package dev.guise.ui.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Identities grouped by kind and namespace, the worst first, filtered by words. Knows no controls. Filtering costs time
/// linear in the number of identities.
public final class IdentityList {

    /// A line as shown.
    public sealed interface Line {}

    /// A heading over a group that opens and closes.
    ///
    /// @param key    of the group
    /// @param text   what is shown
    /// @param count  identities in it that pass the filter
    /// @param opened whether they are shown
    public record Heading(String key, String text, int count, boolean opened) implements Line {}

    /// An identity.
    public record Entry(IdentityRow row) implements Line {}

    private record Group(IdentityKind kind, String namespace) {
        String key() {
            return kind + "/" + namespace;
        }

        String text() {
            return namespace.isEmpty() ? kind.text() : kind.text() + " in " + namespace;
        }
    }

    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final Set<String> closed = new HashSet<>();
    private List<IdentityRow> rows = List.of();

    public IdentityList() {
        filter.subscribe(this::build);
    }

    /// Shows other identities. In any order.
    public void setRows(List<IdentityRow> identities) {
        rows = identities.stream()
                .sorted(Comparator.comparing(IdentityRow::rank).thenComparing(IdentityRow::name))
                .toList();
        build();
    }

    public List<IdentityRow> rows() {
        return rows;
    }

    /// Words that must all be in the name, namespace or badge.
    public StringProperty filterProperty() {
        return filter;
    }

    /// What is shown, from the top.
    public ObservableList<Line> lines() {
        return lines;
    }

    /// Opens or closes a group. While a filter is set, every group is open.
    public void toggle(Heading heading) {
        if (!closed.remove(heading.key())) {
            closed.add(heading.key());
        }
        build();
    }

    private void build() {
        String[] words = filter.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
        Map<Group, List<IdentityRow>> groups = new TreeMap<>(order());
        for (IdentityRow row : rows) {
            if (matches(row, words)) {
                groups.computeIfAbsent(new Group(row.kind(), row.namespace()), key -> new ArrayList<>())
                        .add(row);
            }
        }
        boolean filtered = !filter.get().isBlank();
        List<Line> next = new ArrayList<>();
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(IdentityList::kindAndWorst)))
                .forEach(entry -> add(next, entry.getKey(), entry.getValue(), filtered));
        lines.setAll(next);
    }

    private static Comparator<Group> order() {
        return Comparator.comparing(Group::kind).thenComparing(Group::namespace);
    }

    // Rows are sorted by rank, so the first is the worst.
    private static int kindAndWorst(List<IdentityRow> group) {
        IdentityRow worst = group.getFirst();
        int kinds = List.of(IdentityKind.values()).indexOf(worst.kind());
        return kinds * Rank.values().length + List.of(Rank.values()).indexOf(worst.rank());
    }

    private void add(List<Line> next, Group group, List<IdentityRow> members, boolean filtered) {
        boolean opened = filtered || !closed.contains(group.key());
        next.add(new Heading(group.key(), group.text(), members.size(), opened));
        if (opened) {
            members.forEach(row -> next.add(new Entry(row)));
        }
    }

    private static boolean matches(IdentityRow row, String[] words) {
        String text = (row.namespace() + "/" + row.name() + " " + row.badge()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
