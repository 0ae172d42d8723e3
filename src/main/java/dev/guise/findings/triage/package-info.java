/// What a reviewer decided about findings: suppressions with a reason and an end, administrators that are accepted, and
/// the file in which both are kept. Where that file lies and what else the window keeps in it is the window's matter.
@org.jspecify.annotations.NullMarked
package dev.guise.findings.triage;
