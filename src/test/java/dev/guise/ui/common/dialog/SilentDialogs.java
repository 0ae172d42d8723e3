package dev.guise.ui.common.dialog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dialogs that nobody answers; what was shown and copied can be looked at.
public final class SilentDialogs implements Dialogs {
    public final List<Problem> shown = new ArrayList<>();
    public final List<String> copied = new ArrayList<>();
    public final List<Path> files = new ArrayList<>();

    @Override
    public List<Path> openFiles(String title, List<FileKind> kinds) {
        return List.copyOf(files);
    }

    @Override
    public Optional<Path> openFolder(String title) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> saveFile(String title, String name, List<FileKind> kinds) {
        return Optional.empty();
    }

    @Override
    public boolean confirm(String title, String message, String action) {
        return false;
    }

    @Override
    public Optional<String> ask(String title, String prompt, String first) {
        return Optional.empty();
    }

    @Override
    public void show(Problem problem) {
        shown.add(problem);
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }
}
