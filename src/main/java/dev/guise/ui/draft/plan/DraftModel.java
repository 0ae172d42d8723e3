package dev.guise.ui.draft.plan;

import dev.guise.draft.Constrainer;
import dev.guise.draft.Draft;
import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.Limitation;
import dev.guise.draft.Pairs;
import dev.guise.draft.Pairs.Cell;
import dev.guise.draft.RecordedUse;
import dev.guise.draft.SpecText.Part;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.draft.plan.DraftStarts.Start;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.review.DraftRequest;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Drafts that make a plan: which there are, which of them is looked at, and what a person does to them. Knows no
/// controls.
public final class DraftModel {
    /// What fills the view.
    public enum Page {
        /// What to start from.
        START,
        /// The draft that is selected.
        DRAFT,
        /// Who of the draft that is selected may be used for what.
        PAIRS,
        /// What audit logs say.
        EVIDENCE
    }

    private final Session session;
    private final PlanHistory history;
    private final FormText form = new FormText();
    private final StartingPoints points;
    private final DraftStarts starts;
    private final LiveChecks checks;
    private final ReadOnlyObjectWrapper<PlanState> state = new ReadOnlyObjectWrapper<>(PlanState.EMPTY);
    private final ReadOnlyObjectWrapper<FormState> formState = new ReadOnlyObjectWrapper<>(FormState.FREE);
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.START);
    /// The drafts of which a person wants the form though there is nothing in it.
    private final Set<Long> formAskedFor = new HashSet<>();
    private Runnable onShown = () -> {};
    private long lastId;
    private boolean restored;

    public DraftModel(Session session) {
        this(session, InstantSource.system());
    }

    DraftModel(Session session, InstantSource clock) {
        this.session = session;
        this.history = new PlanHistory(clock);
        this.points = new StartingPoints(session);
        this.starts = new DraftStarts(session, this::add);
        this.checks = new LiveChecks(session);
        session.navigator().draftRequestProperty().subscribe(wanted -> wanted.ifPresent(this::start));
        // Told of values, not of their becoming invalid, which is told once only as long as nobody asks for them.
        session.loader().reviewProperty().subscribe(now -> look());
        session.loader().evidenceProperty().subscribe(now -> look());
        session.marks()
                .workspace()
                .workspaceProperty()
                .map(Workspace::drafts)
                .subscribe((before, now) -> takeOver(now));
    }

    private void start(DraftRequest wanted) {
        switch (wanted) {
            case DraftRequest.Constrain request -> starts.fromGrant(request.grant());
            case DraftRequest.TakeAway request -> starts.fromCut(request.element());
            case DraftRequest.Fix request -> starts.fromFinding(request.finding());
        }
    }

    public Session session() {
        return session;
    }

    /// What a draft can start from.
    public StartingPoints points() {
        return points;
    }

    /// Starts drafts.
    public DraftStarts starts() {
        return starts;
    }

    /// What is known of the plan.
    public LiveChecks checks() {
        return checks;
    }

    private void look() {
        if (session.loader().reviewProperty().get().isPresent()) {
            restore();
            show();
            checks.check(history.now());
        }
    }

    // What was drafted another time, as soon as there is a cluster to check it against.
    private void restore() {
        if (!restored) {
            restored = true;
            takeOver(session.marks().workspace().get().drafts());
        }
    }

    // What is kept and not here was drafted another time, or in another window.
    private void takeOver(List<KeptDraft> kept) {
        List<DraftEntry> more = new ArrayList<>();
        for (KeptDraft draft : kept) {
            if (restored && !kept().contains(draft)) {
                more.add(form.filled(new DraftEntry(
                        ++lastId, draft.title(), draft.text(), DraftForm.empty("", Form.CONSTRAINED), 0, List.of())));
            }
        }
        if (more.isEmpty()) {
            return;
        }
        PlanState now = history.now();
        PlanState next = now.plus(more);
        history.look(now.drafts().isEmpty() ? next : next.select(now.selected()));
        if (page.get() == Page.START) {
            page.set(Page.DRAFT);
        }
        show();
    }

    private List<KeptDraft> kept() {
        return history.now().drafts().stream()
                .map(draft -> new KeptDraft(draft.title(), draft.text()))
                .toList();
    }

    private void keep() {
        List<KeptDraft> now = kept();
        if (restored && !now.equals(session.marks().workspace().get().drafts())) {
            session.marks().workspace().update(workspace -> workspace.withDrafts(now));
        }
    }

    // ---- what is seen ----

    /// The drafts.
    public ReadOnlyObjectProperty<PlanState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// How the form stands to the text.
    public ReadOnlyObjectProperty<FormState> formStateProperty() {
        return formState.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /// What fills the view.
    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    /// Brings a page in front, from wherever in the window it was asked for.
    public void show(Page wanted) {
        session.navigator().go(ViewId.DRAFTS);
        page.set(wanted);
        onShown.run();
    }

    /// Told when a page was brought in front because somebody asked for it, so that the keys can go there.
    public void setOnShown(Runnable action) {
        onShown = action;
    }

    private void add(List<Start> starts) {
        if (starts.isEmpty()) {
            session.dialogs()
                    .show(new Problem(
                            "There is nothing to draft",
                            "No change to RBAC can fix this.",
                            "Follow its remedy instead.",
                            ""));
            return;
        }
        List<DraftEntry> entries = new ArrayList<>();
        for (Start made : starts) {
            DraftEntry entry = new DraftEntry(++lastId, made.title(), made.text(), made.form(), 0, made.notes());
            entries.add(form.filled(entry));
        }
        show(Page.DRAFT);
        change(history.now().plus(entries), "");
    }

    private FormState stateOf(DraftEntry entry) {
        FormState found = form.state(entry, points.taken());
        return formAskedFor.contains(entry.id()) ? found.withForm() : found;
    }

    /// Shows the form of a draft that impersonates nobody yet.
    public void askForForm() {
        history.now().current().ifPresent(entry -> {
            formAskedFor.add(entry.id());
            show();
        });
    }

    // ---- what for ----

    /// Whether the draft that is looked at does not say yet what impersonation is for.
    public boolean lacksActions() {
        return spec().filter(DraftSpec::lacksActions).isPresent();
    }

    /// What audit logs have of those who impersonate in the draft that is looked at, as those whom it names.
    public List<Action> recordedActions() {
        RecordedUse recorded =
                new RecordedUse(session.loader().evidenceProperty().get());
        return spec().map(recorded::actions).orElse(List.of());
    }

    /// Takes those over.
    public void takeRecordedActions() {
        String actions = ActionText.write(recordedActions());
        history.now().current().ifPresent(entry -> setForm(entry.form().withActions(actions), "recorded actions"));
    }

    private Optional<DraftSpec> spec() {
        return history.now()
                .current()
                .filter(entry -> formState.get().kind() != FormState.Kind.WAITING)
                .map(entry -> entry.form().spec());
    }

    // ---- pairs ----

    /// Whom the draft that is looked at names, and what for; empty where there is nothing to tell apart.
    public Optional<Pairs> pairs() {
        return spec().map(Pairs::of).filter(Pairs::mixes);
    }

    /// The pairs that were recorded; nothing where no log was read, or none of them was.
    public Set<Cell> recorded(Pairs pairs) {
        return pairs.recorded(session.loader().evidenceProperty().get());
    }

    /// What it takes to grant only these of the pairs.
    public List<DraftSpec> apart(Pairs pairs, Set<Cell> meant) {
        return pairs.apart(
                meant,
                session.loader()
                        .reviewProperty()
                        .get()
                        .map(review -> review.snapshot().serviceAccounts().stream()
                                .map(account ->
                                        DraftObject.account(account.meta()).key())
                                .collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    /// Grants only these of the pairs: the draft keeps the first impersonator, each other has a draft of its own.
    public void tellApart(Pairs pairs, Set<Cell> meant) {
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<DraftEntry> entry = history.now().current();
        List<DraftSpec> specs = apart(pairs, meant);
        if (review.isEmpty() || entry.isEmpty() || specs.isEmpty()) {
            return;
        }
        PlanState next =
                history.now().with(form.written(entry.get().withForm(DraftForm.of(specs.getFirst())), points.taken()));
        List<DraftEntry> others = new ArrayList<>();
        for (DraftSpec spec : specs.subList(1, specs.size())) {
            Start made = impersonator(review.get(), spec);
            others.add(form.filled(new DraftEntry(++lastId, made.title(), made.text(), made.form(), 0, made.notes())));
        }
        page.set(Page.DRAFT);
        change(next.behind(entry.get().id(), others), "");
    }

    private static Start impersonator(Review review, DraftSpec spec) {
        Constrainer constrainer = new Constrainer(review.snapshot());
        List<DraftObject> objects = new ArrayList<>();
        List<Limitation> notes = new ArrayList<>();
        spec.requestors()
                .forEach(requestor -> constrainer
                        .account(requestor, spec.finding())
                        .ifPresent(account -> {
                            objects.add(account);
                            notes.add(Constrainer.runAs(requestor));
                        }));
        objects.addAll(Draft.of(spec, review.snapshot().rbac()).objects());
        String whom = String.join(
                ", ", Pairs.of(spec).targets().stream().map(Pairs.Target::label).toList());
        String text = DraftYaml.write(DraftPlan.creating("To become " + whom, objects, List.of()));
        return new Start("To become " + whom, text, DraftForm.of(spec), notes);
    }

    // ---- the plan ----

    public void select(long id) {
        page.set(Page.DRAFT);
        history.look(history.now().select(id));
        show();
    }

    public void duplicate() {
        history.now().current().ifPresent(entry -> {
            DraftEntry copy = new DraftEntry(
                    ++lastId, entry.title() + " (copy)", entry.text(), entry.form(), entry.part(), entry.notes());
            change(history.now().plus(List.of(copy)), "");
        });
    }

    public void remove() {
        history.now().current().ifPresent(entry -> change(history.now().without(entry.id()), ""));
    }

    public void rename(String title) {
        if (!title.isBlank()) {
            history.now().current().ifPresent(entry -> change(history.now().with(entry.withTitle(title.strip())), ""));
        }
    }

    public void undo() {
        history.undo().ifPresent(now -> show());
    }

    public void redo() {
        history.redo().ifPresent(now -> show());
    }

    private void change(PlanState next, String kind) {
        history.change(next, kind);
        show();
    }

    private void show() {
        PlanState now = history.now();
        boolean same = now.equals(state.get());
        undoable.set(history.canUndo());
        redoable.set(history.canRedo());
        formState.set(now.current().map(this::stateOf).orElse(FormState.FREE));
        state.set(now);
        keep();
        boolean drafted = page.get() == Page.DRAFT || page.get() == Page.PAIRS;
        if (now.drafts().isEmpty() && drafted) {
            page.set(Page.START);
        } else if (!same && page.get() == Page.PAIRS) {
            page.set(Page.DRAFT);
        }
        if (!same || checks.checkedProperty().get().isEmpty()) {
            checks.check(now);
        }
    }

    // ---- text and form ----

    /// The text as a person typed it; the form follows where it can.
    public void setText(String text) {
        history.now()
                .current()
                .filter(entry -> !entry.text().equals(text))
                .ifPresent(
                        entry -> change(history.now().with(form.filled(entry.withText(text))), "text " + entry.id()));
    }

    /// The text with a repair.
    public void apply(DraftProblem.Fix fix, String textThen) {
        history.now()
                .current()
                .filter(entry -> entry.text().equals(textThen))
                .ifPresent(entry -> change(
                        history.now().with(form.filled(entry.withText(fix.edit().applyTo(textThen)))), ""));
    }

    /// The form as a person filled it in; the text follows where it says something else.
    ///
    /// @param field which field, so that typing in one is undone together
    public void setForm(DraftForm filled, String field) {
        history.now()
                .current()
                .filter(entry -> !entry.form().equals(filled))
                .ifPresent(entry -> change(
                        history.now().with(form.written(entry.withForm(filled), points.taken())),
                        field + " " + entry.id()));
    }

    /// Shows another part of the text in the form.
    public void setPart(int part) {
        history.now().current().filter(entry -> entry.part() != part).ifPresent(entry -> {
            List<Part> parts = form.parts(entry.text());
            if (part >= 0 && part < parts.size()) {
                DraftEntry other = entry.withPart(part)
                        .withForm(DraftForm.of(parts.get(part).spec()));
                history.look(history.now().with(other));
                show();
            }
        });
    }
}
