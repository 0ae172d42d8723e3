package dev.guise.ui.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.ResourceAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestModelTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        get      | pods             | ``  | ``          | ``
        get      | pods/log         | a:b | shop        | ``
        get      | /metrics         | ``  | ``          | ``
        get list | pods             | ``  | ``          | verb must be a single word
        get      | pods and secrets | ``  | ``          | resource must be a single word
        get      | pods             | a/b | ``          | name cannot contain spaces
        get      | pods             | a b | ``          | name cannot contain spaces
        get      | pods             | ``  | Shop        | namespace can contain only lowercase letters
        get      | pods             | ``  | shop-       | namespace can contain only lowercase letters
        get      | /metrics         | a   | ``          | path cannot be combined with a name
        get      | /metrics         | ``  | shop        | path is not namespaced
        """)
    void wrongInputIsSaid(String verb, String resource, String name, String namespace, String problem) {
        RequestModel model = new RequestModel(verb, resource);
        model.nameProperty().set(name);
        model.namespaceProperty().set(namespace);
        String told = String.valueOf(model.problem().getValue());
        assertTrue(problem.isEmpty() ? told.isEmpty() : told.contains(problem), told);
    }

    @Test
    void whatIsCorrectedIsNoLongerSaid() {
        RequestModel model = new RequestModel("get", "/metrics");
        model.namespaceProperty().set("shop");
        var problem = model.namespaceProblem();
        assertEquals("A path is not namespaced.", problem.getValue());
        model.resourceProperty().set("pods");
        assertEquals("", problem.getValue());
    }

    @Test
    void aResourceThatNobodyKnowsIsNoRequest() {
        RequestModel model = new RequestModel("list", "deploy");
        assertEquals("apps", ((ResourceAttributes) model.request().orElseThrow()).apiGroup());
        assertEquals("", model.problem().getValue());
        model.resourceProperty().set("deploymnts");
        assertTrue(model.request().isEmpty());
        assertEquals(
                "No resource has this name. Did you mean deployments.apps?",
                model.problem().getValue());
    }
}
