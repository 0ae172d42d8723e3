package dev.guise.ui.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.live.FakeApiServer;
import dev.guise.cluster.live.FakeApiServer.Reply;
import dev.guise.cluster.live.KubeconfigSource;
import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.simulate.ClusterAnswers.Answer;
import dev.guise.ui.simulate.SimulateModel.Asking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stand-in for an API server is asked what was worked out of the demo.
class ClusterAnswersTest {
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    @TempDir
    Path folder;

    private FakeApiServer server;
    private OpenSession open;
    private SimulateModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void start() throws Exception {
        server = new FakeApiServer(null);
        open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        ClusterSource source = new KubeconfigSource(server.kubeconfig(folder, "", "token: t"), "c", Map.of());
        model = new SimulateModel(open.session(), source.live());
        model.requestorProperty().set("alice");
        model.userProperty().set("payments/checkout");
        model.request().namespaceProperty().set("payments");
        model.run();
        open.await(() -> model.verdictProperty().get().isPresent());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String review(boolean allowed) {
        return "{\"kind\":\"SubjectAccessReview\",\"status\":{\"allowed\":" + allowed + ",\"reason\":\"because\"}}";
    }

    private ClusterAnswers ask() throws InterruptedException {
        model.askCluster();
        open.await(() -> model.askingProperty().get() instanceof Asking.Known);
        return ((Asking.Known) model.askingProperty().get()).answers();
    }

    private List<SimulateModel.Line> lines() {
        return model.verdictProperty().get().orElseThrow().lines();
    }

    @Test
    void everyCheckIsAskedInItsOrderAndCompared() throws Exception {
        // It allows everything, so each check that failed here differs.
        server.reply(REVIEWS, request -> new Reply(201, review(true)));
        ClusterAnswers answers = ask();
        assertEquals(lines().size(), answers.answers().size());
        long asked =
                lines().stream().filter(line -> line.question().isPresent()).count();
        assertEquals(asked, server.requestsFor(REVIEWS).size());
        for (int i = 0; i < lines().size(); i++) {
            if (lines().get(i).question().isPresent()) {
                boolean same = lines().get(i).question().get().expected();
                Answer answer = answers.answers().get(i);
                assertEquals(same ? new Answer.Same("because") : new Answer.Differs(true, "because"), answer);
            }
        }
        assertTrue(answers.differences() > 0 && answers.differences() < asked, answers.summary());
        assertTrue(answers.summary().contains("a different answer to"), answers.summary());
    }

    @Test
    void theLastQuestionIsOfTheOneWhoIsImpersonated() throws Exception {
        server.reply(REVIEWS, request -> new Reply(201, review(request.body().contains("\"user\":\"alice\""))));
        ask();
        List<FakeApiServer.Request> sent = server.requestsFor(REVIEWS);
        assertTrue(
                sent.getFirst().body().contains("\"user\":\"alice\""),
                sent.getFirst().body());
        assertTrue(
                sent.getLast().body().contains("\"user\":\"system:serviceaccount:payments:checkout\""),
                sent.getLast().body());
    }

    @Test
    void aMissingRightIsSaidAndAskedOnce() throws Exception {
        server.reply(REVIEWS, 403, FakeApiServer.status(403, "no reviews for you"));
        ClusterAnswers answers = ask();
        assertEquals(1, server.requestsFor(REVIEWS).size());
        assertEquals(0, answers.asked());
        assertTrue(answers.summary().contains("no reviews for you"), answers.summary());
        assertTrue(answers.summary().contains("create subjectaccessreviews"), answers.summary());
    }

    @Test
    void whatWasAskedIsForgottenWithTheNextRequest() throws Exception {
        server.reply(REVIEWS, request -> new Reply(201, review(true)));
        ask();
        model.request().verbProperty().set("delete");
        model.run();
        open.await(() -> model.askingProperty().get() instanceof Asking.NotYet);
    }

    @Test
    void withoutAClusterNothingCanBeAsked() {
        SimulateModel offline = new SimulateModel(open.session(), Optional.empty());
        offline.askCluster();
        assertInstanceOf(Asking.Impossible.class, offline.askingProperty().get());
        assertEquals(Optional.empty(), new DemoSource().live());
    }
}
