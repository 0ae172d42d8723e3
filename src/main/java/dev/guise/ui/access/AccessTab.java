package dev.guise.ui.access;

import dev.guise.ui.common.command.Command;
import dev.guise.ui.common.command.CommandId;
import dev.guise.ui.common.settings.SettingsStore;
import dev.guise.ui.common.settings.TableDescription;
import dev.guise.ui.frame.ViewId;
import dev.guise.ui.frame.ViewTab;
import dev.guise.ui.review.Session;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// Three questions about what the rules allow: who can do this, what can an identity do, how do two differ.
public final class AccessTab implements ViewTab {
    /// The tables, for the settings.
    public static final List<TableDescription> TABLES =
            List.of(WhoCanPane.TABLE, MatrixPane.TABLE, ComparisonPane.TABLE);

    private final Session session;
    private final BorderPane root = new BorderPane();
    private final WhoCanPane whoCan;
    private final MatrixPane matrix;
    private final ComparisonPane comparison;
    private final ToggleButton askWho = new ToggleButton("Who can do this?");
    private final ToggleButton askWhat = new ToggleButton("What can an identity do?");
    private final ToggleButton askBoth = new ToggleButton("Compare two");

    public AccessTab(Session session, AccessModel who, MatrixModel what, ComparisonModel both, SettingsStore settings) {
        this.session = session;
        whoCan = new WhoCanPane(session, who, settings);
        matrix = new MatrixPane(what, settings, session.dialogs());
        comparison = new ComparisonPane(session, both, settings);
        ToggleGroup questions = new ToggleGroup();
        questions.getToggles().setAll(askWho, askWhat, askBoth);
        askWho.getStyleClass().add("left-pill");
        askWhat.getStyleClass().add("center-pill");
        askBoth.getStyleClass().add("right-pill");
        askWho.setSelected(true);
        questions.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                questions.selectToggle(before);
            }
        });
        HBox head = new HBox(new HBox(askWho, askWhat, askBoth));
        head.getStyleClass().add("view-header");
        root.setTop(head);
        StackPane answers = new StackPane();
        showWhile(askWho, whoCan, answers);
        showWhile(askWhat, matrix, answers);
        showWhile(askBoth, comparison, answers);
        root.setCenter(answers);
    }

    /// Put in when it is first wanted, and from then on only hidden: whenever a table comes into the window the styles
    /// of all its cells are calculated.
    private static void showWhile(ToggleButton question, Node answer, StackPane answers) {
        answer.visibleProperty().bind(question.selectedProperty());
        question.selectedProperty().subscribe(selected -> {
            if (selected && !answers.getChildren().contains(answer)) {
                answers.getChildren().add(answer);
            }
        });
    }

    @Override
    public ViewId id() {
        return ViewId.ACCESS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                go(CommandId.ACCESS_WHO, askWho),
                go(CommandId.ACCESS_WHAT, askWhat),
                go(CommandId.ACCESS_TWO, askBoth));
    }

    private Command go(CommandId id, ToggleButton question) {
        return id.command(() -> {
            session.navigator().go(ViewId.ACCESS);
            question.setSelected(true);
        });
    }

    @Override
    public void find() {
        if (askWhat.isSelected()) {
            matrix.find();
        } else if (askBoth.isSelected()) {
            comparison.find();
        } else {
            whoCan.find();
        }
    }
}
