/// Files that are written whole or not at all.
/// For all rooms; knows no format, and says nothing to a person.
@org.jspecify.annotations.NullMarked
package dev.guise.files;
