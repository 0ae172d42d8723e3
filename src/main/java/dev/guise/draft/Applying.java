package dev.guise.draft;

import dev.guise.rbac.Decision;
import dev.guise.rbac.EscalationPrevention;
import dev.guise.rbac.ObjectId;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import dev.guise.rbac.WriteReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether somebody could apply a plan: the writes themselves, and that nobody gives away more than they have.
public final class Applying {
    private Applying() {}

    /// A step of the plan.
    ///
    /// @param verdict whether it would go through
    /// @param why     what lets it through or stops it
    public record Step(Change change, Verdict verdict, String why) {}

    /// Whether a step would go through.
    public enum Verdict {
        POSSIBLE,
        /// The write itself is not allowed.
        FORBIDDEN,
        /// It would give more than the writer has.
        ESCALATION
    }

    /// Every step, each in the cluster as the steps before it leave it. Indexes the cluster once for each step.
    public static List<Step> review(RbacObjects cluster, DraftPlan plan, UserInfo writer) {
        List<Step> steps = new ArrayList<>();
        RbacObjects now = cluster;
        for (Change change : plan.changes()) {
            steps.add(step(Policy.of(now), change, writer));
            now = new DraftPlan("", List.of(change), List.of()).applyTo(now);
        }
        return steps;
    }

    private static Step step(Policy policy, Change change, UserInfo writer) {
        return switch (change) {
            case Change.Create(DraftObject.OfAccount(ObjectMeta meta, var ignored)) ->
                decided(
                        change,
                        policy.authorize(writer, account("create", meta.namespace(), "")),
                        "This write is not allowed.");
            case Change.Replace(var ignored, DraftObject.OfAccount(ObjectMeta meta, var same)) ->
                decided(
                        change,
                        policy.authorize(writer, account("update", meta.namespace(), meta.name())),
                        "This write is not allowed.");
            case Change.Create(DraftObject object) -> written(change, write(policy, writer, "create", object));
            case Change.Replace(DraftObject ignored, DraftObject after) ->
                written(change, write(policy, writer, "update", after));
            case Change.Delete(DraftObject object) -> deleted(policy, change, object.key(), writer);
        };
    }

    private static WriteReview write(Policy policy, UserInfo writer, String verb, DraftObject object) {
        EscalationPrevention prevention = new EscalationPrevention(policy);
        return switch (object) {
            case DraftObject.OfRole(var role) -> prevention.review(writer, verb, role);
            case DraftObject.OfBinding(var binding) -> prevention.review(writer, verb, binding);
            case DraftObject.OfAccount account ->
                throw new IllegalArgumentException("no escalation by " + account.key());
        };
    }

    private static Step written(Change change, WriteReview review) {
        return switch (review) {
            case WriteReview.Forbidden forbidden -> new Step(change, Verdict.FORBIDDEN, "This write is not allowed.");
            case WriteReview.Escalation escalation -> new Step(change, Verdict.ESCALATION, escalation.message());
            case WriteReview.Allowed allowed ->
                new Step(
                        change,
                        Verdict.POSSIBLE,
                        switch (allowed.grant()) {
                            case WriteReview.Passed.Superuser ignored ->
                                "The API server does not check members of system:masters.";
                            case WriteReview.Passed.ByVerb ignored -> "The verb escalate or bind allows it.";
                            case WriteReview.Passed.HeldRules ignored -> "The writer already holds every rule.";
                        });
        };
    }

    private static Step deleted(Policy policy, Change change, ObjectId.Stored key, UserInfo writer) {
        String resource = key.kind().kind().toLowerCase(Locale.ROOT) + "s";
        ResourceAttributes request = key instanceof ObjectId.Account
                ? account("delete", key.namespace(), key.name())
                : new ResourceAttributes("delete", Rbac.GROUP, resource, "", key.namespace(), key.name());
        return decided(change, policy.authorize(writer, request), "This deletion is not allowed.");
    }

    private static ResourceAttributes account(String verb, String namespace, String name) {
        return new ResourceAttributes(verb, "", "serviceaccounts", "", namespace, name);
    }

    private static Step decided(Change change, Decision decision, String refusal) {
        return decision.isAllowed()
                ? new Step(change, Verdict.POSSIBLE, decision.reason())
                : new Step(change, Verdict.FORBIDDEN, refusal);
    }
}
