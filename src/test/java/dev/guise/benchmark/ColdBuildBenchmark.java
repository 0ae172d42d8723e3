package dev.guise.benchmark;

import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The first policy that a fresh Java process builds, nothing compiled yet: what a person waits for.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdBuildBenchmark {
    @Param
    public ClusterSize size = ClusterSize.LARGE;

    private RbacObjects objects = RbacObjects.EMPTY;

    @Setup
    public void generate() {
        objects = new ClusterGenerator(size, 42).rbac();
    }

    @Benchmark
    public Policy build() {
        return Policy.of(objects);
    }
}
