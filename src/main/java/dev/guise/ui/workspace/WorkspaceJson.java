package dev.guise.ui.workspace;

import dev.guise.findings.triage.JsonFields;
import dev.guise.findings.triage.Suppression;
import dev.guise.findings.triage.Triage;
import dev.guise.findings.triage.WorkspaceException;
import dev.guise.findings.triage.WorkspaceFile;
import dev.guise.rbac.ObjectId;
import dev.guise.ui.common.settings.MergedJsonFile;
import dev.guise.ui.common.settings.MergedJsonFile.UnreadableException;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import dev.guise.ui.workspace.Workspace.Note;
import dev.guise.ui.workspace.Workspace.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A workspace as JSON. Fields it does not know are kept as they are.
final class WorkspaceJson implements MergedJsonFile.Format<Workspace> {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final String cluster;

    /// @param cluster what the cluster is called, for those who read the file
    WorkspaceJson(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return "workspace";
    }

    @Override
    public Workspace initial() {
        return Workspace.EMPTY;
    }

    @Override
    public MergedJsonFile.Content<Workspace> read(Path file) throws IOException, UnreadableException {
        try {
            JsonFields root = WorkspaceFile.read(file);
            return new MergedJsonFile.Content<>(read(root), root.node());
        } catch (WorkspaceException broken) {
            throw new UnreadableException(broken.problem(), broken);
        }
    }

    private static Workspace read(JsonFields root) throws WorkspaceException {
        Map<ObjectId.Named, Note> notes = new TreeMap<>();
        for (JsonFields fields : root.objects("notes")) {
            LocalDate changed = fields.date("changed").orElse(LocalDate.EPOCH);
            notes.put(fields.object("object").key(), new Note(fields.required("text"), changed));
        }
        List<Place> history = new ArrayList<>();
        for (JsonFields fields : root.objects("history")) {
            history.add(place(fields));
        }
        Place place = root.node().has("place") ? place(root.object("place")) : Place.NONE;
        Set<ObjectId.Named> owned = new TreeSet<>(keys(root.objects("owned")));
        List<KeptDraft> drafts = new ArrayList<>();
        for (JsonFields fields : root.objects("drafts")) {
            drafts.add(new KeptDraft(fields.required("title"), fields.text("text")));
        }
        return new Workspace(
                owned, notes, WorkspaceFile.triage(root), keys(root.objects("recent")), history, place, drafts);
    }

    private static List<ObjectId.Named> keys(List<JsonFields> objects) throws WorkspaceException {
        List<ObjectId.Named> keys = new ArrayList<>();
        for (JsonFields fields : objects) {
            keys.add(fields.key());
        }
        return keys;
    }

    private static Place place(JsonFields fields) throws WorkspaceException {
        return new Place(fields.text("tab"), fields.text("selection"));
    }

    @Override
    public Workspace merge(Workspace base, Workspace theirs, Workspace mine) {
        return WorkspaceMerge.merge(base, theirs, mine);
    }

    @Override
    public byte[] write(Workspace workspace, ObjectNode before) throws IOException {
        ObjectNode json = mapper.createObjectNode();
        json.put("format", WorkspaceFile.FORMAT);
        json.put("version", WorkspaceFile.VERSION);
        json.put("cluster", cluster);
        putKeys(json.putArray("owned"), workspace.owned());
        ArrayNode notes = json.putArray("notes");
        workspace.notes().forEach((about, note) -> {
            ObjectNode item = notes.addObject();
            putKey(item.putObject("object"), about);
            item.put("text", note.text()).put("changed", note.changed().toString());
        });
        putTriage(json, workspace.triage());
        putKeys(json.putArray("recent"), workspace.recent());
        ArrayNode history = json.putArray("history");
        workspace.history().forEach(place -> putPlace(history.addObject(), place));
        putPlace(json.putObject("place"), workspace.place());
        ArrayNode drafts = json.putArray("drafts");
        workspace
                .drafts()
                .forEach(draft -> drafts.addObject().put("title", draft.title()).put("text", draft.text()));
        before.properties().stream()
                .filter(entry -> !json.has(entry.getKey()))
                .forEach(entry -> json.set(entry.getKey(), entry.getValue()));
        byte[] text = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        if (text.length > WorkspaceFile.LARGEST) {
            throw new IOException("it would be larger than " + (WorkspaceFile.LARGEST >> 20) + " MiB");
        }
        return text;
    }

    private static void putTriage(ObjectNode json, Triage triage) {
        ArrayNode suppressions = json.putArray("suppressions");
        for (Suppression suppression : triage.suppressions().values()) {
            ObjectNode item = suppressions
                    .addObject()
                    .put("finding", suppression.finding())
                    .put("fingerprint", suppression.fingerprint())
                    .put("about", suppression.about())
                    .put("reason", suppression.reason());
            suppression.until().ifPresent(day -> item.put("until", day.toString()));
        }
        putKeys(json.putArray("administrators"), triage.administrators());
    }

    private static void putKeys(ArrayNode array, Iterable<ObjectId.Named> keys) {
        keys.forEach(key -> putKey(array.addObject(), key));
    }

    private static void putKey(ObjectNode json, ObjectId.Named key) {
        json.put("kind", key.kind().kind());
        if (key.kind().isNamespaced()) {
            json.put("namespace", key.namespace());
        }
        json.put("name", key.name());
    }

    private static void putPlace(ObjectNode json, Place place) {
        json.put("tab", place.tab()).put("selection", place.selection());
    }
}
