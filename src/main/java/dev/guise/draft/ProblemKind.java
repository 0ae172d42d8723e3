package dev.guise.draft;

import dev.guise.findings.CrossProduct;
import dev.guise.findings.DeadName;
import dev.guise.findings.DeadRoleRef;
import dev.guise.findings.KindPage;
import dev.guise.findings.LegacyFallback;
import dev.guise.findings.Masters;
import dev.guise.findings.OrphanSubject;
import dev.guise.impersonation.DeadRight;

/// What kind of problem a draft has: one of a draft alone, or one that findings report as well, called as there.
///
/// @param id    the stable id, such as `DEAD-SA-FULLNAME`
/// @param title what it means, in a few words
public record ProblemKind(String id, String title) {
    /// The text is none that an API server takes.
    public static final ProblemKind YAML = new ProblemKind("YAML", "The API server would reject this text");

    /// A name is written as a pattern.
    public static final ProblemKind NAME_PATTERN = new ProblemKind("NAME-PATTERN", "Name contains a pattern");

    /// Whom and what come from different roles.
    public static final ProblemKind CROSS_PRODUCT = of(CrossProduct.PAGE);

    static final ProblemKind UNKNOWN_NAME = new ProblemKind("UNKNOWN-NAME", "Name is unknown");
    static final ProblemKind UNKNOWN_NAMESPACE = new ProblemKind("UNKNOWN-NAMESPACE", "Namespace does not exist");
    static final ProblemKind UNBOUND = new ProblemKind("UNBOUND", "Role has no binding");
    static final ProblemKind ROLEREF_FIXED = new ProblemKind("ROLEREF-FIXED", "Role of a binding cannot change");
    static final ProblemKind OTHER_KIND = new ProblemKind("OTHER-KIND", "Object is not part of a draft");
    static final ProblemKind SERVER_FIELD = new ProblemKind("SERVER-FIELD", "Field is written by the API server only");
    static final ProblemKind WIDER_THAN_EVIDENCE =
            new ProblemKind("WIDER-THAN-EVIDENCE", "Rule allows more than was recorded");
    static final ProblemKind NAMELESS_VERB = of(DeadName.PAGE);
    static final ProblemKind ROLE_MISSING = of(DeadRoleRef.PAGE);
    static final ProblemKind LEGACY_FALLBACK = of(LegacyFallback.PAGE);
    static final ProblemKind MASTERS = of(Masters.PAGE);
    static final ProblemKind ACCOUNT_MISSING = of(OrphanSubject.PAGE);

    /// The same as a kind of finding.
    static ProblemKind of(KindPage page) {
        return new ProblemKind(page.id(), page.title());
    }

    /// A part of a rule that allows nothing.
    static ProblemKind of(DeadRight.Kind kind) {
        return new ProblemKind(kind.id(), kind.title());
    }
}
