package dev.guise.benchmark;

import dev.guise.benchmark.ClusterGenerator.Request;
import dev.guise.rbac.Decision;
import dev.guise.rbac.Grant;
import dev.guise.rbac.KnownIdentities;
import dev.guise.rbac.KnownIdentities.Holder;
import dev.guise.rbac.NodeName;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.ServiceAccountName;
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
    private KnownIdentities known = KnownIdentities.of(policy, List.of(), List.of());
    private Request[] requests = {};
    private int next;

    @Setup
    public void generate() {
        ClusterGenerator generator = new ClusterGenerator(size, 42);
        var snapshot = generator.snapshot();
        objects = snapshot.rbac();
        policy = Policy.of(objects);
        known = KnownIdentities.of(
                policy,
                snapshot.serviceAccounts().stream()
                        .map(account -> new ServiceAccountName(
                                account.meta().namespace(), account.meta().name()))
                        .toList(),
                snapshot.nodes().stream()
                        .map(node -> new NodeName(node.meta().name()))
                        .toList());
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

    /// The same, with everybody behind the groups.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<Holder> whoCanByIdentity() {
        return known.holders(policy.whoCan(nextRequest().attributes()));
    }

    /// A request that many more may do.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<Holder> whoCanListPods() {
        ResourceAttributes request = nextRequest().attributes();
        return known.holders(policy.whoCan(new ResourceAttributes("list", "", "pods", "", request.namespace(), "")));
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
