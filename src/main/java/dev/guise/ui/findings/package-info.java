/// Findings as a table that can be filtered; each opens its path, its rule and its fix.
/// What a finding is, and how bad, is decided by the room `findings`.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.findings;
