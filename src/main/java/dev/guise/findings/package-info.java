/// What a reviewer should be told: one finding kind is one small class with its page and its test.
/// It reads decisions and derivations; it computes none of its own.
@org.jspecify.annotations.NullMarked
package dev.guise.findings;
