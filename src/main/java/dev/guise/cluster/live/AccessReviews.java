package dev.guise.cluster.live;

import dev.guise.cluster.AccessReviewer;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.ClusterConnection.Answer;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.Tree;
import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;
import dev.guise.rbac.UserInfo;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Access reviews asked of a server through a connection, which it closes.
public final class AccessReviews implements AccessReviewer {
    private static final String AUTHORIZATION = "apis/authorization.k8s.io/v1/";

    private final ClusterConnection connection;

    AccessReviews(ClusterConnection connection) {
        this.connection = connection;
    }

    @Override
    public Review review(UserInfo user, Attributes attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = begin(text, "SubjectAccessReview")) {
            user(json, user);
            attributes(json, attributes);
            end(json);
        }
        return ask("subjectaccessreviews", text.toString(), "create subjectaccessreviews in authorization.k8s.io");
    }

    @Override
    public Review reviewSelf(Attributes attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = begin(text, "SelfSubjectAccessReview")) {
            attributes(json, attributes);
            end(json);
        }
        return ask("selfsubjectaccessreviews", text.toString(), "create selfsubjectaccessreviews");
    }

    private static JsonGenerator begin(StringWriter text, String kind) {
        JsonGenerator json = JsonObjects.factory().createGenerator(ObjectWriteContext.empty(), text);
        json.writeStartObject();
        json.writeStringProperty("apiVersion", "authorization.k8s.io/v1");
        json.writeStringProperty("kind", kind);
        json.writeObjectPropertyStart("spec");
        return json;
    }

    private static void end(JsonGenerator json) {
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void user(JsonGenerator json, UserInfo user) {
        json.writeStringProperty("user", user.name());
        json.writeStringProperty("uid", user.uid());
        strings(json, "groups", user.groups());
        json.writeObjectPropertyStart("extra");
        for (Map.Entry<String, List<String>> entry : user.extra().entrySet()) {
            strings(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void attributes(JsonGenerator json, Attributes attributes) {
        switch (attributes) {
            case ResourceAttributes resource -> {
                json.writeObjectPropertyStart("resourceAttributes");
                json.writeStringProperty("verb", resource.verb());
                json.writeStringProperty("group", resource.apiGroup());
                json.writeStringProperty("resource", resource.resource());
                json.writeStringProperty("subresource", resource.subresource());
                json.writeStringProperty("namespace", resource.namespace());
                json.writeStringProperty("name", resource.name());
                json.writeEndObject();
            }
            case NonResourceAttributes path -> {
                json.writeObjectPropertyStart("nonResourceAttributes");
                json.writeStringProperty("verb", path.verb());
                json.writeStringProperty("path", path.path());
                json.writeEndObject();
            }
        }
    }

    private Review ask(String resource, String body, String right) {
        try (Answer answer = connection.post(AUTHORIZATION + resource, body)) {
            return switch (answer.code()) {
                case 200, 201 -> answered(answer);
                case 401 -> new Review.Problem("The server rejected the credentials", "Log in again, then retry.");
                case 403 ->
                    new Review.Problem(
                            "The access review is forbidden: " + answer.message(),
                            "Request permission to " + right + ".");
                default ->
                    new Review.Problem("The server answered HTTP " + answer.code() + ": " + answer.message(), "");
            };
        } catch (SourceException e) {
            return new Review.Problem(e.problem(), e.advice());
        }
    }

    private static Review answered(Answer answer) {
        try {
            Tree tree = JsonObjects.readWhole(answer.body());
            if (tree instanceof Tree.Fields root && root.get("status") instanceof Tree.Fields status) {
                return new Review.Answered(
                        isTrue(status.get("allowed")),
                        isTrue(status.get("denied")),
                        Shown.plain(KubeEntry.textOf(status.get("reason"))),
                        Shown.plain(KubeEntry.textOf(status.get("evaluationError"))));
            }
        } catch (BrokenDocumentException e) {
            return new Review.Problem("The server's response is malformed: " + e.problem(), "");
        }
        return new Review.Problem("The server's response has no status", "");
    }

    private static boolean isTrue(Tree tree) {
        return tree instanceof Tree.Literal literal && literal.value().equals("true");
    }

    @Override
    public void close() {
        connection.close();
    }
}
