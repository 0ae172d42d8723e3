package dev.guise.findings;

import dev.guise.rbac.Policy;
import dev.guise.rbac.RoleGrant;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// Which roles somebody has in which places, as a set of numbers that is cheap to compare: what thousands have by the
/// same group is looked up once.
final class HeldRoles {
    private final Policy policy;
    private final Map<Role, Integer> numbers = new HashMap<>();
    private final Map<String, RoaringBitmap> ofGroups = new HashMap<>();

    /// A role where it holds.
    private record Role(String namespace, RoleKind kind, String roleNamespace, String name) {
        static Role of(RoleGrant grant) {
            return new Role(
                    grant.namespace(),
                    grant.role().kind(),
                    grant.role().namespace(),
                    grant.role().name());
        }
    }

    HeldRoles(Policy policy) {
        this.policy = policy;
    }

    /// The roles of a user, its groups' included.
    RoaringBitmap of(UserInfo user) {
        RoaringBitmap roles = of(Subject.user(user.name()));
        user.groups().forEach(group -> roles.or(ofGroups.computeIfAbsent(group, g -> of(Subject.group(g)))));
        return roles;
    }

    private RoaringBitmap of(Subject subject) {
        RoaringBitmap roles = new RoaringBitmap();
        policy.rolesOf(subject)
                .forEach(grant -> roles.add(numbers.computeIfAbsent(Role.of(grant), r -> numbers.size())));
        return roles;
    }
}
