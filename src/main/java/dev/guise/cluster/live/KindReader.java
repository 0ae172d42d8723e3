package dev.guise.cluster.live;

import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.live.ClusterConnection.Answer;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.KubeKind;
import dev.guise.cluster.read.ListHead;
import dev.guise.cluster.read.ObjectCollector;
import dev.guise.cluster.read.ObjectSink;
import dev.guise.cluster.read.Place;
import dev.guise.cluster.read.Tree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/// Reads all objects of one kind from a server, page by page.
final class KindReader implements ObjectSink {
    static final int PAGE = 500;
    private static final int RESTARTS = 2;
    private static final int MAX_PAGES = 20_000;
    private static final String METADATA_LIST = "PartialObjectMetadataList";
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    private static final String FULL = "application/json";

    /// How reading a kind ended.
    enum Outcome {
        READ,
        /// Nothing of it could be read.
        FAILED,
        /// Who asks may not list it.
        FORBIDDEN,
        /// The server does not accept the credentials.
        UNAUTHORIZED
    }

    /// What was read of a kind.
    record Result(KubeKind kind, Outcome outcome, ObjectCollector objects, String problem) {}

    private final ClusterConnection connection;
    private final KubeKind kind;
    private final ObjIntConsumer<KubeKind> pages;
    private ObjectCollector objects = new ObjectCollector();

    /// @param pages receives, after each page, the number of objects read so far
    KindReader(ClusterConnection connection, KubeKind kind, ObjIntConsumer<KubeKind> pages) {
        this.connection = connection;
        this.kind = kind;
        this.pages = pages;
    }

    /// Reads it. A list that changed too much while it was read (410) is begun again, at last in one piece.
    Result read() {
        for (int attempt = 0; attempt <= RESTARTS; attempt++) {
            objects = new ObjectCollector();
            try {
                Result result = pages(attempt < RESTARTS ? PAGE : 0);
                if (result != null) {
                    return result;
                }
            } catch (SourceException e) {
                return failed(e.problem());
            } catch (BrokenDocumentException e) {
                return failed("the response is malformed or truncated: " + e.problem());
            }
        }
        return failed("the list changed while it was being read (HTTP 410)");
    }

    /// Reads page after page; null when the server has forgotten the list.
    private @org.jspecify.annotations.Nullable Result pages(int limit) throws SourceException, BrokenDocumentException {
        Set<String> tokens = new HashSet<>();
        String token = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            try (Answer answer = connection.get(path(limit, token), accept())) {
                if (answer.code() == 410) {
                    return null;
                }
                if (!answer.isOk()) {
                    return refused(answer);
                }
                ListHead head = new JsonObjects(this).readOne(answer.body(), Place.request(kind.path()));
                checkDetail(head);
                token = head.continueToken();
            }
            pages.accept(kind, objects.size());
            if (token.isEmpty()) {
                return new Result(kind, Outcome.READ, objects, "");
            }
            if (!tokens.add(token)) {
                break;
            }
        }
        return failed("the server returns an endless list of pages");
    }

    private String path(int limit, String token) {
        String query = limit > 0 ? "?limit=" + limit : "";
        return token.isEmpty()
                ? kind.path() + query
                : kind.path() + query + "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private boolean holdsValues() {
        return kind == KubeKind.SECRET || kind == KubeKind.CONFIG_MAP;
    }

    /// Values are not even asked for. Of the rest, whole objects do where a server cannot give metadata alone.
    private String accept() {
        if (kind.detail() == KubeKind.Detail.FULL) {
            return FULL;
        }
        return holdsValues() ? METADATA : METADATA + ", " + FULL + ";q=0.5";
    }

    private void checkDetail(ListHead head) {
        if (!head.isList()) {
            objects.warnings().add(kind.path(), "the response is a " + Shown.quoted(head.kind()) + ", not a list", "");
        } else if (holdsValues()
                && !head.kind().equals(METADATA_LIST)
                && objects.warnings().count() == 0) {
            objects.warnings()
                    .add(
                            kind.path(),
                            "only metadata was requested, but the server sent complete objects",
                            "The values were discarded while reading.");
        }
    }

    private Result refused(Answer answer) {
        String message = answer.message();
        String said = message.isEmpty() ? "" : ": " + message;
        return switch (answer.code()) {
            case 401 -> new Result(kind, Outcome.UNAUTHORIZED, objects, message);
            case 403 -> failed("forbidden" + said, Outcome.FORBIDDEN);
            case 404 -> failed("the server does not serve this kind");
            default -> failed("HTTP " + answer.code() + said);
        };
    }

    private Result failed(String problem) {
        return failed(problem, Outcome.FAILED);
    }

    /// What was read before still counts.
    private Result failed(String problem, Outcome whenNothingWasRead) {
        String what = objects.size() == 0 ? problem : "only " + objects.size() + " were read: " + problem;
        objects.warnings().limit(kind.limit(), kind.resource());
        objects.warnings().add(kind.path(), kind.kind() + ": " + what, kind.consequence());
        return new Result(kind, objects.size() == 0 ? whenNothingWasRead : Outcome.READ, objects, what);
    }

    @Override
    public void object(Tree.Fields object, ListHead list, Place place) throws SourceException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SourceException(connection.server(), "Reading was stopped", "");
        }
        if (list.isList()) {
            objects.accept(kind, object, place);
        }
    }

    @Override
    public void stray(Tree value, Place place) {
        objects.warnings().add(place.name(), value.describe() + " instead of an object", "It is ignored.");
    }

    @Override
    public void remark(int line, String problem, Place place) {
        objects.warnings().add(place.name(), problem, "");
    }
}
