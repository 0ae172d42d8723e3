package dev.guise.ui.simulate;

import dev.guise.cluster.AccessReviewer;
import dev.guise.cluster.AccessReviewer.Review;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The cluster's own answers to several questions, next to the answers calculated here.
///
/// @param answers one for each question, in their order
/// @param problem why the cluster could not be asked, if it could not; the questions after that were not asked
public record ClusterAnswers(List<Answer> answers, Optional<Review.Problem> problem) {

    public ClusterAnswers {
        answers = List.copyOf(answers);
    }

    /// Whether an identity may do something.
    ///
    /// @param expected the answer calculated here
    public record Question(UserInfo who, Attributes request, boolean expected) {}

    /// What came of a question.
    public sealed interface Answer {

        /// There was nothing to ask, or the cluster could not be asked.
        record NotAsked() implements Answer {}

        /// The cluster says the same.
        record Same(String reason) implements Answer {}

        /// The cluster says otherwise.
        ///
        /// @param allowed what it says
        record Differs(boolean allowed, String reason) implements Answer {}
    }

    /// Asks each question with one request, and stops at the first that cannot be answered.
    ///
    /// @param questions empty ones are not asked
    /// @param goOn      called before each question; may throw to stop
    public static ClusterAnswers ask(AccessReviewer reviewer, List<Optional<Question>> questions, Runnable goOn) {
        List<Answer> answers = new ArrayList<>();
        Optional<Review.Problem> problem = Optional.empty();
        for (Optional<Question> question : questions) {
            if (question.isEmpty() || problem.isPresent()) {
                answers.add(new Answer.NotAsked());
                continue;
            }
            goOn.run();
            switch (reviewer.review(question.get().who(), question.get().request())) {
                case Review.Answered answered -> answers.add(answer(question.get(), answered));
                case Review.Problem cause -> {
                    problem = Optional.of(cause);
                    answers.add(new Answer.NotAsked());
                }
            }
        }
        return new ClusterAnswers(answers, problem);
    }

    private static Answer answer(Question question, Review.Answered answered) {
        String reason = answered.error().isEmpty() ? answered.reason() : answered.reason() + " " + answered.error();
        return answered.allowed() == question.expected()
                ? new Answer.Same(reason.strip())
                : new Answer.Differs(answered.allowed(), reason.strip());
    }

    /// How many were answered.
    public long asked() {
        return answers.stream()
                .filter(answer -> !(answer instanceof Answer.NotAsked))
                .count();
    }

    /// How many the cluster answers otherwise.
    public long differences() {
        return answers.stream().filter(Answer.Differs.class::isInstance).count();
    }

    /// All of it in a sentence or two.
    public String summary() {
        if (problem.isPresent()) {
            String advice =
                    problem.get().advice().isEmpty() ? "" : " " + problem.get().advice();
            return problem.get().what() + "." + advice;
        }
        if (differences() == 0) {
            return asked() == 1
                    ? "The cluster gives the same answer."
                    : "The cluster gives the same answer to all " + asked() + " questions.";
        }
        return "The cluster gives a different answer to " + differences() + " of " + asked()
                + " questions. Roles may have changed since the snapshot was taken, or another authorizer"
                + " such as a webhook or the node authorizer decides.";
    }
}
