package dev.guise.cluster.read;

/// Where an object stands.
///
/// @param name     the file, or the request
/// @param document the document in the file, counted from 1; 0 for what has no documents
public record Place(String name, int document) {

    /// An answer of a server: lines mean nothing there.
    public static Place request(String path) {
        return new Place(path, 0);
    }

    /// The place with a line, for a person.
    String at(int line) {
        if (document == 0) {
            return name;
        }
        String where = name + ", document " + document;
        return line > 0 ? where + ", line " + line : where;
    }
}
