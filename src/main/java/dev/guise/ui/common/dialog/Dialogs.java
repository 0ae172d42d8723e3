package dev.guise.ui.common.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Every question the window asks in a dialog of its own. Behind an interface so that view-models can be tested.
public interface Dialogs {

    /// A kind of file to choose.
    ///
    /// @param name       such as `PNG picture`
    /// @param extensions without the dot
    record FileKind(String name, List<String> extensions) {}

    /// Files to open; empty when the person changed their mind.
    List<Path> openFiles(String title, List<FileKind> kinds);

    /// A folder to open.
    Optional<Path> openFolder(String title);

    /// Where to save.
    ///
    /// @param name a first name for the file
    Optional<Path> saveFile(String title, String name, List<FileKind> kinds);

    /// Whether to go on.
    ///
    /// @param action what the button says
    boolean confirm(String title, String message, String action);

    /// A line of text.
    Optional<String> ask(String title, String prompt, String first);

    /// Shows what went wrong, with details to copy.
    void show(Problem problem);

    /// Tells in passing what was done; the person need not answer and may miss it.
    ///
    /// @param what   in two or three words
    /// @param detail such as the file; may be empty
    default void tell(String what, String detail) {}

    /// Puts text on the clipboard, and tells so.
    void copy(String text);
}
