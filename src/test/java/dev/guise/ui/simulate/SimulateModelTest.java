package dev.guise.ui.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.DemoSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import dev.guise.ui.review.Review;
import dev.guise.ui.simulate.SimulateModel.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulateModelTest {
    private static Review review;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    static void read() throws Exception {
        ClusterSnapshot snapshot = new DemoSource().read(ReadProgress.NONE);
        review = Review.of(snapshot);
    }

    private static final ResourceAttributes LIST_PODS = ResourceAttributes.of("list", "", "pods", "payments", "");

    @Test
    void withoutHeadersTheRequestorItselfIsAsked() {
        Verdict verdict = SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of(""), LIST_PODS);
        assertTrue(verdict.allowed());
        assertEquals("Allowed", verdict.title());
        assertEquals("kubectl auth can-i list pods --namespace=payments", verdict.kubectl());
    }

    @Test
    void aGroupWithoutAUserIsABadRequest() {
        Verdict verdict =
                SimulateModel.verdict(review, UserInfo.user("alice"), WantedUser.of("", List.of("ops")), LIST_PODS);
        assertFalse(verdict.allowed());
        assertEquals("Bad request", verdict.title());
    }

    @Test
    void everyCheckIsListedInOrderAndTheRequestLast() {
        WantedUser wanted = WantedUser.of("system:serviceaccount:payments:checkout");
        Verdict verdict = SimulateModel.verdict(review, UserInfo.user("alice"), wanted, LIST_PODS);
        assertEquals("serviceaccount", verdict.lines().getFirst().mode());
        assertFalse(verdict.lines().getFirst().passed());
        assertTrue(verdict.lines().stream().anyMatch(line -> line.mode().equals("legacy") && line.passed()));
        assertEquals("then", verdict.lines().getLast().mode());
        assertTrue(verdict.kubectl().endsWith("--as=system:serviceaccount:payments:checkout"), verdict.kubectl());
    }

    @Test
    void whatAShellWouldReadIsQuoted() {
        Verdict verdict = SimulateModel.verdict(
                review, UserInfo.user("alice"), WantedUser.of("bob; rm -rf '/'"), LIST_PODS);
        assertTrue(verdict.kubectl().endsWith("--as='bob; rm -rf '\\''/'\\'''"), verdict.kubectl());
    }
}
