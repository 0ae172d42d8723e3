package dev.guise.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.graph.layout.DiagramFonts;
import dev.guise.ui.graph.model.Diagram;
import dev.guise.ui.graph.model.DiagramEdge;
import dev.guise.ui.graph.model.DiagramModel;
import dev.guise.ui.graph.model.DiagramNode;
import dev.guise.ui.graph.model.DiagramTarget;
import dev.guise.ui.graph.model.EdgeKind;
import dev.guise.ui.graph.model.LaidOutDiagram;
import dev.guise.ui.graph.model.Mark;
import dev.guise.ui.graph.model.NodeKind;
import dev.guise.ui.graph.paint.DiagramCanvas;
import dev.guise.ui.graph.paint.DiagramLegend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list that says what the picture shows.
class DiagramTreeTest {
    @TempDir
    private Path folder;

    private final DiagramModel model = new DiagramModel();
    private DiagramTree tree;

    private static DiagramNode node(String id, Mark... marks) {
        return new DiagramNode(id, NodeKind.USER, id, "", Set.of(marks), "");
    }

    private static DiagramEdge edge(String from, String to, EdgeKind kind, String label) {
        return new DiagramEdge(from + to, from, to, kind, label, "");
    }

    @BeforeEach
    void show() throws Exception {
        tree = FxThread.call(() -> {
            SettingsStore settings = SettingsStore.of(
                    folder.resolve("settings.json"), new Background(Runnable::run, error -> {}), problem -> {});
            DiagramTree made = new DiagramTree(model, settings);
            // a → b → c → b again, and a → d by an edge of another kind
            show(
                    List.of(node("a", Mark.START), node("b", Mark.DANGEROUS, Mark.OWNED), node("c"), node("d")),
                    List.of(
                            edge("a", "b", EdgeKind.LEGACY, "impersonate"), edge("b", "c", EdgeKind.BINDS, ""),
                            edge("c", "b", EdgeKind.BINDS, ""), edge("a", "d", EdgeKind.DEAD, "")));
            return made;
        });
    }

    private void show(List<DiagramNode> nodes, List<DiagramEdge> edges) {
        model.show(new LaidOutDiagram(new Diagram(nodes, edges), new HashMap<>(), Map.of(), 0, 0));
    }

    private static List<String> lines(TreeItem<DiagramTree.Row> item, String indent) {
        List<String> lines = new ArrayList<>();
        item.getChildren().forEach(child -> {
            lines.add(indent + DiagramTree.words(child.getValue()));
            lines.addAll(lines(child, indent + " "));
        });
        return lines;
    }

    private List<String> lines() throws Exception {
        return FxThread.call(() -> lines(tree.getRoot(), ""));
    }

    @Test
    void everyNodeIsListedBelowWhatLeadsToItAndACycleIsNotOpenedAgain() throws Exception {
        assertEquals(
                List.of(
                        "a, User, asked about",
                        " b, User, owned, dangerous, reached by Legacy impersonation: impersonate",
                        "  c, User, reached by Binds",
                        "   b, User, owned, dangerous, reached by Binds",
                        " d, User, reached by Dead grant"),
                lines());
    }

    @Test
    void whatIsHiddenInThePictureIsNotListedBelow() throws Exception {
        FxThread.run(() -> model.hiddenKindsProperty().set(Set.of(EdgeKind.LEGACY)));
        List<String> lines = lines();
        assertTrue(lines.stream().noneMatch(line -> line.contains("impersonate")), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("b")), "what nothing leads to any more is at the top");
    }

    @Test
    void theChosenLineIsSelectedOpensWithEnterAndHasAMenu() throws Exception {
        List<String> opened = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        FxThread.run(() -> {
            tree.setOnOpen(target -> opened.add(target.id()));
            tree.setContextMenus(target -> {
                target.map(DiagramTarget::id).ifPresent(asked::add);
                return Optional.empty();
            });
            tree.getSelectionModel().select(1);
            press(KeyCode.ENTER);
            press(KeyCode.CONTEXT_MENU);
        });
        assertEquals("b", model.selection().map(DiagramTarget::id).orElse(""));
        assertEquals(List.of("b"), opened);
        assertEquals(List.of("b"), asked);
    }

    private void press(KeyCode code) {
        Event.fireEvent(tree, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void theLegendExplainsEachMarkThatIsDrawn() throws Exception {
        assertEquals(Set.of(Mark.START, Mark.DANGEROUS, Mark.OWNED), model.marks());
        List<String> texts = FxThread.call(() -> {
            DiagramLegend legend = new DiagramLegend(model, new DiagramCanvas(model, new DiagramFonts()));
            show(model.diagram().diagram().nodes(), List.of());
            return legend.lookupAll(".diagram-mark").stream()
                    .map(label -> ((Label) label).getText())
                    .toList();
        });
        assertTrue(
                texts.containsAll(Stream.of("asked about", "dangerous", "owned").toList()), texts::toString);
    }
}
