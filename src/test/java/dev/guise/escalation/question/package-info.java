/// Small clusters, put together in a few readable lines, and what an attacker can turn into in them.
@org.jspecify.annotations.NullMarked
package dev.guise.escalation.question;
