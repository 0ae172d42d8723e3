package dev.guise.report;

import dev.guise.findings.Finding;
import dev.guise.rbac.ObjectName;
import dev.guise.text.Plain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The findings as CSV (RFC 4180) for spreadsheets.
public final class ScanCsv {
    private static final List<String> HEADER = List.of(
            "id",
            "severity",
            "title",
            "subject",
            "origin",
            "part",
            "reaches",
            "detail",
            "remedy",
            "expected",
            "fingerprint");

    private ScanCsv() {}

    /// Writes the document.
    public static void write(Scan scan, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        row(HEADER, writer);
        for (Finding finding : scan.findings()) {
            row(fields(finding), writer);
        }
        writer.flush();
    }

    private static List<String> fields(Finding finding) {
        return List.of(
                finding.id(),
                finding.severity().id(),
                finding.title(),
                finding.subject() == null ? "" : ObjectName.of(finding.subject()),
                finding.origin().describe(),
                finding.part(),
                String.join("; ", finding.reaches()),
                finding.detail(),
                finding.remedy(),
                String.valueOf(finding.expected()),
                finding.fingerprint());
    }

    private static void row(List<String> fields, Writer writer) throws IOException {
        writer.write(fields.stream().map(ScanCsv::field).collect(Collectors.joining(",")));
        writer.write("\r\n");
    }

    /// A field in quotation marks. One that a spreadsheet would take for a formula is made text by an apostrophe.
    static String field(String value) {
        String plain = Plain.line(value);
        boolean formula = !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + plain.replace("\"", "\"\"") + '"';
    }
}
