/// The headless commands: arguments in, text or JSON out, an exit code.
/// What they print is computed in the rooms below.
@org.jspecify.annotations.NullMarked
package dev.guise.cli;
