package dev.guise.rbac;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The bindings that refer to one role, in the order in which they were read. With many of them, those of a namespace
/// are found by its name: a ClusterRole such as `edit` is bound in every namespace.
final class BindingsOfRole {
    static final BindingsOfRole NONE = new BindingsOfRole();
    private static final int INDEX_FROM = 8;

    private final List<Binding> all = new ArrayList<>(1);
    private Map<String, List<Binding>> byNamespace = Map.of();

    void add(Binding binding) {
        all.add(binding);
    }

    /// To be called once all were added, and before anything is asked.
    void index() {
        if (all.size() < INDEX_FROM) {
            return;
        }
        byNamespace = new HashMap<>();
        all.forEach(binding -> byNamespace
                .computeIfAbsent(binding.namespace(), n -> new ArrayList<>(1))
                .add(binding));
    }

    List<Binding> all() {
        return Collections.unmodifiableList(all);
    }

    /// Those that hold everywhere, and those that hold in the namespace; `""` for only the former.
    void forEachIn(String namespace, Consumer<Binding> action) {
        if (byNamespace.isEmpty()) {
            all.stream()
                    .filter(binding ->
                            binding.namespace().isEmpty() || binding.namespace().equals(namespace))
                    .forEach(action);
            return;
        }
        byNamespace.getOrDefault("", List.of()).forEach(action);
        if (!namespace.isEmpty()) {
            byNamespace.getOrDefault(namespace, List.of()).forEach(action);
        }
    }
}
