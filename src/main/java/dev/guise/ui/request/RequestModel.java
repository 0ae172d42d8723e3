package dev.guise.ui.request;

import dev.guise.rbac.Attributes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A request being written. Knows no controls.
public final class RequestModel {
    private static final int MOST = 30;

    private final StringProperty verb = new SimpleStringProperty("");
    private final StringProperty resource = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty namespace = new SimpleStringProperty("");

    public RequestModel(String verb, String resource) {
        this.verb.set(verb);
        this.resource.set(resource);
    }

    public StringProperty verbProperty() {
        return verb;
    }

    /// With its group, and a subresource where there is one; a path when it begins with a slash.
    public StringProperty resourceProperty() {
        return resource;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty namespaceProperty() {
        return namespace;
    }

    /// The request, once there are a verb and a resource.
    public Optional<Attributes> request() {
        return RequestText.of(verb.get(), resource.get(), name.get(), namespace.get());
    }

    /// Those that begin with what is typed, then those that contain it.
    public static List<String> matching(Collection<String> all, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(java.util.Comparator.comparing(text -> !text.toLowerCase(Locale.ROOT).startsWith(wanted)))
                .limit(MOST)
                .toList();
    }
}
