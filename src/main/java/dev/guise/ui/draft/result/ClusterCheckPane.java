package dev.guise.ui.draft.result;

import dev.guise.cluster.DryRunner.Verdict;
import dev.guise.draft.Applying;
import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.SuggestField;
import dev.guise.ui.draft.plan.DraftModel;
import dev.guise.ui.draft.result.ClusterCheckModel.Line;
import dev.guise.ui.draft.result.ClusterCheckModel.Result;
import dev.guise.ui.draft.text.NameCompletion;
import dev.guise.ui.draft.text.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Who could apply the plan, and what the cluster would say to it.
public final class ClusterCheckPane extends BorderPane {
    private final VBox lines = new VBox(6);

    public ClusterCheckPane(ClusterCheckModel model, DraftModel drafts) {
        NameCompletion names =
                new NameCompletion(() -> drafts.points().namesProperty().get());
        SuggestField who =
                new SuggestField("User or service account that applies it", names.of(NameCompletion::subjects));
        who.setPrefColumnCount(18);
        model.whoProperty().bindBidirectional(who.textProperty());
        who.setOnCommit(text -> model.workOut());
        Command work = CommandId.DRAFT_COULD_APPLY.command(model::workOut);
        work.executableProperty().bind(model.whoProperty().isNotEmpty());
        FlowPane bar = new FlowPane(8, 6, who, Buttons.text(work));
        bar.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, bar);
        if (model.isConnected()) {
            Button ask = Buttons.text(CommandId.DRAFT_DRY_RUN.command(model::askCluster));
            bar.getChildren().add(ask);
        } else {
            head.getChildren()
                    .add(Rows.small("No cluster is connected, so Guise checks only the roles that it has read. With a"
                            + " kubeconfig context, it can ask the cluster itself with a dry run that"
                            + " stores nothing."));
        }
        head.getStyleClass().add("draft-start-bar");
        setTop(head);
        setCenter(Rows.scroll(lines));
        model.resultProperty().subscribe(this::show);
    }

    private void show(Optional<Result> result) {
        List<Node> shown = new ArrayList<>();
        result.ifPresent(found -> {
            long possible = found.lines().stream()
                    .filter(line -> line.step().verdict() == Applying.Verdict.POSSIBLE)
                    .count();
            if (!found.who().isEmpty()) {
                shown.add(Rows.line(
                        possible == found.lines().size() ? Rows.Tone.GOOD : Rows.Tone.WARNING,
                        found.who() + " could apply " + possible + " of "
                                + found.lines().size() + " steps, according to the roles that were read."));
            }
            found.lines().forEach(line -> shown.add(line(line, found.who())));
            if (found.lines().stream().anyMatch(line -> line.answer().isPresent())) {
                shown.add(
                        Rows.small("A dry run stores nothing, so the API server refuses a binding whose role an earlier"
                                + " step creates, unless the writer may bind any role. Deletions are not tried."));
            }
        });
        lines.getChildren().setAll(shown);
    }

    private static Node line(Line line, String who) {
        boolean possible = line.step().verdict() == Applying.Verdict.POSSIBLE;
        VBox text = new VBox(Rows.wrapped(line.step().change().describe()));
        if (!who.isEmpty()) {
            text.getChildren().add(Rows.small(line.step().why()));
        }
        Rows.Tone tone = line.answer()
                .map(ClusterCheckPane::tone)
                .orElse(who.isEmpty() ? Rows.Tone.PLAIN : possible ? Rows.Tone.GOOD : Rows.Tone.WARNING);
        line.answer().ifPresent(answer -> {
            text.getChildren().add(Rows.wrapped(words(answer)));
            warnings(answer)
                    .forEach(warning ->
                            text.getChildren().add(Rows.line(Rows.Tone.WARNING, "The API server warns: " + warning)));
        });
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(8, Rows.icon(tone), text);
    }

    private static Rows.Tone tone(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted ignored -> Rows.Tone.GOOD;
            case Verdict.Refused ignored -> Rows.Tone.BAD;
            case Verdict.Problem ignored -> Rows.Tone.WARNING;
            case Verdict.NotAsked ignored -> Rows.Tone.PLAIN;
        };
    }

    private static List<String> warnings(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var warnings) -> warnings;
            case Verdict.Refused(int ignored, String message, var warnings) -> warnings;
            case Verdict.NotAsked ignored -> List.of();
            case Verdict.Problem ignored -> List.of();
        };
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted ignored -> "The API server would accept it.";
            case Verdict.Refused(int code, String message, var ignored) ->
                "The API server would refuse it (" + code + "): " + message;
            case Verdict.NotAsked(String why) -> why;
            case Verdict.Problem(String what, String advice) -> what + (advice.isEmpty() ? "" : ". " + advice);
        };
    }
}
