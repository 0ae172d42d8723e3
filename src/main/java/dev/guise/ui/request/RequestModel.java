package dev.guise.ui.request;

import dev.guise.cluster.defaults.ApiResources;
import dev.guise.rbac.Attributes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// A request being written. Knows no controls.
public final class RequestModel {
    private static final int MOST = 30;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final StringProperty verb = new SimpleStringProperty("");
    private final StringProperty resource = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty namespace = new SimpleStringProperty("");
    private final ObjectProperty<ApiResources> resources = new SimpleObjectProperty<>(ApiResources.builtIn());

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

    /// The resources that words are looked up in.
    public ObjectProperty<ApiResources> resourcesProperty() {
        return resources;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty namespaceProperty() {
        return namespace;
    }

    /// The request, once there are a verb and a resource that is known.
    public Optional<Attributes> request() {
        return RequestText.of(resources.get(), verb.get(), resource.get(), name.get(), namespace.get());
    }

    /// What is wrong with the verb; `""` for nothing, as in the other fields.
    public ObservableValue<String> verbProblem() {
        return verb.map(text -> isSeveral(text) ? "A verb must be a single word." : "");
    }

    /// What is wrong with the resource or path.
    public ObservableValue<String> resourceProblem() {
        return Bindings.createStringBinding(
                () -> isSeveral(resource.get())
                        ? "A resource must be a single word, such as deployments.apps/scale."
                        : RequestText.problem(resources.get(), verb.get(), resource.get()),
                resource,
                verb,
                resources);
    }

    /// What is wrong with the name.
    public ObservableValue<String> nameProblem() {
        return Bindings.createStringBinding(
                () -> {
                    String text = name.get().strip();
                    if (!text.isEmpty() && isPath()) {
                        return "A path cannot be combined with a name.";
                    }
                    return isSeveral(text) || text.contains("/") || text.contains("%")
                            ? "A name cannot contain spaces, / or %."
                            : "";
                },
                name,
                resource);
    }

    /// What is wrong with the namespace.
    public ObservableValue<String> namespaceProblem() {
        return Bindings.createStringBinding(
                () -> {
                    String text = namespace.get().strip();
                    if (!text.isEmpty() && isPath()) {
                        return "A path is not namespaced.";
                    }
                    return text.isEmpty() || NAMESPACE.matcher(text).matches()
                            ? ""
                            : "A namespace can contain only lowercase letters, digits and inner hyphens, at most 63"
                                    + " characters.";
                },
                namespace,
                resource);
    }

    /// The first thing that is wrong.
    public ObservableValue<String> problem() {
        List<ObservableValue<String>> all =
                List.of(verbProblem(), resourceProblem(), nameProblem(), namespaceProblem());
        return Bindings.createStringBinding(
                () -> all.stream()
                        .map(ObservableValue::getValue)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""),
                verb,
                resource,
                name,
                namespace,
                resources);
    }

    private boolean isPath() {
        return resource.get().strip().startsWith("/");
    }

    private static boolean isSeveral(String text) {
        return text.strip().matches(".*\\s.*");
    }

    /// Those that begin with what is typed, then those that contain it.
    public static List<String> matching(Collection<String> all, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(java.util.Comparator.comparing(
                        text -> !text.toLowerCase(Locale.ROOT).startsWith(wanted)))
                .limit(MOST)
                .toList();
    }
}
