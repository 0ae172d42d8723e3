package dev.guise.findings;

import static dev.guise.findings.World.CI;
import static dev.guise.findings.World.cluster;
import static dev.guise.findings.World.only;
import static dev.guise.findings.World.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ManyTenantsTest {
    private static final String ID = "IMP-MANY-TENANTS";

    private static List<Finding> find(World world, Tenants tenants) {
        return Findings.of(world.analysis().with(tenants)).ofKind(ID);
    }

    @Test
    void namesOfTwoTenantsHoweverTheyAreToldApart() {
        World world = cluster()
                .namespace("red", "tenant", "red")
                .namespace("blue", "team", "blue")
                .everywhere("r", CI, rule("impersonate", "", "users", "red-admin", "blue-admin", "tenant-a-admin"));
        Finding finding = world.only(ID);
        assertEquals(Severity.MEDIUM, finding.severity());
        assertEquals(List.of("red", "tenant-a"), finding.reaches());
        assertFalse(finding.expected());
        assertEquals(List.of(), find(world, new Tenants("team", Optional.empty(), Map.of())));
        assertEquals(List.of(), find(world, Tenants.byNamespace(List.of("blue"))));
        assertEquals(
                List.of("blue", "red"),
                only(find(world, Tenants.byNamespace(List.of("blue", "red")))).reaches());
        Tenants byName = Tenants.byName(Pattern.compile("([a-z]+)-admin"));
        assertEquals(List.of("blue", "red"), only(find(world, byName)).reaches());
    }

    /// Wherever in a name the tenant stands, and whatever comes before and after it.
    @Test
    void namesWithTheTenantAtTheirEnd() {
        World world = cluster().namespace("a", "tenant", "acme").namespace("g", "tenant", "globex");
        for (String names : List.of("svc-acme svc-globex", "acme-svc globex-svc", "a@acme b_globex", "x:acme:y g.z")) {
            Finding finding = cluster()
                    .namespace("a", "tenant", "acme")
                    .namespace("g", "tenant", "globex")
                    .everywhere("r", CI, rule("impersonate", "", "users", names.split(" ")))
                    .only(ID);
            assertEquals(List.of("acme", "globex"), finding.reaches(), names);
        }
        world.everywhere("r", CI, rule("impersonate", "", "users", "svc-acmeglobex", "acme-svc", "a-globe"))
                .none(ID);
    }

    @Test
    void tenantsThatBeginAlikeAreTwo() {
        Finding finding = cluster()
                .namespace("a", "tenant", "acme")
                .namespace("b", "tenant", "acme-eu")
                .everywhere("r", CI, rule("impersonate", "", "users", "acme-svc", "svc-acme-eu"))
                .only(ID);
        assertEquals(List.of("acme", "acme-eu"), finding.reaches());
        cluster()
                .namespace("a", "tenant", "acme")
                .namespace("b", "tenant", "acme-eu")
                .everywhere("r", CI, rule("impersonate", "", "users", "acme-eu-svc", "svc-acme-eu"))
                .none(ID);
    }

    @Test
    void notOneTenantNorARoleForEachNorWhoCannotBeImpersonated() {
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "users", "tenant-a-x", "tenant-a-y"))
                .none(ID);
        cluster()
                .everywhere("a", CI, rule("impersonate", "", "users", "tenant-a-x"))
                .everywhere("b", CI, rule("impersonate", "", "users", "tenant-b-x"))
                .none(ID);
        cluster()
                .everywhere("r", CI, rule("impersonate", "", "groups", "tenant-a-x", "tenant-b-x"))
                .none(ID);
    }

    @Test
    void aNameAndALabelLikeTheServersOwnExcuseNothing() {
        assertFalse(cluster()
                .bootstrap(rule("impersonate", "", "users", "tenant-a-x", "tenant-b-x"))
                .only(ID)
                .expected());
    }
}
