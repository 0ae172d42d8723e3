package dev.guise.findings;

import dev.guise.cluster.Members;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.DeadRights;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.Grant;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import dev.guise.work.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// A part of a rule that grants nothing to some of its binding's subjects.
///
/// @param right    what is dead, with the grant of the first of them
/// @param subjects for whom
record DeadUse(DeadRight right, List<Subject> subjects) {

    /// A dead part; with the rule's place instead of one subject's it stands for all of them.
    private record Key(DeadRight.Kind kind, GrantKey grant, String part) {}

    /// Everything dead, by kind. What is dead for one holder lives where another has what was missing, so that only
    /// what is dead for all who hold it counts.
    static Map<DeadRight.Kind, List<DeadUse>> all(List<Holder> holders, ServerProfile server) {
        Map<GrantKey, Integer> held = new HashMap<>();
        Map<Key, Integer> count = new HashMap<>();
        Map<Key, DeadRight> found = new LinkedHashMap<>();
        Company company = new Company(holders);
        for (Holder holder : holders) {
            Cancellation.check();
            if (holder.grants().stream().noneMatch(grant -> Holder.spells(grant.rule()))) {
                continue;
            }
            Set<GrantKey> own = new HashSet<>();
            holder.grants().forEach(grant -> own.add(GrantKey.of(grant)));
            own.forEach(key -> held.merge(key, 1, Integer::sum));
            Set<Key> seen = new HashSet<>();
            List<Grant> context = company.with(holder);
            for (DeadRight right : DeadRights.of(context, server)) {
                Key key = new Key(right.kind(), GrantKey.of(right.grant()), right.part());
                if (own.contains(key.grant()) && seen.add(key) && isDeadThroughout(right, context, server)) {
                    count.merge(key, 1, Integer::sum);
                    found.putIfAbsent(key, right);
                }
            }
        }
        found.keySet().removeIf(key -> !Objects.equals(count.get(key), held.get(key.grant())));
        return byRule(found.values());
    }

    /// A rule with several verbs or resources may be dead in a part for one of them and alive for another.
    private static boolean isDeadThroughout(DeadRight right, List<Grant> context, ServerProfile server) {
        PolicyRule rule = right.grant().rule();
        if (rule.verbs().contains(right.part())) {
            return true;
        }
        boolean name = rule.resourceNames().contains(right.part());
        List<String> resources = name ? rule.resources() : List.of(right.part());
        List<String> verbs = rule.verbs().stream().filter(DeadUse::isOfIdentity).toList();
        if (verbs.size() * resources.size() == 1) {
            return true;
        }
        for (String verb : verbs) {
            for (String resource : resources) {
                if (!isDead(right, verb, resource, context, server)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOfIdentity(String verb) {
        return verb.equals(PolicyRule.ALL) || Mode.isOfIdentity(verb);
    }

    /// Whether the part would be dead in a rule of that one verb and resource.
    private static boolean isDead(
            DeadRight right, String verb, String resource, List<Grant> context, ServerProfile server) {
        PolicyRule rule = right.grant().rule();
        PolicyRule alone = PolicyRule.named(List.of(verb), rule.apiGroups(), List.of(resource), rule.resourceNames());
        RoleObject role = new ClusterRole(ObjectMeta.cluster("(one of several)"), List.of(alone));
        Grant variant = new Grant(right.grant().binding(), right.grant().subjectIndex(), role, 0);
        List<Grant> all = new ArrayList<>(context);
        all.add(variant);
        return DeadRights.of(all, server).stream()
                .anyMatch(
                        dead -> dead.grant().role().equals(role) && dead.part().equals(right.part()));
    }

    private static Map<DeadRight.Kind, List<DeadUse>> byRule(Collection<DeadRight> rights) {
        Map<Key, DeadUse> uses = new LinkedHashMap<>();
        for (DeadRight right : rights) {
            Key key = new Key(right.kind(), GrantKey.forAll(right.grant()), right.part());
            uses.merge(key, new DeadUse(right, List.of(right.grant().subject())), DeadUse::and);
        }
        Map<DeadRight.Kind, List<DeadUse>> byKind = new EnumMap<>(DeadRight.Kind.class);
        uses.values()
                .forEach(use -> byKind.computeIfAbsent(use.right().kind(), kind -> new ArrayList<>())
                        .add(use));
        return byKind;
    }

    private static DeadUse and(DeadUse one, DeadUse other) {
        Set<Subject> subjects = new LinkedHashSet<>(one.subjects());
        subjects.addAll(other.subjects());
        return new DeadUse(one.right(), List.copyOf(subjects));
    }

    /// What somebody may hold beside what the cluster says: nobody but the identity provider knows which groups a user
    /// is in, and which users a group has.
    private static final class Company {
        private final List<Grant> ofGroups;
        private final List<Grant> ofUsers;

        Company(List<Holder> holders) {
            this.ofGroups = grantsOf(holders, subject -> subject.kind() == SubjectKind.GROUP && isOpen(subject));
            this.ofUsers = grantsOf(holders, subject -> subject.kind() == SubjectKind.USER);
        }

        /// Rules that allow everything are left out: who has one needs no other.
        private static List<Grant> grantsOf(List<Holder> holders, Predicate<Subject> wanted) {
            return holders.stream()
                    .filter(holder -> wanted.test(holder.subject()))
                    .flatMap(holder -> holder.grants().stream())
                    .filter(grant -> wanted.test(grant.subject()) && !allowsEverything(grant))
                    .toList();
        }

        private static boolean allowsEverything(Grant grant) {
            PolicyRule rule = grant.rule();
            return grant.namespace().isEmpty()
                    && rule.resourceNames().isEmpty()
                    && rule.verbs().contains(PolicyRule.ALL)
                    && rule.apiGroups().contains(PolicyRule.ALL)
                    && rule.resources().contains(PolicyRule.ALL);
        }

        /// Whether the cluster does not know who is in a group.
        private static boolean isOpen(Subject group) {
            return !Members.areKnown(group.name());
        }

        List<Grant> with(Holder holder) {
            Subject subject = holder.subject();
            boolean group = subject.kind() == SubjectKind.GROUP;
            if (subject.kind() == SubjectKind.SERVICE_ACCOUNT || (group && !isOpen(subject))) {
                return holder.grants();
            }
            List<Grant> all = new ArrayList<>(holder.grants());
            all.addAll(ofGroups);
            if (group) {
                all.addAll(ofUsers);
            }
            return all;
        }
    }
}
