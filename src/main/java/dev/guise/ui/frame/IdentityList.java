package dev.guise.ui.frame;

import dev.guise.ui.common.control.FilterTerms;
import dev.guise.ui.common.control.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Identities grouped by kind and namespace, the worst first, filtered by words. Knows no controls. Filtering costs
/// time linear in the number of identities.
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
            return namespace.isEmpty() ? kind.text() : "Accounts in " + namespace;
        }
    }

    /// What the filter understands besides words.
    private static final Set<String> KEYS = Set.of("kind", "ns", "reaches", "owned");

    private static final Comparator<Group> BY_NAME =
            Comparator.comparing(Group::kind).thenComparing(Group::namespace, NaturalOrder.INSTANCE);

    /// The order in which identities of one kind and namespace are listed.
    public static final Comparator<IdentityRow> WORST_FIRST =
            Comparator.comparingInt(IdentityRow::order).thenComparing(IdentityRow::name, NaturalOrder.INSTANCE);

    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final Set<String> closed = new HashSet<>();
    private List<IdentityRow> rows = List.of();

    public IdentityList() {
        filter.subscribe(this::build);
    }

    /// Shows other identities. In any order; linear where they are sorted already.
    public void setRows(List<IdentityRow> identities) {
        rows = identities.stream().sorted(WORST_FIRST).toList();
        build();
    }

    public List<IdentityRow> rows() {
        return rows;
    }

    /// Words that must all be in the name, namespace or badge, and terms: `kind:`, `ns:`, `reaches:`, `owned:`.
    public StringProperty filterProperty() {
        return filter;
    }

    /// A note that applies to all identities, shown above the list; empty for none.
    public StringProperty noteProperty() {
        return note;
    }

    /// What is shown, from the top.
    public ObservableList<Line> lines() {
        return lines;
    }

    /// Where the identity with that id is shown, from 0; -1 when it is not.
    public int indexOf(String id) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) instanceof Entry(IdentityRow row) && row.id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /// Opens or closes a group. While a filter is set, every group is open.
    public void toggle(Heading heading) {
        if (!closed.remove(heading.key())) {
            closed.add(heading.key());
        }
        build();
    }

    private void build() {
        FilterTerms terms = FilterTerms.parse(filter.get(), KEYS);
        Map<Group, List<IdentityRow>> groups = new HashMap<>();
        for (IdentityRow row : rows) {
            if (terms.isEmpty() || matches(row, terms)) {
                groups.computeIfAbsent(new Group(row.kind(), row.namespace()), key -> new ArrayList<>())
                        .add(row);
            }
        }
        boolean filtered = !terms.isEmpty();
        List<Line> next = new ArrayList<>();
        groups.entrySet().stream()
                .sorted(Map.Entry.<Group, List<IdentityRow>>comparingByValue(IdentityList::byKindAndWorst)
                        .thenComparing(Map.Entry.comparingByKey(BY_NAME)))
                .forEach(entry -> add(next, entry.getKey(), entry.getValue(), filtered));
        lines.setAll(next);
    }

    // Rows are sorted, so the first is the worst.
    private static int byKindAndWorst(List<IdentityRow> group, List<IdentityRow> other) {
        return Comparator.comparing(IdentityRow::kind)
                .thenComparingInt(IdentityRow::order)
                .compare(group.getFirst(), other.getFirst());
    }

    private void add(List<Line> next, Group group, List<IdentityRow> members, boolean filtered) {
        boolean opened = filtered || !closed.contains(group.key());
        next.add(new Heading(group.key(), group.text(), members.size(), opened));
        if (opened) {
            members.forEach(row -> next.add(new Entry(row)));
        }
    }

    private static boolean matches(IdentityRow row, FilterTerms terms) {
        String text = (row.namespace() + "/" + row.name() + " " + row.badge()).toLowerCase(Locale.ROOT);
        return terms.test(text, (key, value) -> holds(row, key, value));
    }

    private static boolean holds(IdentityRow row, String key, String value) {
        return switch (key) {
            case "kind" -> row.kind().isMeantBy(value);
            case "ns" -> row.namespace().toLowerCase(Locale.ROOT).contains(value);
            case "reaches" -> row.reaches().toLowerCase(Locale.ROOT).contains(value);
            default -> FilterTerms.isWanted(value, row.has(IdentityMark.OWNED));
        };
    }
}
