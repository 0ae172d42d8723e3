/// Facts about what an attacker holds, what follows from them in one cluster, the least fixed point over them, and
/// bounds on the cost of reaching a fact. No files, no words for a person.
/// Questions about it are put in `escalation.question`.
@org.jspecify.annotations.NullMarked
package dev.guise.escalation.engine;
