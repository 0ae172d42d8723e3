package dev.guise.rbac;

import static dev.guise.rbac.SmallCluster.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.rbac.KnownIdentities.Holder;
import dev.guise.rbac.KnownIdentities.HolderKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownIdentitiesTest {
    private static final PolicyRule GET_PODS = rule("get", "core", "pods");
    private static final ResourceAttributes GET_POD = new ResourceAttributes("get", "", "pods", "", "a", "web");
    private static final ServiceAccountName A_ONE = new ServiceAccountName("a", "one");
    private static final ServiceAccountName B_TWO = new ServiceAccountName("b", "two");
    private static final KnownIdentities KNOWN =
            new KnownIdentities(Set.of(A_ONE, B_TWO), Set.of(new NodeName("n1")), Set.of("alice"));

    private static List<String> holders(SmallCluster cluster) {
        return KNOWN.holders(cluster.policy().whoCan(GET_POD)).stream()
                .map(holder -> holder.kind() + " " + holder.name())
                .sorted()
                .toList();
    }

    private static List<String> holdersOf(String group) {
        return holders(new SmallCluster().everywhere(GET_PODS, Subject.group(group)));
    }

    @Test
    void allServiceAccounts() {
        assertEquals(
                List.of("SERVICE_ACCOUNT system:serviceaccount:a:one", "SERVICE_ACCOUNT system:serviceaccount:b:two"),
                holdersOf("system:serviceaccounts"));
    }

    @Test
    void theServiceAccountsOfANamespace() {
        assertEquals(List.of("SERVICE_ACCOUNT system:serviceaccount:a:one"), holdersOf("system:serviceaccounts:a"));
        assertEquals(List.of(), holdersOf("system:serviceaccounts:none"));
        assertEquals(List.of(), holdersOf("system:serviceaccounts:"));
    }

    @Test
    void nodes() {
        assertEquals(List.of("NODE system:node:n1"), holdersOf("system:nodes"));
    }

    @Test
    void anonymous() {
        assertEquals(List.of("ANONYMOUS system:anonymous"), holdersOf("system:unauthenticated"));
    }

    @Test
    void everyoneAuthenticatedAndOthersThatNobodyKnows() {
        assertEquals(
                List.of(
                        "GROUP system:authenticated",
                        "NODE system:node:n1",
                        "SERVICE_ACCOUNT system:serviceaccount:a:one",
                        "SERVICE_ACCOUNT system:serviceaccount:b:two",
                        "USER alice"),
                holdersOf("system:authenticated"));
    }

    @Test
    void aGroupOfTheIdentityProviderStaysAGroup() {
        assertEquals(List.of("GROUP devs"), holdersOf("devs"));
        assertEquals(List.of("GROUP system:masters"), holdersOf("system:masters"));
    }

    @Test
    void anIdentityIsListedOnceWithEveryGrant() {
        Policy policy = new SmallCluster()
                .everywhere(
                        GET_PODS, Subject.group("system:serviceaccounts"), Subject.group("system:serviceaccounts:a"))
                .in("a", GET_PODS, Subject.serviceAccount("a", "one"))
                .everywhere(GET_PODS, Subject.user(A_ONE.userName()))
                .policy();
        Holder one = KNOWN.holders(policy.whoCan(GET_POD)).stream()
                .filter(holder -> holder.name().equals(A_ONE.userName()))
                .reduce((first, second) -> {
                    throw new AssertionError("listed twice");
                })
                .orElseThrow();
        assertEquals(HolderKind.SERVICE_ACCOUNT, one.kind());
        assertEquals(4, one.grants().size());
        assertEquals(SubjectKind.GROUP, one.grants().getLast().subject().kind(), "its own grants come first");
    }

    @Test
    void aSubjectThatDoesNotExistIsListedToo() {
        assertEquals(
                List.of("SERVICE_ACCOUNT system:serviceaccount:a:gone", "USER bob", "USER system:serviceaccount:a:b:c"),
                holders(new SmallCluster()
                        .everywhere(
                                GET_PODS,
                                Subject.serviceAccount("a", "gone"),
                                Subject.user("bob"),
                                Subject.user("system:serviceaccount:a:b:c"))));
    }

    @Test
    void holdersAreExactlyThoseWhomThePolicyAllows() {
        Policy policy = new SmallCluster()
                .in("a", GET_PODS, Subject.group("system:serviceaccounts:b"), Subject.user("alice"))
                .in("b", GET_PODS, Subject.group("system:authenticated"))
                .policy();
        List<String> allowed =
                KNOWN.holders(policy.whoCan(GET_POD)).stream().map(Holder::name).toList();
        for (String name : List.of("alice", "bob", A_ONE.userName(), B_TWO.userName(), "system:node:n1")) {
            assertEquals(policy.authorize(UserInfo.ofName(name), GET_POD).isAllowed(), allowed.contains(name), name);
        }
    }

    @Test
    void usersAreThoseThatBindingsName() {
        Policy policy = new SmallCluster()
                .everywhere(
                        GET_PODS,
                        Subject.user("alice"),
                        Subject.user("system:node:n9"),
                        Subject.user("system:anonymous"),
                        Subject.user("system:serviceaccount:a:one"),
                        Subject.group("devs"),
                        Subject.serviceAccount("a", "one"))
                .policy();
        KnownIdentities known = KnownIdentities.of(policy, List.of(A_ONE), List.of());
        assertEquals(Set.of("alice"), known.users());
        assertEquals(Set.of(A_ONE), known.serviceAccounts());
    }
}
