/// Values into sentences for a person: steps, holds, grants, rules, requests, ends of paths. One wording everywhere.
/// Nothing is calculated here, and nothing here is read back: what a value means is asked of the value.
@org.jspecify.annotations.NullMarked
package dev.guise.words;
