package dev.guise.ui.common.dialog;

import dev.guise.ui.common.control.Buttons;
import dev.guise.ui.common.control.Labels;
import dev.guise.ui.common.settings.LastFolders;
import dev.guise.ui.common.settings.SettingsStore;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Dialogs over a window.
public final class FxDialogs implements Dialogs {
    private static final double WIDTH = 480;
    private static final int MAX_TOLD = 120;
    private static final Duration TOLD = Duration.seconds(3);

    private final Window owner;
    private final LastFolders folders;

    /// @param settings where the folders are kept that were used last
    public FxDialogs(Window owner, SettingsStore settings) {
        this.owner = owner;
        folders = new LastFolders(settings);
    }

    @Override
    public List<Path> openFiles(String title, List<FileKind> kinds) {
        List<File> files = chooser(title, kinds).showOpenMultipleDialog(owner);
        List<Path> chosen =
                files == null ? List.of() : files.stream().map(File::toPath).toList();
        chosen.stream().findFirst().ifPresent(file -> folders.chosen(title, file));
        return chosen;
    }

    @Override
    public Optional<Path> openFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        folders.of(title).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return chosen(title, chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> saveFile(String title, String name, List<FileKind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(name);
        return chosen(title, chooser.showSaveDialog(owner));
    }

    private Optional<Path> chosen(String title, @Nullable File file) {
        Optional<Path> chosen = Optional.ofNullable(file).map(File::toPath);
        chosen.ifPresent(path -> folders.chosen(title, path));
        return chosen;
    }

    private FileChooser chooser(String title, List<FileKind> kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        folders.of(title).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        for (FileKind kind : kinds) {
            List<String> patterns = kind.extensions().stream()
                    .map(extension -> "*." + extension)
                    .toList();
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.name(), patterns));
        }
        return chooser;
    }

    @Override
    public boolean confirm(String title, String message, String action) {
        ButtonType go = new ButtonType(action, ButtonBar.ButtonData.OK_DONE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, message, go, ButtonType.CANCEL);
        prepare(alert, title);
        return alert.showAndWait().filter(go::equals).isPresent();
    }

    @Override
    public Optional<String> ask(String title, String prompt, String first) {
        TextInputDialog dialog = new TextInputDialog(first);
        prepare(dialog, title);
        dialog.setContentText(prompt);
        return dialog.showAndWait();
    }

    @Override
    public void show(Problem problem) {
        ButtonType copy = new ButtonType("Copy details", ButtonBar.ButtonData.LEFT);
        Alert alert = new Alert(Alert.AlertType.ERROR, "", copy, ButtonType.CLOSE);
        prepare(alert, problem.title());
        alert.getDialogPane().setContent(content(problem));
        if (alert.showAndWait().filter(copy::equals).isPresent()) {
            copy(problem.text());
        }
    }

    private static VBox content(Problem problem) {
        Label message = new Label(problem.message());
        message.setWrapText(true);
        VBox box = new VBox(8, message);
        box.setPrefWidth(WIDTH);
        if (!problem.advice().isEmpty()) {
            box.getChildren().add(Labels.muted(problem.advice()));
        }
        if (!problem.details().isEmpty()) {
            TextArea details = new TextArea(problem.details());
            details.setEditable(false);
            details.setPrefRowCount(8);
            details.getStyleClass().add("code");
            box.getChildren().add(details);
        }
        return box;
    }

    private void prepare(Dialog<?> dialog, String title) {
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.getDialogPane().setMaxWidth(WIDTH * 1.5);
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        String first = text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        tell("Copied", first.length() > MAX_TOLD ? first.substring(0, MAX_TOLD) + "…" : first);
    }

    // What was told before is over: only the last thing that was done is of interest.
    @Override
    public void tell(String what, String detail) {
        if (!owner.isShowing()) {
            return;
        }
        told(what, detail).threshold(1, told(what, detail)).show();
    }

    private Notifications told(String what, String detail) {
        Node icon = Buttons.icon(Feather.CHECK_CIRCLE);
        icon.getStyleClass().add("good-icon");
        return Notifications.create()
                .owner(owner)
                .title(what)
                .text(detail)
                .graphic(icon)
                .styleClass("told")
                .position(Pos.BOTTOM_CENTER)
                .hideAfter(TOLD);
    }
}
