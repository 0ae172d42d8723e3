/// Replays what real API servers decided.
@org.jspecify.annotations.NullMarked
package dev.guise.conformance;
