/// How fast decisions are on clusters of realistic size: a seeded generator of clusters, and JMH benchmarks over it.
/// Run by `./mvnw -Pbench verify`; no test.
@org.jspecify.annotations.NullMarked
package dev.guise.benchmark;
