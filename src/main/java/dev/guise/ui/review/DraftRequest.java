package dev.guise.ui.review;

import dev.guise.escalation.question.CutElement;
import dev.guise.findings.Finding;
import dev.guise.rbac.Grant;

/// What is to be drafted, asked for from outside the drafts' own view.
public sealed interface DraftRequest {

    /// The change that constrains a grant of impersonation.
    record Constrain(Grant grant) implements DraftRequest {}

    /// The change that takes a subject out of a binding, or a rule out of a role.
    record TakeAway(CutElement element) implements DraftRequest {}

    /// The change that fixes a finding; see [dev.guise.draft.Fixes#isLikely].
    record Fix(Finding finding) implements DraftRequest {}
}
