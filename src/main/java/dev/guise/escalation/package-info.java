/// What one identity can turn into: techniques (data), holds, facts, the least fixed point over them, derivations,
/// goals, cuts, and the graphs that are drawn of them.
/// No screens, no files, no words about severity.
@org.jspecify.annotations.NullMarked
package dev.guise.escalation;
