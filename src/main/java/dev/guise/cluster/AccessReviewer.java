package dev.guise.cluster;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.UserInfo;

/// Asks a running cluster whether someone may do something. It only asks: access reviews change nothing. Each question
/// is one request and blocks until it is answered, half a minute at most.
public interface AccessReviewer extends AutoCloseable {

    /// What came of a question.
    sealed interface Review {

        /// The cluster's answer.
        ///
        /// @param allowed whether it is allowed
        /// @param denied  whether an authorizer said no for good; without it another one might have allowed it
        /// @param reason  the server's reason, often with the binding that allowed it
        /// @param error   what went wrong while the server judged, `""` when nothing did
        record Answered(boolean allowed, boolean denied, String reason, String error) implements Review {}

        /// The cluster could not be asked.
        ///
        /// @param what   what happened; forbidden says so
        /// @param advice what to do about it; may be empty
        record Problem(String what, String advice) implements Review {}
    }

    /// Whether that user may do that: a SubjectAccessReview, which needs the right to create those.
    Review review(UserInfo user, Attributes attributes);

    /// Whether the one who asks may do that: a SelfSubjectAccessReview, which everyone may ask for.
    Review reviewSelf(Attributes attributes);

    @Override
    void close();
}
