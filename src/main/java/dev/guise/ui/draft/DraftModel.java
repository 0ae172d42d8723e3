package dev.guise.ui.draft;

import dev.guise.draft.Constrainer;
import dev.guise.draft.Draft;
import dev.guise.draft.DraftObject;
import dev.guise.draft.DraftPlan;
import dev.guise.draft.DraftProblem;
import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftYaml;
import dev.guise.draft.Fixes;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.FromEvidence;
import dev.guise.draft.KnownNames;
import dev.guise.draft.Limitation;
import dev.guise.draft.ObjectKey;
import dev.guise.draft.Pairs;
import dev.guise.draft.Pairs.Cell;
import dev.guise.draft.ParsedDraft;
import dev.guise.draft.Pattern;
import dev.guise.draft.SpecText;
import dev.guise.draft.SpecText.Fit;
import dev.guise.draft.SpecText.Part;
import dev.guise.draft.yaml.YamlSyntaxException;
import dev.guise.escalation.CutElement;
import dev.guise.evidence.Evidence;
import dev.guise.findings.Finding;
import dev.guise.findings.Findings;
import dev.guise.rbac.Grant;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.ServerProfile.Gate;
import dev.guise.ui.common.Background.Progress;
import dev.guise.ui.common.Background.Work;
import dev.guise.ui.common.Dialogs.FileKind;
import dev.guise.ui.common.Problem;
import dev.guise.ui.draft.PlanCheck.Checked;
import dev.guise.ui.draft.PlanCheck.PlanImpact;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import dev.guise.ui.workspace.Workspace;
import dev.guise.ui.workspace.Workspace.KeptDraft;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Drafts that make a plan: form and text in step, what is wrong with them, and what they would do. Knows no controls.
public final class DraftModel {
    private static final Duration PAUSE = Duration.ofMillis(250);
    /// A longer text is not read at every key; the form then waits.
    private static final int LONGEST_FOR_FORM = 40_000;
    private static final long LONGEST_FILE = 1_000_000;

    /// What the plan would do, as far as it is known.
    sealed interface ImpactState {
        /// There is no draft.
        record Nothing() implements ImpactState {}

        /// It is being worked out.
        record Working() implements ImpactState {}

        /// It cannot be worked out yet, and why.
        record Waiting(String why) implements ImpactState {}

        /// It is known.
        record Known(PlanImpact impact) implements ImpactState {}
    }

    /// What fills the view.
    enum Page {
        /// What to start from.
        START,
        /// The draft that is selected.
        DRAFT,
        /// Who of the draft that is selected may be used for what.
        PAIRS,
        /// What audit logs say.
        EVIDENCE
    }

    /// What was read from a text; kept, since several things ask for the same one after another.
    private record Read(String text, ParsedDraft parsed, List<Part> parts) {
        static Read of(String text) {
            ParsedDraft parsed = DraftYaml.read(text);
            return new Read(text, parsed, SpecText.parts(parsed));
        }
    }

    /// What the objects of a cluster are called.
    private record Taken(RbacObjects cluster, Set<ObjectKey> keys) {}

    /// A draft that is about to be one.
    record Start(String title, String text, DraftForm form, List<Limitation> notes) {
        Start because(Limitation reason) {
            List<Limitation> all = new ArrayList<>(List.of(reason));
            all.addAll(notes);
            return new Start(title, text, form, all);
        }
    }

    private final Session session;
    private final PlanHistory history;
    private final ReadOnlyObjectWrapper<PlanState> state = new ReadOnlyObjectWrapper<>(PlanState.EMPTY);
    private final ReadOnlyObjectWrapper<FormState> formState = new ReadOnlyObjectWrapper<>(FormState.FREE);
    private final ReadOnlyObjectWrapper<Optional<Checked>> checked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ImpactState> impact = new ReadOnlyObjectWrapper<>(new ImpactState.Nothing());
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.START);
    private final ObservableList<Grant> grants = FXCollections.observableArrayList();
    private Map<Grant, String> nothing = Map.of();
    private final ObservableList<Finding> fixable = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<KnownNames>> names = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Findings> findings = Optional.empty();
    private Optional<Taken> taken = Optional.empty();
    private Runnable onShown = () -> {};
    private Read lastRead = Read.of("");
    private long lastId;
    private boolean restored;

    public DraftModel(Session session) {
        this(session, InstantSource.system());
    }

    DraftModel(Session session, InstantSource clock) {
        this.session = session;
        this.history = new PlanHistory(clock);
        session.setOnConstrain(this::startFromGrant);
        session.setOnFix(this::startFromFinding);
        session.setOnTakeAway(this::startFromCut);
        // Told of values, not of their becoming invalid, which is told once only as long as nobody asks for them.
        session.reviewProperty().subscribe(now -> look());
        session.evidenceProperty().subscribe(now -> look());
        session.reachesProperty().subscribe(now -> lookForFindings());
        session.workspace().workspaceProperty().map(Workspace::drafts).subscribe((before, now) -> takeOver(now));
    }

    Session session() {
        return session;
    }

    // ---- the cluster ----

    private void look() {
        findings = Optional.empty();
        session.reviewProperty().get().ifPresent(review -> {
            Evidence evidence = session.evidenceProperty().get();
            session.background()
                    .job("draft.names", progress -> KnownNames.of(review.snapshot(), evidence))
                    .onDone(found -> names.set(Optional.of(found)))
                    .start();
            session.background()
                    .job("draft.grants", progress -> Constrainable.of(review))
                    .onDone(found -> {
                        nothing = found.nothing();
                        grants.setAll(found.grants());
                    })
                    .start();
            lookForFindings();
            restore();
            show();
            check();
        });
    }

    // What was drafted another time, as soon as there is a cluster to check it against.
    private void restore() {
        if (!restored) {
            restored = true;
            takeOver(session.workspace().get().drafts());
        }
    }

    // What is kept and not here was drafted another time, or in another window.
    private void takeOver(List<KeptDraft> kept) {
        List<DraftEntry> more = new ArrayList<>();
        for (KeptDraft draft : kept) {
            if (restored && !kept().contains(draft)) {
                more.add(filled(new DraftEntry(
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
        if (restored && !now.equals(session.workspace().get().drafts())) {
            session.workspace().update(workspace -> workspace.withDrafts(now));
        }
    }

    /// The grants that can be constrained.
    ///
    /// @param nothing why some of them let nobody be impersonated; those come last
    private record Constrainable(List<Grant> grants, Map<Grant, String> nothing) {
        static Constrainable of(Review review) {
            List<Grant> found = Fixes.constrainable(review.snapshot());
            Map<Grant, String> nothing = new HashMap<>();
            for (Grant grant : found) {
                Fixes.whyNothing(grant, review.policy(), review.snapshot().server())
                        .ifPresent(kind -> nothing.put(grant, kind.title()));
            }
            return new Constrainable(
                    found.stream()
                            .sorted(Comparator.comparing((Grant grant) -> nothing.containsKey(grant))
                                    .thenComparing(grant -> DraftForm.text(grant.subject()))
                                    .thenComparing(grant -> grant.binding().name()))
                            .toList(),
                    nothing);
        }
    }

    /// Why a grant lets nobody be impersonated; `""` when it lets somebody be.
    String whyNothing(Grant grant) {
        return nothing.getOrDefault(grant, "");
    }

    // Findings need to know what everybody reaches, so they come after that.
    private void lookForFindings() {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty() || session.reachesProperty().get().isEmpty()) {
            return;
        }
        Evidence evidence = session.evidenceProperty().get();
        session.background()
                .job("draft.findings", progress -> Findings.of(review.get().analysis(evidence)))
                .onDone(found -> {
                    findings = Optional.of(found);
                    fixable.setAll(found.unexpected().stream().filter(Fixes::isLikely).toList());
                    findImpact();
                })
                .start();
    }

    private RbacObjects rbac() {
        return session.reviewProperty().get().map(review -> review.snapshot().rbac()).orElse(RbacObjects.EMPTY);
    }

    private Set<ObjectKey> taken() {
        RbacObjects cluster = rbac();
        Taken known = taken.filter(found -> found.cluster().equals(cluster)).orElseGet(() -> new Taken(
                cluster, DraftObject.of(cluster).stream().map(DraftObject::key).collect(Collectors.toUnmodifiableSet())));
        taken = Optional.of(known);
        return known.keys();
    }

    private Read read(String text) {
        if (!lastRead.text().equals(text)) {
            lastRead = Read.of(text);
        }
        return lastRead;
    }

    /// The tenants that the cluster seems to have: those of findings, or those that namespaces have as a label.
    List<String> tenants() {
        List<String> found = findings.map(all -> all.ofKind("IMP-MANY-TENANTS")).orElse(List.of()).stream()
                .flatMap(finding -> finding.reaches().stream())
                .distinct()
                .toList();
        return found.isEmpty()
                ? session.reviewProperty().get().map(DraftModel::labelled).orElse(List.of())
                : found;
    }

    private static List<String> labelled(Review review) {
        return review.snapshot().namespaces().stream()
                .flatMap(namespace -> Optional.ofNullable(namespace.meta().labels().get("tenant")).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether the server has constrained impersonation.
    Gate gate() {
        return session.reviewProperty().get()
                .map(review -> review.snapshot().server().constrainedImpersonation())
                .orElse(Gate.UNKNOWN);
    }

    /// Which form the server understands.
    Optional<FormAdvice> advice() {
        return session.reviewProperty().get().map(review -> FormAdvice.of(review.snapshot().server()));
    }

    /// Names to complete with; empty until they are known.
    ReadOnlyObjectProperty<Optional<KnownNames>> namesProperty() {
        return names.getReadOnlyProperty();
    }

    /// Grants that can be constrained.
    ObservableList<Grant> grants() {
        return grants;
    }

    /// Findings that a draft may answer, the worst first.
    ObservableList<Finding> fixable() {
        return fixable;
    }

    // ---- what is seen ----

    /// The drafts.
    ReadOnlyObjectProperty<PlanState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// How the form stands to the text.
    ReadOnlyObjectProperty<FormState> formStateProperty() {
        return formState.getReadOnlyProperty();
    }

    /// What is known of the draft that is looked at.
    ReadOnlyObjectProperty<Optional<Checked>> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// What the plan would do.
    ReadOnlyObjectProperty<ImpactState> impactProperty() {
        return impact.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /// What fills the view.
    ObjectProperty<Page> pageProperty() {
        return page;
    }

    /// Brings a page in front, from wherever in the window it was asked for.
    void show(Page wanted) {
        session.frame().tabProperty().set(Session.DRAFTS);
        page.set(wanted);
        onShown.run();
    }

    /// Told when a page was brought in front because somebody asked for it, so that the keys can go there.
    void setOnShown(Runnable action) {
        onShown = action;
    }

    // ---- starting ----

    /// Drafts what comes in the place of a grant.
    public void startFromGrant(Grant grant) {
        start(review ->
                plans(List.of(new Fixes(review.snapshot(), session.evidenceProperty().get()).constrained(grant))));
    }

    /// Drafts what takes a subject out of a binding, or a rule out of a role.
    public void startFromCut(CutElement element) {
        start(review -> {
            DraftPlan plan = switch (element) {
                case CutElement.SubjectEntry entry ->
                    Constrainer.withoutSubject(entry.binding(), entry.binding().subjects().get(entry.subjectIndex()));
                case CutElement.RoleRule rule -> Constrainer.withoutRule(rule.role(), rule.ruleIndex());
            };
            return reasoned(List.of(plan), new Limitation("It is a cut of escalation paths.", ""));
        });
    }

    /// Drafts the answer to a finding.
    public void startFromFinding(Finding finding) {
        Limitation reason = new Limitation("It answers " + finding.id() + ": " + finding.title() + ".", finding.why());
        start(review -> reasoned(new Fixes(review.snapshot(), session.evidenceProperty().get()).of(finding), reason));
    }

    /// One draft for each tenant, with the names given.
    void startByTenant(Grant grant, List<String> tenants) {
        start(review -> plans(new Fixes(review.snapshot(), session.evidenceProperty().get()).byTenant(grant, tenants)));
    }

    /// Drafts of a pattern with a reviewer's own names.
    void startFromPattern(Pattern pattern, Map<String, List<String>> values, Form form) {
        start(review -> pattern.drafts(values, form).stream().map(spec -> start(review, spec, List.of())).toList());
    }

    /// What becomes of the grants that the requestors of the evidence have.
    enum Old {
        REPLACE,
        KEEP
    }

    /// The least that covers what was recorded.
    void startFromEvidence(Evidence evidence, Form form, Set<FromEvidence.Widen> widen, Old old) {
        start(review -> {
            FromEvidence.Result result = new FromEvidence(form, widen).drafts(evidence);
            Constrainer constrainer = new Constrainer(review.snapshot());
            List<Start> starts = new ArrayList<>();
            for (DraftSpec spec : result.specs()) {
                List<Limitation> notes = result.limitations().stream()
                        .filter(note -> note.what().contains(spec.requestors().getFirst().requestName()))
                        .toList();
                starts.add(old == Old.KEEP
                        ? start(review, spec, notes)
                        : replacing(constrainer.replaceAll(spec, spec.requestors().getFirst()), spec, notes));
            }
            return starts;
        });
    }

    private static Start replacing(DraftPlan plan, DraftSpec spec, List<Limitation> notes) {
        List<Limitation> all = new ArrayList<>(plan.limitations());
        all.addAll(notes);
        return new Start(plan.title(), DraftYaml.write(plan.withoutNotes()), DraftForm.of(spec), all);
    }

    /// A draft with nothing in it.
    void startEmpty() {
        start(review -> {
            Form form = FormAdvice.of(review.snapshot().server()).form();
            return List.of(new Start("New draft", "", DraftForm.empty("new-draft", form), List.of()));
        });
    }

    /// A manifest that is there already.
    void openManifest() {
        FileKind kind = new FileKind("YAML manifest", List.of("yaml", "yml", "json"));
        session.dialogs().openFiles("Open manifests", List.of(kind)).forEach(this::openManifest);
    }

    void openManifest(Path file) {
        start(review -> List.of(new Start(
                String.valueOf(file.getFileName()), read(file), DraftForm.empty("", Form.CONSTRAINED), List.of())));
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException(file.getFileName() + " is longer than a million characters. Open its part about the roles.");
        }
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new IOException(file.getFileName() + " is no UTF-8 text.", e);
        }
    }

    // What is only deleted has no object that could say why.
    private static List<Start> reasoned(List<DraftPlan> plans, Limitation reason) {
        return plans.stream()
                .flatMap(plan -> plans(List.of(plan)).stream().map(start -> plan.objects().isEmpty() ? start.because(reason) : start))
                .toList();
    }

    private static List<Start> plans(List<DraftPlan> plans) {
        return plans.stream()
                .map(plan -> new Start(
                        plan.title(),
                        DraftYaml.write(plan.withoutNotes()),
                        DraftForm.empty("", Form.CONSTRAINED),
                        plan.limitations()))
                .toList();
    }

    private static Start start(Review review, DraftSpec spec, List<Limitation> notes) {
        Draft draft = Draft.of(spec, review.snapshot().rbac());
        return new Start(spec.name(), DraftYaml.write(draft.plan().withoutNotes()), DraftForm.of(spec), notes);
    }

    private interface Making {
        List<Start> make(Review review) throws Exception;
    }

    private void start(Making making) {
        Optional<Review> review = session.reviewProperty().get();
        if (review.isEmpty()) {
            return;
        }
        Work<List<Start>> work = progress -> making.make(review.get());
        session.background()
                .job("draft.start" + ++lastId, work)
                .onDone(this::add)
                .onError(error -> session.dialogs().show(new Problem(
                        "The draft could not be started", String.valueOf(error.getMessage()), "", "")))
                .start();
    }

    private void add(List<Start> starts) {
        if (starts.isEmpty()) {
            session.dialogs().show(new Problem(
                    "There is nothing to draft", "RBAC cannot change what this is about.", "Look at its remedy instead.", ""));
            return;
        }
        List<DraftEntry> entries = new ArrayList<>();
        for (Start made : starts) {
            DraftEntry entry = new DraftEntry(++lastId, made.title(), made.text(), made.form(), 0, made.notes());
            entries.add(filled(entry));
        }
        show(Page.DRAFT);
        change(history.now().plus(entries), "");
    }

    // ---- pairs ----

    /// Whom the draft that is looked at names, and what for; empty where there is nothing to tell apart.
    Optional<Pairs> pairs() {
        return history.now().current()
                .filter(entry -> formState.get().kind() != FormState.Kind.WAITING)
                .map(entry -> Pairs.of(entry.form().spec()))
                .filter(Pairs::mixes);
    }

    /// The pairs that were recorded; nothing where no log was read, or none of them was.
    Set<Cell> recorded(Pairs pairs) {
        return pairs.recorded(session.evidenceProperty().get());
    }

    /// What it takes to grant only these of the pairs.
    List<DraftSpec> apart(Pairs pairs, Set<Cell> meant) {
        return pairs.apart(meant, session.reviewProperty().get()
                .map(review -> review.snapshot().serviceAccounts().stream()
                        .map(account -> DraftObject.account(account.meta()).key())
                        .collect(Collectors.toSet()))
                .orElse(Set.of()));
    }

    /// Grants only these of the pairs: the draft keeps the first impersonator, each other has a draft of its own.
    void tellApart(Pairs pairs, Set<Cell> meant) {
        Optional<Review> review = session.reviewProperty().get();
        Optional<DraftEntry> entry = history.now().current();
        List<DraftSpec> specs = apart(pairs, meant);
        if (review.isEmpty() || entry.isEmpty() || specs.isEmpty()) {
            return;
        }
        PlanState next = history.now().with(written(entry.get().withForm(DraftForm.of(specs.getFirst()))));
        List<DraftEntry> others = new ArrayList<>();
        for (DraftSpec spec : specs.subList(1, specs.size())) {
            Start made = impersonator(review.get(), spec);
            others.add(filled(new DraftEntry(++lastId, made.title(), made.text(), made.form(), 0, made.notes())));
        }
        page.set(Page.DRAFT);
        change(next.behind(entry.get().id(), others), "");
    }

    private static Start impersonator(Review review, DraftSpec spec) {
        Constrainer constrainer = new Constrainer(review.snapshot());
        List<DraftObject> objects = new ArrayList<>();
        List<Limitation> notes = new ArrayList<>();
        spec.requestors().forEach(requestor -> constrainer.account(requestor, spec.finding()).ifPresent(account -> {
            objects.add(account);
            notes.add(Constrainer.runAs(requestor));
        }));
        objects.addAll(Draft.of(spec, review.snapshot().rbac()).objects());
        String whom = String.join(", ", Pairs.of(spec).targets().stream().map(Pairs.Target::label).toList());
        String text = DraftYaml.write(DraftPlan.creating("To become " + whom, objects, List.of()));
        return new Start("To become " + whom, text, DraftForm.of(spec), notes);
    }

    // ---- the plan ----

    void select(long id) {
        page.set(Page.DRAFT);
        history.look(history.now().select(id));
        show();
    }

    void duplicate() {
        history.now().current().ifPresent(entry -> {
            DraftEntry copy = new DraftEntry(
                    ++lastId, entry.title() + " (copy)", entry.text(), entry.form(), entry.part(), entry.notes());
            change(history.now().plus(List.of(copy)), "");
        });
    }

    void remove() {
        history.now().current().ifPresent(entry -> change(history.now().without(entry.id()), ""));
    }

    void rename(String title) {
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
        formState.set(now.current().map(this::formState).orElse(FormState.FREE));
        state.set(now);
        keep();
        boolean drafted = page.get() == Page.DRAFT || page.get() == Page.PAIRS;
        if (now.drafts().isEmpty() && drafted) {
            page.set(Page.START);
        } else if (!same && page.get() == Page.PAIRS) {
            page.set(Page.DRAFT);
        }
        if (!same || checked.get().isEmpty()) {
            check();
        }
    }

    // ---- text and form ----

    /// The text as a person typed it; the form follows where it can.
    void setText(String text) {
        history.now().current().filter(entry -> !entry.text().equals(text)).ifPresent(entry ->
                change(history.now().with(filled(entry.withText(text))), "text " + entry.id()));
    }

    /// The text with a repair.
    void apply(DraftProblem.Fix fix, String textThen) {
        history.now().current().filter(entry -> entry.text().equals(textThen)).ifPresent(entry ->
                change(history.now().with(filled(entry.withText(fix.edit().applyTo(textThen)))), ""));
    }

    /// The form as a person filled it in; the text follows where it says something else.
    ///
    /// @param field which field, so that typing in one is undone together
    void setForm(DraftForm form, String field) {
        history.now().current().filter(entry -> !entry.form().equals(form)).ifPresent(entry ->
                change(history.now().with(written(entry.withForm(form))), field + " " + entry.id()));
    }

    /// Shows another part of the text in the form.
    void setPart(int part) {
        history.now().current().filter(entry -> entry.part() != part).ifPresent(entry -> {
            List<Part> parts = isForForm(entry.text()) ? read(entry.text()).parts() : List.of();
            if (part >= 0 && part < parts.size()) {
                DraftEntry other = entry.withPart(part).withForm(DraftForm.of(parts.get(part).spec()));
                history.look(history.now().with(other));
                show();
            }
        });
    }

    private static boolean isForForm(String text) {
        return text.length() <= LONGEST_FOR_FORM;
    }

    // The form is filled anew only when it means something else: what is half typed stays.
    private DraftEntry filled(DraftEntry entry) {
        if (!isForForm(entry.text()) || !read(entry.text()).parsed().isValid()) {
            return entry;
        }
        List<Part> parts = read(entry.text()).parts();
        if (parts.isEmpty()) {
            boolean empty = SpecText.isEmpty(entry.form().spec());
            return empty ? entry : entry.withForm(DraftForm.empty(entry.form().name(), entry.form().mode()));
        }
        int index = Math.min(entry.part(), parts.size() - 1);
        Part part = parts.get(index);
        DraftEntry shown = entry.withPart(index);
        return isShown(part, entry.form()) ? shown : shown.withForm(DraftForm.of(part.spec()));
    }

    private static boolean isShown(Part part, DraftForm form) {
        return SpecText.isSame(part.spec(), form.spec())
                && part.spec().form() == form.mode()
                && SpecText.isCalled(part, form.name());
    }

    private DraftEntry written(DraftEntry entry) {
        if (!isForForm(entry.text()) || !read(entry.text()).parsed().isValid()) {
            return entry;
        }
        List<Part> parts = read(entry.text()).parts();
        DraftSpec wanted = entry.form().spec();
        boolean said = entry.part() < parts.size()
                ? SpecText.isSame(parts.get(entry.part()).spec(), wanted)
                        && SpecText.isCalled(parts.get(entry.part()), wanted.name())
                : SpecText.isEmpty(wanted);
        if (said) {
            return entry;
        }
        try {
            return entry.withText(SpecText.write(entry.text(), entry.part(), wanted, taken()));
        } catch (YamlSyntaxException e) {
            return entry;
        }
    }

    private FormState formState(DraftEntry entry) {
        if (!isForForm(entry.text())) {
            return FormState.waiting("The text is too long for the form. Edit the YAML.");
        }
        ParsedDraft parsed = read(entry.text()).parsed();
        if (!parsed.isValid()) {
            ParsedDraft.Problem first = parsed.problems().getFirst();
            return FormState.waiting("The form waits until line " + first.line() + " of the YAML is right.");
        }
        List<Part> parts = read(entry.text()).parts();
        if (parts.isEmpty()) {
            if (parsed.objects().isEmpty() && !parsed.deletes().isEmpty()) {
                return new FormState(FormState.Kind.TAKES_AWAY, "", List.of());
            }
            boolean other = !parsed.objects().isEmpty() || !parsed.deletes().isEmpty();
            String note = other ? "This draft impersonates nobody; the form would add it." : "";
            return new FormState(FormState.Kind.READY, note, List.of());
        }
        List<String> titles = parts.size() < 2 ? List.of() : parts.stream().map(DraftModel::title).toList();
        Part part = parts.get(Math.min(entry.part(), parts.size() - 1));
        return part.fit() == Fit.EXACT
                ? new FormState(FormState.Kind.READY, "", titles)
                : new FormState(
                        FormState.Kind.LOOSE,
                        "The YAML says this in a way of its own. A change here writes its rules anew.",
                        titles);
    }

    private static String title(Part part) {
        String who = String.join(", ", part.spec().requestors().stream().map(DraftForm::text).toList());
        return who.isEmpty() ? part.spec().name() : who;
    }

    // ---- checking ----

    private void check() {
        Optional<Review> review = session.reviewProperty().get();
        Optional<DraftEntry> entry = history.now().current();
        if (review.isEmpty() || entry.isEmpty()) {
            session.background().cancel("draft.check");
            session.background().cancel("draft.impact");
            checked.set(Optional.empty());
            impact.set(new ImpactState.Nothing());
            return;
        }
        PlanState now = history.now();
        Evidence evidence = session.evidenceProperty().get();
        session.background()
                .job("draft.check", progress -> PlanCheck.check(review.get(), evidence, now, entry.get()))
                .after(PAUSE)
                .onDone(found -> checked.set(Optional.of(found)))
                .onError(error -> session.dialogs().show(Problem.of("The draft could not be checked", error)))
                .start();
        findImpact();
    }

    private void findImpact() {
        // whatever is told next, what is being worked out is of a plan that is no more
        session.background().cancel("draft.impact");
        Optional<Review> review = session.reviewProperty().get();
        PlanState now = history.now();
        if (review.isEmpty() || now.drafts().isEmpty()) {
            return;
        }
        if (findings.isEmpty()) {
            impact.set(new ImpactState.Waiting("First it is worked out who reaches what in the cluster as it is."));
            return;
        }
        Evidence evidence = session.evidenceProperty().get();
        Findings before = findings.get();
        impact.set(new ImpactState.Working());
        session.background()
                .job("draft.impact", progress -> impact(review.get(), evidence, before, now, progress))
                .after(PAUSE)
                .onDone(impact::set)
                .onError(error -> impact.set(new ImpactState.Waiting(
                        "What the plan would do could not be worked out: " + error.getMessage())))
                .start();
    }

    private static ImpactState impact(
            Review review,
            Evidence evidence,
            Findings before,
            PlanState now,
            Progress progress) {
        Optional<DraftEntry> broken = PlanCheck.unreadable(now);
        if (broken.isPresent()) {
            return new ImpactState.Waiting(
                    "It is worked out once the YAML of “" + broken.get().title() + "” can be read.");
        }
        progress.report("Working out what the plan would do", -1);
        return new ImpactState.Known(PlanCheck.impact(review, evidence, before, now, progress));
    }
}
