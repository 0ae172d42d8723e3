package dev.guise.ui.draft.evidence;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.FormAdvice;
import dev.guise.draft.FromEvidence.Widen;
import dev.guise.evidence.Evidence;
import dev.guise.evidence.ImpersonationUse;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.ColumnKeeper;
import dev.guise.ui.common.control.Columns;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.dialog.StatePane;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.draft.evidence.EvidenceModel.PolicyCheck;
import dev.guise.ui.draft.evidence.EvidenceModel.Which;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.plan.DraftStarts;
import dev.guise.ui.draft.text.Rows;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What audit logs say: who impersonated whom, doing what, how often; and drafts of just that.
public final class EvidencePane extends BorderPane {
    /// The table, for the settings.
    public static final TableDescription TABLE = new TableDescription(
            "evidence",
            "Evidence",
            List.of(
                    new TableDescription.Column("who", "Who"),
                    new TableDescription.Column("as", "As"),
                    new TableDescription.Column("doing", "Doing"),
                    new TableDescription.Column("times", "Times"),
                    new TableDescription.Column("last", "Last"),
                    new TableDescription.Column("by", "Allowed by")));

    private final EvidenceModel model;
    private final DraftModel drafts;
    private final Command files;
    private final Command folder;
    private final Command demo;
    private final Command policy;
    private final TextField filter = new TextField();
    private final Label summary = Rows.small("");
    private final VBox problems = new VBox();
    private final VBox policyBox = new VBox(4);
    private final HBox reading = new HBox(10);
    private final ToggleGroup modes = new ToggleGroup();
    private final CheckBox anyName = new CheckBox("Any object name");
    private final CheckBox anyNamespace = new CheckBox("Every namespace");
    private final CheckBox replace = new CheckBox("Remove the old grants");
    private final Label detail = Rows.wrapped("");
    private final Node table;
    private final Node foot;

    public EvidencePane(EvidenceModel model, DraftModel drafts, SettingsStore settings) {
        this.model = model;
        this.drafts = drafts;
        files = CommandId.EVIDENCE_FILES.command(() -> here(model::openFiles));
        folder = CommandId.EVIDENCE_FOLDER.command(() -> here(model::openFolder));
        demo = CommandId.EVIDENCE_DEMO.command(model::readDemo);
        policy = CommandId.EVIDENCE_POLICY.command(() -> here(model::openPolicy));
        table = table(settings);
        foot = foot();
        setTop(head());
        model.evidenceProperty().subscribe(this::show);
        model.readingProperty().subscribe(this::show);
        model.policyProperty().subscribe(this::showPolicy);
        drafts.session().loader().reviewProperty().subscribe(this::show);
        show();
        show(policyBox, false);
    }

    // What is read is shown here, also when it was asked for from elsewhere.
    private void here(Runnable reading) {
        drafts.show(DraftModel.Page.EVIDENCE);
        reading.run();
    }

    public List<Command> commands() {
        return List.of(files, folder, policy);
    }

    public void find() {
        filter.requestFocus();
    }

    private Node head() {
        filter.setPromptText("Filter requests");
        filter.setAccessibleText("Filter requests");
        filter.setPrefColumnCount(14);
        model.filterProperty().bind(filter.textProperty());
        ComboBox<Which> which = new ComboBox<>();
        which.getItems().setAll(Which.values());
        which.setAccessibleText("Which requests");
        which.valueProperty().bindBidirectional(model.whichProperty());
        Command clear = CommandId.EVIDENCE_CLEAR.command(model::clear);
        clear.executableProperty().bind(model.evidenceProperty().isNotEqualTo(Evidence.NONE));
        FlowPane bar =
                new FlowPane(8, 6, filter, which, Buttons.text(files), Buttons.text(policy), Buttons.text(clear));
        VBox head = new VBox(6, bar, reading, policyBox, summary, problems);
        head.getStyleClass().add("view-form");
        return head;
    }

    private Node foot() {
        HBox pills = new HBox(
                pill("Constrained", Form.CONSTRAINED, "left-pill"),
                pill("Legacy", Form.LEGACY, "center-pill"),
                pill("Both", Form.BOTH, "right-pill"));
        pills.setMinWidth(Region.USE_PREF_SIZE);
        anyName.setTooltip(new Tooltip("Do not limit drafts to the recorded objects"));
        anyNamespace.setTooltip(new Tooltip("Do not limit drafts to the recorded namespaces"));
        replace.setSelected(true);
        replace.setTooltip(new Tooltip("A remaining legacy grant makes the constraint ineffective"));
        Command draft = CommandId.EVIDENCE_DRAFT.command(this::draft);
        draft.executableProperty()
                .bind(model.evidenceProperty().map(Evidence::isPartial).map(partial -> !partial));
        Button button = Buttons.primary(draft);
        button.setMinWidth(Region.USE_PREF_SIZE);
        FlowPane line = new FlowPane(10, 6, pills, anyName, anyNamespace, replace, button);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        detail.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(
                4,
                detail,
                line,
                Rows.small("Creates one draft for each requestor, which allows no more than the recorded requests that"
                        + " were allowed."));
        box.getStyleClass().add("path-foot");
        return box;
    }

    private ToggleButton pill(String text, Form form, String style) {
        ToggleButton button = new ToggleButton(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(style);
        button.setToggleGroup(modes);
        button.setUserData(form);
        button.setTooltip(new Tooltip(
                String.join("\n", FormAdvice.leavesOpen(form, drafts.points().gate()))));
        button.setOnAction(event -> button.setSelected(true));
        return button;
    }

    private void draft() {
        Set<Widen> widen = EnumSet.noneOf(Widen.class);
        if (anyName.isSelected()) {
            widen.add(Widen.OBJECT_NAMES);
        }
        if (anyNamespace.isSelected()) {
            widen.add(Widen.NAMESPACES);
        }
        Form form = modes.getSelectedToggle() == null
                ? Form.CONSTRAINED
                : (Form) modes.getSelectedToggle().getUserData();
        drafts.starts()
                .fromEvidence(
                        model.shownEvidence(),
                        form,
                        widen,
                        replace.isSelected() ? DraftStarts.Old.REPLACE : DraftStarts.Old.KEEP);
    }

    private Node table(SettingsStore settings) {
        TableView<ImpersonationUse> made = new TableView<>(model.shown());
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        made.setAccessibleText("Recorded impersonation");
        made.setPlaceholder(StatePane.empty(Feather.FILTER, "No requests", "No recorded request matches the filter."));
        made.getColumns().add(Columns.text(TABLE.column("who"), 190, EvidenceModel::who));
        made.getColumns().add(Columns.text(TABLE.column("as"), 190, EvidenceModel::as));
        made.getColumns().add(Columns.text(TABLE.column("doing"), 230, EvidenceModel::doing));
        TableColumn<ImpersonationUse, String> times =
                Columns.text(TABLE.column("times"), 66, use -> String.valueOf(use.count()));
        times.setMinWidth(66);
        times.setMaxWidth(76);
        times.setComparator(Comparator.comparingLong(Long::parseLong));
        made.getColumns().add(times);
        TableColumn<ImpersonationUse, String> last = Columns.text(TABLE.column("last"), 146, EvidenceModel::last);
        last.setMinWidth(146);
        last.setMaxWidth(160);
        made.getColumns().add(last);
        made.getColumns().add(Columns.text(TABLE.column("by"), 150, EvidenceModel::outcome));
        made.getSelectionModel().selectedItemProperty().subscribe(use -> {
            detail.setText(use == null ? "" : EvidenceModel.sentence(use));
            show(detail, use != null);
        });
        ColumnKeeper.keep(TABLE, made, settings);
        return made;
    }

    private void show() {
        Evidence evidence = model.evidenceProperty().get();
        Optional<String> now = model.readingProperty().get();
        boolean none = evidence.equals(Evidence.NONE);
        showReading(now);
        summary.setText(none ? "" : model.summary());
        show(summary, !none);
        showLimits(evidence);
        if (modes.getSelectedToggle() == null) {
            Form form = drafts.points().advice().map(FormAdvice::form).orElse(Form.CONSTRAINED);
            modes.getToggles()
                    .forEach(toggle ->
                            toggle.setSelected(drafts.points().advice().isPresent() && toggle.getUserData() == form));
        }
        boolean within = emptyHasFocus();
        setCenter(none ? empty() : table);
        setBottom(none ? null : foot);
        // The button that was pressed is gone; the keys must not go out of the view with it.
        if (within) {
            find();
        }
    }

    private boolean emptyHasFocus() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        while (focused != null && !focused.equals(getCenter())) {
            focused = focused.getParent();
        }
        return focused != null && !focused.equals(table);
    }

    private Node empty() {
        Command[] commands = model.isDemo() ? new Command[] {files, folder, demo} : new Command[] {files, folder};
        return StatePane.empty(
                Feather.ARCHIVE,
                "No audit log loaded",
                "Load the audit log of the API server (audit.k8s.io/v1, one event on each line, also gzip) to see"
                    + " which identities impersonated others and for which actions, to see which recorded requests a"
                    + " draft would refuse, and to draft only the permissions that are needed.",
                commands);
    }

    private void showReading(Optional<String> now) {
        reading.getChildren().clear();
        now.ifPresent(text -> {
            ProgressIndicator indicator = new ProgressIndicator();
            indicator.setMaxSize(16, 16);
            Command cancel = CommandId.EVIDENCE_CANCEL.command(model::cancel);
            reading.getChildren().addAll(indicator, Labels.plain(text + "…"), Buttons.text(cancel));
        });
        show(reading, now.isPresent());
    }

    private void showLimits(Evidence evidence) {
        problems.getChildren().clear();
        List<String> limits = evidence.equals(Evidence.NONE) ? List.of() : model.limits();
        if (!limits.isEmpty()) {
            VBox lines = new VBox(2);
            limits.stream().map(Rows::small).forEach(lines.getChildren()::add);
            TitledPane pane = new TitledPane(notRead(evidence), lines);
            pane.setExpanded(false);
            pane.setAnimated(false);
            pane.getStyleClass().add("draft-fold");
            problems.getChildren().add(pane);
        }
        show(problems, !limits.isEmpty());
    }

    private static String notRead(Evidence evidence) {
        long count = evidence.unreadCount();
        String what = count == 0
                ? "Limits of this evidence"
                : count == 1 ? "1 line or file was not read" : count + " lines or files were not read";
        return evidence.isPartial() ? what + ", so Guise cannot draft a minimal role" : what;
    }

    private void showPolicy(Optional<PolicyCheck> check) {
        policyBox.getChildren().clear();
        check.ifPresent(found -> {
            policyBox.getChildren().add(Labels.caption("Audit policy " + found.file()));
            Rows.Tone tone = switch (found.good()) {
                case GOOD -> Rows.Tone.GOOD;
                case LACKING -> Rows.Tone.WARNING;
                case REFUSED -> Rows.Tone.BAD;
            };
            found.lines().forEach(line -> policyBox.getChildren().add(Rows.line(tone, line)));
        });
        show(policyBox, check.isPresent());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
        HBox.setHgrow(node, Priority.ALWAYS);
    }
}
