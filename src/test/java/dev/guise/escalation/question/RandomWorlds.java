package dev.guise.escalation.question;

import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.escalation.engine.TechniqueTest;
import dev.guise.rbac.RoleRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/// Small worlds of the rules that techniques need, given to few accounts, so that paths are often there and often
/// narrowly not.
public final class RandomWorlds {
    private static final List<String> SUBJECTS = List.of(
            "a/me",
            "a/boss",
            "a/new",
            "b/other",
            "b/lost",
            "open/x",
            "jane",
            "joe",
            "system:node:n1",
            "group:ops",
            "group:system:serviceaccounts:a",
            "group:system:serviceaccounts",
            "group:system:authenticated");
    private static final List<String> NAMESPACES = List.of("a", "b", "open", "kube-system");
    private static final List<String> LEVELS = List.of("restricted", "baseline", "privileged");
    private static final List<String> RBAC_RULES = List.of(
            "bind rbac.authorization.k8s.io:clusterroles",
            "bind rbac.authorization.k8s.io:clusterroles free",
            "escalate,patch rbac.authorization.k8s.io:roles",
            "create rbac.authorization.k8s.io:rolebindings",
            "create rbac.authorization.k8s.io:clusterrolebindings",
            "impersonate-on:user-info:create serviceaccounts/token",
            "impersonate-on:user-info:create rbac.authorization.k8s.io:rolebindings",
            "impersonate:user-info authentication.k8s.io:users",
            "impersonate:serviceaccount authentication.k8s.io:serviceaccounts",
            "impersonate-on:serviceaccount:create serviceaccounts/token,pods",
            "create,get secrets",
            "create serviceaccounts/token");

    private final Random random;
    private final List<String> rules;

    public RandomWorlds(long seed) {
        this.random = new Random(seed);
        try {
            this.rules = TechniqueTest.rules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String rule() {
        return random.nextInt(3) == 0 ? pick(RBAC_RULES) : pick(rules);
    }

    /// @param grants so many bindings
    public World next(int grants) {
        World world = World.with()
                .server(33 + random.nextInt(4))
                .namespace("a", pick(LEVELS))
                .namespace("b", pick(LEVELS))
                .account("a", "me", "boss", "new")
                .account("b", "other", "lost")
                .account("open", "x")
                .node("n1", "n2")
                .pod("a", "p", "boss", random.nextBoolean() ? "n1" : "")
                .pod("b", "waiting", "lost", random.nextBoolean() ? "n2" : "")
                .tokenSecret(pick(List.of("a", "b")), "token", pick(List.of("boss", "other")))
                .workload(WorkloadKind.DEPLOYMENT, pick(NAMESPACES), "web")
                .configMap("kube-system", "aws-auth")
                .clusterRole("admin", "* *:*")
                .clusterRole("free", rule(), rule())
                .role("a", "mine", rule());
        for (int i = 0; i < grants; i++) {
            grant(world);
        }
        return world;
    }

    private void grant(World world) {
        String who = pick(SUBJECTS);
        switch (random.nextInt(9)) {
            case 0 -> world.bindIn("a", who, RoleRef.role("mine"));
            case 1 -> world.bindIn(pick(NAMESPACES), who, RoleRef.clusterRole("free"));
            case 2, 3, 4 -> world.may(who, rule());
            case 5 -> world.may(who, rule(), rule());
            default -> world.mayIn(pick(NAMESPACES), who, rule(), rule());
        }
    }
}
