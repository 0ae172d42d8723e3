package dev.guise.cluster.read;

import dev.guise.cluster.SourceException;

/// Takes the objects of a document one by one as they are read.
public interface ObjectSink {

    /// @param object what [Keep#OBJECT] keeps of the object
    /// @param list   the list it stood in, [ListHead#NONE] when it stood alone
    /// @param place  the document it stood in
    void object(Tree.Fields object, ListHead list, Place place) throws SourceException;

    /// A document, or an item of a list, that is not even a mapping.
    void stray(Tree value, Place place) throws SourceException;

    /// Something odd that does not hinder reading.
    void remark(int line, String problem, Place place);
}
