package dev.guise.ui.findings;

import dev.guise.files.SafeFile;
import dev.guise.report.Scan;
import dev.guise.report.ScanFormat;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Dialogs.FileKind;
import dev.guise.ui.common.dialog.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Writes a report of findings to a file that the person names, of the kind that the name ends with.
final class ReportSaving {
    private static final List<FileKind> KINDS = Arrays.stream(ScanFormat.values())
            .map(format -> new FileKind(format.title(), List.of(format.extension())))
            .toList();

    private final Background background;
    private final Dialogs dialogs;
    private final Consumer<String> onSaved;

    /// @param onSaved told in a sentence what is in the file
    ReportSaving(Background background, Dialogs dialogs, Consumer<String> onSaved) {
        this.background = background;
        this.dialogs = dialogs;
        this.onSaved = onSaved;
    }

    /// Asks for a file and writes it.
    ///
    /// @param scan what is to be written, made once there is a file
    void save(Supplier<Scan> scan) {
        dialogs.saveFile("Save report of all findings", "findings.html", KINDS)
                .ifPresent(file -> format(file)
                        .ifPresentOrElse(
                                format -> write(scan.get(), format, file),
                                () -> dialogs.show(new Problem(
                                        "Could not save report",
                                        "The name " + file.getFileName() + " does not show which format to use.",
                                        "Use a name that ends with .html, .sarif, .csv or .json.",
                                        ""))));
    }

    private static Optional<ScanFormat> format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(ScanFormat.values())
                .filter(known -> name.endsWith("." + known.extension()))
                .findFirst();
    }

    private void write(Scan scan, ScanFormat format, Path file) {
        background
                .job("findings.report", progress -> {
                    progress.report("Writing " + file.getFileName(), -1);
                    SafeFile.write(file, out -> format.write(scan, out));
                    return file;
                })
                .goingOn()
                .onDone(written ->
                        onSaved.accept(scan.findings().size() + (scan.findings().size() == 1 ? " finding" : " findings")
                                + " saved to " + written.getFileName() + left(scan)))
                .onError(error -> dialogs.show(new Problem(
                        "Could not save report", file + ": " + error.getMessage(), "Choose another location.", "")))
                .start();
    }

    private static String left(Scan scan) {
        int suppressed = scan.decisions().suppressed();
        String hidden = (suppressed == 0 ? "" : ", " + suppressed + " suppressed")
                + (scan.hidden() == 0 ? "" : ", " + scan.hidden() + " expected");
        return hidden.isEmpty() ? "." : "; left out:" + hidden.substring(1) + ".";
    }
}
