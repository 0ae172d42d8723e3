package dev.guise.findings;

import dev.guise.evidence.AuditPolicy;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.ObjectName;
import dev.guise.rbac.Rbac;
import dev.guise.rbac.ResourceAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An audit policy that does not tell of impersonation.
public final class UnauditedImpersonation extends FindingKind {
    /// What its page says.
    public static final KindPage PAGE = new KindPage(
            "IMP-NO-AUDIT",
            Severity.LOW,
            "Impersonated requests are not logged",
            "For an identity that may impersonate, the given audit policy fails to log, at level Metadata or above and"
                + " after the impersonation, one of these requests: get or list secrets, create or delete pods, patch"
                + " deployments, create rolebindings.",
            "No log shows who really sent such requests. Audit policy rules match the requestor, whose credentials are"
                    + " used, never the impersonated user.",
            "At the top of the policy, add a rule with `level: Metadata` that lists the impersonators in `users` or"
                    + " `userGroups`, and do not omit the stage ResponseComplete.",
            "The events are missing.",
            KindPage.AUDIT);

    UnauditedImpersonation() {
        super(PAGE, Repair.NONE);
    }

    private static final List<Attributes> REQUESTS = List.of(
            request("get", "", "secrets", "some-name"),
            request("list", "", "secrets", ""),
            request("create", "", "pods", ""),
            request("delete", "", "pods", "some-name"),
            request("patch", "apps", "deployments", "some-name"),
            request("create", Rbac.GROUP, "rolebindings", ""));

    private static Attributes request(String verb, String apiGroup, String resource, String name) {
        return new ResourceAttributes(verb, apiGroup, resource, "", "some-namespace", name);
    }

    @Override
    List<Finding> find(Survey survey) {
        Optional<AuditPolicy> policy = survey.analysis().auditPolicy();
        if (policy.isEmpty()) {
            return List.of();
        }
        Map<List<String>, List<Holder>> silent = new LinkedHashMap<>();
        for (Holder holder : survey.holders()) {
            List<String> missing = missing(policy.get(), holder);
            boolean expected = holder.grants().stream().allMatch(Expected::isExpected);
            if (!missing.isEmpty() && !expected && holder.impersonates()) {
                silent.computeIfAbsent(missing, m -> new ArrayList<>()).add(holder);
            }
        }
        List<Finding> found = new ArrayList<>();
        silent.forEach((missing, holders) -> found.add(finding(missing, holders)));
        return found;
    }

    private static List<String> missing(AuditPolicy policy, Holder holder) {
        return REQUESTS.stream()
                .filter(request ->
                        !policy.evaluate(holder.identity().userInfo(), request).recordsImpersonation())
                .map(request -> request instanceof ResourceAttributes a ? a.verb() + " " + a.resource() : "")
                .toList();
    }

    private Finding finding(List<String> missing, List<Holder> holders) {
        List<String> names = holders.stream()
                .map(holder -> ObjectName.of(holder.identity().id()))
                .toList();
        return draft().part(String.join(", ", missing))
                .reaches(names)
                .detail("Not logged when an impersonated request comes from " + Survey.some(names) + ": "
                        + String.join(", ", missing) + ".")
                .done();
    }
}
