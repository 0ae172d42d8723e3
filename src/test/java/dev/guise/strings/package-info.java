/// Writes out every sentence that a person can meet, for reading in one place: `src/docs/strings.md`. It looks at the
/// sources and the bundled texts; what a sentence says is the business of the class that has it.
@org.jspecify.annotations.NullMarked
package dev.guise.strings;
