package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.Members;
import dev.guise.escalation.engine.Identity;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may do a request, and how many that are, counted the same way wherever it is told.
///
/// @param request    what is asked about
/// @param grants     what allows it, one for each subject entry of a binding
/// @param byName     what allows it for the names that the rule lists, where the request says no name though there is
/// no
///                   such request without one: impersonation is always of somebody
/// @param groups     the groups among the subjects of which the cluster knows members, with these
/// @param subjects   how many different subjects the bindings name
/// @param identities how many users, service accounts and nodes that the cluster knows may do it: those that are named,
///                   and the members of groups
public record WhoCan(
        Attributes request,
        List<Grant> grants,
        List<Grant> byName,
        Map<Subject, List<Subject>> groups,
        int subjects,
        int identities) {
    private static final Set<String> ALWAYS_NAMED =
            Set.of("get", "update", "patch", "delete", "bind", "escalate", "approve", "sign", "attest", "use");

    /// Asks a cluster. Linear in the grants and in the members of their groups.
    public static WhoCan of(ClusterSnapshot snapshot, Policy policy, Attributes request) {
        List<Grant> grants = policy.whoCan(request);
        Members members = new Members(snapshot, policy);
        Map<Subject, List<Subject>> groups = new LinkedHashMap<>();
        Set<Subject> subjects = new HashSet<>();
        Set<Subject> identities = new HashSet<>();
        for (Grant grant : grants) {
            Subject subject = grant.subject();
            if (subject.kind() != SubjectKind.GROUP) {
                Subject known = Subject.ofUserName(subject.requestName());
                subjects.add(known);
                identities.add(known);
            } else if (subjects.add(subject)) {
                List<Subject> inside = members.of(subject);
                identities.addAll(inside);
                groups.put(subject, inside);
            }
        }
        List<Grant> byName = isNameMissing(request) ? policy.whoCanByName((ResourceAttributes) request) : List.of();
        byName.stream().map(Grant::subject).distinct().forEach(subject -> groups.put(subject, members.of(subject)));
        groups.values().removeIf(List::isEmpty);
        return new WhoCan(
                request, List.copyOf(grants), List.copyOf(byName), groups, subjects.size(), identities.size());
    }

    private static boolean isNameMissing(Attributes request) {
        return request instanceof ResourceAttributes asked
                && asked.name().isEmpty()
                && (ALWAYS_NAMED.contains(asked.verb()) || Mode.isOfIdentity(asked.verb()));
    }

    /// How many that are: subjects that bindings name, grants, and the identities behind groups.
    public String counts() {
        String named = count(subjects, "subject") + " named in bindings, by " + count(grants.size(), "grant");
        return groups.isEmpty()
                ? named
                : named + "; with the known members of groups " + count(identities, "identity", "identities");
    }

    static String count(int number, String what) {
        return count(number, what, what + "s");
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /// Of those who can end up doing it, those who may not do it as they are.
    public static List<Identity> onlyIndirectly(Policy policy, Attributes request, Collection<Identity> ending) {
        return ending.stream()
                .filter(identity ->
                        !policy.authorize(identity.userInfo(), request).isAllowed())
                .toList();
    }
}
