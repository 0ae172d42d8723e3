/// Text that is safe to show and right to read: what cannot be seen is written out, numbers and their nouns agree.
/// For all rooms; knows nothing of Kubernetes, and says nothing itself.
@org.jspecify.annotations.NullMarked
package dev.guise.text;
