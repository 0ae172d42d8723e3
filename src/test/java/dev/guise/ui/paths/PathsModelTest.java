package dev.guise.ui.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.DemoSource;
import dev.guise.cluster.ReadProgress;
import dev.guise.escalation.AccessGraph;
import dev.guise.escalation.AccessNode;
import dev.guise.escalation.CutElement;
import dev.guise.escalation.Derivation;
import dev.guise.ui.paths.PathsModel.CutState;
import dev.guise.ui.paths.PathsModel.Found;
import dev.guise.ui.review.OpenSession;
import dev.guise.ui.review.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Paths in the demo, and what cuts them.
class PathsModelTest {
    private OpenSession open;
    private PathsModel model;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() throws Exception {
        open = OpenSession.of(new DemoSource().read(ReadProgress.NONE));
        model = new PathsModel(open.session());
    }

    private Found find(String from, String to) throws Exception {
        model.fromProperty().set(from);
        model.toProperty().set(to);
        model.find();
        open.await(() -> model.stateProperty().get() instanceof Found found && found.more().isEmpty());
        return (Found) model.stateProperty().get();
    }

    @Test
    void eachGrantOfACutIsInThePictureAndCanBeDrafted() throws Exception {
        Found found = find("ci/runner", "cluster-control");
        model.askCut();
        open.await(() -> model.cutProperty().get() instanceof CutState.Known);
        List<CutElement> elements = model.cutProperty().get().elements();
        assertFalse(elements.isEmpty());
        for (Derivation path : found.paths()) {
            List<AccessNode> nodes = List.copyOf(AccessGraph.of(path).graph().vertexSet());
            assertTrue(nodes.stream().anyMatch(node -> elements.stream().anyMatch(node::isCutBy)), path.sentences());
        }
        List<CutElement> drafted = new ArrayList<>();
        open.session().setOnTakeAway(drafted::add);
        open.session().takeAway(elements.getFirst());
        assertEquals(List.of(elements.getFirst()), drafted);
        assertEquals(Session.DRAFTS, open.session().frame().tabProperty().get());
    }
}
