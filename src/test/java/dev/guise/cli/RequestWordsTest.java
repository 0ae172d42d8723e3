package dev.guise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.defaults.ApiResources;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWordsTest {

    private static final ApiResources RESOURCES = ApiResources.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        pods                                                     | ''                    | pods        | ''
        pods/exec                                                | ''                    | pods        | exec
        deployments.apps/scale                                   | apps                  | deployments | scale
        roles.rbac.authorization.k8s.io                          | rbac.authorization.k8s.io | roles   | ''
        userextras.authentication.k8s.io/example.com/tenant.id   | authentication.k8s.io | userextras  | example.com/tenant.id
        userextras/example.com/tenant                            | authentication.k8s.io | userextras  | example.com/tenant
        *                                                        | ''                    | *           | ''
        *.apps                                                   | apps                  | *           | ''
        deployments                                              | apps                  | deployments | ''
        deploy                                                   | apps                  | deployments | ''
        Deployment                                               | apps                  | deployments | ''
        DEPLOYMENTS.Apps                                         | apps                  | deployments | ''
        deployment.apps                                          | apps                  | deployments | ''
        deployments.v1.apps/status                               | apps                  | deployments | status
        deploy.apps                                              | apps                  | deployments | ''
        clusterroles.rbac                                        | rbac.authorization.k8s.io | clusterroles | ''
        csr/approval                                             | certificates.k8s.io   | certificatesigningrequests | approval
        netpol                                                   | networking.k8s.io     | networkpolicies | ''
        sa/token                                                 | ''                    | serviceaccounts | token
        events                                                   | ''                    | events      | ''
        ev.events.k8s.io                                         | events.k8s.io         | events      | ''
        pods.v1                                                  | ''                    | pods        | ''
        widgets.example.com                                      | example.com           | widgets     | ''
        widgets.v1beta1.example.com                              | example.com           | widgets     | ''
        """)
    void resourcesAreTakenAsKubectlDoes(String word, String group, String resource, String sub) {
        assertEquals(
                request("list", group, resource, sub, "", ""),
                ResourceWord.parse(word).request(RESOURCES, "list", "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        impersonate                  | users           | ''
        impersonate                  | serviceaccounts | ''
        impersonate                  | uids            | authentication.k8s.io
        impersonate:user-info        | users           | authentication.k8s.io
        impersonate:serviceaccount   | sa              | authentication.k8s.io
        impersonate:arbitrary-node   | node            | authentication.k8s.io
        impersonate-on:user-info:get | nodes           | ''
        """)
    void identitiesAreOfTheGroupThatTheirVerbIsCheckedIn(String verb, String word, String group) {
        assertEquals(
                group, ResourceWord.parse(word).request(RESOURCES, verb, "", "").apiGroup());
    }

    @ParameterizedTest
    @CsvSource({
        "secert, secrets",
        "pdos, pods",
        "deploymnets.apps, deployments.apps",
        "clusterrolebinding s, clusterrolebindings.rbac.authorization.k8s.io"
    })
    void aWordThatNobodyKnowsIsNoAnswer(String word, String meant) {
        UsageException e = assertThrows(
                UsageException.class, () -> ResourceWord.parse(word).request(RESOURCES, "list", "", ""));
        assertTrue(String.valueOf(e.getMessage()).contains("did you mean " + meant), e.getMessage());
        assertThrows(
                UsageException.class, () -> ResourceWord.parse("x".repeat(5000)).request(RESOURCES, "list", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/exec", "pods/", "pods.", ".apps", "pods./x"})
    void halfAResourceIsNone(String word) {
        assertThrows(UsageException.class, () -> ResourceWord.parse(word));
    }

    @Test
    void requestsAreReadFromOneArgument() {
        assertEquals(request("delete", "", "nodes", "", "", ""), RequestWords.parse(RESOURCES, "delete nodes"));
        assertEquals(
                request("get", "", "secrets", "", "kube-system", ""),
                RequestWords.parse(RESOURCES, "get secrets -n kube-system"));
        assertEquals(
                request("create", "", "pods", "exec", "shop", ""),
                RequestWords.parse(RESOURCES, "create -n shop  pods/exec"));
        assertEquals(
                request("update", "apps", "deployments", "scale", "shop", "web"),
                RequestWords.parse(RESOURCES, "update deployments.apps/scale web --namespace shop"));
        assertEquals(new NonResourceAttributes("get", "/metrics"), RequestWords.parse(RESOURCES, "get /metrics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "get pods a b", "get secrets -n", "get /metrics x", "get /metrics -n a"})
    void whatIsNoRequestIsRefused(String text) {
        assertThrows(UsageException.class, () -> RequestWords.parse(RESOURCES, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        get    | /api/v1/pods                              | list             | ''   | pods       | ''     | ''  | ''
        get    | /api/v1/pods?watch=true                   | watch            | ''   | pods       | ''     | ''  | ''
        get    | /api/v1/namespaces/a/pods                 | list             | ''   | pods       | ''     | a   | ''
        get    | /api/v1/namespaces/a/pods/x               | get              | ''   | pods       | ''     | a   | x
        post   | /api/v1/namespaces/a/pods/x/exec          | create           | ''   | pods       | exec   | a   | x
        get    | /api/v1/namespaces                        | list             | ''   | namespaces | ''     | ''  | ''
        patch  | /api/v1/namespaces/a                      | patch            | ''   | namespaces | ''     | a   | a
        put    | /api/v1/namespaces/a/finalize             | update           | ''   | namespaces | finalize | a | a
        delete | /apis/apps/v1/namespaces/a/deployments    | deletecollection | apps | deployments | ''    | a   | ''
        delete | /apis/apps/v1/namespaces/a/deployments/d  | delete           | apps | deployments | ''    | a   | d
        get    | /api/v1/watch/namespaces/a/pods           | watch            | ''   | pods       | ''     | a   | ''
        get    | /api/v1/namespaces/a/secrets?fieldSelector=metadata.name=s | list | '' | secrets  | ''     | a   | s
        """)
    void pathsAreReadAsTheServerDoes(
            String method,
            String path,
            String verb,
            String group,
            String resource,
            String sub,
            String ns,
            String name) {
        assertEquals(request(verb, group, resource, sub, ns, name), RequestPath.parse(method, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/metrics", "/api", "/api/v1", "/apis", "/apis/apps", "/apis/apps/v1", "/apix/v1/pods"})
    void otherPathsAreNoResources(String path) {
        assertEquals(new NonResourceAttributes("get", path), RequestPath.parse("get", path));
    }

    private static Attributes request(
            String verb, String group, String resource, String sub, String namespace, String name) {
        return new ResourceAttributes(verb, group, resource, sub, namespace, name);
    }
}
