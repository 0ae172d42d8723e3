package dev.guise.cluster.live;

import dev.guise.cluster.DryRunner;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.ClusterConnection.Answer;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.Tree;
import dev.guise.cluster.read.Warnings;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.UserInfo;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Server-side dry runs asked of a server through a connection, which it closes. What asks for no dry run is stopped by
/// [ReadOnlyGuard].
public final class DryRuns implements DryRunner {
    private static final String RBAC = "apis/rbac.authorization.k8s.io/v1/";
    private static final String WHO = "apis/authentication.k8s.io/v1/selfsubjectreviews";
    /// The first minor version in which every server knows dry runs; an older one might store what it is sent.
    private static final int FIRST_MINOR = 18;

    private final ClusterConnection connection;

    private DryRuns(ClusterConnection connection) {
        this.connection = connection;
    }

    static DryRuns on(ClusterConnection connection) throws SourceException {
        ServerProfile server = new ServerProbe(connection).version(new Warnings());
        if (!server.isKnown() || !server.isAtLeast(1, FIRST_MINOR)) {
            throw new SourceException(
                    connection.server(),
                    "The server may not support dry runs"
                            + (server.version().isEmpty() ? "" : " (" + server.version() + ")"),
                    "No request was sent. Dry runs require Kubernetes 1.18 or later.");
        }
        return new DryRuns(connection);
    }

    @Override
    public Verdict create(Map<String, ?> manifest) {
        return ask(manifest, (path, body) -> connection.post(path + "?" + ReadOnlyGuard.DRY_RUN, body));
    }

    @Override
    public Verdict replace(Map<String, ?> manifest) {
        String name = escaped(text(manifest, "metadata", "name"));
        return ask(manifest, (path, body) -> connection.put(path + "/" + name + "?" + ReadOnlyGuard.DRY_RUN, body));
    }

    @Override
    public Optional<UserInfo> whoAmI() {
        String body = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}";
        try (Answer answer = connection.post(WHO, body)) {
            return answer.isOk() ? who(JsonObjects.readWhole(answer.body())) : Optional.empty();
        } catch (SourceException | BrokenDocumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<UserInfo> who(Tree tree) {
        if (!(tree instanceof Tree.Fields root) || !(root.get("status") instanceof Tree.Fields status)) {
            return Optional.empty();
        }
        return status.get("userInfo") instanceof Tree.Fields user
                ? Optional.of(UserInfo.of(KubeEntry.textOf(user.get("username")), strings(user.get("groups"))))
                : Optional.empty();
    }

    private static List<String> strings(Tree tree) {
        List<String> strings = new ArrayList<>();
        if (tree instanceof Tree.Elements list) {
            list.elements().forEach(item -> strings.add(KubeEntry.textOf(item)));
        }
        return strings;
    }

    private interface Sending {
        Answer send(String path, String body) throws SourceException;
    }

    private Verdict ask(Map<String, ?> manifest, Sending sending) {
        try (Answer answer = sending.send(RBAC + path(manifest), json(manifest))) {
            if (answer.isOk()) {
                return new Verdict.Accepted(answer.warnings());
            }
            return answer.code() == 401
                    ? new Verdict.Problem("The server rejected the credentials", "Log in again, then retry.")
                    : new Verdict.Refused(answer.code(), answer.message(), answer.warnings());
        } catch (SourceException e) {
            return new Verdict.Problem(e.problem(), e.advice());
        }
    }

    private static String path(Map<String, ?> manifest) {
        String resource = text(manifest, "kind").toLowerCase(Locale.ROOT) + "s";
        String namespace = text(manifest, "metadata", "namespace");
        return namespace.isEmpty() ? resource : "namespaces/" + escaped(namespace) + "/" + resource;
    }

    private static String text(Map<String, ?> manifest, String... keys) {
        Object value = manifest;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value instanceof String text ? text : "";
    }

    private static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(Map<String, ?> manifest) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonObjects.factory().createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, manifest);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, item) -> {
                    json.writeName(String.valueOf(key));
                    write(json, item);
                });
                json.writeEndObject();
            }
            case Collection<?> list -> {
                json.writeStartArray();
                list.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> json.writeNumber(number.longValue());
            default ->
                throw new IllegalArgumentException(
                        "cannot be written as JSON: " + value.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
