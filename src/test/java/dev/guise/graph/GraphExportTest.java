package dev.guise.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.escalation.engine.Identity;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.Policy;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphExportTest {
    private static final String HOSTILE = "al\"ice\u0001<&>\\";

    private static AccessGraph graph() {
        PolicyRule rule = PolicyRule.named(List.of("impersonate"), List.of(""), List.of("users"), List.of("bob"));
        ClusterRole role = new ClusterRole(ObjectMeta.cluster("r"), List.of(rule), List.of());
        ClusterRoleBinding binding = new ClusterRoleBinding(
                ObjectMeta.cluster("b"), RoleRef.clusterRole("r"), List.of(Subject.user(HOSTILE)));
        Policy policy = Policy.of(new RbacObjects(List.of(), List.of(role), List.of(), List.of(binding)));
        return AccessGraph.from(
                Identity.ofUser(HOSTILE),
                policy,
                ServerProfile.ofVersion(1, 36),
                Catalogue.bundled(),
                List.of(),
                AccessGraph.SharedGrants.COLLAPSED);
    }

    @Test
    void graphmlIsXmlWithAllNodesAndEdges() throws Exception {
        String text = GraphExport.write(graph(), GraphExport.Form.GRAPHML);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
        assertEquals(5, document.getElementsByTagName("node").getLength());
        assertEquals(4, document.getElementsByTagName("edge").getLength());
    }

    @Test
    void jsonCanBeRead() {
        JsonNode root = JsonMapper.shared().readTree(GraphExport.write(graph(), GraphExport.Form.JSON));
        assertEquals(5, root.path("nodes").size());
        assertEquals(4, root.path("edges").size());
        assertEquals("LEGACY", root.path("edges").get(3).path("kind").asString(""));
    }

    @Test
    void dotQuotesWhatIsHostile() {
        String text = GraphExport.write(graph(), GraphExport.Form.DOT);
        assertTrue(text.startsWith("digraph"), text);
        assertTrue(text.contains("al\\\"ice"), text);
        assertEquals(4, text.lines().filter(line -> line.contains("->")).count(), text);
    }
}
