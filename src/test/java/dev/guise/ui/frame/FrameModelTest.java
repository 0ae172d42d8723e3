package dev.guise.ui.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class FrameModelTest {
    private static IdentityRow row(IdentityKind kind, String namespace, String name, Rank rank) {
        return new IdentityRow(kind + namespace + name, kind, name, namespace, rank, rank == Rank.NONE ? "" : "goal");
    }

    private static List<String> texts(IdentityList list) {
        return list.lines().stream()
                .map(line -> switch (line) {
                    case IdentityList.Heading heading -> heading.text() + " " + heading.count();
                    case IdentityList.Entry entry -> entry.row().name();
                })
                .toList();
    }

    private static IdentityList list() {
        IdentityList list = new IdentityList();
        list.setRows(List.of(
                row(IdentityKind.SERVICE_ACCOUNT, "a", "quiet", Rank.NONE),
                row(IdentityKind.SERVICE_ACCOUNT, "b", "loud", Rank.CRITICAL),
                row(IdentityKind.SERVICE_ACCOUNT, "b", "mild", Rank.LOW),
                row(IdentityKind.USER, "", "zoe", Rank.HIGH),
                row(IdentityKind.USER, "", "adam", Rank.NONE),
                row(IdentityKind.USER, "", "bert", Rank.NONE)));
        return list;
    }

    @Test
    void worstFirstWithinGroupsAndGroupsOfAKind() {
        assertEquals(
                List.of(
                        "Users 3",
                        "zoe",
                        "adam",
                        "bert",
                        "Accounts in b 2",
                        "loud",
                        "mild",
                        "Accounts in a 1",
                        "quiet"),
                texts(list()));
    }

    @Test
    void filterNeedsEveryWordAndOpensClosedGroups() {
        IdentityList list = list();
        list.toggle((IdentityList.Heading) list.lines().get(0));
        assertEquals("Accounts in b 2", texts(list).get(1));
        list.filterProperty().set("Z OE");
        assertEquals(List.of("Users 1", "zoe"), texts(list));
        list.filterProperty().set("b/ goal");
        assertEquals(List.of("Accounts in b 2", "loud", "mild"), texts(list));
        list.filterProperty().set("nobody");
        assertEquals(List.of(), texts(list));
        list.filterProperty().set("");
        assertEquals("Accounts in b 2", texts(list).get(1));
    }

    @Test
    void goesBackAndForwardThroughTabsAndSelections() {
        FrameModel model = new FrameModel();
        model.tabProperty().set("graph");
        model.select("a");
        model.select("b");
        model.tabProperty().set("paths");
        model.back();
        assertEquals("graph", model.tabProperty().get());
        assertEquals("b", model.selectionProperty().get());
        model.back();
        assertEquals("a", model.selectionProperty().get());
        model.forward();
        assertEquals("b", model.selectionProperty().get());
        model.select("c");
        assertFalse(model.history().canGoForwardProperty().get());
    }

    @Test
    void historyKeepsAHundredPlacesAndNoRepetition() {
        History<Integer> history = new History<>();
        for (int i = 0; i < 150; i++) {
            history.visit(i);
            history.visit(i);
        }
        int back = 0;
        Optional<Integer> last = Optional.empty();
        for (Optional<Integer> at = history.back(); at.isPresent(); at = history.back()) {
            last = at;
            back++;
        }
        assertEquals(99, back);
        assertEquals(Optional.of(50), last);
    }

    @Test
    void fuzzyMatchNeedsEveryCharacterInOrder() {
        assertTrue(FuzzyMatch.of("gfit", "Go: fit").isPresent());
        assertTrue(FuzzyMatch.of("tif", "fit").isEmpty());
        assertEquals(
                List.of(5, 6, 7),
                FuzzyMatch.of("dep", "ci / deployer").orElseThrow().positions());
        assertEquals(
                List.of(0, 5), FuzzyMatch.of("o f", "open files").orElseThrow().positions());
    }

    @Test
    void charactersScatteredOverATextAreNoMatch() {
        assertTrue(FuzzyMatch.of("clus", "validatingadmissionpolicy-status").isEmpty());
        assertTrue(
                FuzzyMatch.of("clus", "system:kube-controller-manager/cluster").isPresent());
    }

    @Test
    void beginningsOfWordsAndRunsScoreHigher() {
        int word = FuzzyMatch.of("admin", "cluster admin").orElseThrow().score();
        int scattered = FuzzyMatch.of("admin", "abandoned mining").orElseThrow().score();
        assertTrue(word > scattered, word + " > " + scattered);
    }

    @Test
    void paletteShowsRecentOnesFirstAndRunsThem() {
        List<String> ran = new ArrayList<>();
        List<String> noted = new ArrayList<>();
        List<PaletteItem> items = List.of(
                new PaletteItem("one", "Open files", "", Feather.FILE, () -> ran.add("one")),
                new PaletteItem("two", "Open folder", "", Feather.FOLDER, () -> ran.add("two")));
        PaletteModel palette = new PaletteModel(() -> items, () -> List.of("two"), noted::add);
        palette.open();
        assertEquals("two", palette.results().getFirst().item().id());
        palette.typedProperty().set("openfi");
        assertEquals(
                List.of("one"),
                palette.results().stream().map(r -> r.item().id()).toList());
        palette.run(palette.results().getFirst());
        assertEquals(List.of("one"), ran);
        assertEquals(List.of("one"), noted);
        palette.typedProperty().set("zzz");
        assertEquals(0, palette.results().size());
    }
}
