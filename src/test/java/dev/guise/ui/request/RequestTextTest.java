package dev.guise.ui.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        delete nodes,                          delete, '',   nodes,       '',     '',   ''
        get secrets db in shop,                get,    '',   secrets,     '',     shop, db
        create pods/exec web in shop,          create, '',   pods,        exec,   shop, web
        create deployments in shop,            create, apps, deployments, '',     shop, ''
        patch deployments/scale web in shop,   patch,  apps, deployments, scale,  shop, web
        GET pods,                              get,    '',   pods,        '',     '',   ''
        list widgets.example.com,              list,   example.com, widgets, '',  '',   ''
        get widgets.example.com/status w in a, get,    example.com, widgets, status, a, w
        get namespaces shop,                   get,    '',   namespaces,  '',     shop, shop
        get pods in,                           get,    '',   pods,        '',     '',   in
        """)
    void meansARequest(
            String line, String verb, String group, String resource, String sub, String namespace, String name) {
        assertEquals(
                Optional.of(new ResourceAttributes(verb, group, resource, sub, namespace, name)),
                RequestText.parse(line));
        assertEquals(
                RequestText.parse(line),
                RequestText.parse(line).map(RequestText::text).flatMap(RequestText::parse));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        deployments.,             '',   deployments, ''
        deployments./scale,       '',   deployments, scale
        things.apps,              apps, things,      ''
        things.apps/status,       apps, things,      status
        things,                   '',   things,      ''
        """)
    void whatNoServerHasKeepsItsGroup(String written, String group, String resource, String sub) {
        assertEquals(
                Optional.of(new ResourceAttributes("get", group, resource, sub, "", "")),
                RequestText.of("get", written, "", ""));
    }

    @Test
    void aSlashInFrontMakesAPath() {
        assertEquals(Optional.of(new NonResourceAttributes("get", "/metrics")), RequestText.parse("get /metrics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delete", "nodes delete", "get a b c", "alice bob", "  "})
    void meansNothing(String line) {
        assertEquals(Optional.empty(), RequestText.parse(line));
    }

    @Test
    void completesVerbThenResource() {
        assertTrue(RequestText.complete("del").contains("delete "));
        assertTrue(RequestText.complete("delete no").contains("delete nodes"));
        assertTrue(RequestText.complete("delete deploy").contains("delete deployments.apps"));
        assertTrue(RequestText.complete("alice no").isEmpty());
    }
}
