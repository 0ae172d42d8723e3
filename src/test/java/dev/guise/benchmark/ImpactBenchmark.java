package dev.guise.benchmark;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.Constrainer;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.Fixes;
import dev.guise.draft.Impact;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.question.Escalation;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Analysis;
import dev.guise.findings.FindingChanges;
import dev.guise.findings.Findings;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// All that the Drafts tab tells of a draft in the large cluster: who reaches and may do what, and which findings come
/// and go. What holds without the draft is known.
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g"})
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 5, time = 5)
public class ImpactBenchmark {
    private static final long SEED = 42;
    private static final int DRAFTS = 64;

    @Param
    public EscalationBenchmark.Groups groups = EscalationBenchmark.Groups.BOUND;

    @Param
    public Edit edit = Edit.DELETE_CLUSTER_ROLE_BINDING;

    private Analysis before = Analysis.of(new ClusterGenerator(ClusterSize.LARGE, SEED).snapshot());
    private Findings findings = new Findings(List.of());
    private List<RbacObjects> drafts = List.of();
    private int next;

    /// What a draft does.
    public enum Edit {
        /// Deletes a random ClusterRoleBinding.
        DELETE_CLUSTER_ROLE_BINDING,
        /// Puts a constrained rule in the place of a random legacy impersonation grant.
        CONSTRAIN_LEGACY_GRANT,
        /// Takes a verb from, or adds one to, a rule of a random Role.
        EDIT_ROLE
    }

    /// What is told of a draft.
    public record Told(Impact impact, FindingChanges findings) {}

    @Setup
    public void load() {
        ClusterSnapshot generated = before.snapshot();
        RbacObjects objects = groups == EscalationBenchmark.Groups.BOUND
                ? generated.rbac()
                : EscalationBenchmark.withoutGroups(generated.rbac());
        ClusterSnapshot snapshot = generated.withRbac(objects);
        before = Analysis.of(Escalation.of(snapshot, Policy.of(objects), Catalogue.bundled()));
        before.escalation().reachAll();
        findings = Findings.of(before);
        Random random = new Random(SEED);
        List<RbacObjects> made = new ArrayList<>();
        for (int i = 0; i < DRAFTS; i++) {
            made.add(draft(snapshot, random));
        }
        drafts = List.copyOf(made);
    }

    private RbacObjects draft(ClusterSnapshot snapshot, Random random) {
        return switch (edit) {
            case DELETE_CLUSTER_ROLE_BINDING -> withoutABinding(snapshot.rbac(), random);
            case CONSTRAIN_LEGACY_GRANT -> constrained(snapshot, random);
            case EDIT_ROLE -> withAnotherRule(snapshot.rbac(), random);
        };
    }

    private static RbacObjects withoutABinding(RbacObjects objects, Random random) {
        List<ClusterRoleBinding> fewer = new ArrayList<>(objects.clusterRoleBindings());
        fewer.remove(random.nextInt(fewer.size()));
        return new RbacObjects(objects.roles(), objects.clusterRoles(), objects.roleBindings(), fewer);
    }

    private static RbacObjects constrained(ClusterSnapshot snapshot, Random random) {
        List<Grant> legacy = Fixes.constrainable(snapshot).stream()
                .filter(grant -> grant.rule().verbs().contains(Mode.LEGACY_VERB))
                .toList();
        Grant grant = legacy.get(random.nextInt(legacy.size()));
        Action action = Action.on(List.of("get", "list"), "", List.of("pods"));
        return new Constrainer(snapshot).constrain(grant, List.of(action)).applyTo(snapshot.rbac());
    }

    private static RbacObjects withAnotherRule(RbacObjects objects, Random random) {
        List<Role> roles = new ArrayList<>(objects.roles());
        int index = random.nextInt(roles.size());
        Role role = roles.get(index);
        List<PolicyRule> rules = new ArrayList<>(role.rules());
        int edited = random.nextInt(rules.size());
        PolicyRule rule = rules.get(edited);
        List<String> verbs = new ArrayList<>(rule.verbs());
        if (random.nextBoolean() && verbs.size() > 1) {
            verbs.removeLast();
        } else {
            verbs.add("deletecollection");
        }
        rules.set(
                edited,
                new PolicyRule(
                        verbs, rule.apiGroups(), rule.resources(), rule.resourceNames(), rule.nonResourceURLs()));
        roles.set(index, new Role(role.meta(), rules));
        return new RbacObjects(roles, objects.clusterRoles(), objects.roleBindings(), objects.clusterRoleBindings());
    }

    /// The whole impact of the next draft.
    @Benchmark
    public Told impactOfADraft() {
        RbacObjects draft = drafts.get(next++ % DRAFTS);
        Escalation after = before.escalation().with(draft);
        Impact impact = Impact.of(before.escalation(), after, Evidence.NONE);
        Findings now = Findings.of(Analysis.of(after));
        return new Told(impact, FindingChanges.of(findings, now));
    }
}
