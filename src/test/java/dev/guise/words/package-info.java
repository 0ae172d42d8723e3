/// What a person reads of paths, steps and grants.
@org.jspecify.annotations.NullMarked
package dev.guise.words;
