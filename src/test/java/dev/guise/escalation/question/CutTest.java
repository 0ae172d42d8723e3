package dev.guise.escalation.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.escalation.engine.Goal;
import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Cut.Quality;
import dev.guise.rbac.Binding;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleObject;
import dev.guise.words.StepWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The smallest set of grants whose removal leaves no path, compared with trying all smaller sets.
class CutTest {
    private static final long SEED = 4242;
    private static final int WORLDS = 150;
    private static final End CONTROL = new End.OfGoal(Goal.CLUSTER_CONTROL);

    private static Cut cut(World world, End to, String... from) {
        return world.escalation().cut(Stream.of(from).map(World::identity).toList(), to);
    }

    private static boolean isCut(World world, Set<CutElement> removed, End to, String... from) {
        ClusterSnapshot snapshot = world.snapshot();
        ClusterSnapshot less = snapshot.withRbac(Cuts.without(snapshot.rbac(), removed));
        Escalation escalation = Escalation.of(less, Policy.of(less.rbac()), world.catalogue());
        return Stream.of(from)
                .noneMatch(one -> escalation.derivation(World.identity(one), to).isPresent());
    }

    private static List<CutElement> elements(RbacObjects objects) {
        List<CutElement> all = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>(objects.roleBindings());
        bindings.addAll(objects.clusterRoleBindings());
        for (Binding binding : bindings) {
            for (int i = 0; i < binding.subjects().size(); i++) {
                all.add(new CutElement.SubjectEntry(binding, i));
            }
        }
        List<RoleObject> roles = new ArrayList<>(objects.roles());
        roles.addAll(objects.clusterRoles());
        for (RoleObject role : roles) {
            for (int i = 0; i < role.rules().size(); i++) {
                all.add(new CutElement.RoleRule(role, i));
            }
        }
        return all;
    }

    /// Whether any set of so many elements cuts every path. What a smaller set cuts, a larger one with it cuts, too.
    private static boolean someSetCuts(
            World world, List<CutElement> open, Set<CutElement> chosen, int more, End to, String... from) {
        if (more == 0) {
            return isCut(world, chosen, to, from);
        }
        for (int i = 0; i < open.size(); i++) {
            Set<CutElement> next = new HashSet<>(chosen);
            next.add(open.get(i));
            if (someSetCuts(world, open.subList(i + 1, open.size()), next, more - 1, to, from)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void noSmallerSetCutsEveryWay() {
        String[] everybody = {"a/me", "b/other", "jane"};
        End[] ends = {CONTROL, new End.OfGoal(Goal.NODE), new End.OfIdentity(World.identity("a/boss"))};
        Set<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < WORLDS; i++) {
            World world = new RandomWorlds(SEED + i).next(4 + i % 5);
            for (End end : ends) {
                String name = "seed " + (SEED + i) + " to " + StepWords.of(end);
                Cut cut = cut(world, end, everybody);
                Set<Identity> lasting =
                        cut.remaining().stream().map(Derivation::from).collect(Collectors.toSet());
                String[] from = Stream.of(everybody)
                        .filter(one -> !lasting.contains(World.identity(one)))
                        .toArray(String[]::new);
                String[] others = Stream.of(everybody)
                        .filter(one -> lasting.contains(World.identity(one)))
                        .toArray(String[]::new);
                for (String one : others) {
                    assertFalse(
                            isCut(world, new HashSet<>(elements(world.snapshot().rbac())), end, one), name);
                }
                int size = cut.elements().size();
                sizes.add(size);
                Set<CutElement> elements = new HashSet<>(cut.elements());
                switch (cut.quality()) {
                    case NOTHING_TO_CUT -> assertTrue(isCut(world, Set.of(), end, from), name);
                    case IMPOSSIBLE -> assertTrue(others.length > 0 && size == 0, name);
                    case UNKNOWN -> fail(name);
                    case SMALL, SMALLEST -> {
                        assertEquals(Quality.SMALLEST, cut.quality(), name);
                        assertTrue(size > 0 && isCut(world, elements, end, from), name);
                        if (size <= 3) {
                            List<CutElement> all = elements(world.snapshot().rbac());
                            assertFalse(
                                    someSetCuts(world, all, Set.of(), size - 1, end, from),
                                    () -> name + ": fewer than " + words(cut));
                        }
                    }
                }
            }
        }
        assertTrue(sizes.containsAll(List.of(0, 1, 2, 3)), () -> "only cuts of " + sizes);
    }

    private static Set<String> words(Cut cut) {
        return cut.elements().stream().map(StepWords::of).collect(Collectors.toSet());
    }

    @Test
    void theSharedRuleIsCutRatherThanEachSubject() {
        World world = World.with().clusterRole("admin", "* *:*").bindAll("admin", "jane", "joe", "jim");
        Cut cut = cut(world, CONTROL, "jane", "joe", "jim");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("rule 1 from ClusterRole \"admin\""), words(cut));
    }

    /// Once one subject or rule is out, the others of the same object move up.
    @Test
    void severalSubjectsAndSeveralRulesOfOneObject() {
        World rules = World.with().clusterRole("two", "* *:*", "*,x *:*").bindAll("two", "jane", "joe", "jim");
        Cut cut = cut(rules, CONTROL, "jane", "joe", "jim");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("rule 1 from ClusterRole \"two\"", "rule 2 from ClusterRole \"two\""), words(cut));
        World subjects =
                World.with().clusterRole("three", "* *:*", "*,x *:*", "*,y *:*").bindAll("three", "jane", "joe");
        Cut other = cut(subjects, CONTROL, "jane", "joe");
        assertEquals(Quality.SMALLEST, other.quality());
        assertEquals(2, other.elements().size());
        assertTrue(
                words(other).toString().contains("jane")
                        && words(other).toString().contains("joe"),
                other::toString);
    }

    @Test
    void whatSeveralNeedTogetherIsCutOnce() {
        World world = World.with()
                .namespace("b", "restricted")
                .account("b", "x", "victim")
                .mayIn("b", "jane", "create secrets", "get secrets");
        Cut cut = cut(world, new End.OfIdentity(World.identity("b/victim")), "jane");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(1, cut.elements().size());
    }

    @Test
    void nothingToCutWhereThereIsNoWay() {
        Cut cut = cut(World.with().may("jane", "get pods"), CONTROL, "jane");
        assertEquals(new Cut(List.of(), Quality.NOTHING_TO_CUT, List.of()), cut);
    }

    @Test
    void whatTheServerRepairsCannotBeCut() {
        World world = World.with().bootstrap("jane", "* *:*");
        Cut cut = cut(world, CONTROL, "jane");
        assertEquals(Quality.IMPOSSIBLE, cut.quality());
        assertEquals(List.of(), cut.elements());
        assertEquals(1, cut.remaining().size());
        Cut both = cut(world.admin("jane"), CONTROL, "jane");
        assertEquals(Quality.IMPOSSIBLE, both.quality(), "one's own grant beside it does not help");
    }

    @Test
    void whoCannotBeCutIsToldBesideTheCutForTheOthers() {
        World world = World.with()
                .bootstrap("jane", "* *:*")
                .clusterRole("admin", "* *:*")
                .bindAll("admin", "joe", "jim");
        Cut cut = cut(world, CONTROL, "jane", "joe", "jim");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("rule 1 from ClusterRole \"admin\""), words(cut));
        assertEquals(
                List.of(World.identity("jane")),
                cut.remaining().stream().map(Derivation::from).toList());
    }

    /// Who has a path that lasts need not be kept from the others.
    @Test
    void whoIsSetAsideCostsNoCut() {
        World world =
                World.with().bootstrap("jane", "* *:*", "*,x *:*").admin("jane").admin("joe");
        Cut cut = cut(world, CONTROL, "jane", "joe");
        assertEquals(
                List.of(World.identity("jane")),
                cut.remaining().stream().map(Derivation::from).toList());
        assertTrue(isCut(world, new HashSet<>(cut.elements()), CONTROL, "joe"));
        assertEquals(1, cut.elements().size());
    }

    @Test
    void manyStartsAreCutLikeFew() {
        World world = World.with()
                .bootstrap("group:system:masters", "* *:*")
                .clusterRole("admin", "* *:*")
                .bindAll("admin", "u1", "u2", "u3", "u4", "u5", "u6", "u7")
                .bind("u8", "system:0");
        List<Identity> everybody = world.escalation().whoReaches(CONTROL);
        assertTrue(everybody.size() > 8, everybody::toString);
        List<Integer> left = new ArrayList<>();
        Cut cut = world.escalation()
                .cut(everybody, CONTROL, element -> false, (changes, tried, paths) -> left.add(paths));
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(2, cut.elements().size(), () -> words(cut).toString());
        assertEquals(everybody.size(), left.get(everybody.size() - 1));
        assertEquals(0, left.getLast());
    }

    @Test
    void aBootstrapRoleBoundByHandCanBeCut() {
        World world = World.with().bootstrap("group:system:masters", "* *:*").bind("jane", "system:0");
        Cut cut = cut(world, CONTROL, "jane");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("User \"jane\" from ClusterRoleBinding \"binding-1\""), words(cut));
    }

    @Test
    void anAggregatedRuleIsTakenOutOfTheRoleThatItIsWrittenIn() {
        World world = World.with()
                .aggregated("all", "get pods", "* *:*")
                .part("all", "harmless", "get pods")
                .part("all", "extra", "* *:*")
                .bindAll("all", "jane", "joe", "jim");
        Cut cut = cut(world, CONTROL, "jane", "joe", "jim");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("rule 1 from ClusterRole \"extra\""), words(cut));
        assertTrue(isCut(world, new HashSet<>(cut.elements()), CONTROL, "jane", "joe", "jim"));
        List<CutElement> inForce =
                cut.elements().getFirst().inForce(world.snapshot().rbac().clusterRoles());
        assertEquals(
                List.of("rule 1 from ClusterRole \"extra\"", "rule 2 from ClusterRole \"all\""),
                inForce.stream().map(StepWords::of).toList());
    }

    @Test
    void aRuleThatSeveralRolesBringIsTakenOutOfEach() {
        World world = World.with()
                .aggregated("all", "* *:*")
                .part("all", "one", "* *:*")
                .part("all", "two", "* *:*")
                .bindAll("all", "jane", "joe", "jim");
        Cut cut = cut(world, CONTROL, "jane", "joe", "jim");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(Set.of("rule 1 from ClusterRole \"one\"", "rule 1 from ClusterRole \"two\""), words(cut));
    }

    @Test
    void whatIsSparedIsNotTakenAway() {
        World world =
                World.with().admin("boss").may("jane", "impersonate users boss").may("joe", "impersonate users boss");
        List<Identity> starts = Stream.of("jane", "joe").map(World::identity).toList();
        Cut shorter = world.escalation().cut(starts, CONTROL);
        assertEquals(1, shorter.elements().size(), () -> words(shorter).toString());
        Cut cut = world.escalation()
                .cut(starts, CONTROL, Set.copyOf(shorter.elements())::contains, (changes, tried, paths) -> {});
        assertTrue(
                cut.elements().stream().noneMatch(shorter.elements()::contains),
                () -> words(cut).toString());
        assertTrue(isCut(world, new HashSet<>(cut.elements()), CONTROL, "jane", "joe"));
    }

    @Test
    void whoHasAWayByNothingButWhatIsSparedRemains() {
        World world = World.with()
                .clusterRole("admin", "* *:*")
                .bindAll("admin", "group:admins")
                .may("joe", "* *:*");
        Identity admin = Identity.of(dev.guise.rbac.Subject.group("admins"));
        Cut cut = world.escalation()
                .cut(
                        List.of(admin, World.identity("joe")),
                        CONTROL,
                        element -> StepWords.of(element).contains("admin"),
                        (changes, tried, paths) -> {});
        assertEquals(
                List.of(admin), cut.remaining().stream().map(Derivation::from).toList());
        assertEquals(1, cut.elements().size(), () -> words(cut).toString());
    }

    @Test
    void whatTheAttackerWouldMakeIsNotCut() {
        World world = World.with()
                .clusterRole("admin", "* *:*")
                .may(
                        "jane",
                        "bind rbac.authorization.k8s.io:clusterroles",
                        "create rbac.authorization.k8s.io:clusterrolebindings");
        Cut cut = cut(world, CONTROL, "jane");
        assertEquals(Quality.SMALLEST, cut.quality());
        assertEquals(1, cut.elements().size());
        assertTrue(isCut(world, new HashSet<>(cut.elements()), CONTROL, "jane"));
    }
}
