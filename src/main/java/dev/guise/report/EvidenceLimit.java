package dev.guise.report;

import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.evidence.Outcome;
import dev.guise.evidence.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an answer from audit logs rests on: what was assumed, what was not read, and what that could hide.
///
/// @param id    its lasting name
/// @param text  what it is, in a sentence
/// @param count of how many lines, requests or files
/// @param hides what it could hide, in a sentence; `""` for nothing
public record EvidenceLimit(String id, String text, long count, String hides) {
    private static final String REQUESTS = "They may include requests that are not counted here.";

    /// The limits of logs, those that could hide something first.
    public static List<EvidenceLimit> of(Evidence evidence) {
        List<EvidenceLimit> limits = new ArrayList<>();
        Evidence.Totals totals = evidence.totals();
        if (totals.events() == 0) {
            limits.add(noRequest(totals));
        }
        evidence.unread().forEach((reason, count) -> limits.add(of(reason, count)));
        if (totals.notKept() > 0) {
            limits.add(new EvidenceLimit(
                    "evidence-not-kept",
                    count(totals.notKept(), "impersonated request was", "impersonated requests were")
                            + " counted but not kept: there are too many different ones.",
                    totals.notKept(),
                    "Their actions are not listed."));
        }
        if (totals.namesOnly() > 0) {
            limits.add(new EvidenceLimit(
                    "evidence-names-only",
                    count(totals.namesOnly(), "request is", "requests are")
                            + " from Google Cloud's audit log, which records requestor, impersonated identity,"
                            + " permission and resource, but no groups, extras or modes.",
                    totals.namesOnly(),
                    "The impersonated groups and extras, and the grants that allowed them, are unknown."));
        }
        long unnamed = evidence.uses().stream()
                .filter(use -> use.outcome() instanceof Outcome.Refused(var check) && check.isEmpty())
                .mapToLong(ImpersonationUse::count)
                .sum();
        if (unnamed > 0) {
            limits.add(new EvidenceLimit(
                    "evidence-refusal-without-check",
                    count(unnamed, "refused request has", "refused requests have")
                            + " no message in the log, as with metadata-only requests.",
                    unnamed,
                    "The requested identity and the failed check are unknown."));
        }
        if (totals.nodesAssumed() > 0) {
            limits.add(new EvidenceLimit(
                    "evidence-node-assumed",
                    count(totals.nodesAssumed(), "request was", "requests were")
                            + " allowed as the account's own node, but the events do not record that node; Guise"
                            + " assumes the impersonated node.",
                    totals.nodesAssumed(),
                    ""));
        }
        limits.sort((a, b) -> Boolean.compare(a.hides().isEmpty(), b.hides().isEmpty()));
        return List.copyOf(limits);
    }

    /// Whether it could hide something.
    public boolean couldHide() {
        return !hides.isEmpty();
    }

    /// Text and consequence in one line.
    public String describe() {
        return hides.isEmpty() ? text : text + " " + hides;
    }

    private static EvidenceLimit noRequest(Evidence.Totals totals) {
        String why = totals.otherStages() == 0
                ? "These logs contain no requests."
                : count(totals.otherStages(), "event is", "events are")
                        + " of earlier stages, and none of the stage ResponseComplete: the audit policy omits it.";
        return new EvidenceLimit(
                "evidence-no-request", why, totals.otherStages(), "Every impersonation may be missing.");
    }

    private static EvidenceLimit of(Unread reason, long count) {
        String text = switch (reason) {
            case NOT_JSON ->
                count(count, "line is", "lines are")
                        + " neither JSON nor in a known envelope, so Guise read no audit event from"
                        + (count == 1 ? " it." : " them.");
            case NO_EVENT ->
                count(count, "JSON line or item contains", "JSON lines or items contain") + " no audit event.";
            case CUT_OFF -> count(count, "audit event is", "audit events are") + " cut off.";
            case MALFORMED ->
                count(count, "line or item has", "lines or items have")
                        + " an error in the JSON or a field of the wrong type.";
            case LACKING -> count(count, "audit event lacks its", "audit events lack their") + " user or verb.";
            case CONTRADICTORY ->
                count(count, "audit event names", "audit events name")
                        + " a constraint that does not fit the impersonated user.";
            case TOO_LONG ->
                count(count, "line is too long or wrapped", "lines are too long or wrapped") + " too often.";
            case BROKEN_OFF ->
                count(count, "file ends early or has", "files end early or have")
                        + " an error after which nothing was read.";
            case NOT_READABLE -> count(count, "file", "files") + " could not be read.";
            case OTHER_FORMAT ->
                count(count, "file or row is", "files or rows are")
                        + " compressed or exported in a format that Guise does not read.";
            case NOT_A_LOG ->
                count(count, "file in the folders is", "files in the folders are")
                        + " neither named like a log nor with an audit event at the start.";
            case PROGRAM_LOG -> count(count, "line is", "lines are") + " from a program's own log.";
            case OTHER_OBJECT ->
                count(count, "Kubernetes object is not an audit event.", "Kubernetes objects are not audit events.");
            case OTHER_SERVICE ->
                count(count, "cloud audit entry is", "cloud audit entries are")
                        + " about a service other than the Kubernetes API.";
        };
        return new EvidenceLimit("evidence-" + reason.id(), text, count, reason.hidesRequests() ? REQUESTS : "");
    }

    private static String count(long count, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? one : many);
    }
}
