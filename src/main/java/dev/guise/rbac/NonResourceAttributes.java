package dev.guise.rbac;

/// A request for a path that is not a resource, such as `/metrics`.
///
/// @param verb the HTTP method in lower case
/// @param path the path
public record NonResourceAttributes(String verb, String path) implements Attributes {

    @Override
    public NonResourceAttributes withVerb(String other) {
        return new NonResourceAttributes(other, path);
    }

    @Override
    public String describe() {
        return verb + " " + path;
    }
}
