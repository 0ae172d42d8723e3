package dev.guise.benchmark;

import dev.guise.benchmark.ClusterGenerator.Request;
import dev.guise.rbac.Decision;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.util.List;
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

/// Decisions, set questions and building, for each size of cluster.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecisionBenchmark {
    private static final int REQUESTS = 1 << 16;

    @Param
    public ClusterSize size = ClusterSize.LARGE;

    private RbacObjects objects = RbacObjects.EMPTY;
    private Policy policy = Policy.of(RbacObjects.EMPTY);
    private Request[] requests = {};
    private int next;

    @Setup
    public void generate() {
        ClusterGenerator generator = new ClusterGenerator(size, 42);
        var snapshot = generator.snapshot();
        objects = snapshot.rbac();
        policy = Policy.of(objects);
        requests = generator.requests(REQUESTS).toArray(Request[]::new);
    }

    private Request nextRequest() {
        next = (next + 1) & (REQUESTS - 1);
        return requests[next];
    }

    /// A random identity asks for a random resource in a random namespace.
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Decision decide() {
        Request request = nextRequest();
        return policy.authorize(request.user(), request.attributes());
    }

    /// Every subject that may do a random request.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<Grant> whoCan() {
        return policy.whoCan(nextRequest().attributes());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<Grant> rulesOfAnIdentity() {
        Request request = nextRequest();
        return policy.rulesFor(request.user(), request.attributes().namespace());
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Policy build() {
        return Policy.of(objects);
    }
}
