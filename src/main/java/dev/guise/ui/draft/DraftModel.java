package dev.guise.ui.draft;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.Constrainer;
import dev.guise.draft.DraftChecks;
import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.ObjectKey;
import dev.guise.draft.ParsedDraft;
import dev.guise.escalation.AccessNode;
import dev.guise.escalation.Escalation;
import dev.guise.escalation.Goal;
import dev.guise.escalation.Identity;
import dev.guise.escalation.Reach;
import dev.guise.evidence.Evidence;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Grant;
import dev.guise.rbac.Policy;
import dev.guise.rbac.RuleMatching;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.rbac.Subject;
import dev.guise.ui.common.Dialogs.FileKind;
import dev.guise.ui.common.Problem;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Ranking;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A draft that constrains a grant: form, YAML, checks and impact. Knows no controls.
public final class DraftModel {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// A grant that can be constrained.
    public record Choice(Grant grant) {
        /// Who impersonates by what, in a line.
        public String text() {
            return ObjectIndex.label(ObjectIndex.somebody(Identity.of(grant.subject()))) + "  by  " + grant.binding().name();
        }
    }

    /// Something about the draft to know.
    ///
    /// @param level how much it matters
    public record Note(Level level, String text) {}

    /// How much a note matters.
    public enum Level {
        GOOD,
        KNOW,
        WRONG
    }

    private record Checked(List<Note> notes, ParsedDraft parsed) {}

    private final Session session;
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Choice>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Form> mode = new SimpleObjectProperty<>(Form.CONSTRAINED);
    private final ObjectProperty<DraftForm> form = new SimpleObjectProperty<>(DraftForm.EMPTY);
    private final StringProperty yaml = new SimpleStringProperty("");
    private final ObservableList<Note> notes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Note>> impact = new ReadOnlyObjectWrapper<>(Optional.empty());

    public DraftModel(Session session) {
        this.session = session;
        session.setOnConstrain(grant -> choose(new Choice(grant)));
        session.reviewProperty().subscribe(this::listChoices);
        mode.subscribe(this::make);
        form.subscribe(this::make);
        yaml.subscribe(this::check);
    }

    public ObservableList<Choice> choices() {
        return choices;
    }

    /// The grant that is being constrained.
    public ReadOnlyObjectProperty<Optional<Choice>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Legacy with names, constrained, or both.
    public ObjectProperty<Form> modeProperty() {
        return mode;
    }

    ObjectProperty<DraftForm> formProperty() {
        return form;
    }

    /// The draft; it may be edited, and is written anew when the form changes.
    public StringProperty yamlProperty() {
        return yaml;
    }

    /// What is to be known of the draft, by line.
    public ObservableList<Note> notes() {
        return notes;
    }

    /// What the draft changes for the one who impersonates.
    public ReadOnlyObjectProperty<Optional<Note>> impactProperty() {
        return impact.getReadOnlyProperty();
    }

    // ---- choosing ----

    private void listChoices() {
        session.reviewProperty().get().ifPresent(review -> session.background()
                .job("draft.choices", progress -> choices(review))
                .onDone(choices::setAll)
                .start());
    }

    /// Grants that allow legacy impersonation, one for each subject of a binding; those of Kubernetes itself left out.
    static List<Choice> choices(Review review) {
        Map<String, Choice> found = new LinkedHashMap<>();
        for (Subject subject : review.policy().subjects()) {
            for (Grant grant : review.policy().rulesOf(subject)) {
                boolean impersonates = grant.rule().verbs().contains(Mode.LEGACY_VERB)
                        && (RuleMatching.resource(grant.rule(), "users", "")
                                || RuleMatching.resource(grant.rule(), "serviceaccounts", "")
                                || RuleMatching.resource(grant.rule(), "groups", ""));
                if (impersonates && !grant.binding().meta().isBootstrap()) {
                    Choice choice = new Choice(grant);
                    found.putIfAbsent(choice.text(), choice);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /// Starts a draft for a grant.
    public void choose(Choice choice) {
        session.reviewProperty().get().ifPresent(review -> {
            chosen.set(Optional.of(choice));
            session.selectInGraph(AccessNode.idOf(choice.grant().subject()));
            mode.set(review.snapshot().server().constrainedImpersonation() == Gate.OFF ? Form.LEGACY : Form.CONSTRAINED);
            form.set(DraftForm.of(new Constrainer(review.snapshot()).spec(choice.grant())));
        });
    }

    // ---- writing ----

    private void make() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || chosen.get().isEmpty()) {
            return;
        }
        Grant grant = chosen.get().get().grant();
        DraftForm written = form.get();
        Form wanted = mode.get();
        session.background()
                .job("draft.make", progress -> DraftYaml.write(plan(review.get(), grant, written, wanted)))
                .after(PAUSE)
                .onDone(yaml::set)
                .onError(error -> notes.setAll(new Note(Level.WRONG, "The draft could not be written: " + error.getMessage())))
                .start();
    }

    private static DraftPlan plan(Review review, Grant grant, DraftForm written, Form wanted) {
        Constrainer constrainer = new Constrainer(review.snapshot());
        DraftSpec spec = constrainer.spec(grant).withName(written.name()).withForm(wanted).withWho(written.who())
                .withActions(wanted == Form.LEGACY ? List.of() : written.parsedActions());
        return constrainer.replace(grant, List.of(spec));
    }

    // ---- checking: the text as it stands, whether the form or a person wrote it ----

    private void check() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || chosen.get().isEmpty() || yaml.get().isBlank()) {
            return;
        }
        String text = yaml.get();
        DraftForm written = form.get();
        Identity who = Identity.of(chosen.get().get().grant().subject());
        impact.set(Optional.empty());
        session.background()
                .job("draft.check", progress -> checked(review.get(), text, written))
                .after(PAUSE)
                .onDone(found -> {
                    notes.setAll(found.notes());
                    findImpact(review.get(), who, found.parsed());
                })
                .onError(error -> notes.setAll(new Note(Level.WRONG, "The draft could not be checked: " + error.getMessage())))
                .start();
    }

    private static Checked checked(Review review, String text, DraftForm written) {
        ParsedDraft parsed = DraftYaml.read(text);
        List<Note> notes = new ArrayList<>();
        written.wrongLines().forEach(line -> notes.add(new Note(
                Level.WRONG, "“" + line + "” is no action. Write verbs, then a resource: get, list pods in shop")));
        List<DraftProblem> problems =
                DraftChecks.check(parsed, review.snapshot(), review.snapshot().server(), Evidence.NONE);
        for (DraftProblem problem : problems) {
            Level level = problem.severity() == DraftProblem.Severity.WARNING ? Level.KNOW : Level.WRONG;
            notes.add(new Note(level, "Line " + problem.line() + ": " + problem.message()));
        }
        if (notes.stream().noneMatch(note -> note.level() == Level.WRONG)) {
            notes.addFirst(new Note(Level.GOOD, "Every rule of the draft allows something."));
        }
        return new Checked(notes, parsed);
    }

    private void findImpact(Review review, Identity who, ParsedDraft parsed) {
        if (!parsed.isValid()) {
            impact.set(Optional.of(new Note(Level.KNOW, "What it changes is worked out once the YAML can be read.")));
            return;
        }
        session.background()
                .job("draft.impact", progress -> {
                    progress.report("Working out what the draft changes", -1);
                    ClusterSnapshot after = after(review.snapshot(), parsed);
                    Reach before = review.escalation().reach(who);
                    Escalation changed =
                            Escalation.of(after, Policy.of(after.rbac()), review.escalation().catalogue());
                    return impact(before, changed.reach(who));
                })
                .onDone(note -> impact.set(Optional.of(note)))
                .onError(error -> impact.set(Optional.of(new Note(Level.WRONG, "The impact could not be worked out: " + error.getMessage()))))
                .start();
    }

    private static ClusterSnapshot after(ClusterSnapshot snapshot, ParsedDraft parsed) {
        Map<ObjectKey, DraftObject> objects = new LinkedHashMap<>();
        DraftObject.of(snapshot.rbac()).forEach(object -> objects.put(object.key(), object));
        parsed.all().forEach(object -> objects.put(object.key(), object));
        parsed.deletes().forEach(objects::remove);
        return snapshot.withRbac(DraftObject.collect(objects.values()));
    }

    static Note impact(Reach before, Reach after) {
        List<String> gone = before.goals().stream().filter(goal -> !after.goals().contains(goal)).map(Goal::title).toList();
        String still = after.goals().isEmpty()
                ? "none of the goals"
                : after.goals().stream().map(Goal::title).collect(Collectors.joining(", "));
        String others = "It becomes " + Ranking.others(after) + " others instead of " + Ranking.others(before) + ".";
        if (gone.isEmpty() && Ranking.others(after) >= Ranking.others(before)) {
            return new Note(Level.KNOW, "Changes nothing in what it reaches (" + still + "): other grants lead there too.");
        }
        String lost = gone.isEmpty() ? "" : "No longer reaches: " + String.join(", ", gone) + ". ";
        return new Note(Level.GOOD, lost + others + " Still reaches: " + still + ".");
    }

    // ---- saving ----

    /// Asks for a file and saves the text, beside its place first.
    public void save() {
        FileKind kind = new FileKind("YAML", List.of("yaml"));
        String text = yaml.get();
        session.dialogs().saveFile("Save draft", "draft.yaml", List.of(kind)).ifPresent(file -> session.background()
                .job("draft.save", progress -> write(text, file))
                .onDone(saved -> notes.add(new Note(Level.GOOD, "Saved as " + saved + ".")))
                .onError(error -> session.dialogs().show(new Problem(
                        "The draft was not saved", file + ": " + error.getMessage(), "Choose another place.", "")))
                .start());
    }

    private static Path write(String text, Path file) throws java.io.IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(beside, text);
        return Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    public void copy() {
        session.dialogs().copy(yaml.get());
    }
}
