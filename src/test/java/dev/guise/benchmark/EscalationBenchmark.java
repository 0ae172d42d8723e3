package dev.guise.benchmark;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.catalogue.Technique.Confidence;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.Escalation;
import dev.guise.escalation.question.Reach;
import dev.guise.findings.Analysis;
import dev.guise.findings.Findings;
import dev.guise.rbac.Binding;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/// Questions about who turns into whom in the large cluster, once it is loaded and everybody's reach is known.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EscalationBenchmark {
    private static final long SEED = 42;

    /// In the generated cluster groups that everybody is in may do so much that all come to control; without their
    /// bindings most do not.
    @Param
    public Groups groups = Groups.BOUND;

    private Escalation known = escalation(new ClusterGenerator(ClusterSize.LARGE, SEED).snapshot());
    private List<Identity> identities = List.of();
    private Random random = new Random(SEED);

    /// Whether groups whose names begin with `system:` are subjects of bindings.
    public enum Groups {
        BOUND,
        NOT_BOUND
    }

    @Setup
    public void load() {
        ClusterSnapshot generated = known.snapshot();
        RbacObjects objects = groups == Groups.BOUND ? generated.rbac() : withoutGroups(generated.rbac());
        known = escalation(generated.withRbac(objects));
        identities = known.reachAll().stream().map(Reach::from).toList();
        random = new Random(SEED);
    }

    private static Escalation escalation(ClusterSnapshot snapshot) {
        return Escalation.of(
                snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled().atLeast(Confidence.MEDIUM));
    }

    static RbacObjects withoutGroups(RbacObjects objects) {
        return new RbacObjects(
                objects.roles(),
                objects.clusterRoles(),
                objects.roleBindings().stream()
                        .map(binding -> new RoleBinding(binding.meta(), binding.roleRef(), withoutGroups(binding)))
                        .toList(),
                objects.clusterRoleBindings().stream()
                        .map(binding ->
                                new ClusterRoleBinding(binding.meta(), binding.roleRef(), withoutGroups(binding)))
                        .toList());
    }

    private static List<Subject> withoutGroups(Binding binding) {
        return binding.subjects().stream()
                .filter(subject ->
                        subject.kind() != SubjectKind.GROUP || !subject.name().startsWith("system:"))
                .toList();
    }

    private Identity any() {
        return identities.get(random.nextInt(identities.size()));
    }

    /// What everybody reaches, worked out anew.
    @Benchmark
    public List<Reach> reachOfAll() {
        return escalation(known.snapshot()).reachAll();
    }

    /// Everything that there is to tell, worked out anew.
    @Benchmark
    public Findings findings() {
        return Findings.of(Analysis.of(escalation(known.snapshot())));
    }

    /// What one identity reaches, in a cluster of which nothing was asked yet.
    @Benchmark
    public Reach reachOfOne() {
        return escalation(known.snapshot()).reach(any());
    }

    /// The shortest way from a random identity to control of the cluster.
    @Benchmark
    public Optional<Derivation> shortestWayToControl() {
        return known.derivation(any(), new End.OfGoal(Goal.CLUSTER_CONTROL));
    }

    /// The shortest way from a random identity to another.
    @Benchmark
    public Optional<Derivation> shortestWayToAnIdentity() {
        return known.derivation(any(), new End.OfIdentity(any()));
    }

    /// Everybody who can become a random identity.
    @Benchmark
    public List<Identity> whoReaches() {
        return known.whoReaches(new End.OfIdentity(any()));
    }
}
