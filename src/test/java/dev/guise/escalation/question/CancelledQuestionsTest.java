package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.DemoSource;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A question that is cancelled ends, and leaves what is known whole.
class CancelledQuestionsTest {
    private static final End CONTROL = new End.OfGoal(Goal.CLUSTER_CONTROL);
    private static final End SECRETS =
            new End.OfRequest(ResourceAttributes.of("get", "", "secrets", "kube-system", ""));
    private static final int CANCELLED = 40;

    private static ClusterSnapshot demo() throws SourceException {
        return new DemoSource().read(ReadProgress.NONE);
    }

    private static Escalation of(ClusterSnapshot snapshot) {
        return Escalation.of(snapshot, Policy.of(snapshot.rbac()), Catalogue.bundled());
    }

    private static Map<String, Function<Escalation, Object>> questions() {
        Identity runner = Identity.serviceAccount("ci", "runner");
        Map<String, Function<Escalation, Object>> questions = new LinkedHashMap<>();
        questions.put("reach", one -> one.reach(runner));
        questions.put("reachAll", Escalation::reachAll);
        questions.put("whoReaches a request", one -> one.whoReaches(SECRETS));
        questions.put("derivation", one -> one.derivation(runner, CONTROL));
        questions.put("derivations", one -> one.derivations(runner, SECRETS, 5));
        questions.put("pathsTo", one -> one.pathsTo(SECRETS).starts());
        questions.put("cut", one -> one.cut(one.identities(), CONTROL).elements());
        questions.put("with", one -> one.with(one.snapshot().rbac()).reachAll());
        return questions;
    }

    @Test
    void whoIsInterruptedGetsNoAnswer() throws SourceException {
        ClusterSnapshot demo = demo();
        questions().forEach((name, question) -> {
            Escalation escalation = of(demo);
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> question.apply(escalation), name);
            assertTrue(Thread.interrupted(), name);
        });
    }

    @Test
    void whatIsAskedAfterManyWereCancelledIsTheSame() throws Exception {
        ClusterSnapshot demo = demo();
        for (Map.Entry<String, Function<Escalation, Object>> question :
                questions().entrySet()) {
            Escalation escalation = of(demo);
            for (int i = 0; i < CANCELLED; i++) {
                cancelAfter(TimeUnit.MICROSECONDS.toNanos(100L << (i % 9)), escalation, question.getValue());
            }
            for (Map.Entry<String, Function<Escalation, Object>> then :
                    questions().entrySet()) {
                assertEquals(
                        then.getValue().apply(of(demo)),
                        then.getValue().apply(escalation),
                        () -> then.getKey() + " after " + question.getKey());
            }
        }
    }

    private static void cancelAfter(long nanos, Escalation escalation, Function<Escalation, Object> question)
            throws InterruptedException {
        List<Throwable> wrong = new ArrayList<>();
        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                var _ = question.apply(escalation);
            } catch (CancellationException cancelled) {
                // As it was meant.
            } catch (RuntimeException | Error failed) {
                wrong.add(failed);
            }
        });
        LockSupport.parkNanos(nanos);
        asking.interrupt();
        asking.join();
        assertEquals(List.of(), wrong);
    }
}
